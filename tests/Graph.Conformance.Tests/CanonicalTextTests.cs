using CoEvolve.Graph.Conformance.Values;
using CoEvolve.Graph.Values;
using CoEvolve.Graph.Values.Temporal;

namespace CoEvolve.Graph.Conformance.Tests;

public sealed class CanonicalTextTests
{
    [Theory]
    [InlineData(0, "1970-01-01")]
    [InlineData(-1, "1969-12-31")]
    [InlineData(11_016, "2000-02-29")] // 30 years of 365 days, 7 leap days, 31 days of January, 28 of February
    [InlineData(11_017, "2000-03-01")]
    [InlineData(-719_528, "0000-01-01")] // the day number that Java's LocalDate documents for the year 0
    [InlineData(-719_529, "-0001-12-31")]
    [InlineData(2_932_897, "+10000-01-01")] // one past DateOnly.MaxValue, 3,652,058 less the epoch's 719,162, plus 1
    public void A_date_is_written_from_its_day_number(long day, string text) =>
        Assert.Equal(text, CanonicalText.Of(Value.DateFromEpochDay(day)));

    [Fact]
    public void Times_have_nine_digits_and_an_offset()
    {
        Assert.Equal("10:04:05.000000007", CanonicalText.Of(Value.LocalTimeFromNanosecond((((10 * 60) + 4) * 60_000_000_000) + 5_000_000_007)));
        Assert.Equal("00:00:01.000000000-02:05:07", CanonicalText.Of(Value.Of(new TimeValue(1_000_000_000, -7507))));
    }

    [Fact]
    public void A_moment_with_a_zone_is_written_in_UTC_and_one_with_an_offset_in_local_time()
    {
        // One hour before 1970 in UTC.
        Assert.Equal("1970-01-01T00:00:00.000000001+01:00", CanonicalText.Of(Value.Of(new DateTimeValue(-3600, 1, 3600, null))));
        Assert.Equal("1969-12-31T23:00:00.000000001Z[Europe/Paris]", CanonicalText.Of(Value.Of(new DateTimeValue(-3600, 1, 3600, "Europe/Paris"))));
    }

    [Fact]
    public void A_point_shows_its_system_and_as_many_coordinates_as_it_has()
    {
        Assert.Equal("7203 1.0 2.5", CanonicalText.Of(Value.Of(new PointValue(7203, 1, 2.5))));
        Assert.Equal("9157 1.0 2.0 3.0", CanonicalText.Of(Value.Of(new PointValue(9157, 1, 2, 3))));
    }

    [Theory]
    [InlineData(0, "00:00")]
    [InlineData(60_000_000_000, "00:01")]
    [InlineData(61_000_000_000, "00:01:01")]
    [InlineData(60_100_000_000, "00:01:00.100")]
    [InlineData(60_000_001_000, "00:01:00.000001")]
    [InlineData(60_000_000_010, "00:01:00.000000010")]
    public void The_TCK_writes_seconds_only_where_they_count_and_fractions_in_groups_of_three(long nanosecond, string text)
    {
        Assert.Equal(text, CanonicalText.AsTckWritesIt(Value.LocalTimeFromNanosecond(nanosecond)));
        Assert.Equal(text + "Z", CanonicalText.AsTckWritesIt(Value.Of(new TimeValue(nanosecond, 0))));
        Assert.Equal(text + "+01:00", CanonicalText.AsTckWritesIt(Value.Of(new TimeValue(nanosecond, 3600))));
    }

    [Fact]
    public void The_TCK_writes_a_zoned_moment_in_local_time_with_offset_and_zone() =>
        Assert.Equal("1970-01-01T00:00+01:00[Europe/Paris]", CanonicalText.AsTckWritesIt(Value.Of(new DateTimeValue(-3600, 0, 3600, "Europe/Paris"))));
}

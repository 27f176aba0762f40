using CoEvolve.Graph.Values;
using CoEvolve.Graph.Values.Temporal;
using static CoEvolve.Graph.Tests.Temporal.Calls;

namespace CoEvolve.Graph.Tests.Temporal;

public sealed class TemporalComponentsTests
{
    [Theory]
    [InlineData("year", 2024)]
    [InlineData("quarter", 4)]
    [InlineData("month", 12)]
    [InlineData("week", 1)]
    [InlineData("weekYear", 2025)]
    [InlineData("dayOfQuarter", 92)]
    [InlineData("quarterDay", 92)]
    [InlineData("day", 31)]
    [InlineData("ordinalDay", 366)]
    [InlineData("dayOfWeek", 2)]
    [InlineData("weekDay", 2)]
    [InlineData("YEAR", 2024)]
    public void A_date_has_the_parts_of_four_calendars(string key, long expected) => Assert.Equal(expected, Number(Date("2024-12-31"), key));

    [Theory]
    [InlineData("hour", 6)]
    [InlineData("minute", 7)]
    [InlineData("second", 8)]
    [InlineData("millisecond", 12)]
    [InlineData("microsecond", 12345)]
    [InlineData("nanosecond", 12345678)]
    [InlineData("offsetMinutes", -210)]
    [InlineData("offsetSeconds", -12600)]
    public void A_time_has_parts_of_the_clock_and_of_the_offset(string key, long expected)
        => Assert.Equal(expected, Number(Time("06:07:08.012345678-03:30"), key));

    [Fact]
    public void A_datetime_names_its_zone_its_offset_or_both()
    {
        var zoned = DateTime("2023-03-09T06:07[Asia/Jakarta]");

        Assert.Equal("Asia/Jakarta", Get(zoned, "timezone").AsString());
        Assert.Equal("+07:00", Get(zoned, "offset").AsString());
        Assert.Equal("Z", Get(DateTime("2023-03-09T06:07Z"), "timezone").AsString());
    }

    [Fact]
    public void A_datetime_counts_from_1970()
    {
        Assert.Equal(86_400, Number(DateTime("1970-01-02T07:00+07:00"), "epochSeconds"));
        Assert.Equal(-1, Number(DateTime("1969-12-31T23:59:59.9995Z"), "epochMillis"));
    }

    [Theory]
    [InlineData("years", 1)]
    [InlineData("quarters", 5)]
    [InlineData("months", 17)]
    [InlineData("quartersOfYear", 1)]
    [InlineData("monthsOfQuarter", 2)]
    [InlineData("monthsOfYear", 5)]
    [InlineData("weeks", 2)]
    [InlineData("days", 17)]
    [InlineData("daysOfWeek", 3)]
    [InlineData("hours", 25)]
    [InlineData("minutes", 1501)]
    [InlineData("seconds", 90061)]
    [InlineData("minutesOfHour", 1)]
    [InlineData("secondsOfMinute", 1)]
    [InlineData("milliseconds", 90061002)]
    [InlineData("microseconds", 90061002003)]
    [InlineData("nanoseconds", 90061002003004)]
    [InlineData("millisecondsOfSecond", 2)]
    [InlineData("microsecondsOfSecond", 2003)]
    [InlineData("nanosecondsOfSecond", 2003004)]
    public void A_duration_counts_each_group_in_each_unit(string key, long expected)
        => Assert.Equal(expected, Number(Duration("P1Y5M17DT25H1M1.002003004S"), key));

    [Fact]
    public void A_part_that_the_kind_lacks_is_a_type_error()
    {
        Assert.Equal(CypherErrors.TypeCode, CodeOf(() => Get(Date("2023-03-09"), "hour")));
        Assert.Equal(CypherErrors.TypeCode, CodeOf(() => Get(LocalDateTime("2023-03-09"), "epochMillis")));
        Assert.Equal(CypherErrors.TypeCode, CodeOf(() => Get(Duration("P1D"), "centuries")));
    }

    [Fact]
    public void More_nanoseconds_than_an_integer_holds_are_an_arithmetic_error()
        => Assert.Equal(CypherErrors.ArithmeticCode, CodeOf(() => Get(Duration("PT9223372037S"), "nanoseconds")));

    [Fact]
    public void A_number_has_no_temporal_parts() => Assert.False(TemporalComponents.TryGet(Value.Of(2023L), "year", out _));

    private static Value Get(Value subject, string key)
    {
        Assert.True(TemporalComponents.TryGet(subject, key, out var component));
        return component;
    }

    private static long Number(Value subject, string key) => Get(subject, key).AsInteger();
}

using CoEvolve.Graph.Values;
using static CoEvolve.Graph.Tests.Temporal.Calls;

namespace CoEvolve.Graph.Tests.Temporal;

public sealed class DurationBetweenTests
{
    [Theory]
    [InlineData("2022-06-09T10:00", "2023-07-11T09:00", "P1Y1M1DT23H")]
    [InlineData("2023-07-11T09:00", "2022-06-09T10:00", "P-1Y-1M-1DT-23H")]
    [InlineData("2023-03-09T10:00", "2023-03-09T09:59:59.9", "PT-0.1S")]
    public void Between_counts_whole_months_then_whole_days_then_seconds(string from, string to, string expected)
        => Assert.Equal(expected, TextOf("duration.between", LocalDateTime(from), LocalDateTime(to)));

    [Fact]
    public void One_unit_alone_takes_the_whole_distance()
    {
        var (from, to) = (LocalDateTime("2022-12-31T10:00"), LocalDateTime("2023-03-01T09:00"));

        Assert.Equal("P1M", TextOf("duration.inMonths", from, to)); // 28 February, the last whole day, is short of a 31st
        Assert.Equal("P59D", TextOf("duration.inDays", from, to)); // 31 + 28 + 1 days less an hour
        Assert.Equal("PT1439H", TextOf("duration.inSeconds", from, to)); // 60 * 24 - 1
    }

    [Fact]
    public void A_day_on_which_clocks_change_has_another_number_of_hours()
    {
        var (from, to) = (DateTime("2023-10-29T00:00[Europe/Paris]"), DateTime("2023-10-30T00:00[Europe/Paris]"));

        Assert.Equal("P1D", TextOf("duration.between", from, to));
        Assert.Equal("PT25H", TextOf("duration.inSeconds", from, to));
        Assert.Equal("PT25H", TextOf("duration.inSeconds", from, Date("2023-10-30")));
    }

    [Fact]
    public void A_missing_date_or_zone_is_borrowed_from_the_other_value()
    {
        Assert.Equal("PT2H", TextOf("duration.between", Date("2023-03-09"), LocalTime("02:00")));
        Assert.Equal("PT1H", TextOf("duration.between", Time("10:00+07:00"), Time("11:00+07:00")));
        Assert.Equal("PT8H", TextOf("duration.between", Time("10:00+07:00"), Time("11:00Z")));
        Assert.Equal("PT1H", TextOf("duration.between", Time("10:00+07:00"), LocalDateTime("2023-03-09T11:00")));
    }

    [Fact]
    public void Two_datetimes_are_compared_in_the_zone_of_the_first()
        => Assert.Equal("P1D", TextOf("duration.between", DateTime("2023-03-09T00:00+07:00"), DateTime("2023-03-09T17:00Z")));

    [Fact]
    public void The_whole_range_of_years_fits_a_duration_in_seconds()
        // 1,999,999,998 years and 365 days: 730,484,999,633 days of 86,400 s, and the last day but one second.
        => Assert.Equal("PT17531639991215H59M59S", TextOf("duration.inSeconds", LocalDateTime("-999999999-01-01"), LocalDateTime("+999999999-12-31T23:59:59")));

    [Fact]
    public void Null_gives_null_and_text_fails()
    {
        Assert.True(Call("duration.between", Value.Null, Date("2023-03-09")).IsNull);
        Assert.Equal(CypherErrors.ProcedureCallFailedCode, CodeOf(() => Call("duration.between", Value.Of("2023-03-09"), Date("2023-03-09"))));
        Assert.Equal(CypherErrors.TypeCode, CodeOf(() => Call("duration.inDays", LocalTime("10:00"), LocalTime("11:00"))));
    }
}

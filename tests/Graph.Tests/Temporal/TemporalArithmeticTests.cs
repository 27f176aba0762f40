using CoEvolve.Graph.Values;
using CoEvolve.Graph.Values.Temporal;
using static CoEvolve.Graph.Tests.Temporal.Calls;

namespace CoEvolve.Graph.Tests.Temporal;

public sealed class TemporalArithmeticTests
{
    [Theory]
    [InlineData("2023-01-31", "P1M", "2023-02-28")]
    [InlineData("2024-01-31", "P1M1D", "2024-03-01")]
    [InlineData("2024-02-29", "P-1Y", "2023-02-28")]
    [InlineData("2023-03-09", "PT47H59M", "2023-03-10")]
    [InlineData("2023-03-09", "PT-25H", "2023-03-08")]
    public void A_date_moves_by_months_then_days_then_whole_days_of_seconds(string date, string duration, string expected)
    {
        Assert.Equal(expected, Sum(Date(date), Duration(duration)));
        Assert.Equal(expected, Sum(Duration(duration), Date(date)));
    }

    [Fact]
    public void A_time_of_day_goes_round_midnight_and_ignores_days()
    {
        Assert.Equal("00:29:59.999999999", Sum(LocalTime("23:30"), Duration("P5M9DT59M59.999999999S")));
        Assert.Equal("23:30:00+07:00", Difference(Time("00:30+07:00"), Duration("PT1H")));
    }

    [Fact]
    public void A_day_keeps_the_wall_clock_where_24_hours_do_not()
    {
        var eve = DateTime("2023-03-25T12:00[Europe/Paris]");

        Assert.Equal("2023-03-26T12:00:00+02:00[Europe/Paris]", Sum(eve, Duration("P1D")));
        Assert.Equal("2023-03-26T13:00:00+02:00[Europe/Paris]", Sum(eve, Duration("PT24H")));
    }

    [Fact]
    public void Durations_add_and_subtract_part_by_part()
    {
        Assert.Equal("P2M3DT1.5S", Sum(Duration("P1M3DT2S"), Duration("P1MT-0.5S")));
        Assert.Equal("P-1MT0.25S", Difference(Duration("PT0.75S"), Duration("P1MT0.5S")));
    }

    [Theory]
    [InlineData(3.0, "P3M6DT9S")]
    [InlineData(0.5, "P16DT5H14M34.5S")] // half a month is 15 d 18,873 s; 1 d and 1.5 s more
    [InlineData(double.NaN, "PT0S")]
    public void A_duration_times_a_number_carries_fractions_downwards(double factor, string expected)
    {
        Assert.True(TemporalArithmetic.TryMultiply(Duration("P1M2DT3S"), Value.Of(factor), out var right));
        Assert.True(TemporalArithmetic.TryMultiply(Value.Of(factor), Duration("P1M2DT3S"), out var left));

        Assert.Equal((expected, expected), (TemporalText.Format(right), TemporalText.Format(left)));
    }

    [Fact]
    public void Division_by_the_integer_zero_is_an_arithmetic_error_and_by_the_float_an_argument_error()
    {
        Assert.Equal(CypherErrors.ArithmeticCode, CodeOf(() => TemporalArithmetic.TryDivide(Duration("P1D"), Value.Of(0L), out _)));
        Assert.Equal(CypherErrors.ArgumentCode, CodeOf(() => TemporalArithmetic.TryDivide(Duration("P1M"), Value.Of(0.0), out _)));
    }

    [Fact]
    public void Division_drops_what_is_less_than_a_nanosecond()
    {
        Assert.True(TemporalArithmetic.TryDivide(Duration("PT1S"), Value.Of(3L), out var third));

        Assert.Equal("PT0.333333333S", TemporalText.Format(third));
    }

    [Fact]
    public void A_result_past_the_last_year_is_an_arithmetic_error()
    {
        Assert.Equal(CypherErrors.ArithmeticCode, CodeOf(() => Sum(Date("+999999999-12-31"), Duration("P1D"))));
        Assert.Equal(CypherErrors.ArithmeticCode, CodeOf(() => Sum(LocalDateTime("-999999999-01-01"), Duration("PT-1S"))));
        Assert.Equal(CypherErrors.ArithmeticCode, CodeOf(() => Sum(Date("2023-03-09"), Duration("PT9223372036854775807S"))));
    }

    [Fact]
    public void Pairs_without_a_meaning_are_left_to_others()
    {
        Assert.False(TemporalArithmetic.TryAdd(Date("2023-03-09"), Value.Of(1L), out _));
        Assert.False(TemporalArithmetic.TryAdd(Date("2023-03-09"), Date("2023-03-09"), out _));
        Assert.False(TemporalArithmetic.TrySubtract(Duration("P1D"), Date("2023-03-09"), out _));
        Assert.False(TemporalArithmetic.TryMultiply(Duration("P1D"), Duration("P1D"), out _));
        Assert.False(TemporalArithmetic.TryDivide(Value.Of(1L), Duration("P1D"), out _));
    }

    private static string Sum(Value left, Value right)
    {
        Assert.True(TemporalArithmetic.TryAdd(left, right, out var sum));
        return TemporalText.Format(sum);
    }

    private static string Difference(Value left, Value right)
    {
        Assert.True(TemporalArithmetic.TrySubtract(left, right, out var difference));
        return TemporalText.Format(difference);
    }
}

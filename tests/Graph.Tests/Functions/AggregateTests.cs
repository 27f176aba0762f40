using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Functions;

public sealed class AggregateTests
{
    [Theory]
    [InlineData("count", "0")]
    [InlineData("sum", "0")]
    [InlineData("avg", "null")]
    [InlineData("min", "null")]
    [InlineData("max", "null")]
    [InlineData("collect", "[]")]
    [InlineData("stDev", "0.0")]
    [InlineData("stDevP", "0.0")]
    public void Nulls_count_as_no_rows(string aggregate, string result) =>
        Assert.Equal(result, Call.Aggregate(aggregate, Value.Null, Value.Null, Value.Null).ToString());

    [Fact]
    public void A_sum_of_integers_is_an_integer_until_a_float_joins()
    {
        Assert.Equal("7", Sum(Value.Of(1L), Value.Of(2L), Value.Of(4L)));
        Assert.Equal("6.5", Sum(Value.Of(1L), Value.Of(2L), Value.Of(3.5), Value.Null));
    }

    [Fact]
    public void A_sum_of_integers_that_overflows_goes_on_as_a_float() => Assert.Equal("9.223372036854776E18", Sum(Value.Of(long.MaxValue), Value.Of(1L)));

    [Fact]
    public void A_sum_of_strings_is_a_type_error() => Assert.Equal(CypherErrors.TypeCode, Assert.Throws<CypherException>(() => Sum(Value.Of("a"))).Code);

    [Fact]
    public void The_average_is_a_running_mean()
    {
        Assert.Equal("2.0", Call.Aggregate("avg", Value.Null, Value.Of(1L), Value.Of(3L)).ToString());
        Assert.Equal("1.0E308", Call.Aggregate("avg", Value.Null, Value.Of(1e308), Value.Of(1e308)).ToString());
    }

    [Fact]
    public void The_extremes_follow_the_order_of_all_values()
    {
        Value[] rows = [Value.Of(1L), Value.Of("b"), Value.Null, Value.Of("a"), Value.True];
        Assert.Equal(Value.Of("a"), Call.Aggregate("min", Value.Null, rows));
        Assert.Equal(Value.Of(1L), Call.Aggregate("max", Value.Null, rows));
    }

    [Fact]
    public void The_deviation_of_a_population_divides_by_n_and_of_a_sample_by_one_less()
    {
        // Mean 5, squared differences 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32.
        Value[] rows = [.. new[] { 2L, 4, 4, 4, 5, 5, 7, 9 }.Select(Value.Of)];
        Assert.Equal(2.0, Call.Aggregate("stDevP", Value.Null, rows).AsDouble());
        Assert.Equal(Math.Sqrt(32.0 / 7.0), Call.Aggregate("stDev", Value.Null, rows).AsDouble(), 12);
    }

    [Theory]
    [InlineData(0.0, "10", "10")]
    [InlineData(0.25, "17.5", "10")]
    [InlineData(0.5, "25.0", "20")]
    [InlineData(0.75, "32.5", "30")]
    [InlineData(1.0, "40", "40")]
    public void Percentiles_interpolate_or_pick(double percentile, string continuous, string discrete)
    {
        Value[] rows = [.. new[] { 30L, 10, 40, 20 }.Select(Value.Of)];
        Assert.Equal(continuous, Call.Aggregate("percentileCont", Value.Of(percentile), rows).ToString());
        Assert.Equal(discrete, Call.Aggregate("percentileDisc", Value.Of(percentile), rows).ToString());
    }

    [Fact]
    public void A_percentile_above_1_is_an_argument_error() => Assert.Equal(
        CypherErrors.ArgumentCode,
        Assert.Throws<CypherException>(() => Call.Aggregate("percentileCont", Value.Of(1.1), Value.Of(1L))).Code);

    private static string Sum(params Value[] rows) => Call.Aggregate("sum", Value.Null, rows).ToString();
}

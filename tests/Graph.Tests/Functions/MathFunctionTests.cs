using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Functions;

public sealed class MathFunctionTests
{
    [Theory]
    [InlineData(2.5, 3.0)]
    [InlineData(-2.5, -2.0)]
    [InlineData(0.49999999999999994, 0.0)]
    [InlineData(1e300, 9223372036854775807.0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    public void Halves_are_rounded_upwards(double number, double rounded) => Assert.Equal(rounded, Call.Function("round", Value.Of(number)).AsDouble());

    [Theory]
    [InlineData(1.005, 2, 1.01)]
    [InlineData(-1.25, 1, -1.3)]
    [InlineData(123.456, 5, 123.456)]
    [InlineData(0.04, 1, 0.0)]
    [InlineData(9.99, 1, 10.0)]
    public void With_a_precision_the_decimal_digits_are_rounded(double number, long precision, double rounded) =>
        Assert.Equal(rounded, Call.Function("round", Value.Of(number), Value.Of(precision)).AsDouble());

    [Theory]
    [InlineData("UP", 1.3, -1.3)]
    [InlineData("DOWN", 1.2, -1.2)]
    [InlineData("CEILING", 1.3, -1.2)]
    [InlineData("FLOOR", 1.2, -1.3)]
    [InlineData("HALF_UP", 1.3, -1.3)]
    [InlineData("HALF_DOWN", 1.2, -1.2)]
    [InlineData("HALF_EVEN", 1.2, -1.2)]
    public void The_mode_decides_between_neighbours(string mode, double ofPositive, double ofNegative)
    {
        Assert.Equal(ofPositive, Call.Function("round", Value.Of(1.25), Value.Of(1L), Value.Of(mode)).AsDouble());
        Assert.Equal(ofNegative, Call.Function("round", Value.Of(-1.25), Value.Of(1L), Value.Of(mode)).AsDouble());
    }

    [Fact]
    public void An_unknown_mode_or_a_negative_precision_is_an_argument_error()
    {
        Assert.Equal(CypherErrors.ArgumentCode, Call.ErrorCode("round", Value.Of(1.25), Value.Of(1L), Value.Of("SIDEWAYS")));
        Assert.Equal(CypherErrors.ArgumentCode, Call.ErrorCode("round", Value.Of(1.25), Value.Of(-1L)));
    }

    [Fact]
    public void The_sign_is_an_integer()
    {
        Assert.Equal("-1", Call.Function("sign", Value.Of(-2.5)).ToString());
        Assert.Equal("0", Call.Function("sign", Value.Of(double.NaN)).ToString());
    }

    [Fact]
    public void The_absolute_value_keeps_the_kind()
    {
        Assert.Equal("5", Call.Function("abs", Value.Of(-5L)).ToString());
        Assert.Equal("0.0", Call.Function("abs", Value.Of(-0.0)).ToString());
    }

    [Fact]
    public void Angles_convert_between_degrees_and_radians()
    {
        Assert.Equal(180.0, Call.Function("degrees", Call.Function("pi")).AsDouble());
        Assert.Equal(Math.PI, Call.Function("radians", Value.Of(180L)).AsDouble());
        Assert.Equal(double.PositiveInfinity, Call.Function("cot", Value.Of(0L)).AsDouble());
    }

    [Fact]
    public void A_root_of_a_negative_number_is_NaN() => Assert.True(double.IsNaN(Call.Function("sqrt", Value.Of(-1L)).AsDouble()));

    [Fact]
    public void Null_gives_null_and_a_string_is_a_type_error()
    {
        Assert.True(Call.Function("sin", Value.Null).IsNull);
        Assert.Equal(CypherErrors.TypeCode, Call.ErrorCode("abs", Value.Of("1")));
    }

    [Fact]
    public void A_seeded_source_gives_random_numbers_between_0_and_1() => Assert.InRange(Call.Function("rand").AsDouble(), 0.0, 1.0);
}

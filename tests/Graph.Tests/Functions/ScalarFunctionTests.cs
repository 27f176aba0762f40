using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Functions;

public sealed class ScalarFunctionTests
{
    [Fact]
    public void Names_are_looked_up_without_regard_to_case()
    {
        Assert.Same(FunctionLibrary.Find("toUpper"), FunctionLibrary.Find("TOUPPER"));
        Assert.Null(FunctionLibrary.Find("nope"));
        Assert.Same(AggregateLibrary.Find("stDev"), AggregateLibrary.Find("stdev"));
    }

    [Fact]
    public void Coalesce_gives_the_first_argument_that_is_not_null() =>
        Assert.Equal(Value.Of(2L), Call.Function("coalesce", Value.Null, Value.Of(2L), Value.Of(3L)));

    [Fact]
    public void NullIf_gives_null_for_equal_arguments()
    {
        Assert.True(Call.Function("nullIf", Value.Of(1L), Value.Of(1.0)).IsNull);
        Assert.Equal(Value.Of(1L), Call.Function("nullIf", Value.Of(1L), Value.Null));
    }

    [Fact]
    public void Sizes_count_code_points()
    {
        Assert.Equal(Value.Of(2L), Call.Function("size", Value.Of("\U0001D4B3y")));
        Assert.Equal(Value.Of("y\U0001D4B3"), Call.Function("reverse", Value.Of("\U0001D4B3y")));
        Assert.Equal(CypherErrors.TypeCode, Call.ErrorCode("size", Value.Of(MapValue.Empty)));
    }

    [Fact]
    public void The_timestamp_is_that_of_the_statement() => Assert.Equal(Value.Of(1_577_836_800_123L), Call.Function("timestamp"));

    [Fact]
    public void A_random_uuid_is_of_version_4() => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", Call.Function("randomUUID").AsString());

    [Theory]
    [InlineData("12", "12")]
    [InlineData("-1.9", "-1")]
    [InlineData("1e3", "1000")]
    [InlineData("٣", "3")]
    [InlineData(" 12", "null")]
    [InlineData("1d", "null")]
    [InlineData("abc", "null")]
    public void Integers_are_read_from_strings(string text, string integer) =>
        Assert.Equal(integer, Call.Function("toInteger", Value.Of(text)).ToString());

    [Theory]
    [InlineData(" 2.5 ", "2.5")]
    [InlineData("1d", "1.0")]
    [InlineData("5.", "5.0")]
    [InlineData("1e400", "Infinity")]
    [InlineData("-Infinity", "-Infinity")]
    [InlineData("0x1.8p1", "3.0")]
    [InlineData("1,5", "null")]
    public void Floats_are_read_from_strings(string text, string number) =>
        Assert.Equal(number, Call.Function("toFloat", Value.Of(text)).ToString());

    [Fact]
    public void An_integer_in_a_string_that_is_too_large_is_an_error_or_null()
    {
        var text = Value.Of("9223372036854775808");
        Assert.Equal(CypherErrors.TypeCode, Call.ErrorCode("toInteger", text));
        Assert.True(Call.Function("toIntegerOrNull", text).IsNull);
    }

    [Fact]
    public void A_float_beyond_64_bits_becomes_the_largest_integer() =>
        Assert.Equal(Value.Of(long.MaxValue), Call.Function("toInteger", Value.Of(1e300)));

    [Fact]
    public void Conversions_of_a_list_leave_null_for_what_cannot_be_converted() => Assert.Equal(
        "[1.0, null, null]",
        Call.Function("toFloatList", Value.Of([Value.Of(1L), Value.True, Value.Of("x")])).ToString());

    [Fact]
    public void Booleans_are_read_without_regard_to_case()
    {
        Assert.Equal(Value.True, Call.Function("toBoolean", Value.Of("TRUE")));
        Assert.True(Call.Function("toBoolean", Value.Of("yes")).IsNull);
        Assert.Equal(CypherErrors.TypeCode, Call.ErrorCode("toBoolean", Value.Of(1.0)));
    }

    [Theory]
    [InlineData(0, 3, 1, "[0, 1, 2, 3]")]
    [InlineData(6, 1, -2, "[6, 4, 2]")]
    [InlineData(1, 0, 1, "[]")]
    [InlineData(0, 1, -123, "[0]")]
    public void A_range_includes_its_end(long start, long end, long step, string items) =>
        Assert.Equal(items, Call.Function("range", Value.Of(start), Value.Of(end), Value.Of(step)).ToString());

    [Fact]
    public void A_range_at_the_end_of_the_integers_does_not_overflow() => Assert.Equal(
        "[9223372036854775806, 9223372036854775807]",
        Call.Function("range", Value.Of(long.MaxValue - 1), Value.Of(long.MaxValue)).ToString());

    [Fact]
    public void A_range_without_a_step_or_beyond_memory_is_refused()
    {
        Assert.Equal(CypherErrors.ArgumentCode, Call.ErrorCode("range", Value.Of(0L), Value.Of(5L), Value.Of(0L)));
        Assert.Equal(CypherErrors.ArithmeticCode, Call.ErrorCode("range", Value.Of(0L), Value.Of(long.MaxValue)));
        Assert.Equal(CypherErrors.ArgumentCode, Call.ErrorCode("range", Value.Of(1L), Value.Of(50_000_001L)));
    }

    [Fact]
    public void Head_last_and_tail_take_a_list_apart()
    {
        var list = Value.Of(["a", "b", "c"]);
        Assert.Equal(Value.Of("a"), Call.Function("head", list));
        Assert.Equal(Value.Of("c"), Call.Function("last", list));
        Assert.Equal("['b', 'c']", Call.Function("tail", list).ToString());
        Assert.True(Call.Function("head", Value.Of(ListValue.Empty)).IsNull);
    }
}

using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Functions;

public sealed class StringFunctionTests
{
    [Fact]
    public void Left_and_right_take_at_most_the_whole_text()
    {
        Assert.Equal(Value.Of("ab"), Call.Function("left", Value.Of("abc"), Value.Of(2L)));
        Assert.Equal(Value.Of("\U0001D4B3"), Call.Function("left", Value.Of("\U0001D4B3y"), Value.Of(1L)));
        Assert.Equal(Value.Of("bc"), Call.Function("right", Value.Of("abc"), Value.Of(2L)));
        Assert.Equal(Value.Of("abc"), Call.Function("right", Value.Of("abc"), Value.Of(9L)));
    }

    [Fact]
    public void A_negative_length_fails()
    {
        Assert.Equal("Neo.DatabaseError.Statement.ExecutionFailed", Call.ErrorCode("left", Value.Of("abc"), Value.Of(-1L)));
        Assert.Equal("Neo.DatabaseError.Statement.ExecutionFailed", Call.ErrorCode("right", Value.Of("abc"), Value.Of(-1L)));
        Assert.Equal("Neo.DatabaseError.Statement.ExecutionFailed", Call.ErrorCode("substring", Value.Of("abc"), Value.Of(1L), Value.Of(-1L)));
    }

    [Fact]
    public void A_substring_ends_with_the_text()
    {
        Assert.Equal(Value.Of("llo"), Call.Function("substring", Value.Of("hello"), Value.Of(2L), Value.Of(100L)));
        Assert.Equal(Value.Of("ell"), Call.Function("substring", Value.Of("hello"), Value.Of(1L), Value.Of(3L)));
        Assert.Equal(Value.Of(string.Empty), Call.Function("substring", Value.Of("hello"), Value.Of(10L)));
    }

    [Fact]
    public void A_text_is_split_at_one_or_several_delimiters()
    {
        Assert.Equal("['a', '', 'b']", Split("a,,b", Value.Of(",")));
        Assert.Equal("['a', 'b', 'c']", Split("a--b-c", Value.Of(["--", "-"])));
        Assert.Equal("['a', 'b']", Split("ab", Value.Of(string.Empty)));
        Assert.Equal("['']", Split(string.Empty, Value.Of(",")));
    }

    [Fact]
    public void Replacing_the_empty_text_puts_the_substitute_everywhere() =>
        Assert.Equal(Value.Of("ZbZcZ"), Call.Function("replace", Value.Of("bc"), Value.Of(string.Empty), Value.Of("Z")));

    [Fact]
    public void A_dollar_in_a_substitute_stands_for_itself() =>
        Assert.Equal(Value.Of("a$1b"), Call.Function("replace", Value.Of("a.b"), Value.Of("."), Value.Of("$1")));

    [Theory]
    [InlineData("toUpper", "straße", "STRASSE")]
    [InlineData("toUpper", "ŉ", "ʼN")]
    [InlineData("toLower", "İ", "i\u0307")]
    [InlineData("toLower", "ΑΣ", "ας")]
    [InlineData("lower", "ÅÄÖ", "åäö")]
    public void Letter_case_follows_Unicode(string function, string text, string result) =>
        Assert.Equal(Value.Of(result), Call.Function(function, Value.Of(text)));

    [Fact]
    public void Trimming_leaves_the_non_breaking_space() => Assert.Equal(Value.Of("x \u00A0"), Call.Function("trim", Value.Of(" \t x \u00A0")));

    [Theory]
    [InlineData("btrim", "a")]
    [InlineData("ltrim", "axy")]
    [InlineData("rtrim", "xya")]
    public void Given_characters_are_trimmed_from_their_end(string function, string result) =>
        Assert.Equal(Value.Of(result), Call.Function(function, Value.Of("xyaxy"), Value.Of("yx")));

    [Fact]
    public void An_argument_of_the_wrong_kind_is_a_type_error() => Assert.Equal(CypherErrors.TypeCode, Call.ErrorCode("toUpper", Value.Of(1L)));

    private static string Split(string text, Value delimiters) => Call.Function("split", Value.Of(text), delimiters).ToString();
}

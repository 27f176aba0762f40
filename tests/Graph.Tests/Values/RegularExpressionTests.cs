using System.Diagnostics.CodeAnalysis;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Values;

[SuppressMessage("Usage", "xUnit1051", Justification = "These values are short: nothing is to be cancelled.")]
public sealed class RegularExpressionTests
{
    [Theory]
    [InlineData("abc", "a.c", true)]
    [InlineData("abc", "b", false)]
    [InlineData("a\nb", "a.b", false)]
    [InlineData("a\nb", "(?s)a.b", true)]
    [InlineData("ABC", "(?i)abc", true)]
    [InlineData("É", "(?i)é", false)]
    [InlineData("É", "(?iu)é", true)]
    [InlineData("aB", "(?i:A)B", true)]
    [InlineData("aB", "(?i:A)b", false)]
    [InlineData("٣", @"\d", false)]
    [InlineData("\U0001F600", ".", true)]
    [InlineData("\U0001F600", "[^a]", true)]
    [InlineData("\U0001D4B3y", @"\p{L}+", true)]
    [InlineData("\U0001F600", @"\p{L}", false)]
    [InlineData("Aceh", @"\p{Lu}\p{Ll}+", true)]
    [InlineData("abab", @"(ab)\1", true)]
    [InlineData("abcb", @"(?<x>a)(b)c\2", true)]
    [InlineData("aaa", "a*+a", false)]
    [InlineData("aaa", "a*a", true)]
    [InlineData("acd", "[[a-z]&&[^b]]+", true)]
    [InlineData("abc", "[[a-z]&&[^b]]+", false)]
    [InlineData("xc", "[a-c[x-z]]+", true)]
    [InlineData("a.c", @"\Qa.c\E", true)]
    [InlineData("abc", @"\Qa.c\E", false)]
    [InlineData("a-]", @"[\]a-]+", true)]
    [InlineData("foobar", "foo(?=bar).*", true)]
    [InlineData("a\nb", "(?m)a$\n^b", true)]
    [InlineData("", "", true)]
    public void The_whole_text_is_matched_as_in_Java(string text, string pattern, bool matches) =>
        Assert.Equal(Value.Of(matches), StringPredicates.RegexMatch(Value.Of(text), Value.Of(pattern)));

    [Theory]
    [InlineData("[")]
    [InlineData("(unclosed")]
    [InlineData("*a")]
    [InlineData("a)")]
    [InlineData(@"\")]
    [InlineData("[z-a]")]
    public void A_malformed_expression_is_a_semantic_error(string pattern) => Assert.Equal(
        "Neo.ClientError.Statement.SemanticError",
        Assert.Throws<CypherException>(() => StringPredicates.RegexMatch(Value.Of("abc"), Value.Of(pattern))).Code);

    [Fact]
    public void What_is_no_string_gives_null()
    {
        Assert.True(StringPredicates.RegexMatch(Value.Null, Value.Of("a")).IsNull);
        Assert.True(StringPredicates.StartsWith(Value.Of(1L), Value.Of("1")).IsNull);
        Assert.True(StringPredicates.Contains(Value.Of("a"), Value.Null).IsNull);
    }
}

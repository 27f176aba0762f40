using CoEvolve.Graph.Cypher.Parsing;
using static CoEvolve.Graph.Tests.Parsing.Trees;

namespace CoEvolve.Graph.Tests.Parsing;

public class LexerTests
{
    private static string Kinds(string text) => string.Join(' ', Lexer.Read(text).SkipLast(1).Select(token => token.Kind));

    [Fact]
    public void A_range_of_integers_is_no_float() =>
        Assert.Equal("LeftBracket Star Number DotDot Number RightBracket", Kinds("[*1..3]"));

    [Fact]
    public void A_dot_before_a_name_is_no_part_of_the_number() => Assert.Equal("Number Dot Name", Kinds("1.foo"));

    [Theory]
    [InlineData(".5")]
    [InlineData("1e9")]
    [InlineData("1E-3")]
    [InlineData("1_000.5")]
    [InlineData("0xFF")]
    [InlineData("9foo")]
    public void What_sticks_to_digits_is_one_token(string text) => Assert.Equal("Number", Kinds(text));

    [Fact]
    public void Two_dots_win_over_a_float_without_leading_digit() => Assert.Equal("Star DotDot Number", Kinds("*..3"));

    [Fact]
    public void A_comment_is_a_blank() => Assert.Equal("Return Number", Kinds("/* a\n * b */ RETURN // c ' d\n1 // e"));

    [Fact]
    public void Comment_signs_inside_a_string_are_text() => Assert.Equal("StringLiteral StringLiteral", Kinds("'// a' \"/* b\""));

    [Fact]
    public void A_doubled_backtick_does_not_end_a_name() => Assert.Equal("QuotedName Dot Name", Kinds("`a``b`.c"));

    [Theory]
    [InlineData("$name")]
    [InlineData("$0")]
    [InlineData("$`two words`")]
    [InlineData("$match")]
    public void A_parameter_is_one_token(string text) => Assert.Equal("Parameter", Kinds(text));

    [Fact]
    public void Keywords_are_found_in_any_case() => Assert.Equal("Match Return Match", Kinds("match ReTuRn MATCH"));

    [Fact]
    public void A_name_may_hold_letters_of_any_script() => Assert.Equal("Name Name Name", Kinds("straße 名前 𐐷x"));

    [Fact]
    public void Brackets_know_their_partners()
    {
        var tokens = Lexer.Read("([a|b]{})");

        Assert.Equal([8, 5, -1, 1, -1, 1, 7, 6, 0], tokens.SkipLast(1).Select(token => token.Partner));
    }

    [Fact]
    public void Of_brackets_that_cross_only_the_inner_opening_finds_its_partner() =>
        Assert.Equal([-1, 3, -1, 1], Lexer.Read("([)]").SkipLast(1).Select(token => token.Partner));

    [Fact]
    public void Lines_end_at_each_kind_of_line_break()
    {
        var tokens = Lexer.Read("a\r\nb\n c\rd\t'x\ny' e");

        Assert.Equal([(1, 1), (2, 1), (3, 2), (4, 1), (4, 3), (5, 4), (5, 5)], tokens.Select(token => (token.Line, token.Column)));
        Assert.Equal([0, 3, 6, 8, 10, 16, 17], tokens.Select(token => token.Start));
    }

    [Theory]
    [InlineData("RETURN 'abc", "This string is not closed")]
    [InlineData("RETURN \"a'", "This string is not closed")]
    [InlineData("RETURN 'a\\'", "This string is not closed")]
    [InlineData("RETURN `a``", "This quoted name is not closed")]
    [InlineData("RETURN /* 1", "This comment is not closed")]
    public void What_is_not_closed_is_reported_where_it_opens(string text, string message)
    {
        Assert.StartsWith(message, Error(text).Message, StringComparison.Ordinal);
        Assert.Equal(8, ErrorColumn(text));
    }
}

using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Values;
using static CoEvolve.Graph.Tests.Parsing.Trees;

namespace CoEvolve.Graph.Tests.Parsing;

public class LiteralTests
{
    private static Value ValueOf(string text) => Expression<LiteralExpression>(text).Value;

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1_000_000", 1_000_000)]
    [InlineData("0xFf", 255)]
    [InlineData("0x7FFF_FFFF", 2147483647)]
    [InlineData("0o17", 15)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("- 9223372036854775808", long.MinValue)]
    [InlineData("-0x8000000000000000", long.MinValue)]
    [InlineData("-0o10", -8)]
    public void An_integer_is_read_with_its_sign(string text, long expected)
    {
        var value = ValueOf(text);

        Assert.Equal(ValueKind.Integer, value.Kind);
        Assert.Equal(expected, value.AsInteger());
    }

    [Theory]
    [InlineData("1.0", 1.0)]
    [InlineData(".5", 0.5)]
    [InlineData("-.5", -0.5)]
    [InlineData("1e9", 1e9)]
    [InlineData("1E-3", 0.001)]
    [InlineData("1.5e+2", 150)]
    [InlineData("1_000.5", 1000.5)]
    [InlineData("007.5", 7.5)]
    [InlineData("1e-400", 0)]
    [InlineData("inf", double.PositiveInfinity)]
    [InlineData("Infinity", double.PositiveInfinity)]
    [InlineData("NAN", double.NaN)]
    public void A_float_is_read(string text, double expected)
    {
        var value = ValueOf(text);

        Assert.Equal(ValueKind.Float, value.Kind);
        Assert.Equal(expected, value.AsDouble());
    }

    [Fact]
    public void Minus_zero_keeps_its_sign() => Assert.True(double.IsNegative(ValueOf("-0.0").AsDouble()));

    [Fact]
    public void A_negative_number_stands_where_its_sign_stands() => Assert.Equal(7, Expression("-5").Position.Offset);

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("0x8000000000000000")]
    [InlineData("-0o1000000000000000000001")]
    [InlineData("99999999999999999999999999999999999999999999999999")]
    [InlineData("1e309")]
    public void A_number_out_of_range_is_refused(string text)
    {
        Assert.Contains("too large", Error($"RETURN {text}").Message, StringComparison.Ordinal);
        Assert.Equal(8, ErrorColumn($"RETURN {text}"));
    }

    [Theory]
    [InlineData("9foo")]
    [InlineData("0x")]
    [InlineData("0xZZ")]
    [InlineData("0o8")]
    [InlineData("1__0")]
    [InlineData("1_")]
    [InlineData("0x_1")]
    [InlineData("1e")]
    [InlineData("1.5x")]
    [InlineData("1_.5")]
    public void A_malformed_number_is_refused(string text)
    {
        Assert.Contains($"'{text}' is not a number", Error($"RETURN {text}").Message, StringComparison.Ordinal);
        Assert.Equal(8, ErrorColumn($"RETURN {text}"));
    }

    [Fact]
    public void The_old_octal_form_is_refused_with_the_new_one() =>
        Assert.Contains("write 0o17", Error("RETURN 017").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(@"'a\tb\nc\rd\be\ff'", "a\tb\nc\rd\be\ff")]
    [InlineData(@"'it\'s \""so\"" \\'", "it's \"so\" \\")]
    [InlineData(@"""it's""", "it's")]
    [InlineData(@"'\u0041\u00e9'", "Aé")]
    [InlineData(@"'\U0001F600'", @"\U0001F600")]
    [InlineData("'a\nb'", "a\nb")]
    [InlineData("''", "")]
    public void A_string_is_unescaped(string text, string expected) => Assert.Equal(expected, ValueOf(text).AsString());

    [Fact]
    public void An_unknown_escape_keeps_its_backslash() => Assert.Equal(@"a\qb", ValueOf(@"'a\qb'").AsString());

    [Theory]
    [InlineData(@"RETURN '\u12' AS x", 8, 11)]
    [InlineData(@"RETURN 'ab\uZZZZ' AS x", 10, 13)]
    public void A_bad_unicode_escape_is_placed_as_Neo4j_does_by_the_offset_of_its_backslash_and_the_column_after_its_letter(string text, int offset, int column) =>
        Assert.Equal(new SourcePosition(offset, 1, column), Error(text).Position);

    [Fact]
    public void A_bad_escape_is_placed_in_its_line()
    {
        var position = Error("RETURN 'a\nb\\u1'").Position;

        Assert.Equal(new SourcePosition(11, 2, 4), position);
    }

    [Theory]
    [InlineData("$p", "p")]
    [InlineData("$12", "12")]
    [InlineData("$`a``b c`", "a`b c")]
    [InlineData("$return", "return")]
    public void A_parameter_has_its_plain_name(string text, string name) => Assert.Equal(name, Expression<ParameterExpression>(text).Name);

    [Theory]
    [InlineData("`a b`", "a b")]
    [InlineData("`x``y`", "x`y")]
    [InlineData("``", "")]
    [InlineData(@"\u006ea", "na")]
    public void A_name_may_be_quoted_or_escaped(string text, string name) => Assert.Equal(name, Expression<VariableExpression>(text).Name);

    [Fact]
    public void Null_true_and_false_are_constants_in_any_case()
    {
        Assert.True(ValueOf("NuLl").IsNull);
        Assert.True(ValueOf("TRUE").IsTrue);
        Assert.True(ValueOf("False").IsFalse);
    }
}

using CoEvolve.Graph.Cypher.Ast;
using static CoEvolve.Graph.Tests.Parsing.Trees;

namespace CoEvolve.Graph.Tests.Parsing;

public class OperatorTests
{
    private static readonly Expression A = Var("a");
    private static readonly Expression B = Var("b");
    private static readonly Expression C = Var("c");
    private static readonly Expression D = Var("d");

    [Fact]
    public void Or_is_looser_than_xor_than_and_than_not() =>
        Assert.Equal(
            Binary(A, BinaryOperator.Or, Binary(B, BinaryOperator.Xor, Binary(C, BinaryOperator.And, Not(D)))),
            Expression("a OR b XOR c AND NOT d"));

    [Fact]
    public void Not_covers_a_comparison_but_no_and() =>
        Assert.Equal(Binary(Not(Compare(A, ComparisonOperator.Equal, B)), BinaryOperator.And, C), Expression("NOT a = b AND c"));

    [Fact]
    public void Not_may_be_repeated() => Assert.Equal(Not(Not(A)), Expression("NOT NOT a"));

    [Fact]
    public void Not_before_a_parenthesis_is_no_function() => Assert.Equal(Not(A), Expression("NOT(a)"));

    [Fact]
    public void A_comparison_is_looser_than_a_predicate() =>
        Assert.Equal(
            Compare(A, ComparisonOperator.Equal, Binary(B, BinaryOperator.In, C)),
            Expression("a = b IN c"));

    [Fact]
    public void A_predicate_is_looser_than_a_sum() =>
        Assert.Equal(
            Binary(Binary(A, BinaryOperator.Add, B), BinaryOperator.StartsWith, Binary(C, BinaryOperator.Add, D)),
            Expression("a + b STARTS WITH c + d"));

    [Fact]
    public void A_sum_is_looser_than_a_product_than_a_power_than_a_sign() =>
        Assert.Equal(
            Binary(A, BinaryOperator.Add, Binary(B, BinaryOperator.Multiply, Binary(Minus(C), BinaryOperator.Power, Minus(D)))),
            Expression("a + b * -c ^ -d"));

    [Theory]
    [InlineData("-", BinaryOperator.Subtract)]
    [InlineData("||", BinaryOperator.Concatenate)]
    [InlineData("/", BinaryOperator.Divide)]
    [InlineData("%", BinaryOperator.Modulo)]
    [InlineData("^", BinaryOperator.Power)]
    [InlineData("XOR", BinaryOperator.Xor)]
    [InlineData("IN", BinaryOperator.In)]
    [InlineData("=~", BinaryOperator.RegexMatch)]
    [InlineData("ENDS WITH", BinaryOperator.EndsWith)]
    [InlineData("CONTAINS", BinaryOperator.Contains)]
    internal void Operators_group_from_the_left(string sign, BinaryOperator expected) =>
        Assert.Equal(Binary(Binary(A, expected, B), expected, C), Expression($"a {sign} b {sign} c"));

    [Fact]
    public void Sums_and_differences_mix_from_the_left() =>
        Assert.Equal(Binary(Binary(A, BinaryOperator.Subtract, B), BinaryOperator.Add, C), Expression("a - b + c"));

    [Fact]
    public void Comparisons_form_one_chain() =>
        Assert.Equal(
            new ComparisonExpression([A, B, C, D], [ComparisonOperator.Less, ComparisonOperator.LessOrEqual, ComparisonOperator.NotEqual], default),
            Expression("a < b <= c <> d"));

    [Fact]
    public void A_comparison_in_parentheses_is_an_operand_of_its_own() =>
        Assert.Equal(Compare(Compare(A, ComparisonOperator.Greater, B), ComparisonOperator.GreaterOrEqual, C), Expression("(a > b) >= c"));

    [Fact]
    public void Is_null_follows_a_sum_and_precedes_a_comparison() =>
        Assert.Equal(
            Compare(new NullCheckExpression(Binary(A, BinaryOperator.Add, B), false, default), ComparisonOperator.Equal, new NullCheckExpression(C, true, default)),
            Expression("a + b IS NULL = c IS NOT NULL"));

    [Fact]
    public void A_property_binds_tighter_than_a_sign() => Assert.Equal(Minus(Property(A, "b")), Expression("-a.b"));

    [Fact]
    public void Minus_between_operands_is_no_sign() =>
        Assert.Equal(Binary(Binary(A, BinaryOperator.Subtract, Int(1)), BinaryOperator.Subtract, Int(-2)), Expression("a -1 - -2"));

    [Fact]
    public void Postfixes_follow_each_other() =>
        Assert.Equal(
            new SliceExpression(new IndexExpression(Property(Property(A, "b"), "c"), Int(0), default), Int(1), null, default),
            Expression("a.b.c[0][1..]"));

    [Theory]
    [InlineData("a[..2]")]
    [InlineData("a[1..2]")]
    [InlineData("a[b..]")]
    public void A_slice_may_lack_one_bound(string text) => Assert.IsType<SliceExpression>(Expression(text));

    [Fact]
    public void A_slice_without_bounds_is_refused_at_its_bracket() => Assert.Equal(15, ErrorColumn("RETURN [0,1,2][..] AS x"));

    [Fact]
    public void An_operator_stands_where_it_is_written()
    {
        Assert.Equal(new SourcePosition(9, 1, 10), Expression("a + b").Position);
        Assert.Equal(new SourcePosition(9, 1, 10), Expression("a < b").Position);
        Assert.Equal(new SourcePosition(9, 1, 10), Expression("a IS NULL").Position);
        Assert.Equal(new SourcePosition(9, 1, 10), Expression("a.b").Position);
        Assert.Equal(new SourcePosition(7, 1, 8), Expression("a:B").Position);
    }

    [Theory]
    [InlineData("RETURN 1 != 2", 10, "Write <>")]
    [InlineData("RETURN 1 == 2", 11, "single =")]
    [InlineData("RETURN 1 IS 1", 13, "NOT NULL")]
    [InlineData("RETURN 1 +", 11, "ends too early")]
    [InlineData("RETURN (1 + 2 AS x", 15, "or ')'")]
    [InlineData("RETURN a STARTS b", 17, "WITH after STARTS")]
    [InlineData("RETURN a IS NOT b", 17, "NULL")]
    [InlineData("RETURN 42 — 41", 11, "Unexpected '—'")]
    public void A_wrong_operator_is_reported_with_a_remedy(string text, int column, string remedy)
    {
        Assert.Contains(remedy, Error(text).Message, StringComparison.Ordinal);
        Assert.Equal(column, ErrorColumn(text));
    }
}

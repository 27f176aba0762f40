using System.Diagnostics;
using System.Text;
using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Parsing;
using static CoEvolve.Graph.Tests.Parsing.Trees;

namespace CoEvolve.Graph.Tests.Parsing;

public class DepthTests
{
    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

    [Fact]
    public void A_thousand_levels_less_the_query_are_read() =>
        Assert.Equal(Int(1), Expression(Repeat("(", 998) + "1" + Repeat(")", 998)));

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("{a: ", "}")]
    [InlineData("CASE WHEN ", " THEN 1 END")]
    [InlineData("f(", ")")]
    [InlineData("x[", "]")]
    [InlineData("EXISTS { MATCH (n) WHERE ", " }")]
    [InlineData("[(a)-->(b) | ", "]")]
    [InlineData("(a {k: ", "})-->()")]
    [InlineData("1 + 2 * 3 ^ (", ")")]
    public void Nesting_beyond_the_limit_is_an_error_with_a_place(string open, string close)
    {
        const int Levels = 20_000;
        var error = Error("RETURN " + Repeat(open, Levels) + "1" + Repeat(close, Levels));

        Assert.Contains("levels deep", error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Position!.Value.Offset, 7 + ((CypherParser.MaximumDepth / 3) * open.Length), 7 + (CypherParser.MaximumDepth * open.Length));
    }

    [Theory]
    [InlineData("NOT ")]
    [InlineData("- ")]
    [InlineData("+ ")]
    public void Too_many_prefixes_are_an_error(string prefix) => Assert.Equal(8, ErrorColumn("RETURN " + Repeat(prefix, 50_000) + "x"));

    [Fact]
    public void Nested_label_expressions_and_subqueries_are_limited_too()
    {
        Assert.Contains("levels deep", Error("MATCH (n:" + Repeat("!", 50_000) + "A) RETURN n").Message, StringComparison.Ordinal);
        Assert.Contains("levels deep", Error("MATCH (n:" + Repeat("(", 50_000) + "A) RETURN n").Message, StringComparison.Ordinal);
        Assert.Contains("levels deep", Error(Repeat("CALL { ", 50_000)).Message, StringComparison.Ordinal);
        Assert.Contains("levels deep", Error(Repeat("FOREACH (x IN l | ", 50_000)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" + ", BinaryOperator.Add)]
    [InlineData(" AND ", BinaryOperator.And)]
    [InlineData(" ^ ", BinaryOperator.Power)]
    [InlineData(" IN ", BinaryOperator.In)]
    internal void A_long_chain_leans_to_the_left(string sign, BinaryOperator expected)
    {
        const int Terms = 50_000;
        var expression = Expression("x" + Repeat(sign + "x", Terms - 1));

        var length = 1;
        while (expression is BinaryExpression binary)
        {
            Assert.Equal(expected, binary.Operator);
            Assert.Equal(Var("x"), binary.Right);
            expression = binary.Left;
            length++;
        }

        Assert.Equal(Terms, length);
    }

    [Fact]
    public void A_long_chain_of_comparisons_is_flat() =>
        Assert.Equal(50_000, Expression<ComparisonExpression>("x" + Repeat(" < x", 49_999)).Operands.Count);

    [Fact]
    public void A_long_path_and_a_long_list_are_flat()
    {
        Assert.Equal(20_001, Path("()" + Repeat("-->()", 20_000)).Nodes.Count);
        Assert.Equal(50_000, Expression<ListExpression>("[1" + Repeat(",1", 49_999) + "]").Items.Count);
    }

    [Theory]
    [InlineData("[(a {k: ", "})-->(b) | 1]")]
    [InlineData("(a {k: ", "})--(b)")]
    [InlineData("[x IN l WHERE x:A AND ", " | x]")]
    [InlineData("CASE x WHEN ", " THEN 1 END")]
    public void What_looks_ambiguous_takes_no_exponential_time(string open, string close)
    {
        // Two readings per level would be 2^300.
        const int Levels = 300;
        var clock = Stopwatch.StartNew();

        CypherParser.Parse("RETURN " + Repeat(open, Levels) + "true" + Repeat(close, Levels));

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
    }
}

using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Values;
using static CoEvolve.Graph.Tests.Parsing.Trees;

namespace CoEvolve.Graph.Tests.Parsing;

public class FormTests
{
    [Fact]
    public void A_function_keeps_its_namespace_and_distinct() =>
        Assert.Equal(
            new FunctionExpression("a.b.f", true, [Var("x"), Int(1)], default),
            Expression("a.b.f(DISTINCT x, 1)"));

    [Fact]
    public void Dots_without_parentheses_are_properties() => Assert.Equal(Property(Property(Var("a"), "b"), "f"), Expression("a.b.f"));

    [Fact]
    public void Count_of_everything_is_a_form_of_its_own()
    {
        Assert.IsType<CountStarExpression>(Expression("count(*)"));
        Assert.IsType<CountStarExpression>(Expression("COUNT ( * )"));
        Assert.Equal(new FunctionExpression("count", false, [Var("x")], default), Expression("count(x)"));
    }

    [Fact]
    public void Case_compares_its_subject_with_each_value() =>
        Assert.Equal(
            new CaseExpression(Var("x"), [new CaseAlternative(Int(1), Text("a"), default), new CaseAlternative(Int(2), Text("a"), default)], Text("b"), default),
            Expression("CASE x WHEN 1, 2 THEN 'a' ELSE 'b' END"));

    [Fact]
    public void Case_without_subject_takes_predicates() =>
        Assert.Equal(
            new CaseExpression(null, [new CaseAlternative(Compare(Var("x"), ComparisonOperator.Greater, Int(1)), Int(2), default)], null, default),
            Expression("CASE WHEN x > 1 THEN 2 END"));

    [Fact]
    public void Case_tests_leave_their_left_side_out()
    {
        var subject = new CaseSubjectExpression(default);
        var alternatives = Expression<CaseExpression>("CASE x WHEN > 3 THEN 1 WHEN IS NOT NULL THEN 2 WHEN STARTS WITH 'a' THEN 3 WHEN -1 THEN 4 END").Alternatives;

        Assert.Equal(
            [
                new CaseTestExpression(Compare(subject, ComparisonOperator.Greater, Int(3)), default),
                new CaseTestExpression(new NullCheckExpression(subject, true, default), default),
                new CaseTestExpression(Binary(subject, BinaryOperator.StartsWith, Text("a")), default),
                Int(-1),
            ],
            alternatives.Select(alternative => alternative.When));
    }

    [Fact]
    public void Case_alone_is_a_variable() => Assert.Equal(Property(Var("case"), "end"), Expression("case.end"));

    [Fact]
    public void A_list_comprehension_has_optional_parts()
    {
        Assert.Equal(new ListComprehensionExpression("x", Var("l"), null, null, default), Expression("[x IN l]"));
        Assert.Equal(
            new ListComprehensionExpression("x", Var("l"), Compare(Var("x"), ComparisonOperator.Greater, Int(1)), Property(Var("x"), "a"), default),
            Expression("[x IN l WHERE x > 1 | x.a]"));
    }

    [Fact]
    public void A_list_may_hold_patterns_and_comparisons()
    {
        var path = PathOf(Node("a"), Relationship(PatternDirection.Outgoing), Node("b"));

        Assert.Equal(new ListExpression([Exists(path), Int(1)], default), Expression("[(a)-->(b), 1]"));
        Assert.Equal(new ListExpression([Compare(Var("p"), ComparisonOperator.Equal, Var("q"))], default), Expression("[p = (q)]"));
        Assert.Equal(new PatternComprehensionExpression(path, null, Int(1), default), Expression("[(a)-->(b) | 1]"));
        Assert.Equal(new PatternComprehensionExpression(path with { Variable = Var("p") }, Var("c"), Var("p"), default), Expression("[p = (a)-->(b) WHERE c | p]"));
    }

    [Theory]
    [InlineData("all", Quantifier.All)]
    [InlineData("ANY", Quantifier.Any)]
    [InlineData("none", Quantifier.None)]
    [InlineData("Single", Quantifier.Single)]
    internal void A_quantifier_binds_a_variable(string name, Quantifier quantifier) =>
        Assert.Equal(new QuantifierExpression(quantifier, "x", Var("l"), Var("x"), default), Expression($"{name}(x IN l WHERE x)"));

    [Fact]
    public void Reduce_has_two_variables() =>
        Assert.Equal(
            new ReduceExpression("s", Int(0), "x", Var("l"), Binary(Var("s"), BinaryOperator.Add, Var("x")), default),
            Expression("reduce(s = 0, x IN l | s + x)"));

    [Fact]
    public void A_map_may_have_any_key() =>
        Assert.Equal(
            new MapExpression([new MapEntry("a b", Int(1), default), new MapEntry("null", Int(2), default)], default),
            Expression("{`a b`: 1, null: 2}"));

    [Fact]
    public void A_map_projection_has_four_kinds_of_items() =>
        Assert.Equal(
            new MapProjectionExpression(
                Var("n"),
                [new AllPropertiesItem(default), new PropertyItem("a", default), new EntryItem("b", Int(1), default), new EntryItem("c", Var("c"), default)],
                default),
            Expression("n {.*, .a, b: 1, c}"));

    [Fact]
    public void A_subquery_may_be_a_bare_pattern()
    {
        var query = Expression<ExistsExpression>("EXISTS { (a)-->(b), p = (c) WHERE a.x }").Query;

        var match = Assert.IsType<MatchClause>(Assert.Single(query.Parts[0].Clauses));
        Assert.Equal(2, match.Pattern.Paths.Count);
        Assert.Equal(Property(Var("a"), "x"), match.Where);
    }

    [Fact]
    public void A_subquery_may_be_a_whole_query()
    {
        Assert.Equal(2, Expression<CountExpression>("count { MATCH (a) RETURN a UNION MATCH (b) RETURN b AS a }").Query.Parts.Count);
        Assert.Equal(2, Expression<CollectExpression>("COLLECT { MATCH (a) RETURN a }").Query.Parts[0].Clauses.Count);
        Assert.Equal(new FunctionExpression("exists", false, [Property(Var("n"), "p")], default), Expression("exists(n.p)"));
    }

    [Theory]
    [InlineData("trim(BOTH 'x' FROM s)", "btrim", 2)]
    [InlineData("trim(LEADING FROM s)", "ltrim", 1)]
    [InlineData("trim(TRAILING 'x' FROM s)", "rtrim", 2)]
    [InlineData("trim('x' FROM s)", "btrim", 2)]
    [InlineData("trim(s)", "trim", 1)]
    public void Trim_with_a_side_becomes_the_function_of_that_side(string text, string name, int arguments)
    {
        var function = Expression<FunctionExpression>(text);

        Assert.Equal(name, function.Name);
        Assert.Equal(arguments, function.Arguments.Count);
        Assert.Equal(Var("s"), function.Arguments[0]);
    }

    [Fact]
    public void A_normal_form_is_a_word()
    {
        Assert.Equal(new LiteralExpression(Value.Of("NFKD"), default), Expression<FunctionExpression>("normalize('a', nfkd)").Arguments[1]);
        Assert.Equal(23, ErrorColumn("RETURN normalize('a', NFX)"));
    }

    [Theory]
    [InlineData("RETURN all(x IN [true])", 8)]
    [InlineData("RETURN reduce(s = 0, x IN [1,2]) AS a", 8)]
    [InlineData("RETURN count(DISTINCT *)", 24)]
    [InlineData("RETURN filter(x IN [1,2] WHERE x > 1)", 26)]
    [InlineData("RETURN {p}", 10)]
    [InlineData("RETURN {'a': 1}", 9)]
    [InlineData("RETURN {a.b: 1}", 10)]
    [InlineData("RETURN [[1] AS x", 13)]
    [InlineData("RETURN CASE x THEN 1 END", 15)]
    [InlineData("RETURN CASE WHEN x END", 20)]
    [InlineData("RETURN n {.}", 12)]
    [InlineData("RETURN EXISTS { }", 17)]
    public void A_broken_form_is_reported_where_it_breaks(string text, int column) => Assert.Equal(column, ErrorColumn(text));
}

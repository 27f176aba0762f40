using CoEvolve.Graph.Cypher.Ast;
using static CoEvolve.Graph.Tests.Parsing.Trees;

namespace CoEvolve.Graph.Tests.Parsing;

public class PatternTests
{
    [Theory]
    [InlineData("()-->()", PatternDirection.Outgoing)]
    [InlineData("()<--()", PatternDirection.Incoming)]
    [InlineData("()--()", PatternDirection.Both)]
    [InlineData("()<-->()", PatternDirection.Both)]
    [InlineData("() <-[]- ()", PatternDirection.Incoming)]
    [InlineData("()<-[]->()", PatternDirection.Both)]
    internal void An_arrow_gives_the_direction(string text, PatternDirection direction) =>
        Assert.Equal(PathOf(Node(), Relationship(direction), Node()), Path(text));

    [Fact]
    public void A_relationship_holds_variable_types_hops_properties_and_predicate()
    {
        var relationship = Path("(a)-[r:A|B*1..3 {k: 1} WHERE r.k > 0]->(b)").Relationships[0];

        Assert.Equal(Var("r"), relationship.Variable);
        Assert.Equal(Or(Label("A"), Label("B")), relationship.Types);
        Assert.Equal(Hops(1, 3), relationship.Length);
        Assert.Equal(new MapExpression([new MapEntry("k", Int(1), default)], default), relationship.Properties);
        Assert.Equal(Compare(Property(Var("r"), "k"), ComparisonOperator.Greater, Int(0)), relationship.Where);
        Assert.Equal(PatternDirection.Outgoing, relationship.Direction);
    }

    [Theory]
    [InlineData("*", null, null)]
    [InlineData("*2", 2, 2)]
    [InlineData("*0..", 0, null)]
    [InlineData("*..3", null, 3)]
    [InlineData("*1..3", 1, 3)]
    [InlineData("* 1 .. 3", 1, 3)]
    [InlineData("*..9223372036854775807", null, int.MaxValue)]
    public void Hops_have_optional_bounds(string text, int? minimum, int? maximum) =>
        Assert.Equal(Hops(minimum, maximum), Path($"()-[{text}]-()").Relationships[0].Length);

    [Theory]
    [InlineData("MATCH ()-[*-2]->() RETURN 1", 12)]
    [InlineData("MATCH ()-[*1..-2]->() RETURN 1", 15)]
    [InlineData("MATCH ()-[*1.5]->() RETURN 1", 12)]
    [InlineData("MATCH (n RETURN n", 10)]
    [InlineData("MATCH n RETURN n", 7)]
    [InlineData("MATCH (a)-[r->(b) RETURN a", 13)]
    [InlineData("MATCH (a)-(b) RETURN a", 11)]
    [InlineData("MATCH (a)->(b) RETURN a", 11)]
    [InlineData("MATCH (a)-[]-> RETURN a", 16)]
    [InlineData("MATCH UNIQUE (a) RETURN a", 14)]
    public void A_broken_pattern_is_reported_where_it_breaks(string text, int column) => Assert.Equal(column, ErrorColumn(text));

    [Theory]
    [InlineData("(a) ((b)-[:R]->(c)){2} (d)", 2, 2)]
    [InlineData("(a) ((b)-[:R]->(c)){2,} (d)", 2, null)]
    [InlineData("(a) ((b)-[:R]->(c)){,4} (d)", 0, 4)]
    [InlineData("(a)-[:R]-{1,3}(d)", 1, 3)]
    [InlineData("(a)-->+(d)", 1, null)]
    [InlineData("(a)<--*(d)", 0, null)]
    public void A_quantifier_repeats_a_path_or_a_relationship(string text, int minimum, int? maximum)
    {
        var group = Assert.Single(Path(text).Relationships).Group!;

        Assert.Equal((minimum, maximum), (group.Minimum, group.Maximum));
        Assert.Equal([Node("a"), Node("d")], Path(text).Nodes);
    }

    [Fact]
    public void Anonymous_nodes_stand_where_quantified_parts_touch()
    {
        var path = Path("((a)-->(b))+ ((c)-->(d))*");

        Assert.Equal([Node(), Node(), Node()], path.Nodes);
        Assert.Equal([Node("c"), Node("d")], path.Relationships[1].Group!.Inner.Nodes);
    }

    [Theory]
    [InlineData("p = ANY (a)-->+(b)", PathSelector.Shortest, 1)]
    [InlineData("ANY 3 PATHS (a)-->+(b)", PathSelector.Shortest, 3)]
    [InlineData("SHORTEST 2 (a)-->+(b)", PathSelector.Shortest, 2)]
    [InlineData("SHORTEST 2 PATH GROUPS (a)-->+(b)", PathSelector.ShortestGroups, 2)]
    [InlineData("SHORTEST GROUP (a)-->+(b)", PathSelector.ShortestGroups, 1)]
    [InlineData("ALL SHORTEST ((a)-->+(b) WHERE a.k = b.k)", PathSelector.ShortestGroups, 1)]
    [InlineData("ALL PATHS (a)-->+(b)", PathSelector.All, 1)]
    internal void A_selector_says_which_and_how_many(string text, PathSelector selector, long count) =>
        Assert.Equal((selector, count), (Path(text).Selector, Path(text).Count));

    [Theory]
    [InlineData("MATCH (a) ((b) ((c)-->(d))+ (e)){2} (f) RETURN a", 16)]
    [InlineData("MATCH (a) (p = (b)-->(c))+ (d) RETURN a", 12)]
    [InlineData("MATCH (a) ((b)-->(c)){3,1} (d) RETURN a", 22)]
    [InlineData("MATCH (a) ((b)-->(c)){0} (d) RETURN a", 22)]
    [InlineData("MATCH (a)-->{1,$n}(b) RETURN a", 16)]
    [InlineData("MATCH (a) ((b)-->(c)) (d) RETURN a", 11)]
    [InlineData("MATCH SHORTEST 0 (a)-->+(b) RETURN a", 16)]
    [InlineData("RETURN [(a)-[:R]->+(b) | b]", 19)]
    public void A_quantifier_or_selector_that_makes_no_sense_is_reported_where_it_stands(string text, int column) => Assert.Equal(column, ErrorColumn(text));

    [Fact]
    public void A_path_has_a_name_and_a_selector()
    {
        var path = Path("p = allShortestPaths((a)-[*]-(b))");

        Assert.Equal(
            new PathPattern(Var("p"), PathSelector.AllShortestPaths, [Node("a"), Node("b")], [Relationship(PatternDirection.Both, length: Hops(null, null))], default),
            path);
    }

    [Fact]
    public void A_shortest_path_may_stand_in_an_expression() =>
        Assert.Equal(PathSelector.ShortestPath, Expression<PatternExpression>("shortestPath((a)-[*]->(b))").Pattern.Selector);

    [Fact]
    public void A_node_may_be_all_predicate_or_bear_the_name_of_a_keyword()
    {
        Assert.Equal(Var("x"), Path("(WHERE x)").Nodes[0].Where);
        Assert.Equal(Node("where"), Path("(where)").Nodes[0]);
        Assert.Equal(Node(null, Label("A")), Path("(IS A)").Nodes[0]);
        Assert.Equal(Node("IS", Label("A")), Path("(IS IS A)").Nodes[0]);
        Assert.Equal(Node("match", Label("Return")), Path("(match:Return)").Nodes[0]);
    }

    [Fact]
    public void Properties_may_be_a_parameter() =>
        Assert.Equal(new ParameterExpression("p", default), First<CreateClause>("CREATE (n $p)").Pattern.Paths[0].Nodes[0].Properties);

    [Theory]
    [InlineData("(n)-->(m)")]
    [InlineData("(n)--(m)")]
    [InlineData("(n)<--(m)")]
    [InlineData("(:A)-[r]-()")]
    [InlineData("({k: 1})-[:A*..2]->(m {k: (1)})")]
    [InlineData("(n)-[b]-(c)")]
    public void A_pattern_in_an_expression_is_told_by_its_shape(string text) => Assert.IsType<PatternExpression>(Expression(text));

    [Fact]
    public void What_lacks_the_shape_of_a_pattern_is_arithmetic()
    {
        Assert.Equal(Var("n"), Expression("(n)"));
        Assert.Equal(HasLabels(Var("n"), Label("A")), Expression("(n:A)"));
        Assert.Equal(Binary(Var("n"), BinaryOperator.Subtract, Minus(Int(2))), Expression("(n)--(2)"));
        Assert.Equal(Binary(Var("n"), BinaryOperator.Subtract, new ListExpression([Int(1)], default)), Expression("(n)-[1]"));
        Assert.Equal(Compare(Var("n"), ComparisonOperator.Less, Minus(Var("m"))), Expression("(n)<-(m)"));
    }

    [Fact]
    public void Operators_go_on_after_a_pattern() =>
        Assert.Equal(
            Binary(Not(Exists(PathOf(Node("a"), Relationship(PatternDirection.Outgoing), Node("b")))), BinaryOperator.And, Var("c")),
            Expression("NOT (a)-->(b) AND c"));

    [Fact]
    public void A_long_path_keeps_the_order_of_the_text()
    {
        var path = Path("(a)-[:X]->(b)<-[:Y]-(c)");

        Assert.Equal([Node("a"), Node("b"), Node("c")], path.Nodes);
        Assert.Equal([Relationship(PatternDirection.Outgoing, types: Label("X")), Relationship(PatternDirection.Incoming, types: Label("Y"))], path.Relationships);
    }
}

using CoEvolve.Graph.Cypher.Ast;
using static CoEvolve.Graph.Tests.Parsing.Trees;

namespace CoEvolve.Graph.Tests.Parsing;

public class LabelTests
{
    private static LabelExpression? Labels(string text) => Path($"(n{text})").Nodes[0].Labels;

    [Fact]
    public void Or_is_looser_than_and_than_not() =>
        Assert.Equal(Or(Label("A"), And(Label("B"), Not(Label("C")))), Labels(":A|B&!C"));

    [Fact]
    public void Parentheses_group() => Assert.Equal(Not(Or(Label("A"), Label("B"))), Labels(":!(A|B)"));

    [Fact]
    public void Colons_join_as_in_old_cypher() => Assert.Equal(Colon(Colon(Label("A"), Label("B")), Label("C")), Labels(":A:B:C"));

    [Fact]
    public void The_wildcard_is_a_term() => Assert.Equal(And(Not(Not(Label("A"))), new LabelWildcard(default)), Labels(":!!A&%"));

    [Fact]
    public void Is_replaces_the_colon() => Assert.Equal(And(Label("A"), Label("B")), Labels(" IS A&B"));

    [Fact]
    public void Types_may_repeat_the_colon_after_a_bar() =>
        Assert.Equal(Or(Label("A"), Label("B")), Path("()-[:A|:B]->()").Relationships[0].Types);

    [Fact]
    public void An_expression_checks_labels_after_colon_or_is()
    {
        Assert.Equal(HasLabels(Var("x"), Or(Label("A"), Label("C"))), Expression("x IS A|C"));
        Assert.Equal(HasLabels(Var("x"), And(Label("A"), Not(Label("B")))), Expression("x:A&!B"));
        Assert.Equal(Binary(HasLabels(Var("x"), Label("A")), BinaryOperator.And, HasLabels(Var("y"), Label("B"))), Expression("x:A AND y:B"));
    }

    [Fact]
    public void The_last_bar_of_a_comprehension_begins_its_projection()
    {
        var simple = Expression<ListComprehensionExpression>("[x IN l WHERE x:A | x.name]");
        Assert.Equal(HasLabels(Var("x"), Label("A")), simple.Where);
        Assert.Equal(Property(Var("x"), "name"), simple.Projection);

        var both = Expression<ListComprehensionExpression>("[x IN l WHERE x:A|B | x]");
        Assert.Equal(HasLabels(Var("x"), Or(Label("A"), Label("B"))), both.Where);
        Assert.Equal(Var("x"), both.Projection);

        var pattern = Expression<PatternComprehensionExpression>("[(a)-->(b) WHERE b:A | B]");
        Assert.Equal(HasLabels(Var("b"), Label("A")), pattern.Where);
        Assert.Equal(Var("B"), pattern.Projection);
    }

    [Fact]
    public void A_lone_name_after_the_last_bar_is_a_label_unless_it_is_the_variable()
    {
        var labels = Expression<ListComprehensionExpression>("[x IN l WHERE x:A|B]");
        Assert.Equal(HasLabels(Var("x"), Or(Label("A"), Label("B"))), labels.Where);
        Assert.Null(labels.Projection);

        Assert.Equal(Var("x"), Expression<ListComprehensionExpression>("[x IN l WHERE x:A | x]").Projection);
    }

    [Fact]
    public void A_bar_inside_parentheses_belongs_to_the_labels() =>
        Assert.Equal(
            HasLabels(Var("x"), Or(Label("A"), Label("x"))),
            Expression<ListComprehensionExpression>("[x IN l WHERE (x:A|x) | x]").Where);

    [Theory]
    [InlineData("MATCH (x:A:B|C) RETURN x", 11)]
    [InlineData("MATCH (x:!A:B) RETURN x", 12)]
    [InlineData("MATCH (x IS A:B) RETURN x", 14)]
    [InlineData("CREATE (n:``) RETURN n", 11)]
    [InlineData("MATCH (a)-[r:A|:B]->(b) RETURN a", 15)]
    [InlineData("MATCH (a)-[:A|:B*2]->(b) RETURN a", 14)]
    [InlineData("MATCH (n:A|) RETURN n", 12)]
    [InlineData("MATCH (n:) RETURN n", 10)]
    [InlineData("MATCH (n:(A) RETURN n", 14)]
    public void Label_signs_that_do_not_go_together_are_refused(string text, int column) => Assert.Equal(column, ErrorColumn(text));

    [Theory]
    [InlineData("MATCH (n:$(l)) RETURN n", false)]
    [InlineData("MATCH (n:$all(l)) RETURN n", false)]
    [InlineData("MATCH (n:$any(l)) RETURN n", true)]
    public void A_label_may_be_computed(string text, bool any) =>
        Assert.Equal(new LabelDynamic(Var("l"), any, default), First<MatchClause>(text).Pattern.Paths[0].Nodes[0].Labels);

    [Fact]
    public void A_parameter_alone_names_no_label() => Assert.Equal(12, ErrorColumn("CREATE (n:$label)"));
}

using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Parsing;
using static CoEvolve.Graph.Tests.Parsing.Trees;

namespace CoEvolve.Graph.Tests.Parsing;

public class ClauseTests
{
    [Fact]
    public void A_projection_item_keeps_its_text_as_written()
    {
        var items = First<ReturnClause>("RETURN  1 +  2 , toUpper( 'x' )/* c */,n . a AS b").Projection.Items;

        Assert.Equal(["1 +  2", "toUpper( 'x' )", "n . a"], items.Select(item => item.Text));
        Assert.Equal([null, null, Var("b")], items.Select(item => item.Alias));
        Assert.Equal(8, items[0].Position.Offset);
    }

    [Fact]
    public void A_projection_has_distinct_asterisk_order_skip_and_limit()
    {
        var with = First<WithClause>("WITH DISTINCT *, a AS b ORDER BY a DESC, b ASCENDING, c SKIP 1 LIMIT $n WHERE b RETURN 1");

        Assert.True(with.Projection.Distinct);
        Assert.True(with.Projection.IncludeExisting);
        Assert.Equal([true, false, false], with.Projection.OrderBy.Select(item => item.Descending));
        Assert.Equal(Int(1), with.Projection.Skip);
        Assert.Equal(new ParameterExpression("n", default), with.Projection.Limit);
        Assert.Equal(Var("b"), with.Where);
    }

    [Fact]
    public void Distinct_may_be_a_variable()
    {
        var projection = First<ReturnClause>("RETURN distinct").Projection;

        Assert.False(projection.Distinct);
        Assert.Equal(Var("distinct"), projection.Items[0].Expression);
    }

    [Fact]
    public void Order_and_limit_alone_are_a_with_of_everything()
    {
        var with = Assert.IsType<WithClause>(Clauses("UNWIND l AS x ORDER BY x LIMIT 2 RETURN x")[1]);

        Assert.True(with.Projection.IncludeExisting);
        Assert.Empty(with.Projection.Items);
        Assert.Equal(Int(2), with.Projection.Limit);
    }

    [Fact]
    public void Union_keeps_its_kind_and_place()
    {
        var query = Query("RETURN 1 AS x UNION ALL RETURN 2 AS x");

        Assert.Equal([UnionKind.All], query.Unions);
        Assert.Equal([0, 14], query.Parts.Select(part => part.Position.Offset));
        Assert.Equal([UnionKind.Distinct], Query("RETURN 1 AS x UNION DISTINCT RETURN 2 AS x").Unions);
    }

    [Fact]
    public void Hints_of_a_match_are_read_over()
    {
        var match = First<MatchClause>("MATCH (n:A)--(m) USING INDEX SEEK n:A(k, l) USING SCAN m:B USING JOIN ON n, m WHERE n.k RETURN n");

        Assert.Equal(Property(Var("n"), "k"), match.Where);
    }

    [Fact]
    public void A_call_of_a_subquery_says_what_it_imports()
    {
        Assert.Null(First<CallSubqueryClause>("CALL { RETURN 1 AS x } RETURN x").Imports);
        Assert.Equal([], First<CallSubqueryClause>("CALL () { RETURN 1 AS x } RETURN x").Imports!);
        Assert.Equal([Var("a"), Var("b")], First<CallSubqueryClause>("CALL (a, b) { RETURN 1 AS x } RETURN x").Imports!);
        Assert.True(First<CallSubqueryClause>("CALL (*) { RETURN 1 AS x } RETURN x").ImportAll);
        Assert.True(First<CallSubqueryClause>("OPTIONAL CALL (*) { RETURN 1 AS x } RETURN x").Optional);
    }

    [Fact]
    public void A_call_of_a_procedure_tells_missing_parts_from_empty_ones()
    {
        var bare = First<CallProcedureClause>("CALL a.b.c");
        Assert.Equal("a.b.c", bare.Name);
        Assert.Null(bare.Arguments);
        Assert.Null(bare.Yield);

        var full = First<CallProcedureClause>("CALL p(1) YIELD a, b AS c WHERE c RETURN c");
        Assert.Equal([Int(1)], full.Arguments!);
        Assert.Equal([new YieldItem("a", Var("a"), default), new YieldItem("b", Var("c"), default)], full.Yield!);
        Assert.Equal(Var("c"), full.Where);

        Assert.True(First<CallProcedureClause>("CALL p() YIELD *").YieldAll);
    }

    [Fact]
    public void Set_assigns_properties_maps_and_labels() =>
        Assert.Equal(
            [
                new SetPropertyItem(Property(Var("n"), "a"), Int(1), default),
                new SetPropertyItem(Property(Property(Var("n"), "a"), "b"), Int(2), default),
                new SetPropertiesItem(Var("n"), Var("m"), false, default),
                new SetPropertiesItem(Var("n"), Var("m"), true, default),
                new SetLabelsItem(Var("n"), [Label("A"), Label("B")], default),
            ],
            First<SetClause>("SET n.a = 1, (n.a).b = 2, n = m, n += m, n:A:B").Items);

    [Fact]
    public void Remove_takes_properties_and_labels() =>
        Assert.Equal(
            [new RemovePropertyItem(Property(Var("n"), "a"), default), new RemoveLabelsItem(Var("n"), [Label("A"), Label("B")], default)],
            First<RemoveClause>("REMOVE n.a, n:A:B").Items);

    [Fact]
    public void Merge_gathers_what_to_set()
    {
        var merge = First<MergeClause>("MERGE (n) ON MATCH SET n.a = 1 ON CREATE SET n.b = 2, n.c = 3 ON MATCH SET n.d = 4");

        Assert.Equal(["a", "d"], merge.OnMatch.Cast<SetPropertyItem>().Select(item => item.Property.Key));
        Assert.Equal(["b", "c"], merge.OnCreate.Cast<SetPropertyItem>().Select(item => item.Property.Key));
    }

    [Fact]
    public void Foreach_repeats_writing_clauses()
    {
        var clause = First<ForeachClause>("FOREACH (x IN l | CREATE (n) SET n.x = x FOREACH (y IN m | DETACH DELETE y, z))");

        Assert.Equal("x", clause.Variable.Name);
        Assert.Equal([typeof(CreateClause), typeof(SetClause), typeof(ForeachClause)], clause.Updates.Select(update => update.GetType()));
        Assert.True(Assert.IsType<DeleteClause>(((ForeachClause)clause.Updates[2]).Updates[0]).Detach);
    }

    [Theory]
    [InlineData("EXPLAIN RETURN 1", QueryMode.Explain)]
    [InlineData("profile RETURN 1;", QueryMode.Profile)]
    [InlineData("CYPHER 5 runtime=slotted planner = cost EXPLAIN RETURN 1", QueryMode.Explain)]
    [InlineData("CYPHER runtime=slotted RETURN 1", QueryMode.Run)]
    internal void The_mode_stands_before_the_query(string text, QueryMode mode) =>
        Assert.Equal(mode, ((QueryStatement)CypherParser.Parse(text)).Mode);

    [Fact]
    public void Each_clause_stands_where_its_first_word_stands()
    {
        var clauses = Clauses("OPTIONAL MATCH (n)\n  WITH n\nRETURN n");

        Assert.Equal([new SourcePosition(0, 1, 1), new SourcePosition(21, 2, 3), new SourcePosition(28, 3, 1)], clauses.Select(clause => clause.Position));
    }

    [Theory]
    [InlineData("RETURN", 7, "ends too early")]
    [InlineData("MATCH (n) WHERE RETURN n", 24, "Unexpected 'n'")]
    [InlineData("MATCH (n) FILTER n RETURN n", 11, "a clause such as")]
    [InlineData("RETURN 1 UNION RETURN 2 UNION ALL RETURN 3", 25, "mixed")]
    [InlineData("UNWIND [1] RETURN 1", 12, "AS and the name")]
    [InlineData("FOREACH (x IN l | MATCH (n))", 19, "writing clauses only")]
    [InlineData("MATCH (n) REMOVE n RETURN n", 20, "'.' and a property")]
    [InlineData("MATCH (n) DELETE n:A", 18, "REMOVE n:Label")]
    [InlineData("MATCH (n) SET n RETURN n", 17, "'+='")]
    [InlineData("CALL { RETURN 1 AS x } IN TRANSACTIONS OF 0 ROWS", 43, "above 0")]
    [InlineData("LOAD CSV FROM 'x' AS row FIELDTERMINATOR 'ab' RETURN row", 42, "one character")]
    [InlineData("SHOW SAILS", 6, "INDEXES")]
    [InlineData("INSERT (n:A:B)", 12, "'&'")]
    [InlineData("CALL { }", 8, "a clause such as")]
    [InlineData("MATCH (n) ON CREATE SET n.x = 1", 11, "a clause such as")]
    public void A_broken_clause_is_reported_where_it_breaks(string text, int column, string message)
    {
        Assert.Contains(message, Error(text).Message, StringComparison.Ordinal);
        Assert.Equal(column, ErrorColumn(text));
    }

    [Fact]
    public void A_mistake_in_a_later_line_is_placed_there()
    {
        var error = Error("MATCH (n)\r\nWHERE n.x = 1\n  RETURN n,");

        Assert.Equal(new SourcePosition(36, 3, 12), error.Position);
        Assert.EndsWith("(line 3, column 12)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_query_and_a_second_one_are_placed_where_Neo4j_places_them()
    {
        Assert.Equal(new SourcePosition(1, 0, 1), Error("").Position);
        Assert.Equal(new SourcePosition(0, 0, 0), Error("RETURN 1; RETURN 2").Position);
    }
}

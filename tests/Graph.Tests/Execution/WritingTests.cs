using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Execution;

public class WritingTests
{
    [Fact]
    public async Task Counters_tell_what_a_statement_changed()
    {
        await using var graph = EmbeddedGraph.InMemory();
        var created = await graph.Run("CREATE (a:A:B {x: 1, y: 2})-[:R {z: 3}]->(b:A)");
        Assert.Equal(new QueryCounters { NodesCreated = 2, RelationshipsCreated = 1, PropertiesSet = 3, LabelsAdded = 3 }, created);
        var changed = await graph.Run("MATCH (a:B) SET a.x = 5, a:C REMOVE a:B, a.y");
        Assert.Equal(new QueryCounters { PropertiesSet = 2, LabelsAdded = 1, LabelsRemoved = 1 }, changed);
        var deleted = await graph.Run("MATCH (n) DETACH DELETE n");
        Assert.Equal(new QueryCounters { NodesDeleted = 2, RelationshipsDeleted = 1 }, deleted);
    }

    [Theory]
    [InlineData("MATCH (a:N) CREATE (:N) RETURN count(*)", "2", 4)]
    [InlineData("MATCH (a:N), (b:N) CREATE (:N) RETURN count(*)", "4", 6)]
    [InlineData("UNWIND [1, 2] AS x CREATE (:N) WITH x MATCH (n:N) RETURN count(*)", "8", 4)]
    [InlineData("MATCH (n:N) DELETE n WITH count(*) AS gone MATCH (m:N) RETURN gone, count(m)", "2 | 0", 0)]
    public async Task A_clause_neither_sees_its_own_writes_nor_misses_earlier_ones(string statement, string rows, int nodesLeft)
    {
        await using var graph = await QueryRows.GraphOf("CREATE (:N), (:N)");
        if (rows == "2 | 0")
        {
            // Grouping by nothing over no rows still gives a row, so the match after the deletion is counted apart.
            Assert.Empty(await graph.Rows("MATCH (n:N) DELETE n WITH count(*) AS gone MATCH (m:N) RETURN gone, m"));
        }
        else
        {
            Assert.Equal([rows], await graph.Rows(statement));
        }

        Assert.Equal([nodesLeft.ToString(System.Globalization.CultureInfo.InvariantCulture)], await graph.Rows("MATCH (n:N) RETURN count(n)"));
    }

    [Fact]
    public async Task Merge_creates_once_and_finds_afterwards()
    {
        await using var graph = EmbeddedGraph.InMemory();
        const string Statement = "UNWIND $names AS name MERGE (p:P {name: name}) ON CREATE SET p.seen = 1 ON MATCH SET p.seen = p.seen + 1";
        var names = Value.Of(Value.Of("a"), Value.Of("b"), Value.Of("a"));
        Assert.Equal(2, (await graph.Run(Statement, ("names", names))).NodesCreated);
        Assert.Equal(0, (await graph.Run(Statement, ("names", names))).NodesCreated);
        Assert.Equal(["'a' | 4", "'b' | 2"], await graph.Rows("MATCH (p:P) RETURN p.name, p.seen ORDER BY p.name"));
    }

    [Fact]
    public async Task Merge_of_a_relationship_uses_the_nodes_that_are_there()
    {
        await using var graph = await QueryRows.GraphOf("CREATE (:P {k: 1}), (:P {k: 2})");
        const string Statement = "MATCH (a:P {k: 1}), (b:P {k: 2}) MERGE (a)-[r:R]->(b) RETURN count(r)";
        Assert.Equal(1, (await graph.Run(Statement)).RelationshipsCreated);
        Assert.Equal(0, (await graph.Run(Statement)).RelationshipsCreated);
    }

    [Fact]
    public async Task Merge_on_null_is_refused() =>
        Assert.Equal("Neo.ClientError.Statement.SemanticError", (await EmbeddedGraph.InMemory().Fails("MERGE (:P {k: $k})", ("k", Value.Null))).Code);

    [Fact]
    public async Task Set_replaces_or_adds_a_map()
    {
        await using var graph = await QueryRows.GraphOf("CREATE (:P {a: 1, b: 2})");
        Assert.Equal(["{a: 1, b: 3, c: 4}"], await graph.Rows("MATCH (p:P) SET p += {b: 3, c: 4} RETURN properties(p)"));
        Assert.Equal(["{d: 5}"], await graph.Rows("MATCH (p:P) SET p = {d: 5} RETURN properties(p)"));
    }

    [Fact]
    public async Task All_values_of_a_set_are_computed_before_the_first_is_set()
    {
        await using var graph = await QueryRows.GraphOf("CREATE (:P {a: 1, b: 2})");
        Assert.Equal(["2 | 1"], await graph.Rows("MATCH (p:P) SET p.a = p.b, p.b = p.a RETURN p.a, p.b"));
    }

    [Fact]
    public async Task Foreach_updates_for_each_item()
    {
        await using var graph = EmbeddedGraph.InMemory();
        Assert.Equal(3, (await graph.Run("FOREACH (x IN range(1, 3) | CREATE (:X {x: x}) MERGE (:Root))")).LabelsAdded - 1);
        Assert.Equal(["[1, 2, 3]"], await graph.Rows("MATCH (n:X) WITH n.x AS x ORDER BY x RETURN collect(x)"));
    }

    [Fact]
    public async Task A_node_with_relationships_is_not_deleted_and_nothing_of_the_statement_stays()
    {
        await using var graph = await QueryRows.GraphOf("CREATE (:P)-[:R]->(:Q)");
        Assert.Equal("Neo.ClientError.Schema.ConstraintValidationFailed", (await graph.Fails("CREATE (:Extra) WITH 1 AS x MATCH (p:P) DELETE p")).Code);
        Assert.Equal(["2"], await graph.Rows("MATCH (n) RETURN count(n)"));
    }

    [Fact]
    public async Task Nodes_and_their_relationships_may_be_deleted_in_any_order()
    {
        await using var graph = await QueryRows.GraphOf("CREATE (:P)-[:R]->(:Q)");
        var counters = await graph.Run("MATCH (p)-[r]->(q) DELETE p, q, r");
        Assert.Equal((2, 1), (counters.NodesDeleted, counters.RelationshipsDeleted));
    }

    [Fact]
    public async Task Reading_a_deleted_node_is_an_error()
    {
        await using var graph = await QueryRows.GraphOf("CREATE (:P {x: 1})");
        Assert.Equal("Neo.ClientError.Statement.EntityNotFound", (await graph.Fails("MATCH (p:P) DELETE p RETURN p.x")).Code);
    }

    [Fact]
    public async Task A_map_cannot_be_a_property() =>
        Assert.Equal("Neo.ClientError.Statement.TypeError", (await EmbeddedGraph.InMemory().Fails("CREATE ({m: $m})", ("m", Value.Of(MapValue.Empty)))).Code);

    [Fact]
    public async Task What_comes_before_a_limit_still_writes()
    {
        await using var graph = EmbeddedGraph.InMemory();
        Assert.Single(await graph.Rows("UNWIND range(1, 10) AS x CREATE (n:N {x: x}) RETURN n.x LIMIT 1"));
        Assert.Equal(["10"], await graph.Rows("MATCH (n:N) RETURN count(n)"));
    }

    [Fact]
    public async Task A_unique_constraint_refuses_a_second_node()
    {
        await using var graph = await QueryRows.GraphOf("CREATE CONSTRAINT one FOR (a:Actor) REQUIRE a.id IS UNIQUE", "CREATE (:Actor {id: 'x'})");
        var refused = await graph.Fails("CREATE (:Actor {id: 'x'})");
        Assert.Equal("Neo.ClientError.Schema.ConstraintValidationFailed", refused.Code);
        Assert.Contains("'x'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["1"], await graph.Rows("MATCH (a:Actor) RETURN count(a)"));
    }
}

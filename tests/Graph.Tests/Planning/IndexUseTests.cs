using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Tests.Execution;

namespace CoEvolve.Graph.Tests.Planning;

/// <summary>Which index answers which predicate, and that the answer is the one without any index.</summary>
public sealed class IndexUseTests : IAsyncLifetime
{
    private EmbeddedGraph _graph = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _graph = await QueryRows.GraphOf(
        "CREATE INDEX number FOR (a:Actor) ON (a.n)",
        "CREATE INDEX pair FOR (a:Actor) ON (a.kind, a.group)",
        "CREATE TEXT INDEX name FOR (a:Actor) ON (a.name)",
        "CREATE POINT INDEX place FOR (a:Actor) ON (a.place)",
        "CREATE POINT INDEX spot FOR (a:Actor) ON (a.spot)",
        "CREATE INDEX weight FOR ()-[r:KNOWS]-() ON (r.w)",
        "CREATE TEXT INDEX note FOR ()-[r:KNOWS]-() ON (r.note)",
        "UNWIND range(0, 199) AS x CREATE (:Actor {n: x, kind: x % 4, group: x % 10, name: 'actor ' + toString(x), place: point({x: x, y: x % 7}), spot: point({longitude: x - 100, latitude: x % 60})})",
        "UNWIND range(0, 199) AS x MATCH (a:Actor {n: x}), (b:Actor {n: (x * 7 + 1) % 200}) CREATE (a)-[:KNOWS {w: x, note: 'note ' + toString(x)}]->(b)",
        "CREATE (:Actor {n: 'text', name: 7, place: 'nowhere'}), (:Other {n: 5}), (:Actor), (:Third {n: 5})");

    public ValueTask DisposeAsync() => _graph.DisposeAsync();

    [Theory]
    [InlineData("MATCH (a:Actor) WHERE a.n = 5 RETURN a.name", "NodeIndexSeek")]
    [InlineData("MATCH (a:Actor) WHERE a.n > 190 AND a.n <= 195 RETURN a.n", "NodeIndexSeekByRange")]
    [InlineData("MATCH (a:Actor) WHERE a.kind = 1 AND a.group = 3 RETURN a.n", "NodeIndexSeek")]
    [InlineData("MATCH (a:Actor) WHERE a.kind = 1 AND a.group > 7 RETURN a.n", "NodeIndexSeek")]
    [InlineData("MATCH (a:Actor) WHERE a.name STARTS WITH 'actor 19' RETURN a.n", "NodeIndexSeekByRange")]
    [InlineData("MATCH (a:Actor) WHERE a.name CONTAINS '19' RETURN a.n", "NodeIndexContainsScan")]
    [InlineData("MATCH (a:Actor) WHERE a.name ENDS WITH '9' RETURN a.n", "NodeIndexEndsWithScan")]
    [InlineData("MATCH (a:Actor) WHERE a.name = 'actor 9' RETURN a.n", "NodeIndexSeek")]
    [InlineData("MATCH (a:Actor) WHERE point.distance(a.place, point({x: 50, y: 3})) < 4 RETURN a.n", "NodeIndexSeekByRange")]
    [InlineData("MATCH (a:Actor) WHERE 300000 >= point.distance(point({longitude: 8, latitude: 50}), a.spot) RETURN a.n", "NodeIndexSeekByRange")]
    [InlineData("MATCH (a:Actor) WHERE point.distance(a.spot, point({longitude: 179, latitude: 10})) < 9000000 RETURN a.n", "NodeIndexSeekByRange")]
    [InlineData("MATCH (a:Actor) WHERE point.withinBBox(a.place, point({x: 20, y: 2}), point({x: 60, y: 4})) RETURN a.n", "NodeIndexSeekByRange")]
    [InlineData("MATCH (a:Actor) WHERE point.withinBBox(a.spot, point({longitude: 90, latitude: 0}), point({longitude: -90, latitude: 30})) RETURN a.n", "NodeIndexSeekByRange")]
    [InlineData("MATCH (a:Actor) WHERE a.n = 3 OR a.n = 150 OR a.name = 'actor 9' RETURN a.n", "Union")]
    [InlineData("MATCH (a:Actor) WHERE a.n IN [3, 150, null, 3] RETURN a.n", "NodeIndexSeek")]
    [InlineData("MATCH (a:Actor|Other) WHERE a.n = 5 RETURN labels(a)", "UnionNodeByLabelsScan")]
    [InlineData("MATCH (a)-[r:KNOWS]->(b) WHERE r.w = 5 RETURN a.n, b.n", "DirectedRelationshipIndexSeek")]
    [InlineData("MATCH (a)<-[r:KNOWS]-(b) WHERE r.w >= 195 RETURN a.n, b.n", "DirectedRelationshipIndexSeekByRange")]
    [InlineData("MATCH (a)-[r:KNOWS]-(b) WHERE r.w IN [5, 6] RETURN a.n, b.n", "UndirectedRelationshipIndexSeek")]
    [InlineData("MATCH (a)-[r:KNOWS {w: 7}]->(b)-[s:KNOWS]->(c) RETURN a.n, c.n, s.w", "DirectedRelationshipIndexSeek")]
    [InlineData("MATCH ()-[r:KNOWS]->(b) WHERE r.note CONTAINS '77' RETURN b.n", "DirectedRelationshipIndexContainsScan")]
    [InlineData("MATCH (a:Actor) WHERE EXISTS { (a)-[:KNOWS]->({n: 5}) } RETURN a.n", "SemiApply")]
    [InlineData("MATCH (a:Actor) WHERE a.n < 9 AND NOT (a)-[:KNOWS]->({n: 8}) RETURN a.n", "AntiSemiApply")]
    public async Task An_index_answers_as_a_scan_would(string query, string step)
    {
        await using var explained = await _graph.RunAsync("EXPLAIN " + query, null, Token);
        Assert.Contains(step, Flatten(explained.Plan!).Select(found => found.Operator));
        await using var plain = _graph.PlannedBy(PlannerRules.None);
        var rows = await _graph.Rows(query);
        Assert.NotEmpty(rows);
        Assert.Equal((await plain.Rows(query)).Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("MATCH (a:Actor) WHERE a.kind = 1 RETURN a.n", "NodeByLabelScan")] // An actor without a group does not stand in the index.
    [InlineData("MATCH (a:Actor) WHERE a.name = 7 RETURN a.n", "NodeByLabelScan")] // A text index holds strings alone.
    [InlineData("MATCH (a:Actor) WHERE a.n = 3 OR a.other = 1 RETURN a.n", "NodeByLabelScan")]
    [InlineData("MATCH (a)-[r:KNOWS|AT]->(b) WHERE r.w = 5 RETURN a.n", "Expand(All)")]
    public async Task An_index_that_could_miss_something_is_not_used(string query, string step)
    {
        await using var explained = await _graph.RunAsync("EXPLAIN " + query, null, Token);
        Assert.Contains(step, Flatten(explained.Plan!).Select(found => found.Operator));
        await using var plain = _graph.PlannedBy(PlannerRules.None);
        Assert.Equal((await plain.Rows(query)).Order(StringComparer.Ordinal), (await _graph.Rows(query)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("MATCH (a:Actor) WHERE a.n > 100 RETURN a.n AS n ORDER BY n LIMIT 3", false, "101, 102, 103")]
    [InlineData("MATCH (a:Actor) WHERE a.n > 100 MATCH (a)-[:KNOWS]->(b) WITH a AS x ORDER BY x.n LIMIT 2 RETURN x.n AS n", false, "101, 102")]
    [InlineData("MATCH (a:Actor) WHERE a.n > 100 RETURN a.n AS n ORDER BY n DESC LIMIT 2", true, "199, 198")]
    [InlineData("MATCH (a:Actor) WHERE a.n < 3 RETURN a.n AS n ORDER BY a.kind, n LIMIT 2", true, "0, 1")]
    public async Task Rows_that_come_in_order_are_not_sorted_again(string query, bool sorts, string expected)
    {
        await using var explained = await _graph.RunAsync("EXPLAIN " + query, null, Token);
        Assert.Equal(sorts, Flatten(explained.Plan!).Any(step => step.Operator is "Sort" or "Top"));
        Assert.Equal(expected, string.Join(", ", await _graph.Rows(query)));
    }

    [Fact]
    public async Task A_statement_that_writes_keeps_its_sort()
    {
        await using var explained = await _graph.RunAsync("EXPLAIN MATCH (a:Actor) WHERE a.n > 190 WITH a ORDER BY a.n SET a.n = a.n + 1", null, Token);
        Assert.Contains("Sort", Flatten(explained.Plan!).Select(step => step.Operator));
    }

    [Fact]
    public async Task A_pattern_begins_where_its_steps_give_the_fewest_rows()
    {
        await using var graph = await QueryRows.GraphOf(
            "UNWIND range(1, 4) AS x CREATE (:Hub {n: x})",
            "UNWIND range(1, 300) AS x CREATE (:Leaf {n: x})",
            "CREATE (:Root {n: 0})",
            "MATCH (h:Hub), (l:Leaf) CREATE (h)-[:HAS]->(l)",
            "MATCH (r:Root), (h:Hub {n: 1}) CREATE (r)-[:OWNS]->(h)");
        await using var explained = await graph.RunAsync("EXPLAIN MATCH (l:Leaf)<-[:HAS]-(h:Hub)<-[:OWNS]-(r:Root) RETURN count(l)", null, Token);
        Assert.Equal(["r:Root", "(r)-[:OWNS]->(h)", "(h)-[:HAS]->(l)"], Flatten(explained.Plan!).Reverse().Where(step => step.Operator is "NodeByLabelScan" or "Expand(All)").Select(step => step.Details));
    }

    [Fact]
    public async Task An_index_sees_what_its_own_transaction_wrote()
    {
        await using var transaction = await _graph.BeginTransactionAsync(AccessMode.Write, Token);
        await transaction.Rows("MATCH (a:Actor {n: 5})-[r:KNOWS]->() SET a.name = 'zebra', r.w = 1000 WITH a, r MATCH (b:Actor {n: 6})-[s]->() DELETE s");
        Assert.Equal(["5"], await transaction.Rows("MATCH (a:Actor) WHERE a.name CONTAINS 'zebr' RETURN a.n"));
        Assert.Equal(["5"], await transaction.Rows("MATCH (a)-[r:KNOWS]->() WHERE r.w = 1000 RETURN a.n"));
        Assert.Empty(await transaction.Rows("MATCH (a)-[r:KNOWS]->() WHERE r.w = 6 RETURN a.n"));
    }

    private static IEnumerable<QueryPlan> Flatten(QueryPlan plan) => plan.Children.SelectMany(Flatten).Prepend(plan);
}

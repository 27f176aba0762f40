using CoEvolve.Graph.Tests.Execution;

namespace CoEvolve.Graph.Tests.Algorithms;

/// <summary>Which nodes and relationships a projection holds, what is refused, and what the modes leave behind.</summary>
public class ProjectionTests
{
    private const string Failed = "Neo.ClientError.Procedure.ProcedureCallFailed";
    private const string Data = "CREATE (a:A {n: 'a', p: 1})-[:R {w: 1.0}]->(b:B {n: 'b'})-[:S]->(c:A {n: 'c', p: 3}), (a)-[:R {w: 4.0}]->(b), (a)-[:R]->(c)";

    [Theory]
    [InlineData("'*', '*'", 3, 4)]
    [InlineData("'A', 'R'", 2, 1)]
    [InlineData("['A', 'B'], ['R', 'S']", 3, 4)]
    [InlineData("'*', {R: {orientation: 'UNDIRECTED'}}", 3, 6)]
    [InlineData("'*', {R: {aggregation: 'SINGLE'}}", 3, 2)]
    [InlineData("{X: {label: 'A', properties: 'p'}}, {Y: {type: 'R', orientation: 'REVERSE'}}", 2, 1)]
    public async Task Counts_of_a_projection(string arguments, int nodes, int relationships)
    {
        await using var graph = await QueryRows.GraphOf(Data);
        Assert.Equal([$"{nodes} | {relationships}"], await graph.Rows($"CALL gds.graph.project('g', {arguments}) YIELD nodeCount, relationshipCount RETURN nodeCount, relationshipCount"));
        Assert.Equal([$"'g' | {nodes} | {relationships}"], await graph.Rows("CALL gds.graph.list() YIELD graphName, nodeCount, relationshipCount RETURN graphName, nodeCount, relationshipCount"));
    }

    /// <summary>a has parallel relationships of weights 1 and 4 to b, and one without weight to c, which counts 0.5.</summary>
    [Theory]
    [InlineData("SUM", 5.5)]
    [InlineData("MIN", 1.5)]
    [InlineData("MAX", 4.5)]
    [InlineData("SINGLE", 1.5)]
    [InlineData("COUNT", 3)]
    [InlineData("NONE", 5.5)]
    public async Task Parallel_relationships_become_one_by_the_aggregation(string aggregation, double degreeOfA)
    {
        await using var graph = await QueryRows.GraphOf(Data);
        await graph.Run($"CALL gds.graph.project('g', '*', 'R', {{relationshipProperties: {{v: {{property: 'w', defaultValue: 0.5, aggregation: '{aggregation}'}}}}}}) YIELD graphName RETURN 1");
        var row = await graph.Rows("CALL gds.degree.stream('g', {relationshipWeightProperty: 'v'}) YIELD nodeId, score WITH * WHERE gds.util.asNode(nodeId).n = 'a' RETURN score = $wanted", ("wanted", Graph.Values.Value.Of(degreeOfA)));
        Assert.Equal(["true"], row);
    }

    [Fact]
    public async Task Rows_are_projected_by_an_aggregating_function()
    {
        await using var graph = await QueryRows.GraphOf(Data, "CREATE (:A {n: 'alone'})");
        Assert.Equal(
            ["'g' | 4 | 3"],
            await graph.Rows("MATCH (a:A) OPTIONAL MATCH (a)-[r:R]->(b) WITH gds.graph.project('g', a, b, {sourceNodeLabels: labels(a), targetNodeLabels: labels(b), relationshipType: type(r), relationshipProperties: r {.w}}) AS g RETURN g.graphName, g.nodeCount, g.relationshipCount"));
        Assert.Equal(["3"], await graph.Rows("CALL gds.degree.stream('g', {nodeLabels: ['A'], relationshipTypes: ['R']}) YIELD nodeId RETURN count(*)"));
    }

    [Fact]
    public async Task Undirected_rows_stand_at_both_ends()
    {
        await using var graph = await QueryRows.GraphOf(Data);
        Assert.Equal(["6"], await graph.Rows("MATCH (a)-[r:R]->(b) WITH gds.graph.project('g', a, b, {relationshipType: 'R'}, {undirectedRelationshipTypes: ['*']}) AS g RETURN g.relationshipCount"));
    }

    [Fact]
    public async Task A_filter_keeps_nodes_and_relationships_that_fit()
    {
        await using var graph = await QueryRows.GraphOf(Data, "CALL gds.graph.project('g', {A: {properties: 'p'}, B: {}}, {R: {properties: 'w'}, S: {}}) YIELD graphName RETURN 1");
        Assert.Equal(["3 | 1"], await graph.Rows("CALL gds.graph.filter('f', 'g', '*', 'r:R AND r.w > $least', {parameters: {least: 2}}) YIELD nodeCount, relationshipCount RETURN nodeCount, relationshipCount"));
        Assert.Equal(["1 | 0"], await graph.Rows("CALL gds.graph.filter('h', 'g', 'n:A AND NOT n.p < 2', '*') YIELD nodeCount, relationshipCount RETURN nodeCount, relationshipCount"));
        Assert.Equal(Failed, (await graph.Fails("CALL gds.graph.filter('i', 'g', 'n.q = 1', '*') YIELD nodeCount RETURN 1")).Code);
    }

    [Fact]
    public async Task A_written_property_is_in_the_graph_and_a_mutated_one_in_the_projection()
    {
        await using var graph = await QueryRows.GraphOf(Data, "CALL gds.graph.project('g', '*', '*') YIELD graphName RETURN 1");
        Assert.Equal(["3"], await graph.Rows("CALL gds.degree.write('g', {writeProperty: 'd'}) YIELD nodePropertiesWritten RETURN nodePropertiesWritten"));
        Assert.Equal(["'a' | 3.0", "'b' | 1.0", "'c' | 0.0"], await graph.Rows("MATCH (n) RETURN n.n, n.d ORDER BY n.n"));
        await graph.Run("CALL gds.wcc.mutate('g', {mutateProperty: 'c'}) YIELD componentCount RETURN 1");
        Assert.Equal(["1 | 3"], await graph.Rows("CALL gds.graph.nodeProperty.stream('g', 'c') YIELD propertyValue RETURN count(DISTINCT propertyValue), count(*)"));
        Assert.Equal(["0"], await graph.Rows("MATCH (n) WHERE n.c IS NOT NULL RETURN count(*)"));
        Assert.Equal(Failed, (await graph.Fails("CALL gds.wcc.mutate('g', {mutateProperty: 'c'}) YIELD componentCount RETURN 1")).Code);
    }

    [Fact]
    public async Task Similar_pairs_are_written_as_relationships()
    {
        await using var graph = await QueryRows.GraphOf("CREATE (:A {n: 'a'})-[:R]->(:B)<-[:R]-(:A {n: 'b'})", "CALL gds.graph.project('g', '*', '*') YIELD graphName RETURN 1");
        Assert.Equal(["2"], await graph.Rows("CALL gds.nodeSimilarity.write('g', {writeRelationshipType: 'LIKE', writeProperty: 's'}) YIELD relationshipsWritten RETURN relationshipsWritten"));
        Assert.Equal(["'a' | 'b' | 1.0", "'b' | 'a' | 1.0"], await graph.Rows("MATCH (a)-[l:LIKE]->(b) RETURN a.n, b.n, l.s ORDER BY a.n"));
    }

    [Theory]
    [InlineData("CALL gds.graph.project('h', 'Nobody', 'R')")]
    [InlineData("CALL gds.graph.project('h', 'A', 'NOTHING')")]
    [InlineData("CALL gds.graph.project('g', 'A', 'R')")]
    [InlineData("CALL gds.graph.project('', 'A', 'R')")]
    [InlineData("CALL gds.graph.project('h', {A: {properties: 'n'}}, 'R')")]
    [InlineData("CALL gds.graph.project('h', {A: {property: 'p'}}, 'R')")]
    [InlineData("CALL gds.graph.project('h', 'A', {R: {orientation: 'SIDEWAYS'}})")]
    [InlineData("CALL gds.graph.drop('h')")]
    [InlineData("CALL gds.degree.stream('h')")]
    [InlineData("CALL gds.degree.stream('g', {nodeLabels: ['X']})")]
    [InlineData("CALL gds.degree.stream('g', {relationshipTypes: ['X']})")]
    [InlineData("CALL gds.degree.stream('g', {concurrency: 8})")]
    [InlineData("CALL gds.degree.stream('g', {concurrency: 0})")]
    [InlineData("CALL gds.degree.stream('g', {writeProperty: 'x'})")]
    [InlineData("CALL gds.degree.write('g', {})")]
    [InlineData("CALL gds.pageRank.stream('g', {damping: 0.5})")]
    [InlineData("CALL gds.pageRank.stream('g', {dampingFactor: 1.0})")]
    [InlineData("CALL gds.pageRank.stream('g', {dampingFactor: 'much'})")]
    [InlineData("CALL gds.pageRank.stream('g', {maxIterations: 2.5})")]
    [InlineData("CALL gds.pageRank.stream('g', {maxIterations: 0})")]
    [InlineData("CALL gds.pageRank.stream('g', {scaler: 'Grand'})")]
    [InlineData("CALL gds.pageRank.stream('g', {sourceNodes: [99]})")]
    [InlineData("CALL gds.pageRank.stream('g', {relationshipWeightProperty: 'w'})")]
    [InlineData("CALL gds.kcore.stream('g')")]
    [InlineData("CALL gds.wcc.stream('g', {seedProperty: 'p'})")]
    [InlineData("CALL gds.shortestPath.dijkstra.stream('g', {sourceNode: 0})")]
    [InlineData("CALL gds.fastRP.stream('g', {})")]
    [InlineData("CALL gds.graph.nodeProperty.stream('g', 'x')")]
    public async Task What_cannot_be_done_fails_with_the_code_of_procedures(string call)
    {
        await using var graph = await QueryRows.GraphOf(Data, "CALL gds.graph.project('g', 'A', 'R') YIELD graphName RETURN 1");
        Assert.Equal(Failed, (await graph.Fails(call)).Code);
    }

    [Fact]
    public async Task A_key_that_is_nearly_right_is_suggested()
    {
        await using var graph = await QueryRows.GraphOf(Data, "CALL gds.graph.project('g', 'A', 'R') YIELD graphName RETURN 1");
        Assert.Contains("dampingFactor", (await graph.Fails("CALL gds.pageRank.stream('g', {dampFactor: 0.5})")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dropped_graph_is_gone()
    {
        await using var graph = await QueryRows.GraphOf(Data, "CALL gds.graph.project('g', 'A', 'R') YIELD graphName RETURN 1");
        Assert.Equal(["'g'"], await graph.Rows("CALL gds.graph.drop('g') YIELD graphName RETURN graphName"));
        Assert.Equal(["'g' | false"], await graph.Rows("CALL gds.graph.exists('g')"));
        Assert.Empty(await graph.Rows("CALL gds.graph.drop('g', false) YIELD graphName RETURN graphName"));
    }

    [Fact]
    public async Task An_estimate_tells_counts_and_bytes_without_running()
    {
        await using var graph = await QueryRows.GraphOf(Data, "CALL gds.graph.project('g', '*', '*') YIELD graphName RETURN 1");
        Assert.Equal(["3 | 4 | true"], await graph.Rows("CALL gds.pageRank.write.estimate('g', {writeProperty: 'x'}) YIELD nodeCount, relationshipCount, bytesMin RETURN nodeCount, relationshipCount, bytesMin > 0"));
        Assert.Equal(["2 | 3"], await graph.Rows("CALL gds.graph.project.estimate('A', 'R') YIELD nodeCount, relationshipCount RETURN nodeCount, relationshipCount"));
    }

    [Fact]
    public async Task A_projection_stays_as_it_was_when_the_graph_goes_on()
    {
        await using var graph = await QueryRows.GraphOf(Data, "CALL gds.graph.project('g', '*', '*') YIELD graphName RETURN 1", "MATCH (n {n: 'b'}) DETACH DELETE n");
        Assert.Equal(["3 | 2"], await graph.Rows("CALL gds.degree.stream('g') YIELD nodeId RETURN count(*), count(gds.util.asNode(nodeId))"));
        Assert.Equal(["2"], await graph.Rows("CALL gds.degree.write('g', {writeProperty: 'd'}) YIELD nodePropertiesWritten RETURN nodePropertiesWritten"));
    }

    [Fact]
    public async Task A_long_run_stops_when_it_is_cancelled()
    {
        await using var graph = await QueryRows.GraphOf("UNWIND range(1, 3000) AS i CREATE (:N {i: i})", "MATCH (n:N) WITH collect(n) AS ns UNWIND range(0, 2999) AS i WITH ns[i] AS a, [ns[(i * 7) % 3000], ns[(i + 1) % 3000]] AS ends UNWIND ends AS b CREATE (a)-[:R]->(b)", "CALL gds.graph.project('g', '*', {R: {orientation: 'UNDIRECTED'}}) YIELD graphName RETURN 1");
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await using var result = await graph.RunAsync("CALL gds.betweenness.stats('g') YIELD computeMillis RETURN computeMillis", null, stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await result.ReadAsync(CancellationToken.None));
    }
}

using CoEvolve.Graph.Tests.Execution;

namespace CoEvolve.Graph.Tests.Algorithms;

/// <summary>Algorithms on graphs so small that every number is worked by hand.</summary>
public class AlgorithmTests
{
    private const string Path = "CREATE (:N {n: 'a'})-[:R {w: 2.0}]->(:N {n: 'b'})-[:R {w: 3.0}]->(:N {n: 'c'})";
    private const string TriangleWithTail = "CREATE (a:N {n: 'a'})-[:R]->(b:N {n: 'b'})-[:R]->(c:N {n: 'c'})-[:R]->(a), (c)-[:R]->(:N {n: 'd'})";
    private const string Directed = "CALL gds.graph.project('g', 'N', {R: {properties: 'w'}}) YIELD graphName RETURN graphName";
    private const string Undirected = "CALL gds.graph.project('g', 'N', {R: {orientation: 'UNDIRECTED'}}) YIELD graphName RETURN graphName";

    [Theory]
    // Degrees.
    [InlineData("gds.degree.stream('g')", 1, 1, 0)]
    [InlineData("gds.degree.stream('g', {orientation: 'REVERSE'})", 0, 1, 1)]
    [InlineData("gds.degree.stream('g', {orientation: 'UNDIRECTED', relationshipWeightProperty: 'w'})", 2, 5, 3)]
    // 0.15, 0.15 + 0.85·0.15, 0.15 + 0.85·0.2775; from a alone, and with d = 0.5.
    [InlineData("gds.pageRank.stream('g')", 0.15, 0.2775, 0.385875)]
    [InlineData("gds.pageRank.stream('g', {dampingFactor: 0.5, relationshipWeightProperty: 'w'})", 0.5, 0.75, 0.875)]
    [InlineData("gds.pageRank.stream('g', {maxIterations: 2})", 0.15, 0.2775, 0.2775)]
    [InlineData("gds.pageRank.stream('g', {dampingFactor: 0.5, scaler: 'Max'})", 0.571428571428571, 0.857142857142857, 1)]
    [InlineData("gds.pageRank.stream('g', {dampingFactor: 0.5, scaler: 'MinMax'})", 0, 0.666666666666667, 1)]
    // The mean degree is 2/3: 0.15 + 0.85·0.15/(5/3), 0.15 + 0.85·0.2265/(5/3).
    [InlineData("gds.articleRank.stream('g')", 0.15, 0.2265, 0.265515)]
    [InlineData("gds.betweenness.stream('g')", 0, 1, 0)]
    [InlineData("gds.closeness.stream('g')", 0, 1, 0.666666666666667)]
    [InlineData("gds.closeness.stream('g', {useWassermanFaust: true})", 0, 0.5, 0.666666666666667)]
    [InlineData("gds.closeness.harmonic.stream('g')", 0, 0.5, 0.75)]
    public async Task Scores_on_a_path_of_three(string call, double a, double b, double c)
    {
        await using var graph = await QueryRows.GraphOf(Path, Directed);
        var scores = await Numbers(graph, $"CALL {call} YIELD nodeId, score RETURN score ORDER BY gds.util.asNode(nodeId).n");
        Assert.Equal([a, b, c], scores, Near);
    }

    [Fact]
    public async Task Page_rank_from_a_source_starts_there_alone()
    {
        await using var graph = await QueryRows.GraphOf(Path, Directed);
        var scores = await Numbers(graph, "MATCH (s:N {n: 'b'}) CALL gds.pageRank.stream('g', {sourceNodes: [s]}) YIELD nodeId, score RETURN score ORDER BY gds.util.asNode(nodeId).n");
        Assert.Equal([0, 0.15, 0.1275], scores, Near);
    }

    /// <summary>Of a star with three leaves the principal eigenvector is (√3, 1, 1, 1)/√6.</summary>
    [Fact]
    public async Task The_eigenvector_of_a_star()
    {
        await using var graph = await QueryRows.GraphOf("CREATE (a:N {n: 'a'}), (a)-[:R]->(:N {n: 'b'}), (a)-[:R]->(:N {n: 'c'}), (a)-[:R]->(:N {n: 'd'})", Undirected);
        var scores = await Numbers(graph, "CALL gds.eigenvector.stream('g', {maxIterations: 100}) YIELD nodeId, score RETURN score ORDER BY gds.util.asNode(nodeId).n");
        Assert.Equal([0.707106781, 0.408248290, 0.408248290, 0.408248290], scores, (x, y) => Math.Abs(x - y) < 1e-6);
    }

    [Theory]
    [InlineData("gds.triangleCount.stream('g') YIELD nodeId, triangleCount AS x", 1, 1, 1, 0)]
    [InlineData("gds.localClusteringCoefficient.stream('g') YIELD nodeId, localClusteringCoefficient AS x", 1, 1, 0.333333333333333, 0)]
    [InlineData("gds.kcore.stream('g') YIELD nodeId, coreValue AS x", 2, 2, 2, 1)]
    [InlineData("gds.betweenness.stream('g') YIELD nodeId, score AS x", 0, 0, 2, 0)]
    [InlineData("gds.wcc.stream('g', {consecutiveIds: true}) YIELD nodeId, componentId AS x", 0, 0, 0, 0)]
    public async Task Measures_of_a_triangle_with_a_tail(string call, double a, double b, double c, double d)
    {
        await using var graph = await QueryRows.GraphOf(TriangleWithTail, Undirected);
        Assert.Equal([a, b, c, d], await Numbers(graph, $"CALL {call} RETURN x ORDER BY gds.util.asNode(nodeId).n"), Near);
    }

    [Fact]
    public async Task Strong_components_are_cycles()
    {
        await using var graph = await QueryRows.GraphOf("CREATE (a:N {n: 'a'})-[:R]->(b:N {n: 'b'})-[:R]->(a), (b)-[:R]->(:N {n: 'c'})", "CALL gds.graph.project('g', 'N', 'R') YIELD graphName RETURN graphName");
        Assert.Equal(["['a', 'b']", "['c']"], await graph.Rows("CALL gds.scc.stream('g') YIELD nodeId, componentId WITH componentId, gds.util.asNode(nodeId).n AS n ORDER BY n WITH componentId, collect(n) AS members RETURN members ORDER BY members[0]"));
    }

    [Fact]
    public async Task A_threshold_parts_components_at_weights_that_do_not_exceed_it()
    {
        await using var graph = await QueryRows.GraphOf(Path, Directed);
        Assert.Equal(["2"], await graph.Rows("CALL gds.wcc.stats('g', {relationshipWeightProperty: 'w', threshold: 2.0}) YIELD componentCount RETURN componentCount"));
    }

    /// <summary>Two triangles joined by one of seven relationships: 2·(3/7 - (7/14)²) = 0.357142…</summary>
    [Theory]
    [InlineData("louvain")]
    [InlineData("leiden")]
    public async Task Two_triangles_are_two_communities(string algorithm)
    {
        await using var graph = await QueryRows.GraphOf(
            "CREATE (a:N {n: 'a'})-[:R]->(b:N {n: 'b'})-[:R]->(c:N {n: 'c'})-[:R]->(a), (d:N {n: 'd'})-[:R]->(e:N {n: 'e'})-[:R]->(f:N {n: 'f'})-[:R]->(d), (c)-[:R]->(d)",
            Undirected);
        Assert.Equal([0.357142857142857], await Numbers(graph, $"CALL gds.{algorithm}.stats('g') YIELD modularity RETURN modularity"), Near);
        Assert.Equal(
            ["['a', 'b', 'c']", "['d', 'e', 'f']"],
            await graph.Rows($"CALL gds.{algorithm}.stream('g') YIELD nodeId, communityId WITH communityId, gds.util.asNode(nodeId).n AS n ORDER BY n WITH communityId, collect(n) AS members RETURN members ORDER BY members[0]"));
    }

    [Fact]
    public async Task Labels_spread_over_what_hangs_together()
    {
        await using var graph = await QueryRows.GraphOf(TriangleWithTail, "CREATE (:N {n: 'e'})-[:R]->(:N {n: 'f'})", Undirected);
        Assert.Equal(["2 | true"], await graph.Rows("CALL gds.labelPropagation.stats('g') YIELD communityCount, didConverge RETURN communityCount, didConverge"));
    }

    [Fact]
    public async Task The_cheapest_way_may_have_more_steps()
    {
        await using var graph = await QueryRows.GraphOf(
            "CREATE (a:N {n: 'a'})-[:R {w: 1.0}]->(b:N {n: 'b'})-[:R {w: 1.5}]->(c:N {n: 'c'}), (a)-[:R {w: 5.0}]->(c)",
            Directed);
        Assert.Equal(
            ["2.5 | [0.0, 1.0, 2.5] | ['a', 'b', 'c'] | 2"],
            await graph.Rows("MATCH (a {n: 'a'}), (c {n: 'c'}) CALL gds.shortestPath.dijkstra.stream('g', {sourceNode: a, targetNode: c, relationshipWeightProperty: 'w'}) YIELD totalCost, costs, nodeIds, path RETURN totalCost, costs, [i IN nodeIds | gds.util.asNode(i).n], length(path)"));
        Assert.Equal(
            ["'a' | 0.0", "'b' | 1.0", "'c' | 1.0"],
            await graph.Rows("MATCH (a {n: 'a'}) CALL gds.allShortestPaths.dijkstra.stream('g', {sourceNode: id(a)}) YIELD targetNode, totalCost RETURN gds.util.asNode(targetNode).n AS n, totalCost ORDER BY n"));
    }

    [Theory]
    [InlineData("{sourceNode: a}", "['a', 'b', 'c']")]
    [InlineData("{sourceNode: a, maxDepth: 1}", "['a', 'b']")]
    public async Task Breadth_first_search_ends_at_its_depth(string configuration, string visited)
    {
        await using var graph = await QueryRows.GraphOf(Path, Directed);
        Assert.Equal([visited], await graph.Rows($"MATCH (a {{n: 'a'}}) CALL gds.bfs.stream('g', {configuration}) YIELD nodeIds RETURN [i IN nodeIds | gds.util.asNode(i).n]"));
    }

    /// <summary>a has x and y (2 and 1), b has y and z (3 and 1): Jaccard 1/3, weighted (min 1)/(2+3+1); overlap 1/2; cosine 1/2.</summary>
    [Theory]
    [InlineData("{}", 0.333333333333333)]
    [InlineData("{relationshipWeightProperty: 'w'}", 0.166666666666667)]
    [InlineData("{similarityMetric: 'overlap'}", 0.5)]
    [InlineData("{similarityMetric: 'COSINE'}", 0.5)]
    public async Task Nodes_are_similar_by_what_they_share(string configuration, double similarity)
    {
        await using var graph = await QueryRows.GraphOf(
            "CREATE (a:N {n: 'a'})-[:R {w: 2.0}]->(:N), (a)-[:R {w: 1.0}]->(y:N), (b:N {n: 'b'})-[:R {w: 3.0}]->(y), (b)-[:R {w: 1.0}]->(:N)",
            Directed);
        Assert.Equal([similarity, similarity], await Numbers(graph, $"CALL gds.nodeSimilarity.stream('g', {configuration}) YIELD similarity RETURN similarity"), Near);
    }

    [Fact]
    public async Task A_seed_repeats_an_embedding()
    {
        await using var graph = await QueryRows.GraphOf(TriangleWithTail, Undirected);
        const string Embeddings = "CALL gds.fastRP.stream('g', {embeddingDimension: 8, randomSeed: 42}) YIELD nodeId, embedding RETURN size(embedding), embedding ORDER BY nodeId";
        var first = await graph.Rows(Embeddings);
        Assert.Equal(4, first.Length);
        Assert.All(first, row => Assert.StartsWith("8 | ", row, StringComparison.Ordinal));
        Assert.Equal(first, await graph.Rows(Embeddings));
        Assert.NotEqual(first, await graph.Rows(Embeddings.Replace("42", "43", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("jaccard([1, 1, 2], [1, 2, 3])", 0.5)]
    [InlineData("overlap([1, 2], [2, 3, 4])", 0.5)]
    [InlineData("cosine([3, 4], [4, 3])", 0.96)]
    [InlineData("pearson([1, 2, 3], [6, 4, 2])", -1)]
    [InlineData("euclideanDistance([0, 0], [3, 4])", 5)]
    [InlineData("euclidean([0, 0], [3, 4])", 0.166666666666667)]
    public async Task Similarity_of_lists(string call, double expected)
    {
        await using var graph = EmbeddedGraph.InMemory();
        Assert.Equal([expected], await Numbers(graph, $"RETURN gds.similarity.{call}"), Near);
    }

    /// <summary>c, the only common neighbour of a and b, has degree 3.</summary>
    [Theory]
    [InlineData("commonNeighbors", 1)]
    [InlineData("totalNeighbors", 2)]
    [InlineData("preferentialAttachment", 4)]
    [InlineData("resourceAllocation", 0.333333333333333)]
    [InlineData("adamicAdar", 0.910239226626837)]
    public async Task Links_are_predicted_from_neighbours(string function, double expected)
    {
        await using var graph = await QueryRows.GraphOf("CREATE (a:N {n: 'a'})-[:R]->(c:N)<-[:R]-(b:N {n: 'b'}), (c)-[:R]->(:N), (a)-[:R]->(d:N)<-[:S]-(b)");
        var call = function == "totalNeighbors" || function == "preferentialAttachment" ? $"gds.alpha.linkprediction.{function}(a, b)" : $"gds.alpha.linkprediction.{function}(a, b, {{relationshipQuery: 'R'}})";
        Assert.Equal([expected], await Numbers(graph, $"MATCH (a {{n: 'a'}}), (b {{n: 'b'}}) RETURN {call}"), Near);
    }

    private static async Task<double[]> Numbers(EmbeddedGraph graph, string query)
    {
        await using var result = await graph.RunAsync(query, null, TestContext.Current.CancellationToken);
        var numbers = new List<double>();
        while (await result.ReadAsync(TestContext.Current.CancellationToken))
        {
            numbers.Add(result.Current[0].AsDouble());
        }

        return [.. numbers];
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12 * Math.Max(1, Math.Abs(a));
}

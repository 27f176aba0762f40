using CoEvolve.Graph.Tests.Execution;

namespace CoEvolve.Graph.Tests.Algorithms;

/// <summary>Similarities of all pairs of a random graph with parallel relationships and loops are those of the formulas, worked out pair by pair.</summary>
public sealed class NodeSimilarityTests
{
    private const int Nodes = 40;
    private readonly List<(int Source, int Target, double Weight)> _links = [];

    public NodeSimilarityTests()
    {
        var random = new Random(5);
        for (var i = 0; i < 260; i++)
        {
            _links.Add((random.Next(Nodes), random.Next(Nodes), 1 + random.Next(4)));
        }
    }

    [Theory]
    [InlineData("JACCARD", false)]
    [InlineData("OVERLAP", false)]
    [InlineData("COSINE", false)]
    [InlineData("JACCARD", true)]
    [InlineData("OVERLAP", true)]
    [InlineData("COSINE", true)]
    public async Task Each_pair_has_the_similarity_of_the_formula(string metric, bool weighted)
    {
        await using var graph = EmbeddedGraph.InMemory();
        await graph.Rows($"UNWIND range(0, {Nodes - 1}) AS i CREATE (:N {{i: i}})");
        foreach (var (source, target, weight) in _links)
        {
            await graph.Rows($"MATCH (a:N {{i: {source}}}), (b:N {{i: {target}}}) CREATE (a)-[:R {{w: {weight}}}]->(b)");
        }

        await graph.Rows("CALL gds.graph.project('g', 'N', 'R', {relationshipProperties: 'w'})");
        var weights = weighted ? ", relationshipWeightProperty: 'w'" : "";
        var rows = await graph.Rows($$"""
            CALL gds.nodeSimilarity.stream('g', {topK: 100, degreeCutoff: 3, similarityMetric: '{{metric}}'{{weights}}}) YIELD node1, node2, similarity
            RETURN gds.util.asNode(node1).i AS a, gds.util.asNode(node2).i AS b, round(similarity * 1000000) ORDER BY a, b
            """);

        Assert.Equal(Expected(metric, weighted), rows);
    }

    /// <summary>Of parallel relationships the first counts; nodes with fewer than three relationships are not compared.</summary>
    private List<string> Expected(string metric, bool weighted)
    {
        var rows = Enumerable.Range(0, Nodes).Select(node => _links.Count(link => link.Source == node) < 3 ? []
            : _links.Where(link => link.Source == node).DistinctBy(link => link.Target).ToDictionary(link => link.Target, link => weighted ? link.Weight : 1)).ToList();
        var expected = new List<string>();
        for (var a = 0; a < Nodes; a++)
        {
            for (var b = 0; b < Nodes; b++)
            {
                var similarity = a == b || rows[a].Count == 0 || rows[b].Count == 0 ? 0 : Similarity(metric, rows[a], rows[b]);
                if (similarity > 0)
                {
                    expected.Add(FormattableString.Invariant($"{a} | {b} | {Math.Round(similarity * 1_000_000):0.0}"));
                }
            }
        }

        return expected;
    }

    private static double Similarity(string metric, Dictionary<int, double> a, Dictionary<int, double> b)
    {
        var all = a.Keys.Union(b.Keys).Select(target => (A: a.GetValueOrDefault(target), B: b.GetValueOrDefault(target))).ToList();
        return metric switch
        {
            "JACCARD" => all.Sum(pair => Math.Min(pair.A, pair.B)) / all.Sum(pair => Math.Max(pair.A, pair.B)),
            "OVERLAP" => all.Sum(pair => Math.Min(pair.A, pair.B)) / Math.Min(a.Values.Sum(), b.Values.Sum()),
            _ => all.Sum(pair => pair.A * pair.B) / Math.Sqrt(a.Values.Sum(weight => weight * weight) * b.Values.Sum(weight => weight * weight)),
        };
    }
}

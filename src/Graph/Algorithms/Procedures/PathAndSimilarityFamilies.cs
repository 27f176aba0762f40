using CoEvolve.Graph.Algorithms.Embedding;
using CoEvolve.Graph.Algorithms.Paths;
using CoEvolve.Graph.Algorithms.Similarity;
using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Execution.Procedures;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Algorithms.Procedures;

/// <summary>Algorithms that make relationships or embeddings.</summary>
internal static class PathAndSimilarityFamilies
{
    private static readonly ProcedureField[] Paths =
    [
        new("index", CypherTypes.Integer),
        new("sourceNode", CypherTypes.Integer),
        new("targetNode", CypherTypes.Integer),
        new("totalCost", CypherTypes.Float),
        new("nodeIds", CypherTypes.List),
        new("costs", CypherTypes.List),
        new("path", CypherTypes.Path),
    ];

    private static readonly ProcedureField[] Visits = [new("sourceNode", CypherTypes.Integer), new("nodeIds", CypherTypes.List), new("path", CypherTypes.Path)];

    public static IEnumerable<AlgorithmFamily> All =>
    [
        new(
            "nodeSimilarity",
            [new("node1", CypherTypes.Integer), new("node2", CypherTypes.Integer), new("similarity", CypherTypes.Float)],
            [new("nodesCompared", CypherTypes.Integer), new("similarityPairs", CypherTypes.Integer), new("similarityDistribution", CypherTypes.Map)],
            (settings, _) => ReadSimilarity(settings)) { Weighted = true, RelationshipProperties = ["similarity"], BytesPerNode = 200 },
        new("shortestPath.dijkstra", Paths, [], (settings, mode) => ReadDijkstra(settings, mode, single: true))
        {
            Weighted = true,
            Modes = [AlgorithmMode.Stream, AlgorithmMode.Mutate, AlgorithmMode.Write],
            RelationshipProperties = ["totalCost", "nodeIds", "costs"],
            BytesPerNode = 40,
        },
        new("allShortestPaths.dijkstra", Paths, [], (settings, mode) => ReadDijkstra(settings, mode, single: false))
        {
            Weighted = true,
            Modes = [AlgorithmMode.Stream, AlgorithmMode.Mutate, AlgorithmMode.Write],
            RelationshipProperties = ["totalCost", "nodeIds", "costs"],
            BytesPerNode = 40,
        },
        new("bfs", Visits, [], (settings, _) => ReadTraversal(settings, Traversal.BreadthFirst))
        {
            Modes = [AlgorithmMode.Stream, AlgorithmMode.Stats, AlgorithmMode.Mutate],
            RelationshipProperties = [],
        },
        new("dfs", Visits, [], (settings, _) => ReadTraversal(settings, Traversal.DepthFirst))
        {
            Modes = [AlgorithmMode.Stream, AlgorithmMode.Mutate],
            RelationshipProperties = [],
        },
        new("fastRP", [new("nodeId", CypherTypes.Integer), new("embedding", CypherTypes.List)], [new("nodeCount", CypherTypes.Integer)], (settings, _) => ReadEmbedding(settings))
        {
            Weighted = true,
            BytesPerNode = 1024,
        },
    ];

    private delegate List<int> Walk(AlgorithmGraph graph, int source, IReadOnlySet<int> targets, int maximumDepth, Run run);

    private static Func<AlgorithmGraph, Run, Outcome> ReadSimilarity(Settings settings)
    {
        if ((settings.Has("topK") && settings.Has("bottomK")) || (settings.Has("topN") && settings.Has("bottomN")))
        {
            throw AlgorithmErrors.Failed("Invalid parameter combination: a top and a bottom limit cannot be used together.");
        }

        var least = settings.Has("bottomK") ? -settings.Integer("bottomK", 10, 1) : settings.Integer("topK", 10, 1);
        var overall = settings.Has("bottomN") ? -settings.Integer("bottomN", 0, 0) : settings.Integer("topN", 0, 0);
        settings.Allow("topK", "bottomK", "topN", "bottomN", "useComponents");
        var minimum = settings.Integer("degreeCutoff", 1, 1);
        var maximum = settings.Integer("upperDegreeCutoff", int.MaxValue, 1);
        if (maximum < minimum)
        {
            throw AlgorithmErrors.Failed("The value of `upperDegreeCutoff` must be greater than or equal to `degreeCutoff`.");
        }

        var options = new NodeSimilarityOptions(
            settings.Choice("similarityMetric", "JACCARD", "JACCARD", "OVERLAP", "COSINE"),
            settings.Double("similarityCutoff", 1e-42, 0, 1),
            minimum,
            maximum,
            least,
            overall);
        return (graph, run) =>
        {
            var (pairs, compared) = NodeSimilarity.Compute(graph, options, run);
            var all = pairs.ToArray(run.Cancellation);
            return new()
            {
                Rows = all.Select(pair => (Value[])[Value.Of(graph.IdOf(pair.First)), Value.Of(graph.IdOf(pair.Second)), Value.Of(pair.Similarity)]),
                Statistics = [Value.Of((long)compared), Value.Of((long)pairs.Count), Distributions.OfSimilarities(run.ConvertAll(all, pair => pair.Similarity), run)],
                Made = all.Select(pair => (pair.First, pair.Second, (Value[])[Value.Of(pair.Similarity)])),
            };
        };
    }

    private static Func<AlgorithmGraph, Run, Outcome> ReadDijkstra(Settings settings, AlgorithmMode mode, bool single)
    {
        var source = settings.Node("sourceNode");
        if (single && !settings.Has("targetNode") && !settings.Has("targetNodes"))
        {
            throw AlgorithmErrors.Failed("No value specified for the mandatory configuration parameter `targetNode`.");
        }

        var targets = single ? settings.Nodes("targetNode").Concat(settings.Nodes("targetNodes")).ToArray() : null;
        var (withNodes, withCosts) = mode == AlgorithmMode.Write ? (settings.Boolean("writeNodeIds", false), settings.Boolean("writeCosts", false)) : (false, false);
        return (graph, run) =>
        {
            var start = Number(graph, source, "sourceNode");
            var ends = targets is null ? null : Array.ConvertAll(targets, target => Number(graph, target, "targetNode"));
            var paths = ShortestPaths.From(graph, start, ends, run);
            return new()
            {
                Rows = paths.Select((path, index) => Row(graph, path, index, run)),
                Made = paths.Select(path => (start, path.Nodes[^1], (Value[])
                [
                    Value.Of(path.Costs[^1]),
                    withNodes ? Ids(graph, path.Nodes, run) : Value.Null,
                    withCosts ? Numbers(path.Costs, run) : Value.Null,
                ])),
            };
        };
    }

    private static Func<AlgorithmGraph, Run, Outcome> ReadTraversal(Settings settings, Walk walk)
    {
        var source = settings.Node("sourceNode");
        var targets = settings.Nodes("targetNodes");
        var depth = settings.Long("maxDepth", -1);
        return (graph, run) =>
        {
            var visited = walk(graph, Number(graph, source, "sourceNode"), targets.Select(target => Number(graph, target, "targetNodes")).ToHashSet(), depth < 0 ? int.MaxValue : (int)Math.Min(depth, int.MaxValue), run).ToArray();
            return new()
            {
                Rows = [[Value.Of(source), Ids(graph, visited, run), VirtualPath(graph, visited, null, "NEXT", run)]],
                Made = visited.Zip(visited.Skip(1), (a, b) => (a, b, Array.Empty<Value>())),
            };
        };
    }

    private static Func<AlgorithmGraph, Run, Outcome> ReadEmbedding(Settings settings)
    {
        settings.Required("embeddingDimension");
        var dimension = settings.Integer("embeddingDimension", 0, 1);
        var ratio = settings.Double("propertyRatio", 0, 0, 1);
        var properties = settings.Texts("featureProperties");
        var weights = settings.Doubles("iterationWeights", 0, 1, 1);
        if (weights.Length == 0 || (ratio > 0 && properties.Length == 0))
        {
            throw AlgorithmErrors.Failed(weights.Length == 0
                ? "The value of `iterationWeights` must not be empty."
                : "When `propertyRatio` is non-zero, `featureProperties` may not be empty.");
        }

        var options = new FastRandomProjectionOptions(dimension, weights, settings.Double("normalizationStrength", 0), settings.Double("nodeSelfInfluence", 0), (int)(dimension * ratio));
        var seed = settings.OptionalLong("randomSeed") ?? 0;
        return (graph, run) =>
        {
            var columns = Array.ConvertAll(properties, property => GroupNames.Column(graph, property, "featureProperties"));
            var features = run.ConvertAll([.. Enumerable.Range(0, graph.NodeCount)], node => Array.ConvertAll(columns, column => column.Double(node)));
            var embeddings = FastRandomProjection.Compute(graph, features, options, new Random((int)(seed & int.MaxValue)), run);
            var lists = run.ConvertAll(embeddings, vector => Value.Of(run.ConvertAll(vector, item => Value.Of((double)item))));
            return new()
            {
                Rows = lists.Select((list, node) => (Value[])[Value.Of(graph.IdOf(node)), list]),
                Statistics = [Value.Of((long)graph.NodeCount)],
                Column = lists,
            };
        };
    }

    private static Value[] Row(AlgorithmGraph graph, CostedPath path, int index, Run run) =>
    [
        Value.Of((long)index),
        Value.Of(graph.IdOf(path.Nodes[0])),
        Value.Of(graph.IdOf(path.Nodes[^1])),
        Value.Of(path.Costs[^1]),
        Ids(graph, path.Nodes, run),
        Numbers(path.Costs, run),
        VirtualPath(graph, path.Nodes, path.Costs, $"PATH_{index}", run),
    ];

    private static int Number(AlgorithmGraph graph, long id, string key) => graph.NumberOf(id) is >= 0 and var number
        ? number
        : throw AlgorithmErrors.Failed($"{char.ToUpperInvariant(key[0])}{key[1..]} does not exist in the in-memory graph: `{id}`");

    private static Value Ids(AlgorithmGraph graph, int[] nodes, Run run) => Value.Of(run.ConvertAll(nodes, node => Value.Of(graph.IdOf(node))));

    private static Value Numbers(double[] numbers, Run run) => Value.Of(run.ConvertAll(numbers, number => Value.Of(number)));

    /// <summary>A path whose relationships stand in no store: their ids are negative. Nodes are references, read when the row is.</summary>
    private static Value VirtualPath(AlgorithmGraph graph, int[] nodes, double[]? costs, string type, Run run)
    {
        var path = run.ConvertAll(nodes, node => new NodeValue(graph.IdOf(node), [], MapValue.Empty));
        var links = new RelationshipValue[Math.Max(0, nodes.Length - 1)];
        for (var i = 0; i < links.Length; i++)
        {
            run.Tick();
            var properties = costs is null ? MapValue.Empty : MapValue.From([KeyValuePair.Create("cost", Value.Of(costs[i + 1] - costs[i]))]);
            links[i] = new(-1L - i, type, path[i].Id, path[i + 1].Id, properties);
        }

        return Value.Of(new PathValue(path, links));
    }
}

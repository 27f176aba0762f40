using CoEvolve.Graph.Algorithms.Community;
using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Execution.Procedures;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Algorithms.Procedures;

/// <summary>Algorithms that divide the nodes, or say how closely they hang together.</summary>
internal static class CommunityFamilies
{
    private static readonly ProcedureField NodeId = new("nodeId", CypherTypes.Integer);
    private static readonly ProcedureField[] Component = [NodeId, new("componentId", CypherTypes.Integer)];
    private static readonly ProcedureField[] Components = [new("componentCount", CypherTypes.Integer), new("componentDistribution", CypherTypes.Map)];
    private static readonly ProcedureField[] Community = [NodeId, new("communityId", CypherTypes.Integer)];
    private static readonly ProcedureField[] Nested = [.. Community, new("intermediateCommunityIds", CypherTypes.List)];

    private static readonly ProcedureField[] Communities =
    [
        new("communityCount", CypherTypes.Integer),
        new("communityDistribution", CypherTypes.Map),
        new("modularity", CypherTypes.Float),
        new("modularities", CypherTypes.List),
        new("ranLevels", CypherTypes.Integer),
    ];

    public static IEnumerable<AlgorithmFamily> All =>
    [
        new("wcc", Component, Components, ReadWeakComponents) { Weighted = true, BytesPerNode = 8 },
        new("scc", Component, Components, ReadStrongComponents) { BytesPerNode = 24 },
        new("labelPropagation", Community, [.. Communities[..2], new("ranIterations", CypherTypes.Integer), new("didConverge", CypherTypes.Boolean)], ReadLabelPropagation) { Weighted = true },
        new("louvain", Nested, Communities, (settings, mode) => ReadModularity(settings, mode, leiden: false)) { Weighted = true, BytesPerNode = 96 },
        new("leiden", Nested, [.. Communities, new("didConverge", CypherTypes.Boolean), new("nodeCount", CypherTypes.Integer)], (settings, mode) => ReadModularity(settings, mode, leiden: true))
        {
            Weighted = true,
            NeedsUndirected = true,
            BytesPerNode = 120,
        },
        new("triangleCount", [NodeId, new("triangleCount", CypherTypes.Integer)], [new("globalTriangleCount", CypherTypes.Integer), new("nodeCount", CypherTypes.Integer)], ReadTriangles) { NeedsUndirected = true },
        new(
            "localClusteringCoefficient",
            [NodeId, new("localClusteringCoefficient", CypherTypes.Float)],
            [new("averageClusteringCoefficient", CypherTypes.Float), new("nodeCount", CypherTypes.Integer)],
            ReadCoefficients) { NeedsUndirected = true },
        new("kcore", [NodeId, new("coreValue", CypherTypes.Integer)], [new("degeneracy", CypherTypes.Integer)], (_, _) => Cores) { NeedsUndirected = true },
    ];

    private static Func<AlgorithmGraph, Run, Outcome> ReadWeakComponents(Settings settings, AlgorithmMode mode)
    {
        var threshold = settings.Double("threshold", 0);
        var seed = settings.Text("seedProperty");
        var naming = GroupNames.Read(settings, mode, "minComponentSize", seed is not null);
        return (graph, run) =>
        {
            var seeds = GroupNames.Seeds(graph, seed);
            var components = WeakComponents.Compute(graph, threshold, seeds, run);
            var named = seeds is null ? Array.ConvertAll(components, component => (long)component) : GroupNames.FromSeeds(components, seeds);
            return Grouped(graph, naming, named, run, sizes => [Value.Of((long)sizes.Count), Distributions.OfSizes(sizes.Values, run)]);
        };
    }

    private static Func<AlgorithmGraph, Run, Outcome> ReadStrongComponents(Settings settings, AlgorithmMode mode)
    {
        var naming = GroupNames.Read(settings, mode, "minComponentSize", seeded: false);
        return (graph, run) =>
        {
            var components = Array.ConvertAll(StrongComponents.Compute(graph, run), component => (long)component);
            return Grouped(graph, naming, components, run, sizes => [Value.Of((long)sizes.Count), Distributions.OfSizes(sizes.Values, run)]);
        };
    }

    private static Func<AlgorithmGraph, Run, Outcome> ReadLabelPropagation(Settings settings, AlgorithmMode mode)
    {
        var iterations = settings.Integer("maxIterations", 10, 1);
        var seed = settings.Text("seedProperty");
        var weight = settings.Text("nodeWeightProperty");
        var naming = GroupNames.Read(settings, mode, "minCommunitySize", seed is not null);
        return (graph, run) =>
        {
            var weights = weight is null ? null : GroupNames.Column(graph, weight, "nodeWeightProperty").Values.Select(value => value.IsNumber ? value.AsDouble() : 0).ToArray();
            var result = LabelPropagation.Compute(graph, GroupNames.Seeds(graph, seed), weights, iterations, run);
            return Grouped(graph, naming, result.Labels, run, sizes =>
                [Value.Of((long)sizes.Count), Distributions.OfSizes(sizes.Values, run), Value.Of((long)result.Iterations), Value.Of(result.Converged)]);
        };
    }

    private static Func<AlgorithmGraph, Run, Outcome> ReadModularity(Settings settings, AlgorithmMode mode, bool leiden)
    {
        var levels = settings.Integer("maxLevels", 10, 1);
        var iterations = leiden ? int.MaxValue : settings.Integer("maxIterations", 10, 1);
        var tolerance = settings.Double("tolerance", 0.0001, 0);
        var gamma = leiden ? settings.Double("gamma", 1, 0) : 1;
        settings.Double("theta", 0.01, 0);
        var random = leiden ? settings.OptionalLong("randomSeed") : null;
        var seed = settings.Text("seedProperty");
        var nested = settings.Boolean("includeIntermediateCommunities", false);
        var naming = GroupNames.Read(settings, mode, "minCommunitySize", seed is not null || nested);
        var options = new ModularityOptions(levels, iterations, tolerance, gamma, leiden);
        return (graph, run) =>
        {
            var network = WeightedNetwork.Of(graph, run);
            var seeds = GroupNames.Seeds(graph, seed);
            var divisions = ModularityOptimization.Compute(network, seeds is null ? null : GroupNames.Numbered(seeds), options, new Random((int)((random ?? 0) & int.MaxValue)), run);
            return Divided(graph, naming, divisions, nested, leiden, run);
        };
    }

    private static Outcome Divided(AlgorithmGraph graph, GroupNames naming, Divisions divisions, bool nested, bool leiden, Run run)
    {
        var last = Array.ConvertAll(divisions.Levels.LastOrDefault() ?? [], community => (long)community);
        Value Inner(int node) => nested ? Value.Of(divisions.Levels.Select(level => Value.Of((long)level[node])).ToArray()) : Value.Null;
        var outcome = Grouped(graph, naming, last, run, sizes =>
        {
            Value[] own =
            [
                Value.Of((long)sizes.Count),
                Distributions.OfSizes(sizes.Values, run),
                Value.Of(divisions.Modularities.LastOrDefault()),
                Value.Of(divisions.Modularities.Select(modularity => Value.Of(modularity)).ToArray()),
                Value.Of((long)divisions.Levels.Count),
            ];
            return leiden ? [.. own, Value.Of(divisions.Converged), Value.Of((long)graph.NodeCount)] : own;
        });
        return new()
        {
            Rows = outcome.Rows.Select(row => (Value[])[.. row, Inner(graph.NumberOf(row[0].AsInteger()))]),
            Statistics = outcome.Statistics,
            Column = nested ? [.. Enumerable.Range(0, last.Length).Select(Inner)] : outcome.Column,
        };
    }

    private static Func<AlgorithmGraph, Run, Outcome> ReadTriangles(Settings settings, AlgorithmMode mode)
    {
        var maximum = settings.Long("maxDegree", long.MaxValue);
        return (graph, run) =>
        {
            var counts = Triangles.Count(graph, maximum, run);
            return OfNodes(graph, Array.ConvertAll(counts, Value.Of), Value.Of(counts.Where(count => count > 0).Sum() / 3), Value.Of((long)graph.NodeCount));
        };
    }

    private static Func<AlgorithmGraph, Run, Outcome> ReadCoefficients(Settings settings, AlgorithmMode mode)
    {
        var property = settings.Text("triangleCountProperty");
        return (graph, run) =>
        {
            var triangles = property is not null
                ? [.. Enumerable.Range(0, graph.NodeCount).Select(GroupNames.Column(graph, property, "triangleCountProperty").Double)]
                : Array.ConvertAll(Triangles.Count(graph, long.MaxValue, run), count => (double)count);
            var coefficients = Triangles.Coefficients(graph, triangles);
            var mean = coefficients.Length == 0 ? 0 : coefficients.Average();
            return OfNodes(graph, Array.ConvertAll(coefficients, value => Value.Of(value)), Value.Of(mean), Value.Of((long)graph.NodeCount));
        };
    }

    private static Outcome Cores(AlgorithmGraph graph, Run run)
    {
        var cores = CoreDecomposition.Compute(graph, run);
        return OfNodes(graph, Array.ConvertAll(cores, Value.Of), Value.Of(cores.DefaultIfEmpty().Max()));
    }

    private static Outcome OfNodes(AlgorithmGraph graph, Value[] column, params Value[] statistics) => new()
    {
        Rows = column.Select((value, node) => (Value[])[Value.Of(graph.IdOf(node)), value]),
        Statistics = statistics,
        Column = column,
    };

    private static Outcome Grouped(AlgorithmGraph graph, GroupNames naming, long[] groups, Run run, Func<Dictionary<long, int>, Value[]> statistics)
    {
        var sizes = GroupNames.Sizes(groups, run);
        var column = naming.Column(groups, sizes, run);
        return new()
        {
            Rows = column.Select((value, node) => (Value[])[Value.Of(graph.IdOf(node)), value]).Where(row => !row[1].IsNull),
            Statistics = statistics(sizes),
            Column = column,
        };
    }
}

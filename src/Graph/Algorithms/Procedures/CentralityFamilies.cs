using CoEvolve.Graph.Algorithms.Centrality;
using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Execution;
using CoEvolve.Graph.Execution.Procedures;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Algorithms.Procedures;

/// <summary>Algorithms that give each node a score.</summary>
internal static class CentralityFamilies
{
    private const string ScoreColumn = "score";
    private static readonly ProcedureField[] Score = [new("nodeId", CypherTypes.Integer), new(ScoreColumn, CypherTypes.Float)];
    private static readonly ProcedureField Distribution = new("centralityDistribution", CypherTypes.Map);
    private static readonly ProcedureField[] Iterative = [new("ranIterations", CypherTypes.Integer), new("didConverge", CypherTypes.Boolean), Distribution];

    public static IEnumerable<AlgorithmFamily> All =>
    [
        new("pageRank", Score, Iterative, (settings, _) => ReadRank(settings, article: false)) { Weighted = true, BytesPerNode = 32 },
        new("articleRank", Score, Iterative, (settings, _) => ReadRank(settings, article: true)) { Weighted = true, BytesPerNode = 32 },
        new("eigenvector", Score, Iterative, (settings, _) => ReadEigenvector(settings)) { Weighted = true },
        new("degree", Score, [Distribution], (settings, _) => ReadDegree(settings)) { Weighted = true, BytesPerNode = 8 },
        new("betweenness", Score, [Distribution], (settings, _) => ReadBetweenness(settings)) { Weighted = true, BytesPerNode = 80 },
        new("closeness", Score, [Distribution], (settings, _) => ReadCloseness(settings)),
        new("closeness.harmonic", Score, [Distribution], (_, _) => (graph, run) => Scored(graph, Closeness.Harmonic(graph, run), run)),
    ];

    private static Func<AlgorithmGraph, Run, Outcome> ReadRank(Settings settings, bool article)
    {
        var damping = settings.Double("dampingFactor", 0.85, 0, 1, below: true);
        var tolerance = settings.Double("tolerance", 1e-7, 0);
        var iterations = settings.Integer("maxIterations", 20, 1);
        var scaler = Scaler.Read(settings);
        var sources = Sources(settings);
        return (graph, run) => Scored(graph, PropagatedRank.Compute(graph, Start(graph, sources, 1 - damping, 1 - damping), damping, tolerance, iterations, article, run), scaler, run);
    }

    private static Func<AlgorithmGraph, Run, Outcome> ReadEigenvector(Settings settings)
    {
        var tolerance = settings.Double("tolerance", 1e-7, 0);
        var iterations = settings.Integer("maxIterations", 20, 1);
        var scaler = Scaler.Read(settings);
        var sources = Sources(settings);
        return (graph, run) => Scored(graph, Eigenvector.Compute(graph, Start(graph, sources, 1.0 / Math.Max(1, graph.NodeCount), 1), tolerance, iterations, run), scaler, run);
    }

    private static Func<AlgorithmGraph, Run, Outcome> ReadDegree(Settings settings)
    {
        var orientation = settings.Choice("orientation", "NATURAL", "NATURAL", "REVERSE", "UNDIRECTED");
        return (graph, run) =>
        {
            var degrees = orientation == "REVERSE" ? new double[graph.NodeCount] : Degrees.Weighted(graph);
            if (orientation != "NATURAL")
            {
                var reverse = Degrees.Weighted(graph.Reverse(run));
                for (var node = 0; node < degrees.Length; node++)
                {
                    degrees[node] += reverse[node];
                }
            }

            run.Tick();
            return Scored(graph, degrees, run);
        };
    }

    private static Func<AlgorithmGraph, Run, Outcome> ReadBetweenness(Settings settings)
    {
        var size = settings.OptionalInteger("samplingSize", 1);
        var seed = settings.OptionalLong("samplingSeed");
        return (graph, run) =>
        {
            var sources = Enumerable.Range(0, graph.NodeCount).ToArray();
            if (size < sources.Length)
            {
                new Random((int)(seed ?? 0)).Shuffle(sources);
                Array.Resize(ref sources, size.Value);
                PatientSort.Ascending<int>(sources, run.Cancellation);
            }

            return Scored(graph, Betweenness.Compute(graph, sources, run), run);
        };
    }

    private static Func<AlgorithmGraph, Run, Outcome> ReadCloseness(Settings settings)
    {
        var wassermanFaust = settings.Boolean("useWassermanFaust", false);
        return (graph, run) => Scored(graph, Closeness.Compute(graph, wassermanFaust, run), run);
    }

    /// <summary>Nodes, ids, or pairs of one of these and how much it counts; empty for all nodes.</summary>
    private static (long Id, double Bias)[] Sources(Settings settings)
    {
        var value = settings.Raw("sourceNodes");
        IEnumerable<Value> items = value.IsNull ? [] : value.Kind == ValueKind.List ? value.AsList() : [value];
        return [.. items.Select(item => item.Kind == ValueKind.List
            ? item.AsList() is [var node, { IsNumber: true } bias] ? (Settings.NodeId("sourceNodes", node), bias.AsDouble()) : throw AlgorithmErrors.Failed("An item of `sourceNodes` that is a list must hold a node and a number.")
            : (Settings.NodeId("sourceNodes", item), 1.0))];
    }

    private static double[] Start(AlgorithmGraph graph, (long Id, double Bias)[] sources, double everywhere, double atSource)
    {
        var start = new double[graph.NodeCount];
        if (sources.Length == 0)
        {
            Array.Fill(start, everywhere);
        }

        foreach (var (id, bias) in sources)
        {
            var node = graph.NumberOf(id);
            if (node < 0)
            {
                throw AlgorithmErrors.Failed($"Source nodes do not exist in the in-memory graph: ['{id}']");
            }

            start[node] = atSource * bias;
        }

        return start;
    }

    private static Outcome Scored(AlgorithmGraph graph, Scores scores, Scaler scaler, Run run)
    {
        var scaled = scaler.Apply(scores.Values);
        return Scored(graph, scaled, run, Value.Of((long)scores.Iterations), Value.Of(scores.Converged));
    }

    private static Outcome Scored(AlgorithmGraph graph, double[] scores, Run run, params Value[] statistics) => new()
    {
        Rows = scores.Select((score, node) => (Value[])[Value.Of(graph.IdOf(node)), Value.Of(score)]),
        Statistics = [.. statistics, Distributions.OfScores(scores, run)],
        Column = Array.ConvertAll(scores, score => Value.Of(score)),
    };
}

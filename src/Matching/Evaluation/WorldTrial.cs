using CoEvolve.Graph;
using CoEvolve.Matching.Ingest;
using CoEvolve.Matching.Ingest.Worlds;
using CoEvolve.Matching.Network.Proximity;
using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Evaluation;

/// <summary>How methods did in one world.</summary>
/// <param name="World">The world.</param>
/// <param name="Queries">How many actors found new partners in its last year.</param>
/// <param name="Ndcg10">NDCG@10 by method; <c>oracle</c> is the ranking by the law of the world.</param>
/// <param name="LiftError">Standard error of the difference of <c>coevolve</c> and <c>random</c>, over queries.</param>
public sealed record WorldResult(WorldOptions World, int Queries, IReadOnlyDictionary<string, double> Ndcg10, double LiftError)
{
    private static readonly string[] Apart = ["random", "oracle", "coevolve", "coevolve-prior"];

    /// <summary>The best of the baselines, chosen in hindsight.</summary>
    public double BestBaseline => Ndcg10.Where(entry => !Apart.Contains(entry.Key)).Max(entry => entry.Value);

    /// <summary>NDCG@10 of <c>coevolve</c> over the best baseline's, less 1.</summary>
    public double Lift => (Ndcg10["coevolve"] / BestBaseline) - 1;

    /// <summary>How much of what an oracle gains over chance <c>coevolve</c> gains.</summary>
    public double ShareOfCeiling => (Ndcg10["coevolve"] - Ndcg10["random"]) / (Ndcg10["oracle"] - Ndcg10["random"]);
}

/// <summary>Draws a world, imports it, and measures methods on its last year as on any other network: what they may learn from is what the package says before.</summary>
public static class WorldTrial
{
    private const int Seed = 20261124;

    /// <summary>Measures one world.</summary>
    /// <param name="options">Which world.</param>
    /// <param name="threads">They change no result.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidDataException">The world's own package was not taken as it is.</exception>
    public static async Task<WorldResult> RunAsync(WorldOptions options, int threads = 2, CancellationToken cancellationToken = default)
    {
        var world = World.Draw(options);
        var folder = Directory.CreateTempSubdirectory("coevolve-world-").FullName;
        try
        {
            world.Write(folder);
            await using var graph = EmbeddedGraph.InMemory();
            var report = await NetworkImport.RunAsync(graph, folder, cancellationToken: cancellationToken);
            if (report.Problems.Count > 0)
            {
                throw new InvalidDataException($"The world's package has problems: {report.Problems[0]}");
            }

            var split = await TemporalSplit.ReadAsync(graph, World.Split, World.End, new SplitOptions { Origins = 4 }, cancellationToken);
            return Measure(world, split, threads, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static WorldResult Measure(World world, TemporalSplit split, int threads, CancellationToken cancellationToken)
    {
        var training = split.ToTraining(Seed, threads, cancellationToken);
        var ranker = new QueryRanker(split, new() { Split = split.Until, Seed = Seed, Threads = threads });
        double[] Of(Scorer scorer) => [.. ranker.Run(scorer, split.Queries, null, cancellationToken).Metrics.Select(query => query.Ndcg10)];
        var runs = MethodCatalog.All.ToDictionary(method => method.Name, method => Of(method.Settings[0].Fit(training)), StringComparer.Ordinal);
        runs["oracle"] = Of(new Oracle(split.Network, world.OracleAsOf(World.Split)));
        double[] differences = [.. runs["coevolve"].Zip(runs["random"], (ours, chance) => ours - chance)];
        var mean = differences.Average();
        var error = Math.Sqrt(differences.Sum(difference => (difference - mean) * (difference - mean)) / differences.Length / Math.Max(1, differences.Length - 1));
        return new(world.Options, split.Queries.Count, runs.ToDictionary(run => run.Key, run => run.Value.Average(), StringComparer.Ordinal), error);
    }

    private sealed class Oracle(Network.Projection.NetworkProjection network, Func<Network.ActorId, Network.ActorId, double> worth) : Scorer
    {
        public override void Score(Seeker seeker, Span<double> scores)
        {
            for (var other = 0; other < scores.Length; other++)
            {
                scores[other] = worth(seeker.Actor.Id, network.Actors[other].Id);
            }
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using CoEvolve.Graph;
using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Ingest;
using CoEvolve.Matching.Ingest.Generation;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Network.Proximity;
using CoEvolve.Matching.Ranking;
using CoEvolve.Matching.Ranking.Trees;

namespace CoEvolve.Scoring;

/// <summary>All columns of a list, those of the graph among them, and 300 trees of 31 leaves, for some seekers of an example network and 200 candidates of each.</summary>
internal static class RankBench
{
    private const int Candidates = 200;
    private const int Trees = 300;
    private const int Leaves = 31;

    public static async Task RunAsync(int actors, int seekers, int threads, string seeds)
    {
        var watch = Stopwatch.StartNew();
        var source = await SourceAsync(actors, threads, seeds);
        Say("all that features learn is learned", watch);
        var (network, width) = (source.Network, source.Table.Width);
        var scorer = new TreeScorer(Made(width));
        double sum = 0;
        var (pairs, gate) = (0L, new Lock());
        var chosen = Math.Min(seekers, network.Actors.Count);
        var rest = Process.GetCurrentProcess().TotalProcessorTime;
        watch.Restart();
        Parallel.For(0, chosen, new ParallelOptions { MaxDegreeOfParallelism = threads }, source.NewRows, (number, _, rows) =>
        {
            var seeker = (int)((long)number * network.Actors.Count / chosen);
            var random = new Random(seeker);
            HashSet<int> wanted = [.. Enumerable.Range(0, Candidates).Select(_ => random.Next(network.Actors.Count)).Where(other => other != seeker)];
            rows.Turn(Seeker.Known(network, seeker), wanted, wanted.Contains);
            var scores = new float[rows.Candidates.Length];
            scorer.Score(rows.Matrix, scores);
            lock (gate)
            {
                (sum, pairs) = (sum + scores.Sum(score => (double)score), pairs + scores.Length);
            }

            return rows;
        }, _ => { });
        var (seconds, processor) = (watch.Elapsed.TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - rest).TotalSeconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{network.Actors.Count:N0} actors, {width} columns, {chosen:N0} seekers, {pairs:N0} pairs, {threads} threads: {seconds:N1} s, {processor:N1} s of processor time; all seekers would take {processor * network.Actors.Count / chosen:N0} s of processor time; most memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1e9:N2} GB (mean score {sum / pairs:N4})"));
        foreach (var cost in source.Table.Costs().Take(12))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {cost.Name} | {cost.Nanoseconds:N0} |"));
        }
    }

    private static async Task<ListSource> SourceAsync(int actors, int threads, string seeds)
    {
        var folder = Directory.CreateTempSubdirectory("coevolve-scoring-").FullName;
        try
        {
            NetworkGenerator.Run(new(actors, 1), seeds, folder);
            await using var graph = EmbeddedGraph.InMemory();
            foreach (var package in (string[])[seeds, folder])
            {
                var report = await NetworkImport.RunAsync(graph, package, new());
                Console.Error.WriteLine($"{package}: {report.Outcome}");
            }

            var network = await ProjectionReader.ReadAsync(graph, NetworkGenerator.ReferenceDay, new(), default);
            return new(new(network, 1, threads, default)
            {
                Resources = await graph.ReadNamedAsync("Features/Queries/resources", [], NetworkProfileReader.ReadEntry, default),
                Sectors = await graph.ReadNamedAsync("Features/Queries/sectors", [], NetworkProfileReader.ReadEntry, default),
                Eligibility = new(network, new CandidateFilter()),
                Origins = [],
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Trees of the size that training gives; what they foresee is of no matter here.</summary>
    private static TreeEnsemble Made(int width)
    {
        var random = new Random(1);
        RegressionTree Tree() => new(
            [.. Enumerable.Range(0, Leaves - 1).Select(_ => random.Next(width))],
            [.. Enumerable.Range(0, Leaves - 1).Select(_ => random.NextSingle())],
            [.. Enumerable.Range(0, Leaves - 1).Select(node => Child((2 * node) + 1))],
            [.. Enumerable.Range(0, Leaves - 1).Select(node => Child((2 * node) + 2))],
            [.. Enumerable.Range(0, Leaves).Select(_ => random.NextDouble())]);
        return new TreeEnsemble(width, 0, [.. Enumerable.Range(0, Trees).Select(_ => Tree())]).Checked();
    }

    /// <summary>Nodes of a heap: those from the thirtieth on are leaves.</summary>
    private static int Child(int place) => place < Leaves - 1 ? place : ~(place - (Leaves - 1));

    private static void Say(string what, Stopwatch watch) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} after {watch.Elapsed.TotalSeconds:N1} s"));
}

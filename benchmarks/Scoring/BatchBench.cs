using System.Diagnostics;
using System.Globalization;
using CoEvolve.Graph;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Features.Content;
using CoEvolve.Matching.Ingest;
using CoEvolve.Matching.Ingest.Generation;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Ranking;
using CoEvolve.Matching.Ranking.Trees;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;

namespace CoEvolve.Scoring;

/// <summary>Content features and 300 trees of 31 leaves for every actor of an example network and 200 candidates of each, half of them from its own region.</summary>
internal static class BatchBench
{
    private const int Candidates = 200;
    private const int Trees = 300;

    public static async Task RunAsync(int actors, int threads, string seeds)
    {
        var watch = Stopwatch.StartNew();
        var network = await ProjectAsync(actors, seeds);
        Say("projection read", watch);
        var everybody = Enumerable.Range(0, network.Projection.Actors.Count).ToArray();
        var regions = everybody.ToLookup(actor => network.Localities.At(network.Projection.Home(actor), Tier.Region)).ToDictionary(group => group.Key, group => group.ToArray());
        int[] Drawn(int actor)
        {
            var random = new Random(actor);
            var own = regions[network.Localities.At(network.Projection.Home(actor), Tier.Region)];
            return [.. Enumerable.Range(0, Candidates).Select(place => place % 2 == 0 ? own[random.Next(own.Length)] : random.Next(everybody.Length))];
        }

        var scorer = new TreeScorer(Train(network, Drawn));
        Say($"model trained ({scorer.Kernel})", watch);

        var batch = new BatchScoring(network, scorer);
        var (sum, done) = (0.0, 0);
        watch.Restart();
        batch.Run(
            Drawn,
            (_, candidates, scores) =>
            {
                double part = 0;
                foreach (var score in scores)
                {
                    part += score;
                }

                lock (batch)
                {
                    (sum, done) = (sum + part, done + candidates.Length);
                }
            },
            new() { MaxDegreeOfParallelism = threads });
        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{everybody.Length:N0} actors, {done:N0} pairs, {threads} threads: {seconds:N1} s, {done / seconds:N0} pairs/s, most memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1e9:N2} GB (mean score {sum / done:N4})"));
        foreach (var cost in batch.Costs)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {cost.Name} | {cost.Nanoseconds:N0} |"));
        }
    }

    private static async Task<ContentNetwork> ProjectAsync(int actors, string seeds)
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

            var projection = await ProjectionReader.ReadAsync(graph, NetworkGenerator.ReferenceDay, new(), default);
            var resources = await graph.ReadNamedAsync("Features/Queries/resources", [], NetworkProfileReader.ReadEntry, default);
            var sectors = await graph.ReadNamedAsync("Features/Queries/sectors", [], NetworkProfileReader.ReadEntry, default);
            return new(projection, resources, sectors, new());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Trees over real rows, so that thresholds lie where values do. What they foresee is of no matter here: a made-up worth of the pair.</summary>
    private static TreeEnsemble Train(ContentNetwork network, Func<int, int[]> candidates)
    {
        var width = ContentBlock.Columns.Count;
        var block = new ContentBlock(network);
        var rows = new List<Row>();
        for (var actor = 0; actor < 150; actor++)
        {
            var list = candidates(actor);
            var matrix = new float[list.Length * width];
            block.Fill(network[actor], list, matrix, width, 0);
            rows.AddRange(matrix.Chunk(width).Select(features => new Row { Features = features, Label = features.Select((value, column) => value * MathF.Sin(column)).Sum() }));
        }

        var ml = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        var model = ml.Regression.Trainers.LightGbm(new LightGbmRegressionTrainer.Options
        {
            NumberOfLeaves = 31,
            NumberOfIterations = Trees,
            MinimumExampleCountPerLeaf = 10,
            NumberOfThreads = 2,
            Deterministic = true,
            Seed = 1,
        }).Fit(ml.Data.LoadFromEnumerable(rows, schema));
        return MlNetTrees.Read(model.Model.TrainedTreeEnsemble, width);
    }

    private static void Say(string what, Stopwatch watch) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} after {watch.Elapsed.TotalSeconds:N1} s"));

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }
}

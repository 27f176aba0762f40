using System.Diagnostics;
using System.Globalization;
using CoEvolve.Matching.Ranking.Trees;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;

namespace CoEvolve.Scoring;

/// <summary>Rows a second of ML.NET's bulk <c>Transform</c> and of the managed evaluator, over the same model and the same rows in memory, taking turns.</summary>
internal static class EvaluatorBench
{
    private const int Rounds = 5;
    private const int Rows = 100_000;

    public static void Run()
    {
        Console.WriteLine("| trees × leaves × features | ML.NET Transform, rows/s | managed, rows/s | ratio | one row at a time, rows/s | largest difference |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (trees, leaves, features) in new[] { (200, 31, 30), (300, 31, 40), (300, 64, 40) })
        {
            Measure(trees, leaves, features);
        }
    }

    private static void Measure(int trees, int leaves, int features)
    {
        var ml = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features);
        var model = ml.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
        {
            NumberOfLeaves = leaves,
            NumberOfIterations = trees,
            LearningRate = 0.05,
            MinimumExampleCountPerLeaf = 10,
            NumberOfThreads = 2,
            Deterministic = true,
            Seed = 1,
        }).Fit(ml.Data.LoadFromEnumerable(Drawn(new Random(1), 40_000, features), schema));
        var ensemble = MlNetTrees.Read(((Microsoft.ML.Calibrators.CalibratedModelParametersBase<LightGbmBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>)model.Model).SubModel.TrainedTreeEnsemble, features);
        if (ensemble.Trees.Count < trees || ensemble.MostLeaves < leaves)
        {
            throw new InvalidOperationException("The model did not become as large as it was meant to.");
        }

        var rows = Drawn(new Random(2), Rows, features).ToArray();
        var cached = ml.Data.Cache(ml.Data.LoadFromEnumerable(rows, schema));
        var expected = Transform(model, cached); // fills the cache
        float[] flat = [.. rows.SelectMany(row => row.Features)];
        var (fast, scalar) = (new TreeScorer(ensemble), new TreeScorer(ensemble, TreeKernel.Scalar));
        var scores = new float[Rows];
        var (theirs, ours, single) = (new List<double>(), new List<double>(), new List<double>());
        fast.Score(flat, scores);
        for (var round = 0; round < Rounds; round++)
        {
            theirs.Add(PerSecond(() => Transform(model, cached)));
            single.Add(PerSecond(() => scalar.Score(flat, scores)));
            ours.Add(PerSecond(() => fast.Score(flat, scores)));
        }

        var difference = expected.Zip(scores, (a, b) => Math.Abs(a - b)).Max();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {trees} × {leaves} × {features} | {Median(theirs):N0} | {Median(ours):N0} | {Median(ours) / Median(theirs):N1} | {Median(single):N0} | {difference:E1} |"));
    }

    private static float[] Transform<TModel>(TModel model, IDataView rows)
        where TModel : ITransformer => [.. model.Transform(rows).GetColumn<float>("Score")];

    private static double PerSecond(Action scoring)
    {
        var watch = Stopwatch.StartNew();
        scoring();
        return Rows / watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static IEnumerable<Row> Drawn(Random random, int count, int features)
    {
        for (var number = 0; number < count; number++)
        {
            var row = new Row { Features = [.. Enumerable.Range(0, features).Select(feature => feature % 5 == 0 ? random.Next(8) : (float)random.NextDouble())] };
            row.Label = Enumerable.Range(0, features).Sum(feature => row.Features[feature] * Math.Sin(feature + row.Features[(feature + 1) % features])) + random.NextDouble() > 0;
            yield return row;
        }
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}

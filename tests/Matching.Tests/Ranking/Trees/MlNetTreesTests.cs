using CoEvolve.Matching.Ranking.Trees;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace CoEvolve.Matching.Tests.Ranking.Trees;

public sealed class MlNetTreesTests
{
    private const int Width = 12;

    [Theory]
    [InlineData(31)]
    [InlineData(60)]
    [InlineData(100)]
    public void Scores_equal_those_of_ML_NET_also_where_rows_lie_on_thresholds(int leaves)
    {
        var ml = new MLContext(seed: 5);
        var model = ml.Ranking.Trainers.LightGbm(new LightGbmRankingTrainer.Options
        {
            NumberOfLeaves = leaves,
            NumberOfIterations = 60,
            MinimumExampleCountPerLeaf = 5,
            NumberOfThreads = 1,
            Deterministic = true,
            Seed = 5,
            RowGroupColumnName = nameof(Row.Group),
        }).Fit(ml.Data.LoadFromEnumerable(Drawn(3000)));
        var trees = model.Model.TrainedTreeEnsemble;

        AssertSameScores(ml, model, trees, [.. Drawn(1000), .. OnThresholds(trees)]);
        Assert.True(trees.Trees.Max(tree => tree.NumberOfLeaves) > leaves - 5, "The trees must be as large as the case is meant for.");
    }

    [Fact]
    public void Weights_and_a_bias_are_taken_over()
    {
        var ml = new MLContext(seed: 5);
        var model = ml.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options { NumberOfLeaves = 16, NumberOfTrees = 30, NumberOfThreads = 1 })
            .Fit(ml.Data.LoadFromEnumerable(Drawn(1500)));
        AssertSameScores(ml, model, model.Model.TrainedTreeEnsemble, [.. Drawn(500), .. OnThresholds(model.Model.TrainedTreeEnsemble)]);
    }

    private static void AssertSameScores(MLContext ml, ITransformer model, RegressionTreeEnsemble trees, Row[] rows)
    {
        var expected = model.Transform(ml.Data.LoadFromEnumerable(rows)).GetColumn<float>("Score").ToArray();
        var scores = new float[rows.Length];
        new TreeScorer(MlNetTrees.Read(trees, Width)).Score([.. rows.SelectMany(row => row.Features)], scores);
        Assert.True(expected.Distinct().Count() > 100, "A model that gives all rows alike would prove nothing.");
        Assert.All(expected.Zip(scores), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    /// <summary>Rows of whole and broken numbers, with a label that depends on some of them.</summary>
    private static Row[] Drawn(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(number =>
        {
            var features = Enumerable.Range(0, Width).Select(feature => feature < 4 ? random.Next(6) : (float)random.NextDouble()).ToArray();
            var worth = features[0] + (4 * features[5] * features[6]) - features[1] + (2 * random.NextDouble());
            return new Row { Features = features, Label = worth > 3 ? 2 : worth > 1 ? 1 : 0, Group = (uint)(number / 30) };
        })];
    }

    /// <summary>For each threshold of a tree in seven, a row with that number and one with the next above it.</summary>
    private static IEnumerable<Row> OnThresholds(RegressionTreeEnsemble ensemble)
    {
        var row = Drawn(1)[0].Features;
        foreach (var tree in ensemble.Trees.Where((_, number) => number % 7 == 0))
        {
            foreach (var (feature, threshold) in tree.NumericalSplitFeatureIndexes.Zip(tree.NumericalSplitThresholds).Take(tree.NumberOfNodes))
            {
                foreach (var value in (float[])[threshold, float.BitIncrement(threshold)])
                {
                    row = [.. row];
                    row[feature] = value;
                    yield return new Row { Features = row };
                }
            }
        }
    }

    private sealed class Row
    {
        [VectorType(Width)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }

        [KeyType(1000)]
        public uint Group { get; set; }
    }
}

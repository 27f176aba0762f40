using CoEvolve.Matching.Ranking;
using CoEvolve.Matching.Ranking.Learning;

namespace CoEvolve.Matching.Tests.Ranking;

public sealed class RankingModelTests
{
    // x₀ ≤ ½ → −1 (30 rows); else x₁ ≤ ¼ → 1 (10 rows), else 3 (20 rows).
    private const string Trees = """
        tree
        num_tree_per_iteration=1
        max_feature_idx=2

        Tree=0
        num_leaves=3
        num_cat=0
        split_feature=0 1
        threshold=0.5 0.25
        decision_type=2 2
        left_child=-1 -2
        right_child=1 -3
        leaf_value=-1 1 3
        leaf_count=30 10 20

        end of trees
        """;

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Contributions_add_up_to_the_value(double learned)
    {
        var model = Model(learned);
        var random = new Random(7);
        for (var draw = 0; draw < 50; draw++)
        {
            float[] row = [random.NextSingle(), random.NextSingle(), random.NextSingle()];
            var value = new double[1];
            model.Score(row, value);
            Assert.Equal(value[0], model.Explain(row).Value, 1e-6);
        }
    }

    [Fact]
    public void A_blend_shares_out_its_trees_and_its_base()
    {
        // Nothing known: (−30 + 10 + 60) / 60 = ⅔, standardised (⅔ − 1) / 2 = −⅙. The row scores 3, standardised 1.
        // φ₀ = ½·(v(01) − v(1)) + ½·(v(0) − v(∅)) with v(∅) = ⅔, v(0) = 7/3, v(1) = (−1·30 + 3·30)/60 = 1, v(01) = 3: φ₀ = 11/6, φ₁ = ½; halved by the deviation.
        var explained = Model(0.5).Explain([1, 1, 0.8f]);
        double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
        var slope = (Sigmoid(1) - Sigmoid(-1.0 / 6)) / (7.0 / 6);
        Assert.Equal(0.5 * Sigmoid(-1.0 / 6), explained.Start, 1e-12);
        Assert.Equal(0.5 * slope * 11 / 12, explained.ByColumn[0], 1e-12);
        Assert.Equal(0.5 * slope / 4, explained.ByColumn[1], 1e-12);
        Assert.Equal(0.4, explained.ByColumn[2], 1e-7);
    }

    private static RankingModel Model(double learned) =>
        new(new(["a", "b", "c"], learned > 0 ? [new(TreeObjective.LambdaRank, Trees, 1, 2)] : [], ["c"], learned, null));
}

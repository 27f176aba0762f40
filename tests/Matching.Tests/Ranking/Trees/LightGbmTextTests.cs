using CoEvolve.Matching.Ranking.Trees;

namespace CoEvolve.Matching.Tests.Ranking.Trees;

public sealed class LightGbmTextTests
{
    private const string Model = """
        tree
        version=v4
        num_class=1
        num_tree_per_iteration=1
        max_feature_idx=1
        objective=binary sigmoid:1
        feature_names=near far

        Tree=0
        num_leaves=3
        num_cat=0
        split_feature=0 1
        threshold=0.10000000000000001 2.5
        decision_type=2 2
        left_child=1 -1
        right_child=-2 -3
        leaf_value=0.25 -0.5 0.75
        is_linear=0
        shrinkage=0.1

        Tree=1
        num_leaves=1
        num_cat=0
        split_feature=
        threshold=
        leaf_value=0.125
        is_linear=0

        end of trees

        feature_importances:
        near=1
        """;

    [Fact]
    public void Trees_are_read_as_they_are_written()
    {
        // x₀ ≤ 0.1 ? (x₁ ≤ 2.5 ? 0.25 : 0.75) : −0.5, and 0.125 for every row.
        var scorer = new TreeScorer(LightGbmText.Parse(Model));
        var scores = new float[3];
        scorer.Score([0, 2.5f, 0, 3, 1, 0], scores);
        Assert.Equal([0.375f, 0.875f, -0.375f], scores);
    }

    [Fact]
    public void A_threshold_between_two_numbers_of_single_precision_becomes_the_lower_one()
    {
        // The single nearest to 0.1 is 0.100000001490116…, above it: a row with that number is above the threshold, and so it has to stay.
        Assert.Equal(float.BitDecrement(0.1f), LightGbmText.RoundedDown(0.1));
        Assert.Equal(0.5f, LightGbmText.RoundedDown(0.5));
        var scores = new float[1];
        new TreeScorer(LightGbmText.Parse(Model)).Score([0.1f, 0], scores);
        Assert.Equal(-0.375f, scores[0]);
    }

    [Theory]
    [InlineData("num_tree_per_iteration=1", "num_tree_per_iteration=3", "several classes")]
    [InlineData("num_cat=0", "num_cat=1", "categorical")]
    [InlineData("decision_type=2 2", "decision_type=2 1", "categorical")]
    [InlineData("decision_type=2 2", "decision_type=2 6", "zero as missing")]
    [InlineData("is_linear=0", "is_linear=1", "linear leaves")]
    [InlineData("version=v4", "average_output", "averages")]
    [InlineData("end of trees", "", "no complete LightGBM model")]
    [InlineData("leaf_value=0.25 -0.5 0.75", "leaf_value=0.25 -0.5", "broken")]
    [InlineData("leaf_value=0.25", "leaf_value=x", "no number")]
    [InlineData("split_feature=0 1", "split_feature=0 7", "broken")]
    public void What_would_be_misread_is_refused(string line, string other, string reason) => Assert.Contains(
        reason,
        Assert.Throws<InvalidDataException>(() => LightGbmText.Parse(Model.Replace(line, other, StringComparison.Ordinal))).Message,
        StringComparison.Ordinal);
}

using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Tests.Ranking;

public sealed class PriorTests
{
    private static readonly Prior Prior = new(new());

    [Fact]
    public void The_prior_is_the_logistic_function_of_the_weighted_sum()
    {
        // Forward 0.25·1 + 0.15·0 + 0.20·1 + 0.20·0.5 + 0.10·0 + 0.05·1 + 0.05·0.5 = 0.625; σ(8·0.175) = σ(1.4) = 0.80218.
        // Backward 0.25·0 + 0.15·1 + the rest as before = 0.525; σ(0.6) = 0.64566. √(0.80218·0.64566) = 0.71968.
        var score = Prior.Score(Pair(Vector(1, 0, 1, 0.5, 0, 1, 0.5), Vector(0, 1, 1, 0.5, 0, 1, 0.5)));
        Assert.Equal(0.80218, score.Forward.Value, 4);
        Assert.Equal(0.64566, score.Backward.Value, 4);
        Assert.Equal(0.71968, score.Value.Value, 4);
    }

    [Theory]
    [InlineData(0, 0.02660)]
    [InlineData(0.15, 0.08317)]
    [InlineData(0.45, 0.5)]
    [InlineData(0.7, 0.88080)]
    [InlineData(1, 0.98787)]
    public void Scores_spread_over_the_whole_range(double everyFeature, double expected)
    {
        var vector = Vector([.. Enumerable.Repeat(everyFeature, 7)]);
        Assert.Equal(expected, Prior.Score(Pair(vector, vector)).Value.Value, 4);
    }

    [Fact]
    public void Contributions_are_log_odds_by_group_the_largest_first()
    {
        // Scale 8: need 8·(0.25·0.5 + 0.15·1) = 2.2; place 8·(0.20·0.85 + 0.05·0.2) = 1.44; sector 8·0.2·1 = 1.6; trust 8·0.1·0.5 = 0.4; capacity 8·0.05·0.5 = 0.2.
        var vector = Vector(0.5, 1, 0.85, 1, 0.5, 0.2, 0.5);
        var contributions = Prior.Score(Pair(vector, vector)).Contributions;
        Assert.Equal(
            [ContributionGroup.Need, ContributionGroup.Sector, ContributionGroup.Place, ContributionGroup.Trust, ContributionGroup.Capacity],
            contributions.Select(contribution => contribution.Group));
        Assert.Equal([2.2, 1.6, 1.44, 0.4, 0.2], contributions.Select(contribution => Math.Round(contribution.LogOdds, 10)));
    }

    [Fact]
    public void More_of_any_feature_never_lowers_the_score()
    {
        for (var raised = 0; raised < 7; raised++)
        {
            double[] values = [0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3];
            var before = Prior.Score(Pair(Vector(values), Vector(values))).Value;
            values[raised] = 0.4;
            Assert.True(Prior.Score(Pair(Vector(values), Vector(values))).Value > before, $"Feature {(FeatureName)raised}");
        }
    }

    [Fact]
    public void Weights_out_of_range_or_not_adding_up_are_named()
    {
        Assert.Empty(new PriorOptions().Problems());
        Assert.Equal(["The weights of PriorOptions add up to 1.25; they must add up to 1."], new PriorOptions { NeedFit = 0.5 }.Problems());
        Assert.Contains("PriorOptions.Scale is 0; it must lie between 1 and 20.", new PriorOptions { Scale = 0 }.Problems());
        Assert.Contains("PriorOptions.Place is NaN; it must lie between 0 and 1.", new PriorOptions { Place = double.NaN }.Problems());
    }

    private static PairFeatures Pair(FeatureVector forward, FeatureVector backward) =>
        new(new(new("b"), "B", ActorKind.Cso, null, Sample: false), forward, backward, Tier.District);

    private static FeatureVector Vector(params double[] values) => new([.. values.Select(value => new FeatureValue(value))]);
}

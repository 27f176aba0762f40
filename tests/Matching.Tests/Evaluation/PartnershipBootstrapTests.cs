using CoEvolve.Matching.Evaluation;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Tests.Evaluation;

public sealed class PartnershipBootstrapTests
{
    [Fact]
    public void Queries_of_one_partnership_are_drawn_together()
    {
        // Two draws of two partnerships: both of the first (1/4), one of each (1/2), both of the second (1/4), so that the mean is 1, 2/3 or 0.
        // Drawn one by one, three queries would give 1/3 as well.
        var bootstrap = new PartnershipBootstrap([Query(0), Query(0), Query(1)], 2, 1000, 1);

        Assert.Equal(new(0, 1), bootstrap.Mean([1, 1, 0], [0, 1, 2]));
        var mean = bootstrap.Mean([1, 1, 0], [0, 1]);
        Assert.Equal(new(1, 1), mean);
    }

    [Fact]
    public void A_ratio_is_paired_so_that_a_constant_advantage_has_no_spread()
    {
        var queries = Enumerable.Range(0, 30).Select(Query).ToArray();
        var other = Enumerable.Range(0, 30).Select(number => number / 30.0).ToArray();
        var own = other.Select(value => 1.5 * value).ToArray();
        var bootstrap = new PartnershipBootstrap(queries, 30, 500, 1);
        var all = Enumerable.Range(0, 30).ToArray();

        var ratio = bootstrap.Ratio(own, other, all);
        var mean = bootstrap.Mean(other, all);

        Assert.Equal(1.5, ratio.Low, 9);
        Assert.Equal(1.5, ratio.High, 9);
        Assert.True(mean.High - mean.Low > 0.1);
    }

    [Fact]
    public void A_difference_that_no_draw_turns_around_has_the_least_p()
    {
        var bootstrap = new PartnershipBootstrap([.. Enumerable.Range(0, 30).Select(Query)], 30, 499, 1);
        var all = Enumerable.Range(0, 30).ToArray();
        var other = Enumerable.Range(0, 30).Select(number => number / 30.0).ToArray();

        // One imagined draw of 500 on the other side, and two sides.
        Assert.Equal(2 / 500.0, bootstrap.PValue([.. other.Select(value => value + 0.1)], other, all), 9);
        Assert.Equal(1, bootstrap.PValue(other, other, all));
    }

    [Fact]
    public void Holm_multiplies_the_least_p_most_and_never_falls()
    {
        Assert.Equal([0.03, 0.06, 0.06], PartnershipBootstrap.Holm([0.01, 0.04, 0.03]).Select(value => Math.Round(value, 9)));
        Assert.Equal([1, 1], PartnershipBootstrap.Holm([0.9, 0.6]));
        Assert.Empty(PartnershipBootstrap.Holm([]));
    }

    [Fact]
    public void The_interval_of_a_mean_is_about_two_standard_errors_to_each_side()
    {
        // One query a partnership, half of them 1: standard error 0.5 / √400 = 0.025.
        var queries = Enumerable.Range(0, 400).Select(Query).ToArray();
        var values = Enumerable.Range(0, 400).Select(number => number % 2.0).ToArray();

        var interval = new PartnershipBootstrap(queries, 400, 2000, 3).Mean(values, [.. Enumerable.Range(0, 400)]);

        Assert.InRange(interval.Low, 0.5 - 0.055, 0.5 - 0.043);
        Assert.InRange(interval.High, 0.5 + 0.043, 0.5 + 0.055);
    }

    private static RankingQuery Query(int partnership) => new()
    {
        Number = 0,
        Actor = new ProjectedActor { Id = new("a"), Kind = default },
        Home = LocalityPaths.None,
        Relevant = [1],
        Partnerships = [partnership],
    };
}

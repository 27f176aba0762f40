using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Network.Proximity;
using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Tests.Evaluation;

/// <summary>Formulas of the baselines on networks small enough to count on paper.</summary>
public sealed class BaselineTests
{
    private static readonly DateOnly Day = new(2018, 1, 1);

    // a knows b and c; b and c know a and d; d knows b, c, e and f; e and f know d and each other.
    private static readonly MadeNetwork Six = MadeNetwork.OfLetters("2017-01-01", "ab", "ac", "bd", "cd", "def");

    // a – b – c.
    private static readonly MadeNetwork Path = MadeNetwork.OfLetters("2017-01-01", "ab", "bc");

    [Fact]
    public async Task Shared_partners_are_counted_and_weighed_by_how_many_they_have()
    {
        var network = await Six.ProjectAsync(Day);

        Assert.Equal(2, Score(new CommonNeighbours(network), network, "a")["d"]);
        Assert.Equal(1, Score(new CommonNeighbours(network), network, "e")["b"]);
        Assert.Equal(2 / Math.Log(2), Score(new AdamicAdar(network), network, "a")["d"], 12);
        Assert.Equal(1 / Math.Log(4), Score(new AdamicAdar(network), network, "e")["b"], 12);
        Assert.Equal(1, Score(new ResourceAllocation(network), network, "a")["d"], 12);
        Assert.Equal(0.25, Score(new ResourceAllocation(network), network, "e")["b"], 12);
        Assert.Equal(0, Score(new CommonNeighbours(network), network, "a")["e"]);
    }

    [Fact]
    public async Task Katz_counts_walks_by_their_lengths()
    {
        var network = await Six.ProjectAsync(Day);

        var scores = Score(new Katz(network, 0.1, 3), network, "a");

        Assert.Equal(0.02, scores["d"], 12); // two walks of length 2
        Assert.Equal(0.002, scores["e"], 12); // two of length 3: over b and d, over c and d
    }

    [Fact]
    public async Task Popularity_counts_partners_or_partnerships_and_fades_where_asked_to()
    {
        var network = await new MadeNetwork(
            [new("a", "cso", null), new("b", "cso", null), new("c", "cso", null)],
            [new("new", "2018-01-01", ["a", "b", "c"]), new("old", "2014-01-01", ["a", "b"])]).ProjectAsync(Day);

        Assert.Equal(2, Score(Fit(Popularity.Method, "by partners", network), network, "c")["a"]);
        Assert.Equal(2, Score(Fit(Popularity.Method, "by partnerships", network), network, "c")["a"]);
        Assert.Equal(1, Score(Fit(Popularity.Method, "by partnerships", network), network, "a")["c"]);

        // 1,461 days are four years: e^(−4 / 2).
        Assert.Equal(1 + Math.Exp(-2), Score(Fit(RecentPopularity.Method, "τ 2 y, by partnerships", network), network, "c")["a"], 9);
        Assert.Equal(2 + Math.Exp(-2), Score(Fit(RecentPopularity.Method, "τ 2 y, by members", network), network, "c")["a"], 9);
    }

    [Fact]
    public async Task Personalised_pagerank_comes_near_the_exact_chances()
    {
        // Visits v = e(a) + ½·Tᵀ·v on a – b – c: v(b) = 2/3, v(a) = 1 + v(b)/4, v(c) = v(b)/4; the chance to stop is half of them.
        var network = await Path.ProjectAsync(Day);

        var scores = Score(new PersonalisedPageRank(new PartnershipWalk(network, double.PositiveInfinity, byPairs: true), 0.5), network, "a");

        Assert.Equal(7.0 / 12, scores["a"], 3);
        Assert.Equal(1.0 / 3, scores["b"], 3);
        Assert.Equal(1.0 / 12, scores["c"], 3);
    }

    [Fact]
    public async Task A_walk_by_partnerships_counts_a_large_one_once_and_a_walk_by_pairs_by_its_size()
    {
        var network = await MadeNetwork.OfLetters("2017-01-01", "ab", "acde").ProjectAsync(Day);

        var moved = new double[5];
        new PartnershipWalk(network, double.PositiveInfinity, byPairs: false).Step([1, 0, 0, 0, 0], moved);
        Assert.Equal([0, 1.0 / 2, 1.0 / 6, 1.0 / 6, 1.0 / 6], moved, (x, y) => Math.Abs(x - y) < 1e-12);

        new PartnershipWalk(network, double.PositiveInfinity, byPairs: true).Step([1, 0, 0, 0, 0], moved);
        Assert.Equal([0, 0.25, 0.25, 0.25, 0.25], moved, (x, y) => Math.Abs(x - y) < 1e-12);
    }

    [Fact]
    public async Task Rp3beta_walks_to_partnerships_and_holds_back_the_large_ones()
    {
        // From a: to ab; to a or b, half each; to ab with ½ + ¼, to bc with ¼.
        var network = await Path.ProjectAsync(Day);

        Assert.Equal(0.25, Score(Fit(Rp3Beta.Method, "β 0", network), network, "a")["c"], 12);
        Assert.Equal(0.25 / Math.Sqrt(2), Score(Fit(Rp3Beta.Method, "β 0.5", network), network, "a")["c"], 12);
        Assert.Equal(0.5, Score(Fit(Rp3Beta.Method, "β 1", network), network, "a")["b"], 12); // (¾ + ¼) / 2
    }

    [Fact]
    public async Task Item_neighbours_sum_the_cosines_of_the_partners()
    {
        var network = await Six.ProjectAsync(Day);

        var scores = Score(Fit(ItemNeighbours.Method, "k 100, h 0", network), network, "e");

        Assert.Equal(2 / Math.Sqrt(8), scores["a"], 12); // d and a share b and c; f and a share nobody
        Assert.Equal(0.5, scores["b"], 12); // f and b share d; d and b share nobody
    }

    [Fact]
    public async Task Ease_solves_a_clique_of_three_as_on_paper()
    {
        // AᵀA + 100·I = 101·I + J, whose inverse is (I − J/104)/101: B = (1/104) / (1 − 1/104) = 1/103 off the diagonal.
        var network = await MadeNetwork.OfLetters("2017-01-01", "abc").ProjectAsync(Day);

        var scores = Score(Fit(Ease.Method, "λ 100", network), network, "a");

        Assert.Equal(1.0 / 103, scores["b"], 6);
        Assert.Equal(2.0 / 103, scores["a"], 6);
    }

    [Fact]
    public void A_dense_inverse_is_that_of_two_by_two_by_hand()
    {
        Assert.Equal([0.375f, -0.25f, -0.25f, 0.5f], DenseInverse.Of([4, 2, 2, 3], 2, new() { MaxDegreeOfParallelism = 1 }), (x, y) => Math.Abs(x - y) < 1e-6);
        Assert.Throws<ArithmeticException>(() => DenseInverse.Of([1, 2, 2, 1], 2, new() { MaxDegreeOfParallelism = 1 }));
    }

    [Fact]
    public void A_dense_inverse_over_several_blocks_times_its_matrix_is_one_and_threads_change_no_bit()
    {
        const int Order = 150;
        var random = new Random(5);
        var matrix = new float[Order * Order];
        for (var row = 0; row < Order; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                matrix[(row * Order) + column] = matrix[(column * Order) + row] = row == column ? 60 : (float)random.NextDouble();
            }
        }

        var inverse = DenseInverse.Of([.. matrix], Order, new() { MaxDegreeOfParallelism = 1 });

        Assert.Equal(inverse, DenseInverse.Of([.. matrix], Order, new() { MaxDegreeOfParallelism = 2 }));
        for (var row = 0; row < Order; row++)
        {
            for (var column = 0; column < Order; column++)
            {
                var sum = Enumerable.Range(0, Order).Sum(middle => (double)matrix[(row * Order) + middle] * inverse[(middle * Order) + column]);
                Assert.Equal(row == column ? 1 : 0, sum, 4);
            }
        }
    }

    [Fact]
    public async Task Implicit_factors_reproduce_the_partners_where_there_are_more_factors_than_actors()
    {
        // With as many factors as actors and next to no λ the least squares are 0: partners get 1, all others 0.
        var network = await Six.ProjectAsync(Day);

        var scores = Score(new ImplicitFactors(new(network, 1, 1, TestContext.Current.CancellationToken), confidence: 10, lambda: 1e-6), network, "a");

        Assert.Equal(1, scores["b"], 2);
        Assert.Equal(1, scores["c"], 2);
        Assert.Equal(0, scores["d"], 2);
        Assert.Equal(0, scores["e"], 2);
    }

    [Fact]
    public async Task Implicit_factors_shrink_to_nothing_where_lambda_outweighs_the_partners()
    {
        var network = await Six.ProjectAsync(Day);

        var scores = Score(new ImplicitFactors(new(network, 1, 1, TestContext.Current.CancellationToken), confidence: 1, lambda: 100), network, "a");

        Assert.Equal(0, scores["b"], 6);
    }

    [Fact]
    public async Task The_rule_of_thumb_prefers_the_own_district_and_the_own_sectors()
    {
        var network = await new MadeNetwork(
            [new("a", "cso", "d1", Sector: "x"), new("b", "cso", "d1", Sector: "y"), new("c", "cso", "d2", Sector: "x"), new("d", "cso", "p2"), new("e", "cso", null)],
            [new("t", "2017-01-01", ["d", "e"])]).ProjectAsync(Day);

        var scores = Score(Fit(SameLocalityAndSector.Method, "w 0.5", network), network, "a");

        Assert.Equal(0.5, scores["b"], 12); // same district
        Assert.Equal(0.875, scores["c"], 12); // ¾ for the province, 1 for the sector
        Assert.Equal(0.125, scores["d"], 12); // ¼ for the nation
        Assert.Equal(0, scores["e"], 12);
        Assert.Equal(0.01, Score(Fit(SameLocalityAndSector.Method, "w 0.5, then popularity", network), network, "a")["e"], 12);
    }

    internal static Scorer Fit(RankingMethod method, string setting, NetworkProjection network) =>
        method.Settings.Single(known => known.Text == setting).Fit(new(network, 1, 1, TestContext.Current.CancellationToken));

    private static Dictionary<string, double> Score(Scorer scorer, NetworkProjection network, string actor)
    {
        var number = network.Find(new(actor));
        var query = new RankingQuery { Number = number, Actor = network.Actors[number], Home = network.Home(number), Relevant = [0], Partnerships = [0] };
        var scores = new double[network.Actors.Count];
        scorer.Score(query, scores);
        return Enumerable.Range(0, scores.Length).ToDictionary(candidate => network.Actors[candidate].Id.Value, candidate => scores[candidate]);
    }
}

using CoEvolve.Matching.Recommendations.Pricing;

namespace CoEvolve.Matching.Tests.Recommendations;

public sealed class CongestionPricesTests(ITestOutputHelper output)
{
    [Fact]
    public void Nobody_pays_where_everybody_has_room() =>
        Assert.Equal([1, 1], CongestionPrices.Of(new([[new(0, 0.5f, 0.5f)], [new(1, 0.5f, 0.5f)]], [3, 3]), null, TestContext.Current.CancellationToken));

    [Fact]
    public void The_first_round_lowers_a_price_by_the_root_of_the_excess()
    {
        // Two askers look at one partner first, with p = ½ and attention 1: R = 1, room for ¾, so λ = 1 · (¾)^¼.
        ScoredLists lists = new([[new(0, 0.5f, 0.5f)], [new(0, 0.5f, 0.5f)]], [0.75]);
        Assert.Equal(Math.Pow(0.75, 0.25), CongestionPrices.Of(lists, new() { Rounds = 1 }, TestContext.Current.CancellationToken)[0], 12);
    }

    [Fact]
    public void A_list_is_ordered_by_worth_times_price_and_equals_by_place()
    {
        ScoredPartner[] row = [new(0, 0.5f, 0.5f), new(1, 1, 0.5f), new(2, 0.5f, 1), new(3, 1, 1)];
        Assert.Equal([3, 1, 2], CongestionPrices.Top(row, [], 3));
        Assert.Equal([1, 2, 0], CongestionPrices.Top(row, [1, 1, 1, 0.1], 3));
    }

    [Fact]
    public void Prices_spread_attention_over_a_crowded_market()
    {
        var result = MarketSimulation.Run(asks: 300, partners: 150, seed: 20261124);
        output.WriteLine(result.ToString());
        Assert.True(result.Priced.Matches >= 1.5 * result.OneSided.Matches, result.ToString());
        Assert.True(result.Priced.Matches > result.Product.Matches, result.ToString());
        Assert.True(result.Priced.Ndcg10 > 0.97, result.ToString());
        Assert.True(result.Priced.Gini <= result.OneSided.Gini * 2 / 3, result.ToString());
    }
}

/// <summary>What a way of ordering did to a market.</summary>
internal sealed record MarketOutcome(double Matches, double Gini, double Ndcg10);

/// <summary>
/// A market of askers and partners with room for few. An asker looks at rank k with the chance 1 / log₂(k + 1) and turns to the partner with p; a partner looks into as many
/// of those requests as it has room for, in the order of askers, and takes each with q. Expected numbers, no draws.
/// </summary>
internal sealed record MarketSimulation(MarketOutcome OneSided, MarketOutcome Product, MarketOutcome Priced)
{
    private const int Listed = 10;

    public static MarketSimulation Run(int asks, int partners, int seed)
    {
        var lists = Market(asks, partners, seed);
        int[][] oneSided = [.. lists.Rows.Select(row => Enumerable.Range(0, row.Length).OrderByDescending(place => row[place].Forward).Take(Listed).ToArray())];
        int[][] product = [.. lists.Rows.Select(row => CongestionPrices.Top(row, [], Listed))];
        var prices = CongestionPrices.Of(lists, null, TestContext.Current.CancellationToken);
        int[][] priced = [.. lists.Rows.Select(row => CongestionPrices.Top(row, prices, Listed))];
        return new(Outcome(lists, oneSided), Outcome(lists, product), Outcome(lists, priced));
    }

    /// <summary>Tastes of both sides: a latent fit of eight traits, a popularity that all askers share, and how choosy each partner is.</summary>
    private static ScoredLists Market(int asks, int partners, int seed)
    {
        var random = new Random(seed);
        double[] Traits() => [.. Enumerable.Range(0, 8).Select(_ => Normal(random))];
        var (askTraits, partnerTraits) = (Enumerable.Range(0, asks).Select(_ => (Seek: Traits(), Are: Traits())).ToArray(), Enumerable.Range(0, partners).Select(_ => (Seek: Traits(), Are: Traits())).ToArray());
        double[] popularity = [.. Enumerable.Range(0, partners).Select(_ => 1.5 * Normal(random))];
        return new(
            [.. askTraits.Select(ask => Enumerable.Range(0, partners).Select(partner => new ScoredPartner(
                partner,
                (float)Chance((Fit(ask.Seek, partnerTraits[partner].Are) / 2) + popularity[partner] - 1),
                (float)Chance((Fit(partnerTraits[partner].Seek, ask.Are) / 2) - (popularity[partner] / 2) - 1))).ToArray())],
            [.. Enumerable.Range(0, partners).Select(_ => (double)random.Next(2, 8))]);
    }

    private static MarketOutcome Outcome(ScoredLists lists, int[][] tops)
    {
        var (used, shown) = (new double[lists.Capacities.Count], new double[lists.Capacities.Count]);
        double matches = 0, ndcg = 0;
        for (var ask = 0; ask < tops.Length; ask++)
        {
            double gain = 0;
            for (var rank = 0; rank < tops[ask].Length; rank++)
            {
                var partner = lists.Rows[ask][tops[ask][rank]];
                var request = CongestionPrices.Attention(rank) * partner.Forward;
                var looked = Math.Min(request, lists.Capacities[partner.Partner] - used[partner.Partner]);
                used[partner.Partner] += looked;
                matches += looked * partner.Backward;
                shown[partner.Partner]++;
                gain += CongestionPrices.Attention(rank) * partner.Worth;
            }

            var ideal = CongestionPrices.Top(lists.Rows[ask], [], Listed).Select((place, rank) => CongestionPrices.Attention(rank) * lists.Rows[ask][place].Worth).Sum();
            ndcg += gain / ideal / tops.Length;
        }

        return new(matches, Gini(shown), ndcg);
    }

    private static double Gini(double[] shown)
    {
        var (sorted, sum) = (shown.Order().ToArray(), shown.Sum());
        return sorted.Select((value, index) => ((2.0 * (index + 1)) - sorted.Length - 1) * value).Sum() / (sorted.Length * sum);
    }

    private static double Fit(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum() / Math.Sqrt(a.Length);

    private static double Chance(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

using CoEvolve.Matching.Recommendations.Pricing;

namespace CoEvolve.Matching.Evaluation;

/// <summary>What a way of ordering did to a market.</summary>
/// <param name="Matches">Expected matches: requests that were looked into and taken.</param>
/// <param name="Gini">Gini coefficient of how often each partner is listed.</param>
/// <param name="Ndcg10">NDCG@10 with p·q as the gain, against the order by p·q.</param>
public sealed record MarketOutcome(double Matches, double Gini, double Ndcg10);

/// <summary>
/// A market of askers and partners with room for few. An asker looks at rank k with the chance 1 / log₂(k + 1) and turns to the partner with p; a partner looks into as many
/// of those requests as it has room for, in the order of askers, and takes each with q. Expected numbers, no draws.
/// </summary>
/// <param name="OneSided">Every list by what its reader would take.</param>
/// <param name="Product">By p·q.</param>
/// <param name="Priced">By p·q·λ.</param>
public sealed record MarketSimulation(MarketOutcome OneSided, MarketOutcome Product, MarketOutcome Priced)
{
    private const int Listed = 10;

    /// <summary>Draws a market and orders it in three ways.</summary>
    /// <param name="asks">Askers.</param>
    /// <param name="partners">Partners, each with room for two to seven.</param>
    /// <param name="seed">Another one gives another market.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static MarketSimulation Run(int asks, int partners, int seed, CancellationToken cancellationToken = default)
    {
        var lists = Market(asks, partners, seed);
        int[][] oneSided = [.. lists.Rows.Select(row => Enumerable.Range(0, row.Length).OrderByDescending(place => row[place].Forward).Take(Listed).ToArray())];
        int[][] product = [.. lists.Rows.Select(row => CongestionPrices.Top(row, [], Listed))];
        var prices = CongestionPrices.Of(lists, null, cancellationToken);
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

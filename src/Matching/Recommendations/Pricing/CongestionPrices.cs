namespace CoEvolve.Matching.Recommendations.Pricing;

/// <summary>
/// Prices that spread attention: a partner whom more askers would turn to than it has room for is made to look dearer until its expected
/// demand fits. R_j = Σ_i v(rank of j in i's list)·p_ij, λ_j ← min(1, λ_j·clip(a_j / R_j, ½, 1½)^s), s = ¼ / (1 + t / 10), 40 rounds from λ = 1;
/// lists are ordered by p_ij·p_ji·λ_j, and v(k) = 1 / log₂(k + 1).
/// </summary>
/// <remarks>
/// A tâtonnement in the manner of Walras over lists instead of goods. Deterministic: askers are summed up in their order, equals stand in the order of their
/// numbers. Time is rounds × (candidates in all), each round one selection of the first ranks of every list.
/// </remarks>
public static class CongestionPrices
{
    /// <summary>The price of each partner, in (0, 1]; 1 for whoever is not sought too much.</summary>
    /// <param name="lists">Who seeks whom.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static double[] Of(ScoredLists lists, PriceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lists);
        options ??= new();
        if (options.Problems().FirstOrDefault() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        var prices = new double[lists.Capacities.Count];
        Array.Fill(prices, 1);
        var demand = new double[prices.Length];
        for (var round = 0; round < options.Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.Clear(demand);
            foreach (var row in lists.Rows)
            {
                AddDemand(row, prices, options.ListLength, demand);
            }

            var step = options.FirstStep / (1 + (round / options.Halving));
            for (var partner = 0; partner < prices.Length; partner++)
            {
                var room = demand[partner] > 0 ? lists.Capacities[partner] / demand[partner] : double.PositiveInfinity;
                var factor = Math.Pow(Math.Clamp(room, options.MostDown, options.MostUp), step);
                prices[partner] = Math.Clamp(prices[partner] * factor, options.Least, 1);
            }
        }

        return Bounded(lists, prices, options);
    }

    /// <summary>NDCG of the priced lists where an unpriced list is the ideal and p·q the gain: 1 where prices change nothing.</summary>
    public static double Ndcg(ScoredLists lists, ReadOnlySpan<double> prices, int length)
    {
        ArgumentNullException.ThrowIfNull(lists);
        double sum = 0;
        var counted = 0;
        foreach (var row in lists.Rows)
        {
            var ideal = Gain(row, Top(row, [], length));
            if (ideal > 0)
            {
                sum += Gain(row, Top(row, prices, length)) / ideal;
                counted++;
            }
        }

        return counted == 0 ? 1 : sum / counted;
    }

    /// <summary>λ^s with the largest s up to 1, by halving, that keeps the loss within its bound.</summary>
    private static double[] Bounded(ScoredLists lists, double[] prices, PriceOptions options)
    {
        const int Halvings = 7;
        if (1 - Ndcg(lists, prices, options.ListLength) <= options.MostLoss)
        {
            return prices;
        }

        var (kept, low, high) = (prices.Select(_ => 1.0).ToArray(), 0.0, 1.0);
        for (var halving = 0; halving < Halvings; halving++)
        {
            var strength = (low + high) / 2;
            double[] drawn = [.. prices.Select(price => Math.Pow(price, strength))];
            if (1 - Ndcg(lists, drawn, options.ListLength) <= options.MostLoss)
            {
                (kept, low) = (drawn, strength);
            }
            else
            {
                high = strength;
            }
        }

        return kept;
    }

    private static double Gain(ScoredPartner[] row, int[] top)
    {
        double gain = 0;
        for (var rank = 0; rank < top.Length; rank++)
        {
            gain += Attention(rank) * row[top[rank]].Worth;
        }

        return gain;
    }

    /// <summary>The first ranks of a list by p·q·λ; equals in the order of their numbers.</summary>
    /// <param name="row">The candidates.</param>
    /// <param name="prices">By partner; empty for none.</param>
    /// <param name="length">How many ranks.</param>
    /// <returns>Places in <paramref name="row"/>, best first.</returns>
    public static int[] Top(ReadOnlySpan<ScoredPartner> row, ReadOnlySpan<double> prices, int length)
    {
        var count = Math.Min(length, row.Length);
        var (places, worths) = (new int[count], new double[count]);
        var filled = 0;
        for (var place = 0; place < row.Length; place++)
        {
            var worth = row[place].Worth * (prices.IsEmpty ? 1 : prices[row[place].Partner]);
            if (filled == count && worth <= worths[filled - 1])
            {
                continue;
            }

            var at = filled < count ? filled++ : count - 1;
            for (; at > 0 && worths[at - 1] < worth; at--)
            {
                (places[at], worths[at]) = (places[at - 1], worths[at - 1]);
            }

            (places[at], worths[at]) = (place, worth);
        }

        return places;
    }

    private static void AddDemand(ScoredPartner[] row, double[] prices, int length, double[] demand)
    {
        var top = Top(row, prices, length);
        for (var rank = 0; rank < top.Length; rank++)
        {
            var partner = row[top[rank]];
            demand[partner.Partner] += Attention(rank) * partner.Forward;
        }
    }

    /// <summary>How likely a reader looks at a rank (from 0): 1 / log₂(rank + 2), the discount of NDCG.</summary>
    internal static double Attention(int rank) => 1 / Math.Log2(rank + 2);
}

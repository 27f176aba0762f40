namespace CoEvolve.Matching.Evaluation;

/// <summary>Measures of one query's ranking. Relevance is yes or no.</summary>
internal readonly record struct QueryMetrics
{
    /// <summary>
    /// DCG@10 over its best possible value, DCG = Σ rel(rank) / log₂(1 + rank); the best has min(10, relevant) hits at its head (Järvelin and Kekäläinen, TOIS 2002).
    /// </summary>
    public double Ndcg10 { get; init; }

    /// <summary>Hits in the first 10 over all relevant. It cannot reach 1 where there are more than 10.</summary>
    public double Recall10 { get; init; }

    /// <summary>Hits in the first 50 over all relevant.</summary>
    public double Recall50 { get; init; }

    /// <summary>1 / rank of the first hit in the full ranking.</summary>
    public double ReciprocalRank { get; init; }

    /// <summary>1 where the first 10 hold a hit, else 0.</summary>
    public double Hit10 { get; init; }

    /// <summary>NDCG@10 of the best order of those that the method scores above 0: what no rule proposes, no ranking can find.</summary>
    public double Oracle10 { get; init; }

    /// <summary>Mean of −log₂ (partnerships of the candidate + 1) / (all partnerships + 1) over the first 10: how unexpected they are (Zhou et al., PNAS 2010). In bits.</summary>
    public double Novelty { get; init; }
}

/// <summary>Computes <see cref="QueryMetrics"/>.</summary>
internal static class RankingMetrics
{
    /// <summary>The length of the lists that people see.</summary>
    public const int Listed = 10;

    private static readonly double[] Discounts = [.. Enumerable.Range(1, Listed).Select(rank => 1 / Math.Log2(1 + rank))];

    /// <summary>Measures one ranking.</summary>
    /// <param name="ranking">The ranking.</param>
    /// <param name="relevant">Relevant candidates, rising; at least one.</param>
    /// <param name="novelty">Self-information by candidate, in bits.</param>
    public static QueryMetrics Of(RankedTop ranking, ReadOnlySpan<int> relevant, ReadOnlySpan<double> novelty)
    {
        double gained = 0, unexpected = 0;
        int listed = 0, found = 0;
        for (var place = 0; place < ranking.Top.Length; place++)
        {
            var hit = relevant.BinarySearch(ranking.Top[place]) >= 0;
            found += hit ? 1 : 0;
            if (place < Listed)
            {
                gained += hit ? Discounts[place] : 0;
                listed += hit ? 1 : 0;
                unexpected += novelty[ranking.Top[place]];
            }
        }

        return new()
        {
            Ndcg10 = gained / Best(relevant.Length),
            Recall10 = (double)listed / relevant.Length,
            Recall50 = (double)found / relevant.Length,
            ReciprocalRank = 1.0 / ranking.FirstRelevant,
            Hit10 = listed > 0 ? 1 : 0,
            Novelty = unexpected / Math.Max(1, Math.Min(Listed, ranking.Top.Length)),
        };
    }

    /// <summary>NDCG@10 of the best order where so many of the relevant can be found at all.</summary>
    public static double Oracle(int findable, int relevant) => Best(findable) / Best(relevant);

    /// <summary>
    /// The expected calibration error: forecasts in ten bins of equal numbers by rising probability, equals as they come, Σ n(bin)/n · |mean probability − share that came true| (Naeini, Cooper and
    /// Hauskrecht, AAAI 2015, with bins of equal numbers). NaN without forecasts.
    /// </summary>
    public static double CalibrationError(IEnumerable<Forecast> forecasts)
    {
        const int Bins = 10;
        Forecast[] sorted = [.. forecasts.OrderBy(forecast => forecast.Probability)];
        double error = 0;
        for (var bin = 0; bin < Bins; bin++)
        {
            var part = sorted.AsSpan((int)((long)sorted.Length * bin / Bins)..(int)((long)sorted.Length * (bin + 1) / Bins));
            double difference = 0;
            foreach (var forecast in part)
            {
                difference += forecast.Probability - (forecast.CameTrue ? 1 : 0);
            }

            error += Math.Abs(difference);
        }

        return sorted.Length == 0 ? double.NaN : error / sorted.Length;
    }

    /// <summary>
    /// The Gini coefficient of how often each candidate is listed: 0 when all are equally often, near 1 when one has it all.
    /// Σ (2i − n − 1)·x(i) / (n·Σ x) over the counts x in rising order, i from 1 (Gini, 1912, in the form of Sen, 1973).
    /// </summary>
    public static double Gini(IReadOnlyCollection<int> counts)
    {
        double weighted = 0, sum = 0;
        var place = 0;
        foreach (var count in counts.Order())
        {
            place++;
            weighted += ((2.0 * place) - counts.Count - 1) * count;
            sum += count;
        }

        return sum == 0 ? 0 : weighted / (counts.Count * sum);
    }

    /// <summary>DCG@10 with so many hits at the head.</summary>
    private static double Best(int hits)
    {
        double best = 0;
        for (var place = 0; place < Math.Min(Listed, hits); place++)
        {
            best += Discounts[place];
        }

        return best;
    }
}

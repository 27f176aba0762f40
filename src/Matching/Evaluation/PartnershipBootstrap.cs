using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Evaluation;

/// <summary>An interval that holds 95 % of what was drawn.</summary>
/// <param name="Low">The 2.5th percentile.</param>
/// <param name="High">The 97.5th percentile.</param>
public readonly record struct Interval(double Low, double High);

/// <summary>
/// Draws test partnerships with replacement and weighs each query by how often those that brought its relevant partners were drawn, on average. A partnership of
/// twenty makes twenty queries that succeed or fail together; drawing queries one by one would make every interval too narrow.
/// </summary>
/// <remarks>
/// All methods are judged on the same draws, so that the interval of a ratio of two is a paired one. Percentile intervals (Efron, 1979) at 95 %.
/// </remarks>
internal sealed class PartnershipBootstrap
{
    private const double Tail = 0.025;

    private readonly float[][] _weights;

    /// <param name="queries">The queries to be weighed.</param>
    /// <param name="partnerships">How many test partnerships there are.</param>
    /// <param name="draws">How often all of them are drawn.</param>
    /// <param name="seed">Of the drawing.</param>
    public PartnershipBootstrap(IReadOnlyList<RankingQuery> queries, int partnerships, int draws, int seed)
    {
        var random = new Random(seed);
        _weights = new float[draws][];
        var times = new int[partnerships];
        for (var draw = 0; draw < draws; draw++)
        {
            Array.Clear(times);
            for (var drawn = 0; drawn < partnerships; drawn++)
            {
                times[random.Next(partnerships)]++;
            }

            _weights[draw] = [.. queries.Select(query => (float)query.Partnerships.Sum(partnership => times[partnership]) / query.Partnerships.Length)];
        }
    }

    /// <summary>The interval of the mean of some queries.</summary>
    /// <param name="values">By query.</param>
    /// <param name="chosen">Numbers of the queries that count.</param>
    public Interval Mean(ReadOnlySpan<double> values, ReadOnlySpan<int> chosen)
    {
        var drawn = new List<double>(_weights.Length);
        foreach (var weights in _weights)
        {
            if (WeightedMean(weights, values, chosen) is { } mean)
            {
                drawn.Add(mean);
            }
        }

        return Percentiles(drawn);
    }

    /// <summary>The interval of the ratio of two means over the same queries.</summary>
    public Interval Ratio(ReadOnlySpan<double> values, ReadOnlySpan<double> reference, ReadOnlySpan<int> chosen)
    {
        var drawn = new List<double>(_weights.Length);
        foreach (var weights in _weights)
        {
            if (WeightedMean(weights, values, chosen) is { } mean && WeightedMean(weights, reference, chosen) is > 0 and var other)
            {
                drawn.Add(mean / other);
            }
        }

        return Percentiles(drawn);
    }

    /// <summary>
    /// The two-sided p of the difference of two means over the same queries: twice the share of draws in which the smaller mean is not the smaller one, a draw imagined on either side, at most 1.
    /// </summary>
    public double PValue(ReadOnlySpan<double> values, ReadOnlySpan<double> reference, ReadOnlySpan<int> chosen)
    {
        var (notAbove, notBelow, all) = (1, 1, 1);
        foreach (var weights in _weights)
        {
            if (WeightedMean(weights, values, chosen) is { } mean && WeightedMean(weights, reference, chosen) is { } other)
            {
                notAbove += mean <= other ? 1 : 0;
                notBelow += mean >= other ? 1 : 0;
                all++;
            }
        }

        return Math.Min(1, 2.0 * Math.Min(notAbove, notBelow) / all);
    }

    /// <summary>p-values for several comparisons at once (Holm, Scandinavian Journal of Statistics 1979): the smallest times their number, the next times one less, and so on, never falling, at most 1.</summary>
    public static double[] Holm(IReadOnlyList<double> values)
    {
        var adjusted = new double[values.Count];
        double least = 0;
        foreach (var (rank, number) in Enumerable.Range(0, values.Count).OrderBy(number => values[number]).Index())
        {
            least = Math.Max(least, Math.Min(1, (values.Count - rank) * values[number]));
            adjusted[number] = least;
        }

        return adjusted;
    }

    private static double? WeightedMean(float[] weights, ReadOnlySpan<double> values, ReadOnlySpan<int> chosen)
    {
        double sum = 0, total = 0;
        foreach (var query in chosen)
        {
            sum += weights[query] * values[query];
            total += weights[query];
        }

        return total > 0 ? sum / total : null;
    }

    private static Interval Percentiles(List<double> drawn)
    {
        if (drawn.Count == 0)
        {
            return new(double.NaN, double.NaN);
        }

        drawn.Sort();
        return new(drawn[(int)(Tail * (drawn.Count - 1))], drawn[(int)Math.Ceiling((1 - Tail) * (drawn.Count - 1))]);
    }
}

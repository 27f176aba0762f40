namespace CoEvolve.Matching.Ranking.Registry;

/// <summary>When a model may serve.</summary>
public sealed record PromotionOptions
{
    /// <summary>What the lower end of the interval may lie below the reference, as a share of it. Default 0.02: of two equal models half would fail at 0. 0 to 0.2.</summary>
    public double Tolerance { get; init; } = 0.02;

    /// <summary>How often the held-out groups are drawn. Default 2,000. 100 to 100,000.</summary>
    public int Draws { get; init; } = 2000;

    /// <summary>Fewest held-out queries. Default 30: fewer show nothing.</summary>
    public int FewestQueries { get; init; } = 30;

    /// <summary>Of the drawing.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>Why a model was promoted or not. Append only.</summary>
public enum VerdictReason
{
    /// <summary>It is no worse than what served and than the prior.</summary>
    NoWorse = 0,

    /// <summary>It is worse than one of them, or could be by more than is tolerated.</summary>
    Worse = 1,

    /// <summary>It was never tried on a held-out period.</summary>
    NotTried = 2,

    /// <summary>The held-out period has too few queries.</summary>
    TooFewQueries = 3,

    /// <summary>It was compared with another model than the one that serves now.</summary>
    ComparedWithAnother = 4,

    /// <summary>It serves already.</summary>
    AlreadyServing = 5,
}

/// <summary>A model against a reference on the same queries.</summary>
/// <param name="Against"><c>prior</c>, or the id of the model that serves.</param>
/// <param name="Model">Mean of the measure for the model.</param>
/// <param name="Reference">The same for the reference.</param>
/// <param name="Low">Lower end of the 95 % interval of the difference.</param>
/// <param name="High">Upper end.</param>
/// <param name="NoWorse">Whether the model passes.</param>
public sealed record Comparison(string Against, double Model, double Reference, double Low, double High, bool NoWorse);

/// <summary>Whether a model may serve, and why.</summary>
/// <param name="Promoted">Whether it does now.</param>
/// <param name="Reason">Why.</param>
/// <param name="Comparisons">What was compared.</param>
public sealed record Verdict(bool Promoted, VerdictReason Reason, IReadOnlyList<Comparison> Comparisons);

/// <summary>
/// No worse is: the mean of the model is not below that of the reference, and the lower end of the 95 % paired bootstrap interval of the difference (Efron, 1979; groups drawn, both
/// judged on the same draws) is not below the reference by more than <see cref="PromotionOptions.Tolerance"/> of it.
/// </summary>
internal static class PromotionGate
{
    private const double Tail = 0.025;

    public static Verdict Judge(HeldOut? heldOut, string? serving, PromotionOptions options)
    {
        if (heldOut is null)
        {
            return new(false, VerdictReason.NotTried, []);
        }

        if (heldOut.Queries.Count < options.FewestQueries)
        {
            return new(false, VerdictReason.TooFewQueries, []);
        }

        if (heldOut.Serving != serving || (serving is not null && heldOut.Queries.Any(query => query.Serving is null)))
        {
            return new(false, VerdictReason.ComparedWithAnother, []);
        }

        List<Comparison> comparisons = [Compare("prior", heldOut.Queries, query => query.Prior, options)];
        if (serving is not null)
        {
            comparisons.Add(Compare(serving, heldOut.Queries, query => query.Serving!.Value, options));
        }

        var passes = comparisons.All(comparison => comparison.NoWorse);
        return new(passes, passes ? VerdictReason.NoWorse : VerdictReason.Worse, comparisons);
    }

    private static Comparison Compare(string against, IReadOnlyList<HeldOutQuery> queries, Func<HeldOutQuery, double> reference, PromotionOptions options)
    {
        var groups = queries.GroupBy(query => query.Group, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (Sum: group.Sum(query => query.Model - reference(query)), Count: group.Count()))
            .ToArray();
        var random = new Random(options.Seed);
        var differences = new double[options.Draws];
        for (var draw = 0; draw < differences.Length; draw++)
        {
            var (sum, count) = (0.0, 0);
            for (var drawn = 0; drawn < groups.Length; drawn++)
            {
                var group = groups[random.Next(groups.Length)];
                (sum, count) = (sum + group.Sum, count + group.Count);
            }

            differences[draw] = sum / count;
        }

        Array.Sort(differences);
        var (low, high) = (differences[(int)(Tail * (differences.Length - 1))], differences[(int)Math.Ceiling((1 - Tail) * (differences.Length - 1))]);
        var (model, other) = (queries.Average(query => query.Model), queries.Average(reference));
        return new(against, model, other, low, high, model >= other && low >= -options.Tolerance * other);
    }
}

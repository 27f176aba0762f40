using CoEvolve.Matching.Network;
using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Evaluation;

/// <summary>What is asked of an evaluation.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The first day of the test period. What is known of the network ends the day before.</summary>
    public required DateOnly Split { get; init; }

    /// <summary>The first day after the test period; null for the day after the last partnership began.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Whether only candidates of another kind than the actor's count, both being civil society, government or business. Default no.</summary>
    public bool AcrossKinds { get; init; }

    /// <summary>Whether only candidates within the actor's own locality of this tier count. Default no.</summary>
    public Tier? SameLocality { get; init; }

    /// <summary>Seed of all that is drawn: ties, the random method, samples, intervals. Default 20261124; another one must not change a conclusion.</summary>
    public int Seed { get; init; } = 20261124;

    /// <summary>Queries are spread over this many threads, 1 to 64. Default 2. It changes no result.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Draws of the bootstrap, 100 to 100,000. Default 1,000: the ends of a 95 % interval then rest on 25 draws each.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>Queries on which settings are chosen, 10 or more. Default 600: the standard error of NDCG@10 is then near 0.008, less than what settings differ by.</summary>
    public int ValidationQueries { get; init; } = 600;

    /// <summary>Validation periods with fewer queries than this choose nothing: every method keeps its first setting. Default 20.</summary>
    public int FewestValidationQueries { get; init; } = 20;

    /// <summary>Longest validation period in days. Default 365: one year holds every season of calls and budgets.</summary>
    public int LongestValidation { get; init; } = 365;

    /// <summary>From how many partnerships on an actor's history is warm; below, and above 0, it is short. Default 3.</summary>
    public int WarmFrom { get; init; } = 3;

    /// <summary>Names of the methods to run; null for all.</summary>
    public IReadOnlySet<string>? Methods { get; init; }

    /// <summary>Periods before the split from which the learned ranking learns, 0 to 20. Default 4; each is as long as the test period, a year at most; those between two of them count as well, and those that the past does not reach are left out.</summary>
    public int Origins { get; init; } = 4;

    /// <summary>How past and future are parted.</summary>
    internal SplitOptions ToSplit() => new() { Filter = new(AcrossKinds, SameLocality), Origins = Origins, LongestOrigin = LongestValidation };

    /// <summary>What is wrong with these options; empty when nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        if (Until <= Split)
        {
            yield return FormattableString.Invariant($"the test period ends on {Until:yyyy-MM-dd}, which is not after its first day, {Split:yyyy-MM-dd}");
        }

        (string Name, int Value, int Least, int Most)[] numbers =
        [
            (nameof(Threads), Threads, 1, 64),
            (nameof(Resamples), Resamples, 100, 100_000),
            (nameof(ValidationQueries), ValidationQueries, 10, int.MaxValue),
            (nameof(FewestValidationQueries), FewestValidationQueries, 1, int.MaxValue),
            (nameof(LongestValidation), LongestValidation, 1, 36_500),
            (nameof(WarmFrom), WarmFrom, 1, int.MaxValue),
            (nameof(Origins), Origins, 0, 20),
        ];
        foreach (var (name, value, least, most) in numbers.Where(number => number.Value < number.Least || number.Value > number.Most))
        {
            yield return FormattableString.Invariant($"{name} is {value}, but it lies between {least} and {most}");
        }
    }
}

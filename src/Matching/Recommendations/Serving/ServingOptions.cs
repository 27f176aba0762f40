namespace CoEvolve.Matching.Recommendations.Serving;

/// <summary>How a learned model serves lists.</summary>
public sealed record ServingOptions
{
    /// <summary>The folder of the registry of models; null where only the prior serves. What serves is looked up for every list, so that a promotion or its taking back needs no restart.</summary>
    public string? Models { get; init; }

    /// <summary>
    /// How long features are taken from one view of the network while facts change. Default ten minutes: a view takes a pass over everything. Rules, consent, refusals, capacity and reasons are
    /// read anew for every list in any case. After this time the next list begins a new view and is still served from the old one; after twice this time it waits.
    /// Zero waits for every change; at most a day.
    /// </summary>
    public TimeSpan ViewLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Of those whom only the network rules found, how many of the most likely stay in a list. Default 100: ten pages. Whom a rule file found always stays. 0 to 1,000.</summary>
    public int NetworkCandidates { get; init; } = 100;

    /// <summary>Ranks of a page whose reason follows the contributions of the model; those below follow the prior's, which cost nothing. Default 10, a page. 0 to 100.</summary>
    public int ReasonedRanks { get; init; } = 10;

    /// <summary>What is wrong with these options; empty when nothing is.</summary>
    internal IEnumerable<string> Problems()
    {
        (string Name, int Value, int Most)[] numbers = [(nameof(NetworkCandidates), NetworkCandidates, 1000), (nameof(ReasonedRanks), ReasonedRanks, 100)];
        foreach (var (name, value, most) in numbers.Where(number => number.Value < 0 || number.Value > number.Most))
        {
            yield return FormattableString.Invariant($"{nameof(ServingOptions)}.{name} is {value}; it must lie between 0 and {most}.");
        }

        if (ViewLifetime < TimeSpan.Zero || ViewLifetime > TimeSpan.FromDays(1))
        {
            yield return $"{nameof(ServingOptions)}.{nameof(ViewLifetime)} is {ViewLifetime}; it must lie between zero and a day.";
        }
    }
}

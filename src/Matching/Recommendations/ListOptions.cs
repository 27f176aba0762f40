namespace CoEvolve.Matching.Recommendations;

/// <summary>How a list is put together from ranked pairs.</summary>
public sealed record ListOptions
{
    /// <summary>Recommendations on a page when the reader does not say. Default 10 (what a person looks through), from 1 to <see cref="MaximumLimit"/>.</summary>
    public int DefaultLimit { get; init; } = 10;

    /// <summary>The most on a page. Default 100, from 1 to 1,000: each item carries a sentence and a query.</summary>
    public int MaximumLimit { get; init; } = 100;

    /// <summary>Of ten neighbouring ranks, at most this many of one kind while another is to be had. Default 4, so that three kinds meet on a page. 1 to 10.</summary>
    public int MostOfAKindInTen { get; init; } = 4;

    /// <summary>Of ten neighbouring ranks, at most this many found at the national tier while a closer one is to be had. Default 3: locality comes first. 0 to 10.</summary>
    public int MostNationalInTen { get; init; } = 3;

    /// <summary>Facts that a reason names. Default 3: a sentence that is read in one breath. 1 to 5.</summary>
    public int FactsPerReason { get; init; } = 3;

    /// <summary>
    /// How much being unlike the names just before weighs against worth (maximal marginal relevance; Carbonell and Goldstein, SIGIR 1998).
    /// Default 0.1: it parts near equals and no more. 0 (worth alone) to 0.5.
    /// </summary>
    public double DiversityShare { get; init; } = 0.1;

    /// <summary>Of ten neighbouring ranks, at least this many of small, remote or women-led CSOs while such are to be had. Default 1: seen on every page. 0 (no floor) to 3.</summary>
    public int ProtectedInTen { get; init; } = 1;

    /// <summary>The floor lifts nobody whose worth is below this share of the name that would have stood there. Default 0.3, which bounds what it costs the reader. 0 to 1.</summary>
    public double ProtectedLeastShare { get; init; } = 0.3;

    /// <summary>A CSO that can bear at most so many partnerships is small. Default 2, the lowest third of the example network. 0 to 20.</summary>
    public double SmallCapacity { get; init; } = 2;

    /// <summary>A CSO based in a district of fewer people is remote. Default 150,000: some fifth of the districts, most of them islands and highlands. 0 to 10,000,000.</summary>
    public double RemotePopulation { get; init; } = 150_000;

    /// <summary>A CSO of whose leaders at least this share are women is women-led. Default 0.5. Above 0, to 1.</summary>
    public double WomenLedShare { get; init; } = 0.5;

    /// <summary>
    /// Whether the tenth of each ten is drawn by lot from those next in line, so that answers are gathered on names that the ranking would never show.
    /// Default yes: one in ten costs little, and without it the ranking learns only about its own taste. Lists of ten or fewer have no such place.
    /// </summary>
    public bool Explores { get; init; } = true;

    /// <summary>From how many next in line the lot is drawn. Default 20: chances of one in twenty keep the weights of later estimates bounded. 2 to 200.</summary>
    public int ExplorationPool { get; init; } = 20;

    /// <summary>Seed of the lots: the same seed, actor and day give the same list. Default 20261124. Any number.</summary>
    public int ExplorationSeed { get; init; } = 20261124;

    /// <summary>What is wrong with these options; empty when nothing is.</summary>
    internal IEnumerable<string> Problems()
    {
        (string Name, int Value, int Least, int Most)[] numbers =
        [
            (nameof(MaximumLimit), MaximumLimit, 1, 1000), (nameof(DefaultLimit), DefaultLimit, 1, MaximumLimit),
            (nameof(MostOfAKindInTen), MostOfAKindInTen, 1, 10), (nameof(MostNationalInTen), MostNationalInTen, 0, 10),
            (nameof(FactsPerReason), FactsPerReason, 1, 5),
            (nameof(ProtectedInTen), ProtectedInTen, 0, 3), (nameof(ExplorationPool), ExplorationPool, 2, 200),
        ];
        foreach (var (name, value, least, most) in numbers.Where(number => number.Value < number.Least || number.Value > number.Most))
        {
            yield return FormattableString.Invariant($"{nameof(ListOptions)}.{name} is {value}; it must lie between {least} and {most}.");
        }

        (string Name, double Value, double Least, double Most)[] shares =
        [
            (nameof(DiversityShare), DiversityShare, 0, 0.5), (nameof(ProtectedLeastShare), ProtectedLeastShare, 0, 1), (nameof(SmallCapacity), SmallCapacity, 0, 20),
            (nameof(RemotePopulation), RemotePopulation, 0, 10_000_000), (nameof(WomenLedShare), WomenLedShare, double.Epsilon, 1),
        ];
        foreach (var (name, value, least, most) in shares.Where(share => !(share.Value >= share.Least && share.Value <= share.Most)))
        {
            yield return FormattableString.Invariant($"{nameof(ListOptions)}.{name} is {value}; it must lie between {least} and {most}.");
        }
    }
}

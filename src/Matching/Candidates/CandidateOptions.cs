using System.Collections.Frozen;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Candidates;

/// <summary>Whom to look for, and how far.</summary>
public sealed record CandidateOptions
{
    /// <summary>
    /// The kinds that each kind looks for. Default: all, but that governments do not look for governments, nor businesses for businesses: their
    /// cooperation has its own channels, and the programme joins the three kinds. An actor of a kind that is left out gets no candidates.
    /// </summary>
    public IReadOnlyDictionary<ActorKind, IReadOnlyList<ActorKind>> Wanted { get; init; } = new Dictionary<ActorKind, IReadOnlyList<ActorKind>>
    {
        [ActorKind.Cso] = [ActorKind.Government, ActorKind.Business, ActorKind.Cso, ActorKind.Academia, ActorKind.Other],
        [ActorKind.Government] = [ActorKind.Cso, ActorKind.Business, ActorKind.Academia, ActorKind.Other],
        [ActorKind.Business] = [ActorKind.Cso, ActorKind.Government, ActorKind.Academia, ActorKind.Other],
        [ActorKind.Academia] = [ActorKind.Cso, ActorKind.Government, ActorKind.Business, ActorKind.Academia, ActorKind.Other],
        [ActorKind.Other] = [ActorKind.Cso, ActorKind.Government, ActorKind.Business, ActorKind.Academia, ActorKind.Other],
    }.ToFrozenDictionary();

    /// <summary>
    /// How many eligible candidates of a kind make it full, so that no higher tier is opened for it. Default: five governments, businesses and
    /// CSOs, three universities, two others, which gives a first page its choice. 0 to 1,000; a kind left out has 0.
    /// </summary>
    public IReadOnlyDictionary<ActorKind, int> Quotas { get; init; } = new Dictionary<ActorKind, int>
    {
        [ActorKind.Government] = 5,
        [ActorKind.Business] = 5,
        [ActorKind.Cso] = 5,
        [ActorKind.Academia] = 3,
        [ActorKind.Other] = 2,
    }.ToFrozenDictionary();

    /// <summary>
    /// How many candidates must offer what a stated need asks for before it counts as covered; the rules that cover needs keep climbing for the
    /// others, even when every quota is full. Default 2: a choice of one is none. 0 (never climb for needs) to 100.
    /// </summary>
    public int OffersPerNeed { get; init; } = 2;

    /// <summary>Rows taken of one rule at one tier, the strongest first. Default 200: many times a quota, and it bounds the work in a large network. 1 to 10,000.</summary>
    public int RowsPerRule { get; init; } = 200;

    /// <summary>Days for which a pair rests after either side has declined the other. Default 180, half a year. 0 to 3,650.</summary>
    public int DeclineRestDays { get; init; } = 180;

    /// <summary>Days for which a pair rests after either side has said "not now". Default 30: the next month may be better. 0 to 365.</summary>
    public int NotNowRestDays { get; init; } = 30;

    /// <summary>Whether an actor that already bears as many partnerships as it can is left out. Default yes: whoever cannot answer only disappoints. One of unknown capacity is never left out.</summary>
    public bool HonoursCapacity { get; init; } = true;

    /// <summary>A folder with more rules, one <c>.cypher</c> file each; null for none.</summary>
    public string? RuleFolder { get; init; }

    /// <summary>What is wrong with these options; empty when nothing is.</summary>
    internal IEnumerable<string> Problems()
    {
        foreach (var (kind, quota) in Quotas.Where(entry => entry.Value is < 0 or > 1000))
        {
            yield return FormattableString.Invariant($"{nameof(CandidateOptions)}.{nameof(Quotas)} gives {kind} {quota}; it must lie between 0 and 1000.");
        }

        (string Name, int Value, int Least, int Most)[] numbers =
        [
            (nameof(OffersPerNeed), OffersPerNeed, 0, 100), (nameof(RowsPerRule), RowsPerRule, 1, 10_000), (nameof(DeclineRestDays), DeclineRestDays, 0, 3650),
            (nameof(NotNowRestDays), NotNowRestDays, 0, 365),
        ];
        foreach (var (name, value, least, most) in numbers.Where(number => number.Value < number.Least || number.Value > number.Most))
        {
            yield return FormattableString.Invariant($"{nameof(CandidateOptions)}.{name} is {value}; it must lie between {least} and {most}.");
        }
    }
}

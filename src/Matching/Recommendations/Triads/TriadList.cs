using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations.Triads;

/// <summary>What a reader wants of a list of triads.</summary>
public sealed record TriadRequest
{
    /// <summary>Triads at most, from 1 to <see cref="TriadOptions.MaximumLimit"/>; null for <see cref="TriadOptions.DefaultLimit"/>.</summary>
    public int? Limit { get; init; }

    /// <summary>Language of the reasons.</summary>
    public Language Language { get; init; }

    /// <summary>The day of the view; null for today.</summary>
    public DateOnly? AsOf { get; init; }
}

/// <summary>Which part the asking actor has in its triads. Append only.</summary>
public enum TriadRole
{
    /// <summary>It is neither a CSO nor a government nor a business: there are no triads for it.</summary>
    None = 0,

    /// <summary>It is the CSO that bridges the other two.</summary>
    Bridge = 1,

    /// <summary>It is the government; a CSO bridges it to a business.</summary>
    Government = 2,

    /// <summary>It is the business; a CSO bridges it to a government.</summary>
    Business = 3,
}

/// <summary>Triads that hold an actor, best first.</summary>
/// <param name="Actor">Who asks.</param>
/// <param name="AsOf">The day on which the network was viewed.</param>
/// <param name="Role">Its part in them.</param>
/// <param name="Items">The triads.</param>
/// <param name="Pairs">Only for a CSO: partners that meet a need of it and are in none of the triads, because a third would add too little. They are worth meeting as a pair.</param>
public sealed record TriadList(ActorName Actor, DateOnly AsOf, TriadRole Role, IReadOnlyList<Triad> Items, IReadOnlyList<TriadPair> Pairs);

/// <summary>A government and a business that a CSO bridges.</summary>
public sealed record Triad
{
    /// <summary>Position, from 1.</summary>
    public required int Rank { get; init; }

    /// <summary>The bridge.</summary>
    public required ActorName Cso { get; init; }

    /// <summary>The government.</summary>
    public required ActorName Government { get; init; }

    /// <summary>The business.</summary>
    public required ActorName Business { get; init; }

    /// <summary>T of <see cref="TriadOptions"/>, 0 to 1: it orders triads and is no probability.</summary>
    public required double Score { get; init; }

    /// <summary>√(p·q) of CSO and government.</summary>
    public required Probability CsoGovernment { get; init; }

    /// <summary>√(p·q) of CSO and business.</summary>
    public required Probability CsoBusiness { get; init; }

    /// <summary>√(p·q) of government and business.</summary>
    public required Probability GovernmentBusiness { get; init; }

    /// <summary>How much of the CSO's stated needs both together cover, 0 to 1; null for any other reader, and where it has stated none: needs are private.</summary>
    public double? Coverage { get; init; }

    /// <summary>Which need is covered by whom; empty where <see cref="Coverage"/> is null.</summary>
    public IReadOnlyList<CoveredNeed> Covers { get; init; } = [];

    /// <summary>Needs that neither covers; empty where <see cref="Coverage"/> is null.</summary>
    public IReadOnlyList<ResourceLabel> Uncovered { get; init; } = [];

    /// <summary>One sentence in the language asked for; only what the reader may see.</summary>
    public required string Reason { get; init; }

    /// <summary>Return the paths from the reader to each of the other two that the reason names.</summary>
    public required IReadOnlyList<CypherQuery> Cypher { get; init; }
}

/// <summary>A partner that is better met without a third.</summary>
/// <param name="Partner">The government or business.</param>
/// <param name="Score">√(p·q) with the CSO.</param>
/// <param name="Covers">Which needs it covers.</param>
/// <param name="Reason">One sentence.</param>
public sealed record TriadPair(ActorName Partner, Probability Score, IReadOnlyList<CoveredNeed> Covers, string Reason);

/// <summary>A kind of resource with its name in the language of the answer.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
public sealed record ResourceLabel(ResourceCode Code, string Name);

/// <summary>A need and who meets it.</summary>
/// <param name="Need">What is needed.</param>
/// <param name="By">Who offers something that meets it.</param>
/// <param name="Offer">What it offers.</param>
/// <param name="Fit">How well, above 0 to 1: 1 for the very kind.</param>
public sealed record CoveredNeed(ResourceLabel Need, ActorId By, ResourceLabel Offer, double Fit);

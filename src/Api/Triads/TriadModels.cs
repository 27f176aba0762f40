using CoEvolve.Api.Actors;
using CoEvolve.Api.Recommendations;
using CoEvolve.Matching.Recommendations.Triads;

namespace CoEvolve.Api.Triads;

/// <summary>The triads that hold an actor. Also what <c>coevolve triads --json</c> prints.</summary>
/// <param name="Items">The triads, best first.</param>
/// <param name="Pairs">Only for a CSO: partners that meet a need and are better met without a third.</param>
/// <param name="Role">The actor's part in them: `bridge` (it is the CSO), `government`, `business`, or `none` (its kind has no triads).</param>
/// <param name="AsOf">The day on which the network was viewed.</param>
internal sealed record TriadPage(IReadOnlyList<TriadItem> Items, IReadOnlyList<TriadPairItem> Pairs, TriadRole Role, DateOnly AsOf)
{
    public static TriadPage Of(TriadList list) =>
        new([.. list.Items.Select(TriadItem.Of)], [.. list.Pairs.Select(TriadPairItem.Of)], list.Role, list.AsOf);
}

/// <summary>A government and a business that a CSO bridges.</summary>
internal sealed record TriadItem
{
    /// <summary>Its place, from 1.</summary>
    public required int Rank { get; init; }

    /// <summary>The CSO that bridges the other two.</summary>
    public required ActorItem Cso { get; init; }

    /// <summary>The government.</summary>
    public required ActorItem Government { get; init; }

    /// <summary>The business.</summary>
    public required ActorItem Business { get; init; }

    /// <summary>Worth of the triad, 0 to 1: it orders triads and is no probability.</summary>
    public required double Score { get; init; }

    /// <summary>Worth of each of the three pairs in it.</summary>
    public required TriadLinks Links { get; init; }

    /// <summary>How much of the CSO's stated needs both cover, 0 to 1; null for any other reader and where none is stated.</summary>
    public required double? Coverage { get; init; }

    /// <summary>Which need is met by whom; empty where `coverage` is null.</summary>
    public required IReadOnlyList<CoveredNeedItem> Covers { get; init; }

    /// <summary>Needs that neither meets; empty where `coverage` is null.</summary>
    public required IReadOnlyList<ResourceItem> Uncovered { get; init; }

    /// <summary>One sentence in the language of the answer.</summary>
    public required string Reason { get; init; }

    /// <summary>Queries that return the paths from the actor to the others that the reason speaks of.</summary>
    public required IReadOnlyList<CypherItem> Cypher { get; init; }

    public static TriadItem Of(Triad triad) => new()
    {
        Rank = triad.Rank,
        Cso = ActorItem.Of(triad.Cso),
        Government = ActorItem.Of(triad.Government),
        Business = ActorItem.Of(triad.Business),
        Score = triad.Score,
        Links = new(triad.CsoGovernment.Value, triad.CsoBusiness.Value, triad.GovernmentBusiness.Value),
        Coverage = triad.Coverage,
        Covers = [.. triad.Covers.Select(CoveredNeedItem.Of)],
        Uncovered = [.. triad.Uncovered.Select(ResourceItem.Of)],
        Reason = triad.Reason,
        Cypher = [.. triad.Cypher.Select(query => new CypherItem(query.Query, query.Parameters))],
    };
}

/// <summary>Worth of the three pairs of a triad, each 0 to 1.</summary>
/// <param name="CsoGovernment">CSO and government.</param>
/// <param name="CsoBusiness">CSO and business.</param>
/// <param name="GovernmentBusiness">Government and business.</param>
internal sealed record TriadLinks(double CsoGovernment, double CsoBusiness, double GovernmentBusiness);

/// <summary>A partner that is better met without a third.</summary>
/// <param name="Partner">The government or business.</param>
/// <param name="Score">Worth of the pair, 0 to 1.</param>
/// <param name="Covers">Which needs it meets.</param>
/// <param name="Reason">One sentence in the language of the answer.</param>
internal sealed record TriadPairItem(ActorItem Partner, double Score, IReadOnlyList<CoveredNeedItem> Covers, string Reason)
{
    public static TriadPairItem Of(TriadPair pair) =>
        new(ActorItem.Of(pair.Partner), pair.Score.Value, [.. pair.Covers.Select(CoveredNeedItem.Of)], pair.Reason);
}

/// <summary>A need and who meets it.</summary>
/// <param name="Need">What is needed.</param>
/// <param name="By">Id of who meets it.</param>
/// <param name="Offer">What is offered.</param>
/// <param name="Fit">How well it meets the need, above 0 to 1.</param>
internal sealed record CoveredNeedItem(ResourceItem Need, string By, ResourceItem Offer, double Fit)
{
    public static CoveredNeedItem Of(CoveredNeed covered) => new(ResourceItem.Of(covered.Need), covered.By.Value, ResourceItem.Of(covered.Offer), covered.Fit);
}

/// <summary>A kind of resource.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name in the language of the answer.</param>
internal sealed record ResourceItem(string Code, string Name)
{
    public static ResourceItem Of(ResourceLabel label) => new(label.Code.Value, label.Name);
}

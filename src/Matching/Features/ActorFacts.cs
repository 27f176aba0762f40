using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Features;

/// <summary>A resource that an actor offers or needs on the day.</summary>
/// <param name="Resource">The kind of resource.</param>
/// <param name="Locality">Where; null where the actor did not say.</param>
internal readonly record struct ResourceStatement(ResourceCode Resource, LocalityCode? Locality);

/// <summary>What the graph says of one actor on one day: no more than the features and the reasons need.</summary>
internal sealed record ActorFacts
{
    public required ActorName Actor { get; init; }

    /// <summary>How many partnerships it can bear at once; null when unknown.</summary>
    public double? Capacity { get; init; }

    /// <summary>Where it is based; null for bodies without a seat in the network.</summary>
    public LocalityCode? Base { get; init; }

    public required IReadOnlyList<LocalityCode> Serves { get; init; }

    public required IReadOnlyList<SectorCode> Sectors { get; init; }

    public required IReadOnlyList<ResourceStatement> Offers { get; init; }

    public required IReadOnlyList<ResourceStatement> Needs { get; init; }

    /// <summary>Partnerships that run on the day.</summary>
    public long RunningPartnerships { get; init; }

    /// <summary>Recommendations it has said yes to.</summary>
    public long Accepted { get; init; }

    /// <summary>Recommendations it has said no to. A number only: which they were is nobody else's business.</summary>
    public long Declined { get; init; }

    /// <summary>How many leaders it has; null when unknown.</summary>
    public long? Leaders { get; init; }

    /// <summary>How many of them are women; null when unknown.</summary>
    public long? WomenLeaders { get; init; }

    /// <summary>Kept by <see cref="NetworkProfile.NumbersOf"/>.</summary>
    internal ActorNumbers? Numbers { get; set; }

    /// <summary>The kinds of resource that it offers, each once.</summary>
    public IReadOnlyList<ResourceCode> Offered => field ??= [.. Offers.Select(offer => offer.Resource).Distinct()];

    /// <summary>The kinds of resource that it needs, each with the weight 1.</summary>
    public IReadOnlyDictionary<ResourceCode, double> Needed => field ??= Needs.Select(need => need.Resource).Distinct().ToDictionary(need => need, _ => 1.0);

    /// <summary>Where it is based and whom it serves, each once.</summary>
    public IReadOnlyList<LocalityCode> Places => field ??= [.. (Base is { } seat ? Serves.Prepend(seat) : Serves).Distinct()];
}

/// <summary>A partner that both actors have worked with.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Partners">How many others it has worked with, the other side of the pair among them; 1 or more.</param>
internal sealed record CommonPartner(ActorId Id, string Name, int Partners);

/// <summary>One direction of a pair: would <paramref name="From"/> take <paramref name="To"/>?</summary>
/// <param name="From">The side whose view it is.</param>
/// <param name="To">The other side.</param>
/// <param name="CommonPartners">Partners of both.</param>
/// <param name="Network">The network of the day.</param>
internal sealed record PairFacts(ActorFacts From, ActorFacts To, IReadOnlyList<CommonPartner> CommonPartners, NetworkProfile Network)
{
    /// <summary>The same pair seen from the other side.</summary>
    public PairFacts Reversed => this with { From = To, To = From };
}

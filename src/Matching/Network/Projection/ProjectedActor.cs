namespace CoEvolve.Matching.Network.Projection;

/// <summary>A resource that an actor offers or needs on the day.</summary>
/// <param name="Resource">The kind of resource.</param>
/// <param name="Locality">Where; null where the actor did not say.</param>
/// <param name="Quantity">How much; null where the actor did not say.</param>
/// <param name="Unit">In which unit; null where the actor did not say.</param>
/// <param name="Until">The first day on which it holds no longer; null where that is open.</param>
internal readonly record struct ProjectedResource(ResourceCode Resource, LocalityCode? Locality, double? Quantity = null, string? Unit = null, DateOnly? Until = null);

/// <summary>An answer that an actor had given to a recommendation.</summary>
/// <param name="From">Who answered.</param>
/// <param name="To">Who had been recommended.</param>
/// <param name="Accepted">Whether it was a yes.</param>
/// <param name="At">The day; null where unknown.</param>
internal readonly record struct ProjectedAnswer(ActorId From, ActorId To, bool Accepted, DateOnly? At);

/// <summary>What the graph says of one actor on a day. Lists are in ordinal order of their codes.</summary>
internal sealed record ProjectedActor
{
    public required ActorId Id { get; init; }

    public required ActorKind Kind { get; init; }

    /// <summary>Partnerships that it can bear at once; null when unknown.</summary>
    public double? Capacity { get; init; }

    /// <summary>Where it is based; null for bodies without a seat in the network.</summary>
    public LocalityCode? Seat { get; init; }

    public IReadOnlyList<LocalityCode> Serves { get; init; } = [];

    /// <summary>Sectors that it states itself; they carry no dates.</summary>
    public IReadOnlyList<SectorCode> Sectors { get; init; } = [];

    public IReadOnlyList<ProjectedResource> Offers { get; init; } = [];

    public IReadOnlyList<ProjectedResource> Needs { get; init; } = [];

    /// <summary>Recommendations it had said yes to.</summary>
    public long Accepted { get; init; }

    /// <summary>Recommendations it had said no to.</summary>
    public long Declined { get; init; }

    /// <summary>What it says of itself; null where it says nothing.</summary>
    public string? Description { get; init; }
}

/// <summary>A partnership that had begun.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Start">Its first day; null where unknown.</param>
/// <param name="End">The first day after it; null where unknown. It may lie in the future of the day, as far as it was planned.</param>
/// <param name="Members">Ids of all members, also of those whom the day does not know, each once, in ordinal order.</param>
/// <param name="Sectors">What it is about, in ordinal order.</param>
internal sealed record ProjectedPartnership(string Id, DateOnly? Start, DateOnly? End, IReadOnlyList<ActorId> Members, IReadOnlyList<SectorCode> Sectors);

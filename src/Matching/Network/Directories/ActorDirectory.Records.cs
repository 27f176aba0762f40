namespace CoEvolve.Matching.Network.Directories;

/// <summary>What to look for among the actors of a day. All conditions must hold; those left null do not count.</summary>
public sealed record ActorSearch
{
    /// <summary>A part of the name, in any case.</summary>
    public string? Name { get; init; }

    /// <summary>The kind.</summary>
    public ActorKind? Kind { get; init; }

    /// <summary>A locality that the actor is based in or serves, or one inside of it.</summary>
    public LocalityCode? Locality { get; init; }

    /// <summary>A sector that the actor works in, or one below it.</summary>
    public SectorCode? Sector { get; init; }

    /// <summary>The last id of the page before; null for the first page.</summary>
    public ActorId? After { get; init; }

    /// <summary>Rows on a page, 1 to 200.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>The day of the view; null for today.</summary>
    public DateOnly? AsOf { get; init; }
}

/// <summary>One page of actors, ordered by id.</summary>
/// <param name="Items">The actors.</param>
/// <param name="AsOf">The day of the view.</param>
/// <param name="Next">Give it as <see cref="ActorSearch.After"/> to read on; null on the last page.</param>
public sealed record ActorPage(IReadOnlyList<ActorName> Items, DateOnly AsOf, ActorId? Next);

/// <summary>One actor in full, as the public may see it. Needs are private and e-mail is personal: neither is here.</summary>
public sealed record ActorProfile
{
    /// <summary>Id, name, kind, seat, and whether it is a made-up example.</summary>
    public required ActorName Actor { get; init; }

    /// <summary>What kind of government, company and so on; null when unknown.</summary>
    public string? Subkind { get; init; }

    /// <summary>What the actor says of itself; null when unknown.</summary>
    public string? Description { get; init; }

    /// <summary>How many leaders it has; null when unknown.</summary>
    public int? Leaders { get; init; }

    /// <summary>How many of them are women; null when unknown.</summary>
    public int? WomenLeaders { get; init; }

    /// <summary>How many of them are young; null when unknown.</summary>
    public int? YoungLeaders { get; init; }

    /// <summary>First day of its existence; null when unknown.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The day of its ending, on which it is no more; null when it goes on.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>The localities that it serves, by code.</summary>
    public required IReadOnlyList<LocalityName> Serves { get; init; }

    /// <summary>The sectors that it works in, by code.</summary>
    public required IReadOnlyList<SectorName> Sectors { get; init; }

    /// <summary>What it offers on the day of the view, by resource code.</summary>
    public required IReadOnlyList<OfferedResource> Offers { get; init; }
}

/// <summary>A resource on offer.</summary>
/// <param name="Code">The kind of resource.</param>
/// <param name="Name">Its name in the language asked for.</param>
/// <param name="Quantity">How much; null when not stated.</param>
/// <param name="Unit">The unit of the quantity; null when not stated.</param>
/// <param name="Locality">Where it is on offer; null where the actor did not say.</param>
/// <param name="Note">What the actor says of it; null when nothing.</param>
public sealed record OfferedResource(ResourceCode Code, string Name, double? Quantity, string? Unit, LocalityCode? Locality, string? Note);

/// <summary>A sector.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name in the language asked for.</param>
/// <param name="Parent">The sector above; null at the top.</param>
public sealed record SectorName(SectorCode Code, string Name, SectorCode? Parent);

/// <summary>A kind of resource.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name in the language asked for.</param>
/// <param name="Parent">The kind above; null at the top.</param>
public sealed record ResourceName(ResourceCode Code, string Name, ResourceCode? Parent);

/// <summary>A locality with its place in the tree.</summary>
/// <param name="Locality">Code, name, tier.</param>
/// <param name="Parent">The locality around it; null for the nation.</param>
/// <param name="Population">People; null when unknown.</param>
public sealed record LocalityEntry(LocalityName Locality, LocalityCode? Parent, long? Population);

/// <summary>Which localities to list. All conditions must hold; those left null do not count.</summary>
public sealed record LocalitySearch
{
    /// <summary>A part of the name, in any case.</summary>
    public string? Name { get; init; }

    /// <summary>The tier.</summary>
    public Tier? Tier { get; init; }

    /// <summary>The locality directly around.</summary>
    public LocalityCode? Parent { get; init; }

    /// <summary>The last code of the page before; null for the first page.</summary>
    public LocalityCode? After { get; init; }

    /// <summary>Rows on a page, 1 to 1,000.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>The day of the view; null for today.</summary>
    public DateOnly? AsOf { get; init; }
}

/// <summary>One page of localities, ordered by code.</summary>
/// <param name="Items">The localities.</param>
/// <param name="AsOf">The day of the view.</param>
/// <param name="Next">Give it as <see cref="LocalitySearch.After"/> to read on; null on the last page.</param>
public sealed record LocalityPage(IReadOnlyList<LocalityEntry> Items, DateOnly AsOf, LocalityCode? Next);

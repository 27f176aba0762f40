using CoEvolve.Api.Localities;
using CoEvolve.Api.Vocabularies;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Directories;

namespace CoEvolve.Api.Actors;

/// <summary>An actor as it appears in lists.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its part in development.</param>
/// <param name="Locality">Code of the locality where it is based; null for foreign bodies.</param>
/// <param name="LocalityName">Name of that locality.</param>
/// <param name="Sample">True for a made-up example, which a reader must be told.</param>
internal sealed record ActorItem(string Id, string Name, ActorKind Kind, string? Locality, string? LocalityName, bool Sample)
{
    public static ActorItem Of(ActorName actor) =>
        new(actor.Id.Value, actor.Name, actor.Kind, actor.Locality?.Code.Value, actor.Locality?.Name, actor.Sample);
}

/// <summary>One page of actors, ordered by id.</summary>
/// <param name="Items">The actors.</param>
/// <param name="AsOf">The day of the view.</param>
/// <param name="Next">The cursor of the next page; null on the last one.</param>
internal sealed record ActorList(IReadOnlyList<ActorItem> Items, DateOnly AsOf, string? Next);

/// <summary>One actor as the public may see it: no needs, no e-mail address.</summary>
internal sealed record ActorDetail
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its part in development.</summary>
    public required ActorKind Kind { get; init; }

    /// <summary>What kind of government, company and so on; null when unknown.</summary>
    public string? Subkind { get; init; }

    /// <summary>Where it is based; null for foreign bodies.</summary>
    public LocalityRef? Locality { get; init; }

    /// <summary>True for a made-up example, which a reader must be told.</summary>
    public required bool Sample { get; init; }

    /// <summary>What the actor says of itself; null when unknown.</summary>
    public string? Description { get; init; }

    /// <summary>How many leaders it has; null when unknown.</summary>
    public int? Leaders { get; init; }

    /// <summary>How many of them are women; null when unknown.</summary>
    public int? WomenLeaders { get; init; }

    /// <summary>How many of them are young; null when unknown.</summary>
    public int? YoungLeaders { get; init; }

    /// <summary>The first day of its existence; null when unknown.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The day of its ending, on which it is no more; null when it goes on.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>The localities that it serves.</summary>
    public required IReadOnlyList<LocalityRef> Serves { get; init; }

    /// <summary>The sectors that it works in.</summary>
    public required IReadOnlyList<TermItem> Sectors { get; init; }

    /// <summary>What it offers.</summary>
    public required IReadOnlyList<OfferItem> Offers { get; init; }

    public static ActorDetail Of(ActorProfile profile) => new()
    {
        Id = profile.Actor.Id.Value,
        Name = profile.Actor.Name,
        Kind = profile.Actor.Kind,
        Subkind = profile.Subkind,
        Locality = profile.Actor.Locality is { } seat ? LocalityRef.Of(seat) : null,
        Sample = profile.Actor.Sample,
        Description = profile.Description,
        Leaders = profile.Leaders,
        WomenLeaders = profile.WomenLeaders,
        YoungLeaders = profile.YoungLeaders,
        ValidFrom = profile.ValidFrom,
        ValidTo = profile.ValidTo,
        Serves = [.. profile.Serves.Select(LocalityRef.Of)],
        Sectors = [.. profile.Sectors.Select(TermItem.Of)],
        Offers = [.. profile.Offers.Select(OfferItem.Of)],
    };
}

/// <summary>A resource on offer.</summary>
/// <param name="Resource">Code of the kind of resource.</param>
/// <param name="Name">Its name in the language of the answer.</param>
/// <param name="Quantity">How much; null when not stated.</param>
/// <param name="Unit">The unit of the quantity; null when not stated.</param>
/// <param name="Locality">Code of the locality where it is on offer; null when not stated.</param>
/// <param name="Note">What the actor says of it; null when nothing.</param>
internal sealed record OfferItem(string Resource, string Name, double? Quantity, string? Unit, string? Locality, string? Note)
{
    public static OfferItem Of(OfferedResource offer) =>
        new(offer.Code.Value, offer.Name, offer.Quantity, offer.Unit, offer.Locality?.Value, offer.Note);
}

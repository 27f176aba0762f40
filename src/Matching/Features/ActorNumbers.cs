namespace CoEvolve.Matching.Features;

/// <summary>A resource that an actor offers, by number.</summary>
/// <param name="Resource">By <see cref="ResourceKinds.NumberOf"/>.</param>
/// <param name="Locality">Where, by <see cref="LocalityTree.NumberOf"/>; <see cref="Anywhere"/> where the actor did not say.</param>
internal readonly record struct NumberedOffer(int Resource, int Locality)
{
    public const int Anywhere = -2;
}

/// <summary>A resource that an actor needs, or that actors like it need.</summary>
/// <param name="Resource">By <see cref="ResourceKinds.NumberOf"/>.</param>
/// <param name="Weight">1 for a stated need.</param>
internal readonly record struct NumberedNeed(int Resource, double Weight);

/// <summary>
/// What features compare of an actor, looked up in one network once and kept with the actor: a night compares each with some hundred others. See <see cref="NetworkProfile.NumbersOf"/>.
/// </summary>
internal sealed class ActorNumbers
{
    /// <summary>Offers of one actor that are looked at, in the order of their codes: more than a vocabulary has kinds.</summary>
    private const int MostOffers = 1000;

    private readonly Dictionary<int, double>? _meanOffers;

    public ActorNumbers(ActorFacts actor, NetworkProfile network, SectorVector sectors, SectorVector parents)
    {
        (Actor, Network, Sectors, Parents) = (actor, network, sectors, parents);
        Places = [.. actor.Places.Select(network.Localities.NumberOf).Where(place => place >= 0)];
        Seat = actor.Base is { } seat ? network.Localities.NumberOf(seat) : -1;
        Offers =
        [
            .. actor.Offers.Take(MostOffers).Select(offer => new NumberedOffer(
                network.Resources.NumberOf(offer.Resource), offer.Locality is { } where ? network.Localities.NumberOf(where) : NumberedOffer.Anywhere)),
        ];
        StatesNeeds = actor.Needs.Count > 0;
        var needs = StatesNeeds ? actor.Needed : network.MeanNeeds(actor.Actor.Kind, actor.Sectors);
        Needs = [.. needs.Select(need => new NumberedNeed(network.Resources.NumberOf(need.Key), need.Value))];
        _meanOffers = actor.Offers.Count == 0 ? network.MeanOffers(actor.Actor.Kind, actor.Sectors)?.ToDictionary(mean => network.Resources.NumberOf(mean.Key), mean => mean.Value) : null;
        Offered = [.. actor.Offered.Select(network.Resources.NumberOf)];
        StatedSectors = [.. actor.Sectors.Select(network.SectorNumber)];
    }

    /// <summary>Whose they are.</summary>
    public ActorFacts Actor { get; }

    /// <summary>In which network.</summary>
    public NetworkProfile Network { get; }

    /// <summary>Its places that the network knows, by <see cref="LocalityTree.NumberOf"/>.</summary>
    public int[] Places { get; }

    /// <summary>Where it is based; −1 for nowhere that the network knows.</summary>
    public int Seat { get; }

    /// <summary>What it offers.</summary>
    public NumberedOffer[] Offers { get; }

    /// <summary>What it needs; where it states nothing, what its kind and sectors need.</summary>
    public NumberedNeed[] Needs { get; }

    /// <summary>Whether <see cref="Needs"/> are its own.</summary>
    public bool StatesNeeds { get; }

    /// <summary>Whether anything is known of what it offers, be it the mean of its kind and sectors.</summary>
    public bool HasOffers => Offers.Length > 0 || _meanOffers is not null;

    /// <summary>The kinds of resource that it offers, each once.</summary>
    public int[] Offered { get; }

    /// <summary>The sectors that it states, by <see cref="NetworkProfile.SectorNumber"/>.</summary>
    public int[] StatedSectors { get; }

    /// <summary>The same, as they are weighed.</summary>
    public SectorVector Sectors { get; }

    /// <summary>The sectors above them.</summary>
    public SectorVector Parents { get; }

    /// <summary>How well the offers of its kind and sectors meet a need, for an actor that states no offer.</summary>
    public double MeanOffer(NumberedNeed need) => _meanOffers!.GetValueOrDefault(need.Resource);

    /// <summary>Whether an offer reaches this actor: it names no locality, or one that holds, or lies within, a place of the actor.</summary>
    public bool IsReachedBy(NumberedOffer offer)
    {
        if (offer.Locality == NumberedOffer.Anywhere)
        {
            return true;
        }

        foreach (var place in offer.Locality < 0 ? [] : Places)
        {
            if (LocalityRelation.Of(Network.Localities.RelationOf(place, offer.Locality)).Covered)
            {
                return true;
            }
        }

        return false;
    }
}

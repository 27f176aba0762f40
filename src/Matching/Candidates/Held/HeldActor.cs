using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Candidates.Held;

/// <summary>A resource that an actor offers or needs, by number.</summary>
/// <param name="Resource">The kind of resource.</param>
/// <param name="Locality">Where; <see cref="Anywhere"/> where the actor did not say, <see cref="Unknown"/> for a locality that is not in the graph.</param>
internal readonly record struct HeldStatement(int Resource, int Locality)
{
    public const int Anywhere = -1;
    public const int Unknown = -2;
}

/// <summary>One actor of a held network. Actors, localities, sectors and resources are numbers.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="IsGovernment">Whether it bears that label.</param>
/// <param name="TakesPart">Whether it may be recommended at all on the day.</param>
/// <param name="IsFull">Whether its running partnerships fill its capacity.</param>
/// <param name="Places">Where it is based and whom it serves.</param>
/// <param name="Around">Its places and all localities around them, rising.</param>
/// <param name="Sectors">What it works in.</param>
/// <param name="Offers">On the day.</param>
/// <param name="Needs">On the day.</param>
internal sealed record HeldActor(
    ActorId Id, ActorKind Kind, bool IsGovernment, bool TakesPart, bool IsFull, int[] Places, int[] Around, int[] Sectors, HeldStatement[] Offers, HeldStatement[] Needs);

/// <summary>Membership of one actor in one partnership.</summary>
/// <param name="Actor">The actor's number.</param>
/// <param name="Partnership">The partnership's number.</param>
internal readonly record struct HeldMembership(int Actor, int Partnership);

/// <summary>What a partnership means on the day.</summary>
/// <param name="CameAbout">Whether it runs or ran.</param>
/// <param name="KeepsApart">Whether its members are not recommended to each other: they are partners already, or have declined not long ago.</param>
internal readonly record struct HeldPartnership(bool CameAbout, bool KeepsApart);

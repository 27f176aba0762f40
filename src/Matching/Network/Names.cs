namespace CoEvolve.Matching.Network;

/// <summary>A locality as a reader sees it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its official name; localities have one name in every language.</param>
/// <param name="Tier">Its tier.</param>
public sealed record LocalityName(LocalityCode Code, string Name, Tier Tier);

/// <summary>An actor as it appears in lists: nothing personal, and whether it is a made-up example.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its role.</param>
/// <param name="Locality">Where it is based; null for bodies without a seat in the network (foreign ones).</param>
/// <param name="Sample">True for a made-up example: a reader must be told.</param>
public sealed record ActorName(ActorId Id, string Name, ActorKind Kind, LocalityName? Locality, bool Sample);

using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Directories;

namespace CoEvolve.Api.Localities;

/// <summary>A locality, named.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its official name.</param>
/// <param name="Tier">Its tier.</param>
internal sealed record LocalityRef(string Code, string Name, Tier Tier)
{
    public static LocalityRef Of(LocalityName locality) => new(locality.Code.Value, locality.Name, locality.Tier);
}

/// <summary>A locality with its place in the tree.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its official name.</param>
/// <param name="Tier">Its tier.</param>
/// <param name="Parent">Code of the locality around it; null for the nation.</param>
/// <param name="Population">People; null when unknown.</param>
internal sealed record LocalityItem(string Code, string Name, Tier Tier, string? Parent, long? Population)
{
    public static LocalityItem Of(LocalityEntry entry) =>
        new(entry.Locality.Code.Value, entry.Locality.Name, entry.Locality.Tier, entry.Parent?.Value, entry.Population);
}

/// <summary>One page of localities, ordered by code.</summary>
/// <param name="Items">The localities.</param>
/// <param name="AsOf">The day of the view.</param>
/// <param name="Next">The cursor of the next page; null on the last one.</param>
internal sealed record LocalityList(IReadOnlyList<LocalityItem> Items, DateOnly AsOf, string? Next);

using CoEvolve.Matching.Network.Directories;

namespace CoEvolve.Api.Vocabularies;

/// <summary>A sector or a kind of resource.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name in the language of the answer.</param>
/// <param name="Parent">Code of the one above; null at the top.</param>
internal sealed record TermItem(string Code, string Name, string? Parent)
{
    public static TermItem Of(SectorName sector) => new(sector.Code.Value, sector.Name, sector.Parent?.Value);

    public static TermItem Of(ResourceName resource) => new(resource.Code.Value, resource.Name, resource.Parent?.Value);
}

/// <summary>A whole vocabulary, ordered by code.</summary>
/// <param name="Items">The terms.</param>
internal sealed record TermList(IReadOnlyList<TermItem> Items);

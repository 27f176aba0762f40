using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Ingest.Rows;

/// <summary>What a package may refer to: the graph as it was, and the rows of the package accepted so far.</summary>
internal sealed class KnownNetwork
{
    public ReferenceSet Localities { get; } = new(PackageFile.Localities, "locality");

    public ReferenceSet Sectors { get; } = new(PackageFile.Sectors, "sector");

    public ReferenceSet Resources { get; } = new(PackageFile.Resources, "resource");

    public ReferenceSet Actors { get; } = new(PackageFile.Actors, "actor");

    /// <summary>Tier and parent of the localities that the graph held before.</summary>
    public Dictionary<string, (Tier Tier, string? Parent)> LocalitiesOfGraph { get; } = new(StringComparer.Ordinal);

    /// <summary>Parents of the sectors that the graph held before.</summary>
    public Dictionary<string, string?> SectorsOfGraph { get; } = new(StringComparer.Ordinal);

    /// <summary>Parents of the resources that the graph held before.</summary>
    public Dictionary<string, string?> ResourcesOfGraph { get; } = new(StringComparer.Ordinal);

    public void AddLocality(string code, Tier tier, string? parent)
    {
        Localities.AddFromGraph(code);
        LocalitiesOfGraph[code] = (tier, parent);
    }

    public void AddSector(string code, string? parent)
    {
        Sectors.AddFromGraph(code);
        SectorsOfGraph[code] = parent;
    }

    public void AddResource(string code, string? parent)
    {
        Resources.AddFromGraph(code);
        ResourcesOfGraph[code] = parent;
    }
}

using CoEvolve.Graph;
using CoEvolve.Graph.Values;

namespace CoEvolve.Matching.Network.Directories;

/// <summary>The two shared vocabularies: sectors and kinds of resource. Safe to use from several threads.</summary>
/// <param name="graph">The network.</param>
public sealed class Vocabulary(IGraph graph)
{
    /// <summary>All sectors, by code.</summary>
    public async Task<IReadOnlyList<SectorName>> SectorsAsync(Language language = Language.Indonesian, CancellationToken cancellationToken = default) =>
        await graph.ReadNamedAsync(
            "Network/Directories/Queries/sectors",
            [],
            row => new SectorName(new(row[0].AsString()), NameIn(row, language), row[3].AsStringOrNull() is { } parent ? new SectorCode(parent) : null),
            cancellationToken);

    /// <summary>All kinds of resource, by code.</summary>
    public async Task<IReadOnlyList<ResourceName>> ResourcesAsync(Language language = Language.Indonesian, CancellationToken cancellationToken = default) =>
        await graph.ReadNamedAsync(
            "Network/Directories/Queries/resources",
            [],
            row => new ResourceName(new(row[0].AsString()), NameIn(row, language), row[3].AsStringOrNull() is { } parent ? new ResourceCode(parent) : null),
            cancellationToken);

    /// <summary>The name asked for; the other one where a package gives one only; the code where it gives none.</summary>
    private static string NameIn(ReadOnlySpan<Value> row, Language language)
    {
        var (indonesian, english) = (row[1].AsStringOrNull(), row[2].AsStringOrNull());
        return (language == Language.English ? english ?? indonesian : indonesian ?? english) ?? row[0].AsString();
    }
}

using CoEvolve.Graph;

namespace CoEvolve.Matching.Network.Directories;

/// <summary>The two shared vocabularies: sectors and kinds of resource. Safe to use from several threads.</summary>
/// <param name="graph">The network.</param>
public sealed class Vocabulary(IGraph graph)
{
    /// <summary>All sectors, by code.</summary>
    public Task<IReadOnlyList<SectorName>> SectorsAsync(Language language = Language.Indonesian, CancellationToken cancellationToken = default) => throw new NotImplementedException($"{graph}");

    /// <summary>All kinds of resource, by code.</summary>
    public Task<IReadOnlyList<ResourceName>> ResourcesAsync(Language language = Language.Indonesian, CancellationToken cancellationToken = default) => throw new NotImplementedException($"{graph}");
}

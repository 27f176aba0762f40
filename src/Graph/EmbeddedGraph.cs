using CoEvolve.Graph.Values;

namespace CoEvolve.Graph;

/// <summary>A property graph in this process, kept in one folder (or in memory alone), queried in Cypher.</summary>
public sealed class EmbeddedGraph : IGraph
{
    /// <summary>An empty graph that lives as long as the object.</summary>
    public static EmbeddedGraph InMemory() => throw new NotImplementedException();

    /// <summary>Opens the graph of a folder, or starts an empty one there.</summary>
    /// <exception cref="InvalidDataException">The snapshot is damaged; the message says which file, and what to do.</exception>
    public static EmbeddedGraph Open(string folder) => throw new NotImplementedException();

    /// <summary>Writes the graph to its folder: a checksummed snapshot that replaces the last one in a single rename.</summary>
    public ValueTask SaveAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<IGraphResult> RunAsync(string cypher, IReadOnlyDictionary<string, Value>? parameters = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<IGraphTransaction> BeginTransactionAsync(AccessMode mode, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}

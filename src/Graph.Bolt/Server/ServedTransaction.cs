using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>
/// A client's explicit transaction. It takes the writer's place only with its first statement that writes, since clients open most transactions for writing
/// and read in them; until then each statement sees the last committed state, as in Neo4j, whose transactions are isolated as "read committed".
/// </summary>
internal sealed class ServedTransaction(IGraph graph, bool readOnly) : IAsyncDisposable
{
    private readonly List<IGraphTransaction> _readers = [];
    private IGraphTransaction? _writer;

    public async ValueTask<IGraphResult> RunAsync(string cypher, IReadOnlyDictionary<string, Value> parameters, CancellationToken cancellationToken)
    {
        if (_writer is null)
        {
            var reader = await graph.BeginTransactionAsync(AccessMode.Read, cancellationToken).ConfigureAwait(false);
            _readers.Add(reader); // its result is read later
            try
            {
                return await reader.RunAsync(cypher, parameters, cancellationToken).ConfigureAwait(false);
            }
            catch (CypherException writes) when (!readOnly && writes.Code == CypherErrors.AccessModeCode)
            {
                // It takes the writer's place below.
            }

            _writer = await graph.BeginTransactionAsync(AccessMode.Write, cancellationToken).ConfigureAwait(false);
        }

        return await _writer.RunAsync(cypher, parameters, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask CommitAsync(CancellationToken cancellationToken) => _writer?.CommitAsync(cancellationToken) ?? ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var reader in _readers)
        {
            await reader.DisposeAsync().ConfigureAwait(false);
        }

        if (_writer is not null)
        {
            await _writer.DisposeAsync().ConfigureAwait(false);
        }
    }
}

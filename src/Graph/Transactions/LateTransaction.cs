using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Transactions;

/// <summary>
/// A transaction that takes the writer's place only with its first statement that writes, since clients open most transactions for writing and read in them; until
/// then each statement sees the last committed state, as in Neo4j, whose transactions are isolated as "read committed". To others it is one transaction from its beginning.
/// </summary>
/// <param name="running">The transaction as others see it.</param>
/// <param name="read">Begins a part that reads.</param>
/// <param name="write">Begins the part that writes; null where none may.</param>
internal sealed class LateTransaction(
    RunningTransaction running, Func<RunningTransaction, EmbeddedTransaction> read, Func<RunningTransaction, CancellationToken, ValueTask<EmbeddedTransaction>>? write) : IGraphTransaction
{
    private readonly List<EmbeddedTransaction> _readers = [];
    private EmbeddedTransaction? _writer;

    public async ValueTask<IGraphResult> RunAsync(string cypher, IReadOnlyDictionary<string, Value>? parameters = null, CancellationToken cancellationToken = default)
    {
        if (_writer is null)
        {
            var reader = read(running);
            _readers.Add(reader); // its result is read later
            try
            {
                return await reader.RunAsync(cypher, parameters, cancellationToken).ConfigureAwait(false);
            }
            catch (CypherException writes) when (write is not null && writes.Code == CypherErrors.AccessModeCode)
            {
                // It takes the writer's place below.
            }

            using var joined = CancellationTokenSource.CreateLinkedTokenSource(running.Cancellation, cancellationToken);
            _writer = await write!(running, joined.Token).ConfigureAwait(false);
        }

        return await _writer.RunAsync(cypher, parameters, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask CommitAsync(CancellationToken cancellationToken = default) =>
        running.IsTerminated ? throw RunningTransaction.Terminated() : _writer?.CommitAsync(cancellationToken) ?? ValueTask.CompletedTask;

    public ValueTask RollbackAsync(CancellationToken cancellationToken = default) => DisposeAsync();

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

        running.Dispose();
    }
}

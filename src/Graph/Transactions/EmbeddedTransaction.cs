using CoEvolve.Graph.Execution;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;
using NodaTime;

namespace CoEvolve.Graph.Transactions;

/// <summary>A transaction on the embedded graph. A writer holds the writer's place from its beginning to its end.</summary>
internal sealed class EmbeddedTransaction : IGraphTransaction
{
    private readonly StateStore _store;
    private readonly StatementRunner _runner;
    private readonly AccessMode _mode;
    private readonly GraphState _state;
    private readonly int _schemaVersion;
    private readonly Instant _began;
    private bool _ended;
    private bool _failed;

    /// <summary>For a writer, the caller has entered the store.</summary>
    public EmbeddedTransaction(StateStore store, StatementRunner runner, AccessMode mode)
    {
        _store = store;
        _runner = runner;
        _mode = mode;
        _began = runner.Now();
        var committed = mode == AccessMode.Write ? store.Latest : store.Current;
        _state = mode == AccessMode.Write ? store.Fork() : committed.State;
        _schemaVersion = committed.SchemaVersion;
    }

    public ValueTask<IGraphResult> RunAsync(string cypher, IReadOnlyDictionary<string, Value>? parameters = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cypher);
        ObjectDisposedException.ThrowIf(_ended, this);
        if (_failed)
        {
            throw new CypherException("Neo.ClientError.Transaction.TransactionTimedOut", "An earlier statement of this transaction failed: roll it back and begin anew.");
        }

        var succeeded = false;
        try
        {
            var statement = _runner.Compile(cypher, parameters, _state, _schemaVersion);
            if (statement.Writes && _mode == AccessMode.Read)
            {
                throw new CypherException(CypherErrors.AccessModeCode, "This statement writes, but its transaction is for reading only.");
            }

            var result = _mode == AccessMode.Read
                ? _runner.Stream(statement, parameters, _state, _began, cancellationToken)
                : _runner.Run(statement, parameters, _state, _began, cancellationToken);
            succeeded = true;
            return ValueTask.FromResult(result);
        }
        finally
        {
            _failed = !succeeded;
        }
    }

    public ValueTask CommitAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        cancellationToken.ThrowIfCancellationRequested();
        if (_failed)
        {
            End();
            throw new CypherException("Neo.ClientError.Transaction.TransactionMarkedAsFailed", "A statement of this transaction failed, so it was rolled back.");
        }

        // From here on there is no way back, so that a cancellation comes too late.
        _ended = true;
        return _mode == AccessMode.Write ? _store.CommitAsync(_state, schemaChanged: false) : ValueTask.CompletedTask;
    }

    public ValueTask RollbackAsync(CancellationToken cancellationToken = default)
    {
        End();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        End();
        return ValueTask.CompletedTask;
    }

    private void End()
    {
        if (!_ended)
        {
            _ended = true;
            if (_mode == AccessMode.Write)
            {
                _store.Exit();
            }
        }
    }
}

using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;
using NodaTime;

namespace CoEvolve.Graph.Transactions;

/// <summary>A transaction on the embedded graph. A writer holds the writer's place from its beginning to its end.</summary>
internal sealed class EmbeddedTransaction : IGraphTransaction
{
    private static int s_privateSchemas;

    private readonly StateStore? _store; // null only for a reader, which has nothing to give back
    private readonly StatementRunner _runner;
    private readonly AccessMode _mode;
    private GraphState _state;
    private readonly RunningTransaction _running;
    private int _schemaVersion;
    private bool _schemaChanged;
    private readonly Instant _began;
    private bool _ended;
    private bool _failed;

    /// <summary>For a writer, the caller has entered the store.</summary>
    public EmbeddedTransaction(StateStore store, StatementRunner runner, RunningTransaction running, AccessMode mode)
    {
        _running = running;
        _store = store;
        _runner = runner;
        _mode = mode;
        _began = runner.Now();
        var committed = mode == AccessMode.Write ? store.Latest : store.Current;
        _state = mode == AccessMode.Write ? store.Fork() : committed.State;
        _schemaVersion = committed.SchemaVersion;
    }

    /// <summary>A reader of a given state.</summary>
    public EmbeddedTransaction(Committed committed, StatementRunner runner, RunningTransaction running)
    {
        _running = running;
        _runner = runner;
        _mode = AccessMode.Read;
        _began = runner.Now();
        _state = committed.State;
        _schemaVersion = committed.SchemaVersion;
    }

    /// <summary>Whether it was begun for one statement, which may then commit in parts.</summary>
    public bool IsImplicit { get; init; }

    /// <summary>Whether it is one part of a transaction that goes on behind its end.</summary>
    public bool IsPart { get; init; }

    /// <summary>A number for a schema that no committed state has, so that plans made for it are told apart from others.</summary>
    public static int NextPrivateSchema() => -Interlocked.Increment(ref s_privateSchemas);

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
            _running.Statement = cypher;
            var result = _running.IsTerminated ? throw RunningTransaction.Terminated()
                : _runner.Parse(cypher) is QueryStatement ? RunQuery(cypher, parameters, cancellationToken)
                : ChangeSchema(cypher, parameters);
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
        if (_running.IsTerminated)
        {
            End();
            throw RunningTransaction.Terminated();
        }

        if (_failed)
        {
            End();
            throw new CypherException("Neo.ClientError.Transaction.TransactionMarkedAsFailed", "A statement of this transaction failed, so it was rolled back.");
        }

        // From here on there is no way back, so that a cancellation comes too late.
        _ended = true;
        EndRunning();
        return _mode == AccessMode.Write ? _store!.CommitAsync(_state, _schemaChanged) : ValueTask.CompletedTask;
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

    private IGraphResult RunQuery(string cypher, IReadOnlyDictionary<string, Value>? parameters, CancellationToken cancellationToken)
    {
        var statement = _runner.Compile(cypher, parameters, _state, _schemaVersion);
        if (!IsImplicit && statement.Bound.Query.HasBatches)
        {
            throw new CypherException(CypherErrors.TransactionStartCode, "CALL { … } IN TRANSACTIONS commits by itself, and cannot stand in a transaction of several statements.");
        }

        if (_mode == AccessMode.Read)
        {
            return statement.Writes ? throw WritesInReading() : _runner.StreamIn(statement, parameters, _state, _began, _running, cancellationToken);
        }

        using var stop = _runner.Stop(_running, cancellationToken);
        try
        {
            return _runner.Run(statement, parameters, _state, _began, stop.Token, new BatchCommits(_running.Number, CommitBatch), _running);
        }
        catch (OperationCanceledException) when (stop.Reason is { } reason)
        {
            throw reason;
        }
    }

    /// <summary>Commits a state that goes on from this transaction's, keeps the writer's place, and goes on from there.</summary>
    private GraphState CommitBatch(GraphState state)
    {
        var commit = _store!.CommitAsync(state, _schemaChanged, leave: false);
        if (!commit.IsCompletedSuccessfully)
        {
            // The statement runs on this thread, which has nothing else to do until its batch is safe.
            commit.AsTask().GetAwaiter().GetResult();
        }

        _state = _store!.Fork();
        return _state;
    }

    private IGraphResult ChangeSchema(string cypher, IReadOnlyDictionary<string, Value>? parameters)
    {
        if (_mode == AccessMode.Read)
        {
            throw WritesInReading();
        }

        var result = _runner.ChangeSchema(cypher, parameters, _state);
        if (result.Counters.ContainsUpdates)
        {
            _schemaChanged = true;
            _schemaVersion = NextPrivateSchema();
        }

        return result;
    }

    private static CypherException WritesInReading() => new(CypherErrors.AccessModeCode, "This statement writes, but its transaction is for reading only.");

    private void EndRunning()
    {
        if (!IsPart)
        {
            _running.Dispose();
        }
    }

    private void End()
    {
        if (!_ended)
        {
            _ended = true;
            EndRunning();
            if (_mode == AccessMode.Write)
            {
                _store!.Exit();
            }
        }
    }
}

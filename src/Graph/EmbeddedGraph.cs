using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution;
using CoEvolve.Graph.Execution.Procedures;
using CoEvolve.Graph.Execution.Results;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Transactions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph;

/// <summary>A property graph in this process, kept in one folder (or in memory alone), queried in Cypher.</summary>
/// <remarks>
/// Safe to use from several threads. Readers see the last committed state and never wait; writers take turns. What is committed is written
/// to the folder by <see cref="SaveAsync"/>; the folder belongs to one process at a time.
/// </remarks>
public sealed class EmbeddedGraph : IGraph
{
    private readonly ProcedureCatalog _procedures = new();
    private readonly StatementRunner _runner;
    private readonly StateStore _store;
    private readonly GraphFolder? _folder;
    private Committed _saved;

    private EmbeddedGraph(GraphState state, GraphFolder? folder, TimeProvider clock)
    {
        _store = new(state);
        _saved = _store.Current;
        _folder = folder;
        _runner = new(new StatementCache(_procedures), clock);
    }

    /// <summary>Whether something was committed since the graph was opened or last saved.</summary>
    public bool HasUnsavedChanges => !ReferenceEquals(_saved, _store.Current);

    /// <summary>An empty graph that lives as long as the object.</summary>
    /// <param name="clock">Source of <c>datetime()</c> and its kin; the system's clock where left out.</param>
    public static EmbeddedGraph InMemory(TimeProvider? clock = null) => new(EmptyState(), null, clock ?? TimeProvider.System);

    /// <summary>Opens the graph of a folder, or starts an empty one there.</summary>
    /// <param name="path">The folder; made where it is missing.</param>
    /// <param name="clock">Source of <c>datetime()</c> and its kin; the system's clock where left out.</param>
    /// <exception cref="InvalidDataException">The snapshot is damaged; the message says which file, and what to do.</exception>
    /// <exception cref="GraphInUseException">Another process has the folder open.</exception>
    public static EmbeddedGraph Open(string path, TimeProvider? clock = null)
    {
        var folder = GraphFolder.Lock(path);
        var opened = false;
        try
        {
            var graph = new EmbeddedGraph(folder.Load() ?? EmptyState(), folder, clock ?? TimeProvider.System);
            opened = true;
            return graph;
        }
        finally
        {
            if (!opened)
            {
                folder.Dispose();
            }
        }
    }

    /// <summary>Writes the graph to its folder: a checksummed snapshot that replaces the last one in a single rename. Does nothing for a graph in memory, or when nothing changed.</summary>
    /// <exception cref="IOException">The snapshot could not be written; the last one is still there.</exception>
    public ValueTask SaveAsync(CancellationToken cancellationToken = default)
    {
        var committed = _store.Current;
        if (_folder is not null && !ReferenceEquals(committed, _saved))
        {
            _folder.Save(committed.State, cancellationToken);
            _saved = committed;
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask<IGraphResult> RunAsync(string cypher, IReadOnlyDictionary<string, Value>? parameters = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cypher);
        if (_runner.Parse(cypher) is not QueryStatement)
        {
            return await ChangeSchemaAsync(cypher, cancellationToken).ConfigureAwait(false);
        }

        var committed = _store.Current;
        var statement = _runner.Compile(cypher, parameters, committed.State, committed.SchemaVersion);
        if (!statement.Writes)
        {
            return _runner.Stream(statement, parameters, committed.State, _runner.Now(), cancellationToken);
        }

        var transaction = await BeginTransactionAsync(AccessMode.Write, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var result = await transaction.RunAsync(cypher, parameters, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return result;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IGraphTransaction> BeginTransactionAsync(AccessMode mode, CancellationToken cancellationToken = default)
    {
        if (mode == AccessMode.Write)
        {
            await _store.EnterAsync(cancellationToken).ConfigureAwait(false);
        }

        return new EmbeddedTransaction(_store, _runner, mode);
    }

    /// <summary>Gives up the folder. What was not saved is lost.</summary>
    public ValueTask DisposeAsync()
    {
        _folder?.Dispose();
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Adds a procedure that CALL can reach.</summary>
    internal void RegisterProcedure(ProcedureDefinition definition) => _procedures.Add(definition);

    /// <summary>The committed state, for tests that look below Cypher.</summary>
    internal GraphState CommittedState => _store.Current.State;

    private static GraphState EmptyState()
    {
        var state = new GraphState();
        state.Freeze();
        return state;
    }

    private async ValueTask<IGraphResult> ChangeSchemaAsync(string cypher, CancellationToken cancellationToken)
    {
        await _store.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var counters = new QueryCounters();
            var state = _store.Current.State.Fork();
            SchemaStatements.Run(_runner.Parse(cypher), state, counters);
            if (counters.ContainsUpdates)
            {
                _store.Commit(state, schemaChanged: true);
            }

            return new BufferedResult([], [], counters);
        }
        finally
        {
            _store.Exit();
        }
    }
}

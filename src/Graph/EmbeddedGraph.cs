using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Execution;
using CoEvolve.Graph.Execution.Procedures;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Transactions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph;

/// <summary>A property graph in this process, kept in one folder (or in memory alone), queried in Cypher.</summary>
/// <remarks>
/// Safe to use from several threads. Readers see the last committed state and never wait; writers take turns. A commit returns when the
/// transaction is in the folder's log and on the disk (<see cref="EmbeddedGraphOptions"/> says how else), so that nothing that was acknowledged is lost. From time to time a
/// snapshot takes the place of the log. The folder belongs to one process at a time.
/// </remarks>
public sealed class EmbeddedGraph : IGraph, ICalledGraph
{
    private readonly ProcedureCatalog _procedures;
    private readonly RunningTransactions _transactions;
    private readonly StatementRunner _runner;
    private readonly StateStore _store;
    private readonly DurableStore? _durable;

    private EmbeddedGraph(StateStore store, DurableStore? durable, EmbeddedGraphOptions options, TimeProvider clock, PlannerRules? rules = null)
    {
        _store = store;
        _durable = durable;
        _transactions = new(clock);
        _procedures = new(_transactions);
        _runner = new(new StatementCache(_procedures, options.Limits, rules), clock, new CsvFolder(options.CsvFolder), options.Limits);
    }

    /// <summary>Whether something was committed that the snapshot lacks. It is safe all the same: it stands in the log. For a graph in memory, whether anything was committed at all.</summary>
    public bool HasUnsavedChanges => _store.Current.Position.Sequence > (_durable?.Checkpoints.SavedSequence ?? 0);

    /// <summary>The number of the last transaction that readers see. It only grows, also from one opening of the folder to the next.</summary>
    public long LastTransaction => _store.Current.Position.Sequence;

    /// <summary>What was found in the folder when the graph was opened. Null for a graph in memory.</summary>
    public GraphRecovery? Recovery => _durable?.Recovery;

    /// <summary>Why the last snapshot in the background could not be written; null where all is well. Nothing is lost by it, but the log grows until a snapshot succeeds.</summary>
    public IOException? SnapshotFailure => _durable?.Checkpoints.Failure;

    /// <summary>An empty graph that lives as long as the object.</summary>
    /// <param name="clock">Source of <c>datetime()</c> and its kin; the system's clock where left out.</param>
    public static EmbeddedGraph InMemory(TimeProvider? clock = null) => InMemory(new QueryLimits(), clock);

    /// <summary>An empty graph that lives as long as the object, with limits for its statements.</summary>
    /// <param name="limits">What one statement may cost.</param>
    /// <param name="clock">Source of <c>datetime()</c> and its kin, and of the time that statements take; the system's clock where left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is outside its range.</exception>
    public static EmbeddedGraph InMemory(QueryLimits limits, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(limits);
        limits.Validate();
        var state = new GraphState();
        state.Freeze();
        return new(new StateStore(new Committed(state, 0, default), null, null), null, new EmbeddedGraphOptions { Limits = limits }, clock ?? TimeProvider.System);
    }

    /// <summary>Opens the graph of a folder, or starts an empty one there, with the default options.</summary>
    /// <inheritdoc cref="Open(string, EmbeddedGraphOptions, TimeProvider?)"/>
    public static EmbeddedGraph Open(string path, TimeProvider? clock = null) => Open(path, new EmbeddedGraphOptions(), clock);

    /// <summary>Opens the graph of a folder, or starts an empty one there. What a crash left half written was never acknowledged and is cut off; <see cref="Recovery"/> tells of it.</summary>
    /// <param name="path">The folder; made where it is missing.</param>
    /// <param name="options">How the folder is kept.</param>
    /// <param name="clock">Source of <c>datetime()</c> and its kin; the system's clock where left out.</param>
    /// <exception cref="InvalidDataException">A file is damaged; the message says which one, where, and what to do. No file was changed.</exception>
    /// <exception cref="GraphInUseException">Another process has the folder open.</exception>
    public static EmbeddedGraph Open(string path, EmbeddedGraphOptions options, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var durable = DurableStore.Open(path, options, clock ?? TimeProvider.System);
        return new(durable.Store, durable, options, clock ?? TimeProvider.System);
    }

    /// <summary>Checks what a folder holds, file by file and index by index. Changes nothing, and may be used while the graph is open, here or in another process.</summary>
    /// <param name="path">The folder of a graph, or of a copy made by <see cref="BackupAsync"/>.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static GraphVerification Verify(string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        return FolderCheck.Run(new GraphFiles(path), cancellationToken);
    }

    /// <summary>Makes a graph out of a copy, which is checked first and stays as it is.</summary>
    /// <param name="copy">A folder written by <see cref="BackupAsync"/>, or one that was copied while its graph was closed.</param>
    /// <param name="path">The folder of the new graph, which must not hold one yet; made where it is missing.</param>
    /// <param name="cancellationToken">Stops the restoring; nothing of it stays.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such copy.</exception>
    /// <exception cref="InvalidDataException">The copy is damaged; the message says where.</exception>
    /// <exception cref="IOException">The new folder holds a graph already, or could not be written to.</exception>
    public static void Restore(string copy, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(copy);
        ArgumentNullException.ThrowIfNull(path);
        Transactions.Backup.Copy(new GraphFiles(copy), new GraphFiles(path), cancellationToken);
    }

    /// <summary>
    /// Copies the graph of a folder into another one, as it is on the disk now, while the process that has it open goes on. The copy holds every transaction that was
    /// acknowledged before the call (in relaxed mode: that had reached the disk), and can be opened and checked like any graph.
    /// </summary>
    /// <param name="path">The folder of the graph; nothing in it changes.</param>
    /// <param name="copy">The folder of the copy, which must not hold a graph yet; made where it is missing.</param>
    /// <param name="cancellationToken">Stops the copying; nothing of it stays.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such graph.</exception>
    /// <exception cref="InvalidDataException">The graph is damaged; the message says where.</exception>
    /// <exception cref="IOException">The folder of the copy holds a graph already, or could not be written to.</exception>
    public static void Backup(string path, string copy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(copy);
        Transactions.Backup.Copy(new GraphFiles(path), new GraphFiles(copy), cancellationToken);
    }

    /// <summary>
    /// Writes a snapshot, which replaces the last one in a single rename, and removes the log that it makes superfluous. Need not be called: transactions
    /// are safe without it, and it happens by itself when the log has grown. Does nothing for a graph in memory, or when nothing changed.
    /// </summary>
    /// <exception cref="IOException">The snapshot could not be written; the last one and the log are still there.</exception>
    public async ValueTask SaveAsync(CancellationToken cancellationToken = default)
    {
        if (_durable is not null)
        {
            await _durable.Checkpoints.RunAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Copies the graph as it is now into another folder, while readers and writers go on. The copy can be opened and checked like any graph.</summary>
    /// <param name="path">The folder of the copy, which must not hold a graph yet; made where it is missing.</param>
    /// <param name="cancellationToken">Stops the copying; nothing of it stays.</param>
    /// <exception cref="IOException">The folder holds a graph already, or could not be written to.</exception>
    public ValueTask BackupAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        var committed = _store.Current;
        return new(Task.Run(() => Transactions.Backup.Write(committed, new GraphFiles(path), cancellationToken), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<IGraphResult> RunAsync(string cypher, IReadOnlyDictionary<string, Value>? parameters = null, CancellationToken cancellationToken = default) =>
        RunAsync(cypher, parameters, GraphCaller.Embedded, cancellationToken);

    /// <inheritdoc/>
    ValueTask<IGraphResult> ICalledGraph.RunAsync(string cypher, IReadOnlyDictionary<string, Value>? parameters, GraphCaller caller, CancellationToken cancellationToken) =>
        RunAsync(cypher, parameters, caller, cancellationToken);

    /// <inheritdoc/>
    IGraphTransaction ICalledGraph.BeginLate(GraphCaller caller, bool readOnly) => new LateTransaction(
        _transactions.Begin("", caller, CancellationToken.None),
        running => new EmbeddedTransaction(_store, _runner, running, AccessMode.Read) { IsPart = true },
        readOnly ? null : async (running, cancellationToken) =>
        {
            await _store.EnterAsync(cancellationToken).ConfigureAwait(false);
            return new EmbeddedTransaction(_store, _runner, running, AccessMode.Write) { IsPart = true };
        });

    /// <inheritdoc/>
    public async ValueTask<IGraphTransaction> BeginTransactionAsync(AccessMode mode, CancellationToken cancellationToken = default)
    {
        if (mode == AccessMode.Write)
        {
            await _store.EnterAsync(cancellationToken).ConfigureAwait(false);
        }

        return new EmbeddedTransaction(_store, _runner, _transactions.Begin("", GraphCaller.Embedded, CancellationToken.None), mode);
    }

    /// <summary>The same graph for those who may only read, and not all of it. It always shows the last committed state, without what the view hides.</summary>
    /// <remarks>After each commit the first reader waits until the hidden things have been left out, which takes time by their number.</remarks>
    public IGraph SeenThrough(GraphView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new RestrictedGraph(_store, _runner, _transactions, view);
    }

    /// <summary>Gives up the folder. What was committed stays.</summary>
    /// <exception cref="GraphWriteFailedException">Durability is relaxed, and the last transactions could not be brought to the disk.</exception>
    public async ValueTask DisposeAsync()
    {
        if (_durable is not null)
        {
            await _durable.DisposeAsync().ConfigureAwait(false);
        }

        _store.Dispose();
    }

    /// <summary>Adds a procedure that CALL can reach.</summary>
    internal void RegisterProcedure(ProcedureDefinition definition) => _procedures.Add(definition);

    /// <summary>The same graph in memory, with plans made by other rules: for tests that compare plans.</summary>
    internal EmbeddedGraph PlannedBy(PlannerRules rules) => new(_store, null, new EmbeddedGraphOptions(), TimeProvider.System, rules);

    /// <summary>The committed state, for tests that look below Cypher.</summary>
    internal GraphState CommittedState => _store.Current.State;

    private async ValueTask<IGraphResult> RunAsync(string cypher, IReadOnlyDictionary<string, Value>? parameters, GraphCaller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cypher);
        if (_runner.Parse(cypher) is not QueryStatement)
        {
            return await RunWritingAsync(cypher, parameters, caller, cancellationToken).ConfigureAwait(false);
        }

        var committed = _store.Current;
        var statement = _runner.Compile(cypher, parameters, committed.State, committed.SchemaVersion);
        if (statement.NeedsWriter)
        {
            return await RunWritingAsync(cypher, parameters, caller, cancellationToken).ConfigureAwait(false);
        }

        var running = _transactions.Begin(cypher, caller, cancellationToken);
        var began = false;
        try
        {
            var result = _runner.Stream(statement, parameters, committed.State, began: null, running);
            began = true;
            return result;
        }
        finally
        {
            if (!began)
            {
                running.Dispose();
            }
        }
    }

    private async ValueTask<IGraphResult> RunWritingAsync(string cypher, IReadOnlyDictionary<string, Value>? parameters, GraphCaller caller, CancellationToken cancellationToken)
    {
        await _store.EnterAsync(cancellationToken).ConfigureAwait(false);
        var transaction = new EmbeddedTransaction(_store, _runner, _transactions.Begin("", caller, CancellationToken.None), AccessMode.Write) { IsImplicit = true };
        await using (transaction.ConfigureAwait(false))
        {
            var result = await transaction.RunAsync(cypher, parameters, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return result;
        }
    }
}

using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Transactions;

/// <summary>An embedded graph for those who may only read, and not all of it.</summary>
/// <remarks>The state without the hidden things is made when somebody asks for the first time after a commit, and shared until the next one.</remarks>
internal sealed class RestrictedGraph(StateStore store, StatementRunner runner, RunningTransactions transactions, GraphView view) : IGraph, ICalledGraph
{
    private const string ForbiddenCode = "Neo.ClientError.Security.Forbidden";

    private readonly Lock _making = new();
    private volatile Committed? _made;
    private volatile Committed? _of;
    private (int Whole, int Own) _schema = (int.MinValue, 0);

    public ValueTask<IGraphResult> RunAsync(string cypher, IReadOnlyDictionary<string, Value>? parameters = null, CancellationToken cancellationToken = default) =>
        RunAsync(cypher, parameters, GraphCaller.Embedded with { SeesOthers = false }, cancellationToken);

    public ValueTask<IGraphResult> RunAsync(string cypher, IReadOnlyDictionary<string, Value>? parameters, GraphCaller caller, CancellationToken cancellationToken)
    {
        var committed = Current();
        var statement = runner.Parse(cypher) is QueryStatement ? runner.Compile(cypher, parameters, committed.State, committed.SchemaVersion) : null;
        if (statement is null or { Writes: true })
        {
            throw Forbidden();
        }

        var running = transactions.Begin(cypher, caller, cancellationToken);
        var began = false;
        try
        {
            var result = runner.Stream(statement, parameters, committed.State, runner.Now(), running);
            began = true;
            return ValueTask.FromResult(result);
        }
        finally
        {
            if (!began)
            {
                running.Dispose();
            }
        }
    }

    public ValueTask<IGraphTransaction> BeginTransactionAsync(AccessMode mode, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return mode == AccessMode.Read
            ? ValueTask.FromResult<IGraphTransaction>(new EmbeddedTransaction(Current(), runner, transactions.Begin("", GraphCaller.Embedded with { SeesOthers = false }, CancellationToken.None)))
            : throw Forbidden();
    }

    public IGraphTransaction BeginLate(GraphCaller caller, bool readOnly) => new LateTransaction(
        transactions.Begin("", caller, CancellationToken.None),
        running => new EmbeddedTransaction(Current(), runner, running) { IsPart = true },
        readOnly ? null : (_, _) => throw Forbidden());

    /// <summary>The graph belongs to whoever opened it.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static CypherException Forbidden() => new(ForbiddenCode, "This user may read only.", compileTime: true);

    /// <summary>Plans for what is left are not those for the whole graph: indexes are missing, and names are not told.</summary>
    private int SchemaOf(Committed whole)
    {
        if (_schema.Whole != whole.SchemaVersion)
        {
            _schema = (whole.SchemaVersion, view.HidesNothing ? whole.SchemaVersion : EmbeddedTransaction.NextPrivateSchema());
        }

        return _schema.Own;
    }

    private Committed Current()
    {
        var whole = store.Current;
        if (ReferenceEquals(_of, whole) && _made is { } made)
        {
            return made;
        }

        lock (_making)
        {
            if (!ReferenceEquals(_of, whole))
            {
                _made = whole with { State = RestrictedState.Of(whole.State, view), SchemaVersion = SchemaOf(whole) };
                _of = whole;
            }

            return _made!;
        }
    }
}

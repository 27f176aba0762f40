using CoEvolve.Graph.Values;

namespace CoEvolve.Graph;

/// <summary>Whether a transaction may write.</summary>
public enum AccessMode
{
    /// <summary>Reading only: sees one snapshot and never waits for a writer.</summary>
    Read = 0,

    /// <summary>Reading and writing.</summary>
    Write = 1,
}

/// <summary>
/// A property graph that answers Cypher: the embedded one, or a Neo4j server. Safe to use from several threads; a transaction is not.
/// </summary>
public interface IGraph : IAsyncDisposable
{
    /// <summary>Runs one statement in a transaction of its own, which commits when the result has been read to its end (or disposed of).</summary>
    /// <param name="cypher">The statement. Never built from user text: what varies goes into <paramref name="parameters"/>.</param>
    /// <param name="parameters">Values of the statement's parameters, by name without the dollar sign.</param>
    /// <param name="cancellationToken">Stops the statement; nothing of it stays.</param>
    /// <exception cref="CypherException">The statement is wrong or failed; nothing of it stays.</exception>
    ValueTask<IGraphResult> RunAsync(string cypher, IReadOnlyDictionary<string, Value>? parameters = null, CancellationToken cancellationToken = default);

    /// <summary>Opens a transaction of several statements. Disposing of it without a commit rolls back.</summary>
    ValueTask<IGraphTransaction> BeginTransactionAsync(AccessMode mode, CancellationToken cancellationToken = default);
}

/// <summary>Several statements that take effect together or not at all.</summary>
public interface IGraphTransaction : IAsyncDisposable
{
    /// <summary>Runs one statement and reads its result before the next one starts.</summary>
    ValueTask<IGraphResult> RunAsync(string cypher, IReadOnlyDictionary<string, Value>? parameters = null, CancellationToken cancellationToken = default);

    /// <summary>Makes the changes lasting and visible to readers who come later.</summary>
    ValueTask CommitAsync(CancellationToken cancellationToken = default);

    /// <summary>Undoes every change of the transaction.</summary>
    ValueTask RollbackAsync(CancellationToken cancellationToken = default);
}

/// <summary>The rows of one statement, read once, forwards. Disposing of it ends the statement.</summary>
public interface IGraphResult : IAsyncDisposable
{
    /// <summary>Names of the columns in the order of RETURN.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>What the statement may do, whether or not it has changed anything.</summary>
    QueryType QueryType { get; }

    /// <summary>The row reached by <see cref="ReadAsync"/>: one value a column. Valid until the next call.</summary>
    ReadOnlySpan<Value> Current { get; }

    /// <summary>Moves to the next row; false at the end.</summary>
    ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>What the statement changed. Complete once <see cref="ReadAsync"/> has returned false or the result is disposed of.</summary>
    QueryCounters Counters { get; }

    /// <summary>What the statement should be told about. None where the graph tells of nothing.</summary>
    IReadOnlyList<QueryNotification> Notifications => [];

    /// <summary>
    /// The way to the rows, where the statement begins with EXPLAIN or PROFILE; else null. What PROFILE counted is complete once <see cref="ReadAsync"/> has returned false.
    /// </summary>
    QueryPlan? Plan => null;
}

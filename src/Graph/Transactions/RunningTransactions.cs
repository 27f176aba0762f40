using System.Collections.Concurrent;
using System.Globalization;

namespace CoEvolve.Graph.Transactions;

/// <summary>The transactions that run at this moment, so that one can be seen and ended from another.</summary>
internal sealed class RunningTransactions(TimeProvider clock)
{
    private const string IdPrefix = "neo4j-transaction-";

    private readonly ConcurrentDictionary<long, RunningTransaction> _running = new();
    private long _last;

    public IEnumerable<RunningTransaction> All => _running.Values.OrderBy(transaction => transaction.Number);

    public RunningTransaction Begin(string statement, GraphCaller caller, CancellationToken cancellation)
    {
        var transaction = new RunningTransaction(this, Interlocked.Increment(ref _last), clock.GetUtcNow(), cancellation) { Statement = statement, Caller = caller };
        _running[transaction.Number] = transaction;
        return transaction;
    }

    /// <summary>The running transaction of an id as SHOW TRANSACTIONS tells it; null where there is none.</summary>
    public RunningTransaction? Find(string id) =>
        id.StartsWith(IdPrefix, StringComparison.Ordinal) && long.TryParse(id.AsSpan(IdPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? _running.GetValueOrDefault(number)
            : null;

    public static string IdOf(RunningTransaction transaction) => string.Create(CultureInfo.InvariantCulture, $"{IdPrefix}{transaction.Number}");

    internal void End(RunningTransaction transaction) => _running.TryRemove(transaction.Number, out _);
}

/// <summary>One running transaction.</summary>
internal sealed class RunningTransaction : IDisposable
{
    public const string TerminatedCode = "Neo.ClientError.Transaction.Terminated";

    private readonly RunningTransactions _all;
    private readonly CancellationTokenSource _source;

    public RunningTransaction(RunningTransactions all, long number, DateTimeOffset began, CancellationToken cancellation)
    {
        _all = all;
        Number = number;
        Began = began;
        _source = cancellation.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(cancellation) : new();
    }

    public long Number { get; }

    public DateTimeOffset Began { get; }

    /// <summary>In whose name it runs.</summary>
    public GraphCaller Caller { get; set; } = GraphCaller.Embedded;

    /// <summary>What it is running, or ran last.</summary>
    public string Statement { get; set; } = "";

    /// <summary>Whether <see cref="Terminate"/> was called.</summary>
    public bool IsTerminated { get; private set; }

    /// <summary>Cancelled with the caller's token, and when the transaction is terminated.</summary>
    public CancellationToken Cancellation => _source.Token;

    /// <summary>What a statement throws that found the transaction terminated.</summary>
    public static CypherException Terminated() => new(TerminatedCode, "The transaction was terminated by another one, and nothing of it stays.");

    /// <summary>Has what is running end as soon as it looks.</summary>
    public void Terminate()
    {
        IsTerminated = true;
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has come to its end meanwhile.
        }
    }

    public void Dispose()
    {
        _all.End(this);
        _source.Dispose();
    }
}

namespace CoEvolve.Graph.Transactions;

/// <summary>All that can stop one statement: the caller's token, the end of its transaction by another one, and its time.</summary>
internal sealed class StatementStop : IDisposable
{
    private readonly RunningTransaction _running;
    private readonly TimeSpan? _limit;
    private readonly CancellationTokenSource? _timer;
    private readonly CancellationTokenSource? _joined;

    public StatementStop(RunningTransaction running, TimeSpan? limit, TimeProvider clock, CancellationToken caller)
    {
        _running = running;
        _limit = limit;
        _timer = limit is { } time ? new CancellationTokenSource(time, clock) : null;
        _joined = _timer is not null || caller.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(running.Cancellation, caller, _timer?.Token ?? default) : null;
        Token = _joined?.Token ?? running.Cancellation;
    }

    public CancellationToken Token { get; }

    /// <summary>What the statement fails with once it was stopped; null where its caller did so.</summary>
    public CypherException? Reason => _running.IsTerminated ? RunningTransaction.Terminated()
        : _timer is { IsCancellationRequested: true } ? new(CypherErrors.TimedOutCode, $"The statement ran longer than the {_limit!.Value.TotalSeconds} seconds that it may: ask for less, or have the limit raised.")
        : null;

    public void Dispose()
    {
        _joined?.Dispose();
        _timer?.Dispose();
    }
}

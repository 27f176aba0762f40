namespace CoEvolve.Graph.Bolt.Server;

/// <summary>Why a transaction was stopped from outside.</summary>
internal enum StopReason
{
    /// <summary>Nobody stopped it.</summary>
    None = 0,

    /// <summary>The client sent RESET.</summary>
    Reset,

    /// <summary>The client went away.</summary>
    Closed,

    /// <summary>The server is being stopped.</summary>
    ServerStops,

    /// <summary>The time that the client gave it is over.</summary>
    TimedOut,
}

/// <summary>A transaction's right to run, which others may take away. The first reason counts.</summary>
internal sealed class Work : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _source = new();
    private readonly ITimer? _timer;
    private ITimer? _soon;
    private int _reason;

    public Work(TimeSpan? timeout, TimeProvider clock)
    {
        Token = _source.Token;
        _timer = timeout is { } time
            ? clock.CreateTimer(state => ((Work)state!).Stop(StopReason.TimedOut), this, time, Timeout.InfiniteTimeSpan)
            : null;
    }

    public CancellationToken Token { get; }

    public StopReason Reason => (StopReason)Volatile.Read(ref _reason);

    /// <summary>Whether its client has given it a time.</summary>
    public bool CanTimeOut => _timer is not null;

    /// <summary>Whether its time is over before something else has happened.</summary>
    public async Task<bool> TimesOutBeforeAsync(Task other)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var registration = Token.Register(() => stopped.TrySetResult());
        await using (registration.ConfigureAwait(false))
        {
            await Task.WhenAny(other, stopped.Task).ConfigureAwait(false);
            return !other.IsCompleted && Reason == StopReason.TimedOut;
        }
    }

    /// <summary>Stops it unless it ends by itself in a moment.</summary>
    public void StopSoon(StopReason reason, TimeProvider clock) => _soon = clock.CreateTimer(_ => Stop(reason), null, Moment, Timeout.InfiniteTimeSpan);

    public void Stop(StopReason reason)
    {
        if (Interlocked.CompareExchange(ref _reason, (int)reason, 0) != 0)
        {
            return;
        }

        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself at this moment.
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _soon?.Dispose();
        _source.Dispose();
    }
}

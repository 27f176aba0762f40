using CoEvolve.Graph.Storage.Log;

namespace CoEvolve.Graph.Transactions;

/// <summary>When a commit may return: at once where durability is relaxed, with a flush to follow; else when its record is on the disk.</summary>
internal sealed class Acknowledgement : IAsyncDisposable
{
    private readonly TransactionLog _log;
    private readonly TimeSpan _delay;
    private readonly ITimer? _timer;
    private int _isDue;

    public Acknowledgement(TransactionLog log, EmbeddedGraphOptions options, TimeProvider clock)
    {
        _log = log;
        _delay = options.RelaxedDelay;
        if (options.Durability == DurabilityMode.Relaxed)
        {
            _timer = clock.CreateTimer(_ => _ = FlushInBackgroundAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public ValueTask WaitAsync(long sequence)
    {
        if (_timer is null)
        {
            return _log.BringToDiskAsync(sequence);
        }

        if (Interlocked.Exchange(ref _isDue, 1) == 0)
        {
            _timer.Change(_delay, Timeout.InfiniteTimeSpan);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Brings to the disk what was acknowledged without it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
            await _log.BringAllToDiskAsync().ConfigureAwait(false);
        }
    }

    private async Task FlushInBackgroundAsync()
    {
        Interlocked.Exchange(ref _isDue, 0);
        try
        {
            await _log.BringAllToDiskAsync().ConfigureAwait(false);
        }
        catch (GraphWriteFailedException)
        {
            // Nobody waits here. The log keeps the failure and says it to the next writer.
        }
    }
}

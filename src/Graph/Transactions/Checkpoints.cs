using CoEvolve.Graph.Storage.Log;
using CoEvolve.Graph.Storage.Snapshots;

namespace CoEvolve.Graph.Transactions;

/// <summary>Writes snapshots, when asked to and when the log has grown, and removes the log files that they make superfluous. Writers go on meanwhile.</summary>
/// <remarks>
/// In this order: a new log file is begun, the snapshot of the state before it is written and put in place, older log files are removed. A
/// crash at any moment leaves a snapshot and all transactions that it lacks.
/// </remarks>
internal sealed class Checkpoints(StateStore store, TransactionLog log, GraphFiles files, long logLimit, long savedSequence) : IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _starting = new();
    private Task _background = Task.CompletedTask;
    private long _savedSequence = savedSequence;

    /// <summary>The last transaction that the snapshot has.</summary>
    public long SavedSequence => Interlocked.Read(ref _savedSequence);

    /// <summary>Why the last snapshot in the background was not written; null where it was.</summary>
    public IOException? Failure { get; private set; }

    /// <summary>Starts a snapshot in the background where the log has grown beyond its limit and none is being written.</summary>
    public void StartWhereDue()
    {
        if (log.Size < logLimit)
        {
            return;
        }

        lock (_starting)
        {
            if (_background.IsCompleted && !_closing.IsCancellationRequested)
            {
                _background = Task.Run(RunInBackgroundAsync);
            }
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (store.Latest.Position.Sequence > SavedSequence)
            {
                var committed = await store.CutLogAsync(files).ConfigureAwait(false);
                SnapshotFile.Write(committed.State, committed.Position, files.Snapshot, cancellationToken);
                Interlocked.Exchange(ref _savedSequence, committed.Position.Sequence);
                files.RemoveSegmentsBefore(committed.Position.Sequence + 1);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Gives up a snapshot that is being written in the background: the log has what it would have.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        Task background;
        lock (_starting)
        {
            background = _background;
        }

        await background.ConfigureAwait(false);
        _closing.Dispose();
        _one.Dispose();
    }

    private async Task RunInBackgroundAsync()
    {
        try
        {
            await RunAsync(_closing.Token).ConfigureAwait(false);
            Failure = null;
        }
        catch (IOException failure)
        {
            // Nothing is lost, since the log stays; the next transaction tries again.
            Failure = failure;
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The graph is being closed.
        }
    }
}

using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Storage.Log;

namespace CoEvolve.Graph.Transactions;

/// <summary>
/// The committed state, and the right to replace it. Readers take the state that is committed when they begin and never wait; a writer
/// waits for the one before it, changes a fork, and puts that in place of the committed state in one step.
/// </summary>
/// <remarks>
/// With a log there are two states: the latest, on which the next writer builds as soon as the one before it has appended its record, and
/// the one that readers see, which is never ahead of what is safe. So writers share a flush, though they take turns, and nobody is shown what a crash could undo.
/// </remarks>
internal sealed class StateStore(Committed initial, TransactionLog? log, Acknowledgement? acknowledgement) : IDisposable
{
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly Lock _appending = new();
    private readonly Lock _publishing = new();
    private volatile Committed _latest = initial;
    private volatile Committed _visible = initial;

    /// <summary>What readers see from now on.</summary>
    public Committed Current => _visible;

    /// <summary>What the next writer builds on; it may not be safe yet.</summary>
    public Committed Latest => _latest;

    /// <summary>Called after each commit has been appended to the log.</summary>
    public Action? Committing { get; set; }

    /// <summary>Waits to be the only writer.</summary>
    /// <exception cref="GraphWriteFailedException">The log takes nothing more.</exception>
    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        log?.RequireSound();
        await _writer.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Exit() => _writer.Release();

    /// <summary>A state for the writer to change.</summary>
    public GraphState Fork()
    {
        var state = _latest.State.Fork();
        if (log is not null)
        {
            state.RecordChanges();
        }

        return state;
    }

    /// <summary>Replaces the committed state by the writer's, and lets the next writer in unless the writer goes on (<paramref name="leave"/>). Completes when the change is safe and readers see it.</summary>
    /// <exception cref="IOException">The change could not be written, and nothing of it stays.</exception>
    /// <exception cref="GraphWriteFailedException">The change could not be brought to the disk.</exception>
    public async ValueTask CommitAsync(GraphState state, bool schemaChanged, bool leave = true)
    {
        Committed committed;
        try
        {
            lock (_appending)
            {
                committed = Append(state, schemaChanged);
                _latest = committed;
            }
        }
        finally
        {
            if (leave)
            {
                Exit();
            }
        }

        if (acknowledgement is not null)
        {
            Committing?.Invoke();
            await acknowledgement.WaitAsync(committed.Position.Sequence).ConfigureAwait(false);
        }

        Publish(committed);
    }

    /// <summary>Begins a new log file behind the latest state, which is what a snapshot is made of. Writers wait for as long as a flush takes.</summary>
    public async ValueTask<Committed> CutLogAsync(GraphFiles files)
    {
        await log!.HoldFlushesAsync().ConfigureAwait(false);
        try
        {
            lock (_appending)
            {
                log.StartSegment(files.Segment(_latest.Position.Sequence + 1));
                return _latest;
            }
        }
        finally
        {
            log.EndFlush();
        }
    }

    public void Dispose() => _writer.Dispose();

    private Committed Append(GraphState state, bool schemaChanged)
    {
        var before = _latest;
        var changes = state.TakeChanges();
        if (changes is { IsEmpty: true })
        {
            return before;
        }

        state.Freeze();
        var position = log is null ? new(before.Position.Sequence + 1, 0) : log.Append(before.State, changes!);
        return new(state, schemaChanged ? before.SchemaVersion + 1 : before.SchemaVersion, position);
    }

    // Of two writers whose changes became safe in one flush, either may come first.
    private void Publish(Committed committed)
    {
        lock (_publishing)
        {
            if (committed.Position.Sequence > _visible.Position.Sequence)
            {
                _visible = committed;
            }
        }
    }
}

/// <summary>A state that no longer changes, the version of its schema, and its last transaction.</summary>
internal sealed record Committed(GraphState State, int SchemaVersion, LogPosition Position);

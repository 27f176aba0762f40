using CoEvolve.Graph.Storage;

namespace CoEvolve.Graph.Transactions;

/// <summary>
/// The committed state, and the right to replace it. Readers take the state that is committed when they begin and never wait; a writer
/// waits for the one before it, changes a fork, and puts that in place of the committed state in one step.
/// </summary>
internal sealed class StateStore(GraphState initial) : IDisposable
{
    private readonly SemaphoreSlim _writer = new(1, 1);
    private volatile Committed _committed = new(initial, 0);

    /// <summary>What readers see from now on.</summary>
    public Committed Current => _committed;

    /// <summary>Waits to be the only writer.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => _writer.WaitAsync(cancellationToken);

    public void Exit() => _writer.Release();

    /// <summary>Replaces the committed state. Only the writer may call this.</summary>
    public void Commit(GraphState state, bool schemaChanged)
    {
        state.Freeze();
        _committed = new(state, schemaChanged ? _committed.SchemaVersion + 1 : _committed.SchemaVersion);
    }

    public void Dispose() => _writer.Dispose();
}

/// <summary>A state that no longer changes, and the version of its schema.</summary>
internal sealed record Committed(GraphState State, int SchemaVersion);

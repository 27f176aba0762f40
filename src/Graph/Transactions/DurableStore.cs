using CoEvolve.Graph.Storage.Log;

namespace CoEvolve.Graph.Transactions;

/// <summary>All that keeps an open graph's folder: its lock, its log, and the writing of snapshots.</summary>
internal sealed class DurableStore : IAsyncDisposable
{
    private readonly GraphFolder _folder;
    private readonly TransactionLog _log;
    private readonly Acknowledgement _acknowledgement;

    private DurableStore(GraphFolder folder, Recovery found, EmbeddedGraphOptions options, TimeProvider clock)
    {
        _folder = folder;
        Recovery = new(found.SnapshotSequence, found.Position.Sequence, found.Torn is var (path, offset, bytes) ? new(path, offset, bytes) : null);
        _log = new(folder.Files.Folder, GoOn(folder.Files, found, options), found.Position, found.State.Vocabulary, options.BringToDisk);
        _acknowledgement = new(_log, options, clock);
        Store = new(new Committed(found.State, 0, found.Position), _log, _acknowledgement);
        Checkpoints = new(Store, _log, folder.Files, options.SnapshotAfterLogBytes, found.SnapshotSequence);
        Store.Committing = Checkpoints.StartWhereDue;
    }

    public StateStore Store { get; }

    public Checkpoints Checkpoints { get; }

    public GraphRecovery Recovery { get; }

    public static DurableStore Open(string path, EmbeddedGraphOptions options, TimeProvider clock)
    {
        var folder = GraphFolder.Lock(path);
        var opened = false;
        try
        {
            var store = new DurableStore(folder, Transactions.Recovery.Read(folder.Files), options, clock);
            opened = true;
            return store;
        }
        finally
        {
            if (!opened)
            {
                folder.Dispose();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Checkpoints.DisposeAsync().ConfigureAwait(false);
            await _acknowledgement.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _log.Dispose();
            _folder.Dispose();
        }
    }

    private static LogSegment GoOn(GraphFiles files, Recovery found, EmbeddedGraphOptions options)
    {
        if (found.Last is var (path, first, end))
        {
            return LogSegment.Continue(path, first, end, options.BringToDisk);
        }

        if (found.Torn is var (torn, whole, _))
        {
            // A file that cannot be gone on with keeps the records that it has.
            using var file = File.OpenHandle(torn, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.SetLength(file, whole);
        }

        return LogSegment.Create(files.Segment(found.Position.Sequence + 1), found.Position, options.BringToDisk);
    }
}

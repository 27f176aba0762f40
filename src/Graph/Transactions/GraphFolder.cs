using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Storage.Snapshots;

namespace CoEvolve.Graph.Transactions;

/// <summary>
/// The folder of a graph: <c>graph.snapshot</c>, and <c>graph.lock</c>, which is held open for as long as the graph is. The operating system
/// drops the lock with the process, so that a killed one leaves none behind.
/// </summary>
internal sealed class GraphFolder : IDisposable
{
    private readonly FileStream _lock;
    private readonly string _snapshot;

    private GraphFolder(string path, FileStream @lock)
    {
        _lock = @lock;
        _snapshot = Path.Combine(path, "graph.snapshot");
    }

    public static GraphFolder Lock(string path)
    {
        Directory.CreateDirectory(path);
        try
        {
            return new(path, new FileStream(Path.Combine(path, "graph.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException refused) when (refused is not FileNotFoundException and not DirectoryNotFoundException and not PathTooLongException)
        {
            throw new GraphInUseException(path, refused);
        }
    }

    /// <summary>The saved state, or null where there is none yet.</summary>
    public GraphState? Load() => File.Exists(_snapshot) ? SnapshotFile.Read(_snapshot) : null;

    public void Save(GraphState state, CancellationToken cancellationToken) => SnapshotFile.Write(state, _snapshot, cancellationToken);

    public void Dispose() => _lock.Dispose();
}

namespace CoEvolve.Graph.Transactions;

/// <summary>
/// The right to a graph's folder: <c>graph.lock</c>, which is held open for as long as the graph is. The operating system drops the lock with
/// the process, so that a killed one leaves none behind.
/// </summary>
internal sealed class GraphFolder : IDisposable
{
    private readonly FileStream _lock;

    private GraphFolder(GraphFiles files, FileStream @lock)
    {
        Files = files;
        _lock = @lock;
    }

    public GraphFiles Files { get; }

    public static GraphFolder Lock(string path)
    {
        Directory.CreateDirectory(path);
        var files = new GraphFiles(path);
        try
        {
            return new(files, new FileStream(files.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException refused) when (refused is not FileNotFoundException and not DirectoryNotFoundException and not PathTooLongException)
        {
            throw new GraphInUseException(path, refused);
        }
    }

    public void Dispose() => _lock.Dispose();
}

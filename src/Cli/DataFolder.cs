using CoEvolve.Graph;
using CoEvolve.Matching.Recommendations;

namespace CoEvolve.Cli;

/// <summary>The folder that holds a graph, opened by this process alone; or the one beside a Neo4j, which holds the graph then.</summary>
/// <remarks>
/// The embedded graph locks its folder with the operating system's lock, which ends with the process, however that ends. The
/// file <c>opened-by</c> beside it only serves the message to whoever comes second; that it is there means nothing.
/// </remarks>
internal sealed class DataFolder : IAsyncDisposable
{
    private const string HolderName = "opened-by";

    private DataFolder(string path, IGraph graph, string name) => (Path, Graph, Name) = (path, graph, name);

    /// <summary>The folder, in full.</summary>
    public string Path { get; }

    /// <summary>The graph; closed with the folder.</summary>
    public IGraph Graph { get; }

    /// <summary>The graph where it is the folder's own; null where a Neo4j holds it.</summary>
    public EmbeddedGraph? Embedded => Graph as EmbeddedGraph;

    /// <summary>What people call the place of the graph: the folder, or the address of the Neo4j.</summary>
    public string Name { get; }

    /// <summary>How lists are made in this folder: by the model that its registry lets serve, at the prices of its last run.</summary>
    public MatchingOptions Matching => new() { Serving = new() { Models = System.IO.Path.Combine(Path, "models") }, Prices = new() { File = System.IO.Path.Combine(Path, "prices.json") } };

    /// <summary>Opens a folder that is there, or may become one.</summary>
    /// <param name="place">The folder, relative to the current one or in full, or a Neo4j.</param>
    /// <param name="holder">What others are told of this process, such as <c>coevolve serve</c>.</param>
    /// <param name="limits">What one statement may cost; the graph's defaults where left out.</param>
    /// <exception cref="CommandFailedException">It is in use, or is no folder that can be used.</exception>
    public static DataFolder OpenOrCreate(GraphPlace place, string holder, QueryLimits? limits = null)
    {
        var path = System.IO.Path.GetFullPath(place.Folder);
        if (File.Exists(path))
        {
            throw new CommandFailedException($"'{path}' is a file; --data takes a folder");
        }

        if (RemoteGraph.Create(place) is var (remote, name))
        {
            return new(path, remote, name);
        }

        try
        {
            Directory.CreateDirectory(path);
            var graph = EmbeddedGraph.Open(path, new EmbeddedGraphOptions { Limits = limits ?? new() });
            File.WriteAllText(System.IO.Path.Combine(path, HolderName), $"{holder} (process {Environment.ProcessId})");
            return new(path, graph, path);
        }
        catch (GraphInUseException)
        {
            throw new CommandFailedException(
                $"the data folder '{path}' is in use by {Holder(path)}: stop that one first, ask its API instead, reach it over Bolt with --graph, or name another folder with --data");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandFailedException($"the data folder '{path}' may not be written to: mend its permissions, or name another folder with --data");
        }
    }

    /// <summary>Opens a folder that holds a graph; one that is missing or empty is a mistake in the command.</summary>
    /// <exception cref="CommandFailedException">There is no graph, or it cannot be used.</exception>
    public static DataFolder Open(GraphPlace place, string holder)
    {
        var path = System.IO.Path.GetFullPath(place.Folder);
        return Directory.Exists(path) || File.Exists(path)
            ? OpenOrCreate(place, holder)
            : RemoteGraph.Create(place) is var (remote, name)
            ? new(path, remote, name)
            : throw new CommandFailedException(
                $"there is no data in '{path}': fill it with 'coevolve import DIR', start 'coevolve serve', or name another folder with --data");
    }

    /// <summary>Writes a snapshot of the folder's own graph; a Neo4j keeps itself.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (Embedded is { } own)
        {
            await own.SaveAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Embedded is null)
        {
            await Graph.DisposeAsync().ConfigureAwait(false);
            return;
        }

        File.Delete(System.IO.Path.Combine(Path, HolderName)); // before the lock goes: the next one writes its own
        await Graph.DisposeAsync().ConfigureAwait(false);
    }

    private static string Holder(string path)
    {
        try
        {
            return File.ReadAllText(System.IO.Path.Combine(path, HolderName));
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}

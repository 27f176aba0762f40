using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Durability;

/// <summary>A folder for a graph, and short ways to write to it, ask it and copy it.</summary>
public abstract class GraphFolderTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("durability");

    protected GraphFolderTests() => Folder = Path.Combine(_root.FullName, "graph");

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected string Folder { get; }

    public void Dispose()
    {
        _root.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected static async Task WriteAsync(IGraph graph, string statement)
    {
        await using var result = await graph.RunAsync(statement, cancellationToken: Cancellation);
    }

    /// <summary>The first column of all rows.</summary>
    protected static async Task<List<Value>> AskAsync(IGraph graph, string statement)
    {
        await using var result = await graph.RunAsync(statement, cancellationToken: Cancellation);
        var values = new List<Value>();
        while (await result.ReadAsync(Cancellation))
        {
            values.Add(result.Current[0]);
        }

        return values;
    }

    protected static async Task<List<string>> NamesAsync(IGraph graph) =>
        [.. (await AskAsync(graph, "MATCH (n:Place) RETURN n.name ORDER BY n.name")).Select(name => name.AsString())];

    protected string[] LogFiles(string? folder = null) => [.. Directory.GetFiles(folder ?? Folder, "graph-*.log").Order(StringComparer.Ordinal)];

    /// <summary>A copy of the folder as a crash at this moment would leave it.</summary>
    protected string CopyFolder(string name)
    {
        var copy = Path.Combine(_root.FullName, name);
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(Folder))
        {
            if (!file.EndsWith("graph.lock", StringComparison.Ordinal))
            {
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)), overwrite: true);
            }
        }

        return copy;
    }

    protected string OtherFolder(string name) => Path.Combine(_root.FullName, name);
}

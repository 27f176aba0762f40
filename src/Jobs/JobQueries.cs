using CoEvolve.Graph;
using CoEvolve.Graph.Values;

namespace CoEvolve.Jobs;

/// <summary>The Cypher of the jobs: one file a query, embedded under its path, such as <c>Rescoring/facts</c>.</summary>
internal static class JobQueries
{
    private const string Extension = ".cypher";

    /// <summary>Names of all queries.</summary>
    public static IEnumerable<string> Names => typeof(JobQueries).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(Extension, StringComparison.Ordinal)).Select(name => name[..^Extension.Length]);

    public static string Get(string name)
    {
        using var stream = typeof(JobQueries).Assembly.GetManifestResourceStream(name + Extension) ?? throw new KeyNotFoundException($"No query is named '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    }

    /// <summary>Runs a query to its end, giving each row to <paramref name="read"/>.</summary>
    public static async Task<List<T>> ReadAsync<T>(this IGraph graph, string name, Dictionary<string, Value> parameters, Func<Value[], T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await using var result = await graph.RunAsync(Get(name), parameters, cancellationToken);
        while (await result.ReadAsync(cancellationToken))
        {
            rows.Add(read(result.Current.ToArray()));
        }

        return rows;
    }

    /// <summary>Runs a writing query and says what it changed.</summary>
    public static async Task<QueryCounters> WriteAsync(this IGraph graph, string name, Dictionary<string, Value> parameters, CancellationToken cancellationToken)
    {
        await using var result = await graph.RunAsync(Get(name), parameters, cancellationToken);
        while (await result.ReadAsync(cancellationToken))
        {
        }

        return result.Counters;
    }
}

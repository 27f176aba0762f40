using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Execution;

/// <summary>Runs statements and shows their rows as text, one string a row, columns joined by a bar.</summary>
internal static class QueryRows
{
    public static async Task<EmbeddedGraph> GraphOf(params string[] statements)
    {
        var graph = EmbeddedGraph.InMemory();
        foreach (var statement in statements)
        {
            await graph.Run(statement);
        }

        return graph;
    }

    public static async Task<QueryCounters> Run(this IGraph graph, string statement, params (string Name, Value Value)[] parameters)
    {
        await using var result = await graph.RunAsync(statement, parameters.ToDictionary(p => p.Name, p => p.Value), TestContext.Current.CancellationToken);
        while (await result.ReadAsync(TestContext.Current.CancellationToken))
        {
        }

        return result.Counters;
    }

    public static async Task<string[]> Rows(this IGraph graph, string statement, params (string Name, Value Value)[] parameters)
    {
        await using var result = await graph.RunAsync(statement, parameters.ToDictionary(p => p.Name, p => p.Value), TestContext.Current.CancellationToken);
        return await ReadAll(result);
    }

    public static async Task<string[]> Rows(this IGraphTransaction transaction, string statement)
    {
        await using var result = await transaction.RunAsync(statement, null, TestContext.Current.CancellationToken);
        return await ReadAll(result);
    }

    public static async Task<CypherException> Fails(this IGraph graph, string statement, params (string Name, Value Value)[] parameters) =>
        await Assert.ThrowsAsync<CypherException>(() => graph.Rows(statement, parameters));

    private static async Task<string[]> ReadAll(IGraphResult result)
    {
        var rows = new List<string>();
        while (await result.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(string.Join(" | ", result.Current.ToArray().Select(value => value.ToString())));
        }

        return [.. rows];
    }
}

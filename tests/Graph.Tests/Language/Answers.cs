using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Language;

/// <summary>Runs statements on a graph in memory and gives what they answer as Cypher literals.</summary>
internal static class Answers
{
    /// <summary>Rows of the last statement, each as its columns joined by " | ".</summary>
    public static async Task<string[]> Rows(string setup, string query)
    {
        await using var graph = await GraphOf(setup);
        return await Rows(graph, query);
    }

    public static async Task<EmbeddedGraph> GraphOf(string setup)
    {
        var graph = EmbeddedGraph.InMemory();
        if (setup.Length > 0)
        {
            await using var _ = await graph.RunAsync(setup, cancellationToken: TestContext.Current.CancellationToken);
        }

        return graph;
    }

    public static async Task<string[]> Rows(EmbeddedGraph graph, string query)
    {
        await using var result = await graph.RunAsync(query, cancellationToken: TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await result.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(string.Join(" | ", result.Current.ToArray().Select(CypherText.Literal)));
        }

        return [.. rows];
    }

    /// <summary>The only value that <c>RETURN expression</c> gives.</summary>
    public static async Task<string> Value(string expression) => Assert.Single(await Rows("", $"RETURN {expression} AS value"));

    public static async Task<CypherException> Error(string query, string setup = "")
    {
        await using var graph = await GraphOf(setup);
        return await Assert.ThrowsAsync<CypherException>(() => Rows(graph, query));
    }
}

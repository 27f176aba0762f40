using System.Diagnostics;
using System.Globalization;
using CoEvolve.Graph;
using CoEvolve.Graph.Values;

namespace CoEvolve.GraphSpeed;

/// <summary>A million nodes and ten million relationships: made in a folder, closed, and opened again, with the memory that the process then holds.</summary>
internal static class Large
{
    private const int Nodes = 1_000_000;
    private const int RelationshipsEach = 10;
    private const int Batch = 100_000;

    public static async Task<int> RunAsync(string folder)
    {
        var path = Path.Combine(folder, "large");
        if (!Directory.Exists(path))
        {
            var watch = Stopwatch.StartNew();
            await MakeAsync(path).ConfigureAwait(false);
            Report($"made and saved in {watch.Elapsed.TotalSeconds:F1} s");
        }

        GC.Collect();
        var opening = Stopwatch.StartNew();
        var began = Environment.CpuUsage.TotalTime;
        var graph = EmbeddedGraph.Open(path);
        await using (graph.ConfigureAwait(false))
        {
            Report($"opened in {opening.Elapsed.TotalSeconds:F1} s, {(Environment.CpuUsage.TotalTime - began).TotalSeconds:F1} s of processors");
            var held = GC.GetTotalMemory(forceFullCollection: true) / 1e9;
            using var process = Process.GetCurrentProcess();
            Report($"memory: {held:F2} GB held, {process.WorkingSet64 / 1e9:F2} GB of the process now, {process.PeakWorkingSet64 / 1e9:F2} GB at most");
            var result = await graph.RunAsync("MATCH (n:Thing {id: $id})-[:R]->(m) RETURN count(m)", new Dictionary<string, Value> { ["id"] = Value.Of(77L) }).ConfigureAwait(false);
            await using (result.ConfigureAwait(false))
            {
                return await result.ReadAsync().ConfigureAwait(false) && result.Current[0].AsInteger() == RelationshipsEach ? 0 : 1;
            }
        }
    }

    private static async Task MakeAsync(string path)
    {
        var graph = EmbeddedGraph.Open(path);
        await using (graph.ConfigureAwait(false))
        {
            await RunAsync(graph, "CREATE CONSTRAINT FOR (n:Thing) REQUIRE n.id IS UNIQUE", 0).ConfigureAwait(false);
            for (var from = 0; from < Nodes; from += Batch)
            {
                await RunAsync(graph, $"UNWIND range($from, $from + {Batch - 1}) AS i CREATE (:Thing {{id: i, name: 'thing ' + toString(i), weight: i * 0.5}})", from).ConfigureAwait(false);
            }

            // Every node points to ten others, spread by a multiplicative step.
            for (var from = 0; from < Nodes; from += Batch / RelationshipsEach)
            {
                await RunAsync(
                    graph,
                    $"UNWIND range($from, $from + {(Batch / RelationshipsEach) - 1}) AS i MATCH (a:Thing {{id: i}}) UNWIND range(1, {RelationshipsEach}) AS j MATCH (b:Thing {{id: (i * 7919 + j * 104729) % {Nodes}}}) CREATE (a)-[:R]->(b)",
                    from).ConfigureAwait(false);
            }

            await graph.SaveAsync().ConfigureAwait(false);
        }
    }

    private static async Task RunAsync(EmbeddedGraph graph, string cypher, long from)
    {
        await using ((await graph.RunAsync(cypher, new Dictionary<string, Value> { ["from"] = Value.Of(from) }).ConfigureAwait(false)).ConfigureAwait(false))
        {
        }
    }

    private static void Report(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

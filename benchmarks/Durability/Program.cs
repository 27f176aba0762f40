// What durability costs: commits a second by one writer and by sixteen, in rounds of SECONDS, and the creation of 100,000 nodes in one transaction, each in memory, relaxed and durable.
//   dotnet run -c Release --project benchmarks/Durability [FOLDER] [SECONDS]
// FOLDER says which disk is measured; a folder inside it is made and removed.

using System.Diagnostics;
using System.Globalization;
using CoEvolve.Graph;
using CoEvolve.Graph.Values;

var root = Path.Combine(args.Length > 0 ? args[0] : Path.GetTempPath(), "coevolve-durability");
var seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2;
string[] modes = ["memory", "relaxed", "durable"];

Console.WriteLine("| what | memory | relaxed | durable |\n|---|---|---|---|");
await RowAsync("commits/s, 1 writer; 16 writers; ratio", CommitsAsync).ConfigureAwait(false);
await RowAsync("100,000 nodes with 4 properties, one transaction, ms (of processors)", NodesAsync).ConfigureAwait(false);
await RowAsync("the same with a unique constraint, ms (of processors)", UniqueNodesAsync).ConfigureAwait(false);
await RecoveryAsync().ConfigureAwait(false);

async Task RowAsync(string what, Func<EmbeddedGraph, Task<string>> measure)
{
    var cells = new List<string>();
    foreach (var mode in modes)
    {
        var graph = Open(mode);
        await using (graph.ConfigureAwait(false))
        {
            cells.Add(await measure(graph).ConfigureAwait(false));
        }

        Remove();
    }

    Console.WriteLine($"| {what} | {string.Join(" | ", cells)} |");
}

EmbeddedGraph Open(string mode) => mode switch
{
    "memory" => EmbeddedGraph.InMemory(),
    "relaxed" => EmbeddedGraph.Open(root, new EmbeddedGraphOptions { Durability = DurabilityMode.Relaxed }),
    _ => EmbeddedGraph.Open(root),
};

void Remove()
{
    if (Directory.Exists(root))
    {
        Directory.Delete(root, recursive: true);
    }
}

// One and sixteen take turns, so that what else the machine does weighs on both; of each the median counts.
async Task<string> CommitsAsync(EmbeddedGraph graph)
{
    var (one, sixteen) = (new List<double>(), new List<double>());
    for (var round = 0; round < 5; round++)
    {
        one.Add(await CommitsOfAsync(graph, 1).ConfigureAwait(false));
        sixteen.Add(await CommitsOfAsync(graph, 16).ConfigureAwait(false));
    }

    one.Sort();
    sixteen.Sort();
    return $"{Number(one[2])}; {Number(sixteen[2])}; {(sixteen[2] / one[2]).ToString("N1", CultureInfo.InvariantCulture)}";
}

async Task<double> CommitsOfAsync(EmbeddedGraph graph, int writers)
{
    var commits = 0L;
    var watch = Stopwatch.StartNew();
    await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
    {
        for (var number = 0; watch.Elapsed.TotalSeconds < seconds; number++)
        {
            await WriteAsync(graph, "CREATE (:Event {writer: $a, number: $b})", writer, number).ConfigureAwait(false);
            Interlocked.Increment(ref commits);
        }
    }))).ConfigureAwait(false);
    return commits / watch.Elapsed.TotalSeconds;
}

async Task<string> NodesAsync(EmbeddedGraph graph)
{
    const string Statement = "UNWIND range($a, $b) AS i CREATE (:Actor {id: i, name: 'actor ' + toString(i), kind: 'cso', capacity: i * 0.5})";
    await WriteAsync(graph, Statement, 1, 20_000).ConfigureAwait(false);
    var (best, processor) = (double.MaxValue, double.MaxValue);
    for (var run = 1; run <= 5; run++)
    {
        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await WriteAsync(graph, Statement, run * 100_000, (run * 100_000) + 99_999).ConfigureAwait(false);
        best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        processor = Math.Min(processor, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
    }

    return $"{Number(best)} ({Number(processor)})";
}

async Task<string> UniqueNodesAsync(EmbeddedGraph graph)
{
    await WriteAsync(graph, "CREATE CONSTRAINT actor FOR (a:Actor) REQUIRE a.id IS UNIQUE", 0, 0).ConfigureAwait(false);
    return await NodesAsync(graph).ConfigureAwait(false);
}

async Task RecoveryAsync()
{
    var graph = Open("durable");
    await using (graph.ConfigureAwait(false))
    {
        await NodesAsync(graph).ConfigureAwait(false);
    }

    var log = new DirectoryInfo(root).GetFiles("graph-*.log").Sum(file => file.Length);
    var watch = Stopwatch.StartNew();
    graph = Open("durable");
    await using (graph.ConfigureAwait(false))
    {
        Console.WriteLine($"\nopening from a log of {log:N0} bytes (520,000 nodes): {watch.ElapsedMilliseconds:N0} ms");
        watch.Restart();
        await graph.SaveAsync().ConfigureAwait(false);
        Console.WriteLine($"writing the snapshot ({new FileInfo(Path.Combine(root, "graph.snapshot")).Length:N0} bytes): {watch.ElapsedMilliseconds:N0} ms");
    }

    watch.Restart();
    graph = Open("durable");
    await using (graph.ConfigureAwait(false))
    {
        Console.WriteLine($"opening from the snapshot: {watch.ElapsedMilliseconds:N0} ms");
    }

    Remove();
}

static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

static async Task WriteAsync(EmbeddedGraph graph, string statement, long a, long b)
{
    var result = await graph.RunAsync(statement, new Dictionary<string, Value> { ["a"] = Value.Of(a), ["b"] = Value.Of(b) }).ConfigureAwait(false);
    await result.DisposeAsync().ConfigureAwait(false);
}

// Rows and round trips a second: in this process, of our client, and of Neo4j's JavaScript driver, the latter two on our Bolt server, in one run.
//   dotnet run -c Release --project benchmarks/BoltThroughput [ROWS] [TRIPS] [CONNECTIONS] [FOLDER]
// FOLDER is one in which `npm ci` has installed neo4j-driver, such as tests/driver; without it the driver is left out.

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CoEvolve.Graph;
using CoEvolve.Graph.Bolt.Client;
using CoEvolve.Graph.Bolt.Security;
using CoEvolve.Graph.Bolt.Server;
using CoEvolve.Graph.Values;

const string Password = "throughput-1";
const string Rows = "UNWIND range(1, $count) AS i RETURN i, i * 0.5 AS half, \"row\" AS text";
const string Trip = "RETURN $x AS x";

var rows = Number(0, 1_000_000);
var trips = Number(1, 100_000);
var connections = Number(2, 16);
var graph = EmbeddedGraph.InMemory();
await using (graph.ConfigureAwait(false))
{
    var users = BoltUsers.InMemory();
    users.EnsureFirstUser(Password);
    var server = BoltServer.Start(graph, users, new() { Port = 0 });
    await using (server.ConfigureAwait(false))
    {
        var client = new Neo4jGraph(new()
        {
            Address = new($"bolt://127.0.0.1:{server.EndPoint.Port}"),
            Credentials = BoltCredentials.Basic(BoltUsers.FirstUser, Password),
            MaxConnections = connections,
            FetchSize = 10_000,
        });
        await using (client.ConfigureAwait(false))
        {
            Console.WriteLine("| | rows/s | processor time a row | round trips/s | processor time a round trip |\n|---|---|---|---|---|");
            await TellAsync("in this process", graph).ConfigureAwait(false);
            await TellAsync("our client", client).ConfigureAwait(false);
        }

        if (args.Length > 3)
        {
            await TellDriverAsync(args[3], server.EndPoint.Port).ConfigureAwait(false);
        }
    }
}

int Number(int at, int otherwise) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;

async Task TellAsync(string who, IGraph asked)
{
    await StreamAsync(asked, rows / 10).ConfigureAwait(false);
    await AskAsync(asked, trips / 10).ConfigureAwait(false);
    var streamed = await MeasureAsync(() => StreamAsync(asked, rows)).ConfigureAwait(false);
    var answered = await MeasureAsync(() => AskAsync(asked, trips)).ConfigureAwait(false);
    Tell(who, streamed, answered);
}

void Tell(string who, (double Seconds, double Processor) streamed, (double Seconds, double Processor) answered) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"| {who} | {rows / streamed.Seconds:N0} | {streamed.Processor / rows * 1e6:0.00} µs | {trips / answered.Seconds:N0} | {answered.Processor / trips * 1e6:0.0} µs |"));

static async Task StreamAsync(IGraph asked, int count)
{
    var result = await asked.RunAsync(Rows, new Dictionary<string, Value> { ["count"] = Value.Of((long)count) }).ConfigureAwait(false);
    await using (result.ConfigureAwait(false))
    {
        var seen = 0;
        while (await result.ReadAsync().ConfigureAwait(false))
        {
            seen += result.Current.Length == 3 ? 1 : 0;
        }

        Require(seen == count);
    }
}

Task AskAsync(IGraph asked, int count) => Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
{
    for (var i = 0L; i < count / connections; i++)
    {
        var result = await asked.RunAsync(Trip, new Dictionary<string, Value> { ["x"] = Value.Of(i) }).ConfigureAwait(false);
        await using (result.ConfigureAwait(false))
        {
            Require(await result.ReadAsync().ConfigureAwait(false) && result.Current[0].AsInteger() == i && !await result.ReadAsync().ConfigureAwait(false));
        }
    }
})));

static void Require(bool holds)
{
    if (!holds)
    {
        throw new InvalidOperationException("Another answer came than was asked for.");
    }
}

// The processor time is that of client and server, which share this process.
static async Task<(double Seconds, double Processor)> MeasureAsync(Func<Task> work)
{
    GC.Collect();
    var (began, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
    await work().ConfigureAwait(false);
    return (Stopwatch.GetElapsedTime(began).TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
}

// Of the driver only the server's processor time is in this process; its own is told by it.
async Task TellDriverAsync(string folder, int port)
{
    var start = new ProcessStartInfo("node") { RedirectStandardOutput = true };
    foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "driver.mjs"), Path.GetFullPath(folder), $"127.0.0.1:{port}", BoltUsers.FirstUser, Password, $"{rows}", $"{trips}", $"{connections}" })
    {
        start.ArgumentList.Add(argument);
    }

    using var node = Process.Start(start)!;
    var measured = new List<(double, double)>();
    var before = Environment.CpuUsage.TotalTime;
    while (await node.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
    {
        var told = JsonDocument.Parse(line).RootElement;
        var servers = Environment.CpuUsage.TotalTime - before;
        measured.Add((told.GetProperty("seconds").GetDouble(), told.GetProperty("processorSeconds").GetDouble() + servers.TotalSeconds));
        before += servers;
    }

    await node.WaitForExitAsync().ConfigureAwait(false);
    Require(node.ExitCode == 0 && measured.Count == 2);
    Tell("neo4j-driver of npm", measured[0], measured[1]);
}

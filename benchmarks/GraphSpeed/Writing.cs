using System.Diagnostics;
using System.Globalization;
using CoEvolve.Graph;
using CoEvolve.Graph.Values;

namespace CoEvolve.GraphSpeed;

/// <summary>Look-ups by an index on one thread, creation of nodes by one UNWIND, and loading the network of 100,000 actors; of several rounds the best.</summary>
internal static class Writing
{
    private const int Rounds = 7;
    private const int LookUps = 300_000;
    private const int Created = 300_000;
    private const int Actors = 100_000;

    public static async Task<int> RunAsync(string folder)
    {
        var data = PartnerData.Read(await Baselines.GenerateAsync(folder, Actors).ConfigureAwait(false));
        await LoadAsync(data).ConfigureAwait(false);
        await LookUpAsync(data).ConfigureAwait(false);
        await CreateAsync().ConfigureAwait(false);
        return 0;
    }

    private static async Task LoadAsync(PartnerData data)
    {
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var graph = EmbeddedGraph.InMemory();
            await using (graph.ConfigureAwait(false))
            {
                var watch = Stopwatch.StartNew();
                await data.LoadAsync(graph).ConfigureAwait(false);
                times.Add(watch.Elapsed.TotalSeconds);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"loading 100k: first {times[0]:F2} s, best {times.Min():F2} s"));
    }

    private static async Task LookUpAsync(PartnerData data)
    {
        var graph = EmbeddedGraph.InMemory();
        await using (graph.ConfigureAwait(false))
        {
            await data.LoadAsync(graph).ConfigureAwait(false);
            var rates = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                var began = Environment.CpuUsage.TotalTime;
                var watch = Stopwatch.StartNew();
                for (var i = 0; i < LookUps; i++)
                {
                    await LookUpAsync(graph, i * 7919L % Actors).ConfigureAwait(false);
                }

                rates.Add(LookUps / watch.Elapsed.TotalSeconds);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"index look-ups: {rates[^1]:N0}/s, {(Environment.CpuUsage.TotalTime - began).TotalMicroseconds / LookUps:F2} us of processors each"));
            }
        }
    }

    private static async Task LookUpAsync(EmbeddedGraph graph, long id)
    {
        var result = await graph.RunAsync("MATCH (a:Actor {id: $id}) RETURN a.name", new Dictionary<string, Value> { ["id"] = Value.Of(id) }).ConfigureAwait(false);
        await using (result.ConfigureAwait(false))
        {
            if (!await result.ReadAsync().ConfigureAwait(false) || result.Current[0].AsString().Length == 0 || await result.ReadAsync().ConfigureAwait(false))
            {
                throw new InvalidOperationException($"Actor {id} was not found once.");
            }
        }
    }

    private static async Task CreateAsync()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var graph = EmbeddedGraph.InMemory();
            await using (graph.ConfigureAwait(false))
            {
                var parameters = new Dictionary<string, Value> { ["n"] = Value.Of((long)Created) };
                var watch = Stopwatch.StartNew();
                await using (await graph.RunAsync("UNWIND range(1, $n) AS i CREATE (:Actor {id: i, name: 'actor ' + toString(i), kind: 'cso', cap: i * 0.5})", parameters).ConfigureAwait(false))
                {
                }

                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"creation by UNWIND, 4 properties: {Created / watch.Elapsed.TotalSeconds:N0}/s"));
            }
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using CoEvolve.Graph;
using CoEvolve.Graph.Values;

namespace CoEvolve.GraphSpeed;

/// <summary>What loading, memory, a look-up and both searches cost at sizes from a thousand actors on, as a table and as a plot.</summary>
internal static class Scaling
{
    private const int Rounds = 5;
    private const int LookUps = 20_000;

    private static readonly int[] Sizes = [1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000];

    /// <param name="folder">For the data, and for <c>scaling.svg</c>.</param>
    /// <param name="largest">The largest size.</param>
    public static async Task<int> RunAsync(string folder, int largest)
    {
        string[] names = ["load, s", "memory, MB", "look-up, ms", "hop3 p50, ms", "full p50, ms"];
        var curves = names.Select(name => new Curve(name, [])).ToArray();
        foreach (var actors in Sizes.Where(size => size <= largest))
        {
            var row = await MeasureAsync(folder, actors).ConfigureAwait(false);
            for (var i = 0; i < row.Length; i++)
            {
                curves[i].Points.Add((actors, row[i]));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {actors} | {row[0]:F2} | {row[1]:F0} | {row[2]:F5} | {row[3]:F4} | {row[4]:F4} |"));
        }

        var plot = Path.Combine(folder, "scaling.svg");
        await File.WriteAllTextAsync(plot, LogLogPlot.Draw("Cost against the number of actors", "actors", curves)).ConfigureAwait(false);
        Console.WriteLine(plot);
        return 0;
    }

    private static async Task<double[]> MeasureAsync(string folder, int actors)
    {
        var data = PartnerData.Read(await Baselines.GenerateAsync(folder, actors).ConfigureAwait(false));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var graph = EmbeddedGraph.InMemory();
        await using (graph.ConfigureAwait(false))
        {
            var watch = Stopwatch.StartNew();
            await data.LoadAsync(graph).ConfigureAwait(false);
            var load = watch.Elapsed.TotalSeconds;
            var memory = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;
            return [load, memory, await LookUpAsync(graph, actors).ConfigureAwait(false), await BestAsync(graph, Workload.Hop3, actors).ConfigureAwait(false), await BestAsync(graph, Workload.Full, actors).ConfigureAwait(false)];
        }
    }

    /// <summary>The best round's median of 200 queries.</summary>
    private static async Task<double> BestAsync(EmbeddedGraph graph, string cypher, int actors)
    {
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var (times, _) = await Workload.RoundAsync(graph, cypher, actors).ConfigureAwait(false);
            best = Math.Min(best, times[times.Length / 2]);
        }

        return best;
    }

    private static async Task<double> LookUpAsync(EmbeddedGraph graph, int actors)
    {
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < LookUps; i++)
            {
                var result = await graph.RunAsync("MATCH (a:Actor {id: $id}) RETURN a.name", new Dictionary<string, Value> { ["id"] = Value.Of(i * 7919L % actors) }).ConfigureAwait(false);
                await using (result.ConfigureAwait(false))
                {
                    await result.ReadAsync().ConfigureAwait(false);
                }
            }

            best = Math.Min(best, watch.Elapsed.TotalMilliseconds / LookUps);
        }

        return best;
    }
}

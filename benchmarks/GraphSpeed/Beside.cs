using System.Diagnostics;
using System.Globalization;
using CoEvolve.Graph;

namespace CoEvolve.GraphSpeed;

/// <summary>The embedded graph and SQLite in turns, round by round, so that both meet the same load of the machine: the median of the rounds' figures and of their ratios.</summary>
internal static class Beside
{
    private const int Rounds = 15;

    /// <summary>Before rounds count, so that the runtime has compiled what is hot; SQLite runs as many.</summary>
    private const int Unmeasured = 6;

    public static async Task<int> RunAsync(string folder)
    {
        var wrong = 0;
        foreach (var actors in new[] { 10_000, 100_000 })
        {
            var data = await Baselines.GenerateAsync(folder, actors).ConfigureAwait(false);
            using var sqlite = Baselines.StartSqlite(data);
            var graph = EmbeddedGraph.InMemory();
            await using (graph.ConfigureAwait(false))
            {
                await PartnerData.Read(data).LoadAsync(graph).ConfigureAwait(false);
                foreach (var kind in Workload.Kinds.Where(kind => kind.Actors == actors))
                {
                    wrong += await CompareAsync(graph, sqlite, kind).ConfigureAwait(false) ? 0 : 1;
                }
            }

            sqlite.StandardInput.Close();
            await sqlite.WaitForExitAsync().ConfigureAwait(false);
        }

        return wrong;
    }

    private static async Task<bool> CompareAsync(EmbeddedGraph graph, Process sqlite, (string Name, string Cypher, int Actors, long Checksum) kind)
    {
        var right = true;
        List<(double P50, double P99)> ours = [];
        List<(double P50, double P99)> theirs = [];
        for (var round = 0; round < Unmeasured + Rounds; round++)
        {
            var (times, sum) = await Workload.RoundAsync(graph, kind.Cypher, kind.Actors).ConfigureAwait(false);
            await sqlite.StandardInput.WriteLineAsync(kind.Name).ConfigureAwait(false);
            await sqlite.StandardInput.FlushAsync().ConfigureAwait(false);
            var answer = (await sqlite.StandardOutput.ReadLineAsync().ConfigureAwait(false))!.Split(' ');
            right &= sum == kind.Checksum && long.Parse(answer[0], CultureInfo.InvariantCulture) == kind.Checksum;
            if (round >= Unmeasured)
            {
                ours.Add(Figures(times));
                theirs.Add(Figures([.. answer.Skip(1).Select(time => double.Parse(time, CultureInfo.InvariantCulture)).Order()]));
            }
        }

        var (mine, other) = (Middle(ours), Middle(theirs));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{kind.Name} {kind.Actors}: coevolve p50 {mine.P50:F4} ms p99 {mine.P99:F3}, sqlite p50 {other.P50:F4} p99 {other.P99:F3}; in the median of rounds p50 is {Ratio(ours, theirs, one => one.P50):F2} and p99 {Ratio(ours, theirs, one => one.P99):F2} of sqlite's; best rounds p50 {ours.Min(one => one.P50):F4} and {theirs.Min(one => one.P50):F4}; checksum {(right ? kind.Checksum : "WRONG")}"));
        return right;
    }

    private static (double P50, double P99) Figures(double[] times) => (times[times.Length / 2], times[times.Length * 99 / 100]);

    private static (double P50, double P99) Middle(List<(double P50, double P99)> rounds) => (Median(rounds.Select(one => one.P50)), Median(rounds.Select(one => one.P99)));

    private static double Ratio(List<(double P50, double P99)> ours, List<(double P50, double P99)> theirs, Func<(double P50, double P99), double> figure) =>
        Median(ours.Zip(theirs, (mine, other) => figure(mine) / figure(other)));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}

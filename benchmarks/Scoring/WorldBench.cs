using System.Globalization;
using CoEvolve.Matching.Evaluation;
using CoEvolve.Matching.Ingest.Worlds;

namespace CoEvolve.Scoring;

/// <summary>Ten worlds of each kind: lift over the best baseline, and how much of the oracle's gain is reached; median and worst.</summary>
internal static class WorldBench
{
    private const int Worlds = 10;

    public static async Task RunAsync(int actors, int threads)
    {
        Console.WriteLine("| world | coevolve | best baseline | chance | oracle | lift, median | lift, worst | share of the ceiling, median | worst |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var kind in Enum.GetValues<WorldKind>())
        {
            var results = new List<WorldResult>();
            for (var seed = 1UL; seed <= Worlds; seed++)
            {
                results.Add(await WorldTrial.RunAsync(new(kind, seed, actors), threads));
                Console.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{kind} {seed}: {results[^1].Queries} queries, lift {results[^1].Lift:+0.000;-0.000}, error {results[^1].LiftError:0.0000}; {string.Join(", ", results[^1].Ndcg10.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key} {entry.Value:0.000}")))}"));
            }

            // Where there is nothing to foresee, the lift that must be 0 is that over chance, in standard errors; a share of no ceiling means nothing.
            var isNull = kind == WorldKind.Null;
            double[] lifts = [.. results.Select(result => isNull ? (result.Ndcg10["coevolve"] - result.Ndcg10["random"]) / result.LiftError : result.Lift)];
            double[] shares = [.. results.Select(result => result.ShareOfCeiling)];
            var worst = isNull ? lifts.MaxBy(Math.Abs) : lifts.Min();
            string Mean(string method) => results.Average(result => result.Ndcg10[method]).ToString("0.000", CultureInfo.InvariantCulture);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {kind} | {Mean("coevolve")} | {results.Average(result => result.BestBaseline):0.000} | {Mean("random")} | {Mean("oracle")} | {Lift(Median(lifts), isNull)} | {Lift(worst, isNull)} | {(isNull ? "–" : Percent(Median(shares)))} | {(isNull ? "–" : Percent(shares.Min()))} |"));
        }
    }

    private static string Lift(double lift, bool inErrors) => inErrors ? string.Create(CultureInfo.InvariantCulture, $"{lift:+0.0;-0.0} s.e. over chance") : Percent(lift);

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %");

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

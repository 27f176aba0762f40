using System.Globalization;
using CoEvolve.Scoring;

switch (args)
{
    case ["evaluator"]:
        EvaluatorBench.Run();
        return 0;
    case ["batch", var actors, var threads, var seeds]:
        await BatchBench.RunAsync(int.Parse(actors, CultureInfo.InvariantCulture), int.Parse(threads, CultureInfo.InvariantCulture), seeds);
        return 0;
    case ["rank", var actors, var seekers, var threads, var seeds]:
        await RankBench.RunAsync(int.Parse(actors, CultureInfo.InvariantCulture), int.Parse(seekers, CultureInfo.InvariantCulture), int.Parse(threads, CultureInfo.InvariantCulture), seeds);
        return 0;
    case ["market"]:
        MarketBench.Run();
        return 0;
    case ["lists", var seeds, var sample]:
        await MarketBench.ListsAsync(seeds, sample);
        return 0;
    case ["worlds", var actors, var threads]:
        await WorldBench.RunAsync(int.Parse(actors, CultureInfo.InvariantCulture), int.Parse(threads, CultureInfo.InvariantCulture));
        return 0;
    case ["triads"]:
        TriadBench.Run();
        return 0;
    default:
        Console.Error.WriteLine("usage: Scoring evaluator | Scoring batch ACTORS THREADS SEEDS | Scoring rank ACTORS SEEKERS THREADS SEEDS | Scoring market | Scoring lists SEEDS SAMPLE | Scoring worlds ACTORS THREADS | Scoring triads");
        return 2;
}

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
    default:
        Console.Error.WriteLine("usage: Scoring evaluator | Scoring batch ACTORS THREADS SEEDS");
        return 2;
}

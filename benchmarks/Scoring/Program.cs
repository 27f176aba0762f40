using CoEvolve.Scoring;

switch (args)
{
    case ["evaluator"]:
        EvaluatorBench.Run();
        return 0;
    default:
        Console.Error.WriteLine("usage: Scoring evaluator");
        return 2;
}

using System.Diagnostics;
using CoEvolve.Graph.Conformance.Neo4j;
using CoEvolve.Graph.Conformance.Running;
using CoEvolve.Graph.Conformance.Tck;

// Exit codes: 0 the cases ran, 1 fewer passed than --at-least asks for, or a recorded answer differs that is not on the list of known differences, 2 the command line is wrong.
if (RunOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(RunOptions.Usage);
    return 2;
}

if (!Path.Exists(options.Path))
{
    Console.WriteLine($"There is nothing at {options.Path}: no case was run.");
    Console.WriteLine("0 passed, 0 failed, 0 skipped");
    return options.AtLeast > 0 ? 1 : 0;
}

var started = Stopwatch.GetTimestamp();
var cases = options.Suite == "tck" ? TckFile.Read(options.Path, options.Only) : Neo4jFolder.Read(options.Path, options.Only, Console.Out);
var report = new Report(cases, new CaseWorkers(options.Workers, options.Limit).Run(cases), options.Suite == "tck" ? null : KnownAnswers.All);
if (options.Verbose)
{
    report.WriteFailures(Console.Out);
}

if (options.FailuresFile is { } file)
{
    using var writer = new StreamWriter(file);
    report.WriteFailures(writer);
}

report.WriteOtherAnswers(Console.Out);
if (options.Suite == "neo4j")
{
    report.WriteKnownDifferences(Console.Out);
}

report.WriteTables(Console.Out);
report.WriteOtherIds(Console.Out);
Console.WriteLine($"{cases.Count} cases in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
report.WriteTotal(Console.Out);
return report.Passed < options.AtLeast || (options.Suite == "neo4j" && report.NewDifferences > 0) ? 1 : 0;

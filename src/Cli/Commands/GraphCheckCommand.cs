using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CoEvolve.Cli.Checks;
using CoEvolve.Cli.Terminal;
using Spectre.Console;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve graph check</c>: whether a graph answers every query of the product as expected.</summary>
internal static class GraphCheckCommand
{
    public static Command Create()
    {
        var place = new PlaceOptions();
        var expectation = new Option<string?>("--expectation") { Description = "A file with expected rows; else the one that comes with the program.", HelpName = "FILE" };
        var write = new Option<string?>("--write") { Description = "Write what the graph answers as the new expectation, in place of comparing.", HelpName = "FILE" };
        var json = CommonOptions.Json();
        var command = new Command(
            "check",
            "Run every query of the product on data/seeds and data/sample, and compare the rows with what is expected. Without --graph or --data on a new graph; else on an empty one, in a transaction that is taken back: only constraints stay.")
        {
            place, expectation, write, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            place.Read(parsed), place.NamesFolder(parsed), parsed.GetValue(expectation), parsed.GetValue(write), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(GraphPlace place, bool namesFolder, string? expectation, string? write, bool json, CancellationToken cancellationToken)
    {
        var root = FirstNetwork.FindData() ?? throw new CommandFailedException("data/seeds is neither above the program nor above the current folder: the check needs it");
        var expected = write is not null ? null : expectation is null ? Expectation.Committed() : ReadExpectation(expectation);
        var scratch = Directory.CreateTempSubdirectory("coevolve-check-");
        try
        {
            await using var data = DataFolder.OpenOrCreate(namesFolder || RemoteGraph.IsNamed(place) ? place : place with { Folder = scratch.FullName }, "coevolve graph check");
            Screen.Note($"checking {(data.Path == scratch.FullName && data.Embedded is not null ? "the embedded graph" : data.Name)}: everything happens in a transaction that is taken back");
            var check = new GraphCheck(data.Graph, [Path.Combine(root, "seeds"), Path.Combine(root, "sample")]);
            await check.RunAsync(cancellationToken).ConfigureAwait(false);
            return expected is null ? Write(check, write!) : Report(check, expected, json);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static Expectation ReadExpectation(string file)
    {
        try
        {
            return Expectation.Read(file);
        }
        catch (JsonException wrong)
        {
            throw new CommandFailedException($"'{file}' is no expectation: {wrong.Message}");
        }
    }

    private static int Write(GraphCheck check, string file)
    {
        foreach (var (label, failure) in check.Failures)
        {
            Screen.Note($"{label}: {failure}");
        }

        if (check.Failures.Count > 0)
        {
            throw new CommandFailedException("no expectation was written: the graph does not answer every query");
        }

        Expectation.Of(check.Answers).Write(file);
        Screen.Note(string.Create(CultureInfo.InvariantCulture, $"wrote the answers of {check.Answers.Count} cases to '{file}'"));
        return ExitCodes.Success;
    }

    private static int Report(GraphCheck check, Expectation expected, bool json)
    {
        var outcomes = check.Answers
            .Select(answer => new Outcome(answer.Key, answer.Value.Count, expected.Differences(answer.Key, answer.Value)))
            .Concat(check.Failures.Select(failure => new Outcome(failure.Key, 0, [failure.Value]))).ToList();
        var failed = outcomes.Count(outcome => !outcome.Passed);
        if (json)
        {
            Screen.Json(new { passed = failed == 0, cases = outcomes });
        }
        else
        {
            Print(outcomes);
            Screen.Line(string.Create(CultureInfo.InvariantCulture, $"{outcomes.Count - failed} passed, {failed} failed"));
        }

        return failed == 0 ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static void Print(List<Outcome> outcomes)
    {
        var table = Screen.NewTable("query", "rows", "result");
        foreach (var outcome in outcomes)
        {
            table.AddRow(
                Screen.Cell(outcome.Query),
                Screen.Cell(outcome.Rows.ToString(CultureInfo.InvariantCulture)),
                Screen.Cell(outcome.Passed ? "passed" : "failed"));
        }

        Screen.Table(table);
        foreach (var outcome in outcomes)
        {
            foreach (var difference in outcome.Differences)
            {
                Screen.Line($"{outcome.Query}: {difference}");
            }
        }
    }

    private sealed record Outcome(string Query, int Rows, IReadOnlyList<string> Differences)
    {
        public bool Passed => Differences.Count == 0;
    }
}

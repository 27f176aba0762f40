using System.Globalization;
using CoEvolve.Cli.Terminal;
using CoEvolve.Matching.Ingest;
using Spectre.Console;

namespace CoEvolve.Cli.Commands;

/// <summary>The report of an import for people: counts to standard output, problems to standard error.</summary>
internal static class ImportReportText
{
    /// <summary>Problems printed one by one; a person mends these first, and a program asks for all as JSON.</summary>
    private const int MostProblems = 20;

    public static void Print(string package, ImportReport report)
    {
        foreach (var problem in report.Problems.Take(MostProblems))
        {
            Screen.Note(problem.ToString());
        }

        if (report.ProblemCount > MostProblems)
        {
            Screen.Note(string.Create(CultureInfo.InvariantCulture, $"… and {report.ProblemCount - MostProblems} problems more; --json lists them"));
        }

        if (report.Outcome != ImportOutcome.Written)
        {
            Screen.Note($"coevolve: nothing was written: {package} {Because(report.Outcome)}");
            return;
        }

        var table = Screen.NewTable("file", "rows in", "rows rejected");
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        foreach (var file in report.Files)
        {
            table.AddRow(Screen.Cell(file.File), Number(file.Accepted), Number(file.Rejected));
        }

        Screen.Table(table);
        Screen.Line($"{package}: {Changes(report.Changes)}");
    }

    /// <summary>What changed, in words.</summary>
    public static string Changes(ImportChanges changes) => !changes.Any
        ? "nothing changed; the graph said the same already"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{changes.NodesCreated:N0} nodes and {changes.RelationshipsCreated:N0} relationships created, {changes.RelationshipsDeleted:N0} relationships ended, {changes.PropertiesSet:N0} properties set");

    private static string Because(ImportOutcome outcome) => outcome == ImportOutcome.Refused
        ? "cannot be read as a network package"
        : "has a bad row, and --strict stops at the first one";

    private static Text Number(long number) => Screen.Cell(number.ToString("N0", CultureInfo.InvariantCulture));
}

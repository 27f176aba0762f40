using CoEvolve.Matching.Ingest;

namespace CoEvolve.Cli.Commands;

/// <summary>The report of an import for programs.</summary>
/// <param name="Package">The folder as it was given.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Accepted">Rows that went in.</param>
/// <param name="Rejected">Rows that did not.</param>
/// <param name="Files">Counts by file.</param>
/// <param name="Changes">What changed in the graph.</param>
/// <param name="ProblemCount">How many problems there were, also those beyond the list's limit.</param>
/// <param name="Problems">The problems, each with its place and remedy.</param>
internal sealed record ImportReportJson(
    string Package,
    ImportOutcome Outcome,
    long Accepted,
    long Rejected,
    IReadOnlyList<FileCount> Files,
    ImportChanges Changes,
    long ProblemCount,
    IReadOnlyList<ImportProblem> Problems)
{
    public static ImportReportJson Of((string Package, ImportReport Report) entry) => new(
        entry.Package, entry.Report.Outcome, entry.Report.Accepted, entry.Report.Rejected,
        entry.Report.Files, entry.Report.Changes, entry.Report.ProblemCount, entry.Report.Problems);
}

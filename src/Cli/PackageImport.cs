using CoEvolve.Cli.Terminal;
using CoEvolve.Matching.Ingest;

namespace CoEvolve.Cli;

/// <summary>Imports packages into a data folder, all of them or none.</summary>
/// <remarks>
/// The graph of the process takes them one after the other; the folder sees them in one snapshot at the end, which replaces the
/// last one in a single rename. Killed before it, the folder is as it was; after it, everything is there.
/// </remarks>
internal static class PackageImport
{
    /// <returns>A report of each package up to the first that was not written; the data folder has changed only if all were.</returns>
    public static async Task<IReadOnlyList<(string Package, ImportReport Report)>> RunAsync(
        DataFolder data, IReadOnlyList<string> packages, ImportOptions options, CancellationToken cancellationToken)
    {
        var reports = new List<(string Package, ImportReport Report)>();
        foreach (var package in packages)
        {
            var report = await ImportProgressBar.RunAsync(
                Path.GetFileName(Path.GetFullPath(package).TrimEnd(Path.DirectorySeparatorChar)),
                progress => NetworkImport.RunAsync(data.Graph, package, options, progress, cancellationToken)).ConfigureAwait(false);
            reports.Add((package, report));
            if (report.Outcome != ImportOutcome.Written)
            {
                return reports;
            }
        }

        if (reports.Any(entry => entry.Report.Changes.Any))
        {
            await data.Graph.SaveAsync(cancellationToken).ConfigureAwait(false);
        }

        return reports;
    }
}

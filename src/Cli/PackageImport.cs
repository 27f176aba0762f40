using CoEvolve.Cli.Terminal;
using CoEvolve.Graph;
using CoEvolve.Matching.Ingest;

namespace CoEvolve.Cli;

/// <summary>Imports packages into a data folder, all of them or none.</summary>
/// <remarks>
/// One transaction takes them all. Killed before it is acknowledged, the folder is as it was; after it, everything is there.
/// </remarks>
internal static class PackageImport
{
    /// <returns>A report of each package up to the first that was not written; the data folder has changed only if all were.</returns>
    public static async Task<IReadOnlyList<(string Package, ImportReport Report)>> RunAsync(
        DataFolder data, IReadOnlyList<string> packages, ImportOptions options, CancellationToken cancellationToken)
    {
        var reports = new List<(string Package, ImportReport Report)>();
        await NetworkImport.PrepareAsync(data.Graph, cancellationToken).ConfigureAwait(false);
        var transaction = await data.Graph.BeginTransactionAsync(AccessMode.Write, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            foreach (var package in packages)
            {
                var report = await ImportProgressBar.RunAsync(
                    Path.GetFileName(Path.GetFullPath(package).TrimEnd(Path.DirectorySeparatorChar)),
                    progress => NetworkImport.RunAsync(transaction, package, options, progress, cancellationToken)).ConfigureAwait(false);
                reports.Add((package, report));
                if (report.Outcome != ImportOutcome.Written)
                {
                    await transaction.RollbackAsync(cancellationToken).ConfigureAwait(false);
                    return reports;
                }
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        await data.Graph.SaveAsync(cancellationToken).ConfigureAwait(false);
        return reports;
    }
}

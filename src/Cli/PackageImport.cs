using CoEvolve.Cli.Terminal;
using CoEvolve.Graph;
using CoEvolve.Graph.Bolt.Client;
using CoEvolve.Matching.Ingest;

namespace CoEvolve.Cli;

/// <summary>Imports packages into a data folder, all of them or none; into a Neo4j, batch by batch.</summary>
/// <remarks>
/// One transaction takes them all into a folder. Killed before it is acknowledged, the folder is as it was; after it, everything is there. A Neo4j keeps what a
/// transaction changes in memory, so that there each batch commits by itself, and an import that was stopped is done again: what is there already stays as it is.
/// A strict import has to take everything back at the first bad row, and is one transaction there, too.
/// </remarks>
internal static class PackageImport
{
    /// <returns>A report of each package up to the first that was not written; a data folder has changed only if all were.</returns>
    public static async Task<IReadOnlyList<(string Package, ImportReport Report)>> RunAsync(
        DataFolder data, IReadOnlyList<string> packages, ImportOptions options, CancellationToken cancellationToken)
    {
        await NetworkImport.PrepareAsync(data.Graph, cancellationToken).ConfigureAwait(false);
        var transaction = data.Graph is Neo4jGraph neo4j && !options.Strict
            ? new BatchTransactions(neo4j)
            : await data.Graph.BeginTransactionAsync(AccessMode.Write, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var reports = await ImportAsync(transaction, packages, options, cancellationToken).ConfigureAwait(false);
            if (reports.Any(entry => entry.Report.Outcome != ImportOutcome.Written))
            {
                await transaction.RollbackAsync(cancellationToken).ConfigureAwait(false);
                return reports;
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            await data.SaveAsync(cancellationToken).ConfigureAwait(false);
            return reports;
        }
    }

    private static async Task<List<(string Package, ImportReport Report)>> ImportAsync(
        IGraphTransaction transaction, IReadOnlyList<string> packages, ImportOptions options, CancellationToken cancellationToken)
    {
        var reports = new List<(string Package, ImportReport Report)>();
        foreach (var package in packages)
        {
            var report = await ImportProgressBar.RunAsync(
                Path.GetFileName(Path.GetFullPath(package).TrimEnd(Path.DirectorySeparatorChar)),
                progress => NetworkImport.RunAsync(transaction, package, options, progress, cancellationToken)).ConfigureAwait(false);
            reports.Add((package, report));
            if (report.Outcome != ImportOutcome.Written)
            {
                break;
            }
        }

        return reports;
    }
}

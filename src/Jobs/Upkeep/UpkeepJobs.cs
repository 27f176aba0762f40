using System.Globalization;
using System.Text.Json;
using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Jobs.Scheduling;
using CoEvolve.Ledger;
using CoEvolve.Matching.Network;

namespace CoEvolve.Jobs.Upkeep;

/// <summary>Removes offers and needs whose time has been over for a while. That they are over, matching sees by itself on the day.</summary>
/// <param name="graph">The network.</param>
/// <param name="time">Says what today is.</param>
/// <param name="keptDays">Days for which an ended offer or need stays, so that a look back finds it. Default 400.</param>
public sealed class ExpiryJob(IGraph graph, TimeProvider time, int keptDays = 400) : IJob
{
    /// <inheritdoc/>
    public string Name => "expiry";

    /// <inheritdoc/>
    public string LeaseName => Name;

    /// <inheritdoc/>
    public async Task<string> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var counters = await graph.WriteAsync("Upkeep/expire", new() { ["before"] = Value.Of(ProgrammeDay.Today(time).AddDays(-keptDays)) }, cancellationToken);
        return JsonSerializer.Serialize(new { Removed = counters.RelationshipsDeleted });
    }
}

/// <summary>Removes from the ledger what is kept no longer.</summary>
public sealed class RetentionJob(LedgerStore ledger) : IJob
{
    /// <inheritdoc/>
    public string Name => "retention";

    /// <inheritdoc/>
    public string LeaseName => "rescore"; // a run that is being made must not lose lists under its hands

    /// <inheritdoc/>
    public async Task<string> RunAsync(JobContext context, CancellationToken cancellationToken) => JsonSerializer.Serialize(await ledger.Retention.ApplyAsync(cancellationToken));
}

/// <summary>
/// Copies the embedded graph and the SQLite ledger into a folder of the day and keeps the newest few. A copy is made beside and renamed when it is whole. Neo4j and PostgreSQL
/// are copied by their own tools.
/// </summary>
public sealed class BackupJob(IGraph graph, LedgerStore ledger, TimeProvider time, string folder, int kept = 7) : IJob
{
    /// <inheritdoc/>
    public string Name => "backup";

    /// <inheritdoc/>
    public string LeaseName => Name;

    /// <inheritdoc/>
    public async Task<string> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        var target = Path.Combine(folder, ProgrammeDay.Today(time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (Directory.Exists(target))
        {
            return JsonSerializer.Serialize(new { Folder = target, Made = false });
        }

        var partial = target + ".partial";
        if (Directory.Exists(partial))
        {
            Directory.Delete(partial, recursive: true);
        }

        Directory.CreateDirectory(partial);
        if (graph is EmbeddedGraph embedded)
        {
            await embedded.BackupAsync(Path.Combine(partial, "graph"), cancellationToken);
        }

        await ledger.BackupAsync(Path.Combine(partial, "ledger.db"), cancellationToken);
        Directory.Move(partial, target);
        foreach (var old in Directory.GetDirectories(folder, "????-??-??").Order(StringComparer.Ordinal).SkipLast(kept))
        {
            Directory.Delete(old, recursive: true);
        }

        return JsonSerializer.Serialize(new { Folder = target, Made = true });
    }
}

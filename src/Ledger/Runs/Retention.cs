using CoEvolve.Ledger.Sql;

namespace CoEvolve.Ledger.Runs;

/// <summary>Removes what is kept no longer. Audit, consent and proofs of erasure stay.</summary>
public sealed class Retention
{
    private readonly Database _database;
    private readonly LedgerOptions _options;
    private readonly TimeProvider _time;

    internal Retention(Database database, LedgerOptions options, TimeProvider time) => (_database, _options, _time) = (database, options, time);

    /// <summary>Removes runs beyond the number kept (never the visible one), lists that no run has any more, and rows beyond their days.</summary>
    /// <returns>Rows removed by table.</returns>
    public Task<IReadOnlyDictionary<string, long>> ApplyAsync(CancellationToken cancellationToken = default) => _database.WriteAsync<IReadOnlyDictionary<string, long>>(
        async transaction =>
        {
            var removed = new SortedDictionary<string, long>(StringComparer.Ordinal);
            var now = _time.GetUtcNow();
            var parameters = new
            {
                kept = _options.KeptRuns,
                exposures = now.AddDays(-_options.KeptExposureDays).ToUnixTimeMilliseconds(),
                deliveries = now.AddDays(-_options.KeptDeliveryDays).ToUnixTimeMilliseconds(),
            };
            foreach (var (table, condition) in Conditions)
            {
                removed[table] = await transaction.ExecuteAsync($"DELETE FROM {table} WHERE {condition}", parameters, cancellationToken);
            }

            return removed;
        },
        cancellationToken);

    // In this order: a list goes when no run that is kept points at it.
    private static readonly (string Table, string Condition)[] Conditions =
    [
        ("run_list",
            """
            run_id NOT IN (SELECT run_id FROM pointer) AND run_id NOT IN (SELECT id FROM run WHERE state = 'Running')
            AND run_id NOT IN (SELECT id FROM run WHERE state IN ('Visible', 'Complete') ORDER BY id DESC LIMIT @kept)
            """),
        ("list_item",
            """
            NOT EXISTS (SELECT 1 FROM run_list l WHERE l.source_run = list_item.run_id AND l.actor = list_item.actor)
            AND list_item.run_id NOT IN (SELECT id FROM run WHERE state = 'Running')
            """),
        ("list_batch", "run_id NOT IN (SELECT id FROM run WHERE state = 'Running') AND NOT EXISTS (SELECT 1 FROM list_item i WHERE i.run_id = list_batch.run_id AND i.batch = list_batch.batch)"),
        ("run", "state IN ('Complete', 'Abandoned') AND started_at < @deliveries AND NOT EXISTS (SELECT 1 FROM run_list l WHERE l.run_id = run.id OR l.source_run = run.id)"),
        ("exposure_item", "exposure_id IN (SELECT id FROM exposure WHERE at < @exposures)"),
        ("exposure", "at < @exposures"),
        ("delivery", "decided_at < @deliveries"),
        ("job_run", "state IN ('Done', 'Failed') AND due < @deliveries"),
    ];
}

using System.Data.Common;
using CoEvolve.Ledger.Lists;
using CoEvolve.Ledger.Schedules;
using CoEvolve.Ledger.Sql;

namespace CoEvolve.Ledger.Runs;

/// <summary>
/// Runs and the pointer to the visible one. A run writes its lists beside those that stand; they become visible all at once when <see cref="PublishAsync"/>
/// moves the pointer, in one transaction. Whatever dies before that leaves the old lists standing.
/// </summary>
public sealed class RunBook
{
    private const string Pointer = "lists";
    private const string Columns = "id AS Id, mode AS Mode, as_of AS AsOf, state AS State, model AS Model, based_on AS BasedOn, total AS Total, done AS Done, started_at AS StartedAt, finished_at AS FinishedAt, record AS Record";
    private readonly Database _database;
    private readonly TimeProvider _time;

    internal RunBook(Database database, TimeProvider time) => (_database, _time) = (database, time);

    /// <summary>The run whose lists are visible; null before the first.</summary>
    public async Task<Run?> VisibleAsync(CancellationToken cancellationToken = default) => One(await _database.QueryAsync<Row>(
        $"SELECT {Columns} FROM run WHERE id = (SELECT run_id FROM pointer WHERE name = '{Pointer}')", null, cancellationToken));

    /// <summary>A run by its number; null where there is none.</summary>
    public async Task<Run?> FindAsync(long id, CancellationToken cancellationToken = default) =>
        One(await _database.QueryAsync<Row>($"SELECT {Columns} FROM run WHERE id = @id", new { id }, cancellationToken));

    /// <summary>The newest runs, the newest first.</summary>
    public async Task<IReadOnlyList<Run>> RecentAsync(int limit, CancellationToken cancellationToken = default) =>
        [.. (await _database.QueryAsync<Row>($"SELECT {Columns} FROM run ORDER BY id DESC LIMIT @limit", new { limit }, cancellationToken)).Select(row => row.ToRun())];

    /// <summary>The run that a dead worker left unfinished; null where none did.</summary>
    public async Task<Run?> InterruptedAsync(CancellationToken cancellationToken = default) => One(await _database.QueryAsync<Row>(
        $"SELECT {Columns} FROM run WHERE state IN ('Running', 'Visible') ORDER BY id DESC LIMIT 1", null, cancellationToken));

    /// <summary>Begins a run; those that were running are abandoned.</summary>
    public async Task<Run> BeginAsync(RunMode mode, DateOnly asOf, string model, long? basedOn, Lease lease, CancellationToken cancellationToken = default)
    {
        var now = _time.Now();
        var id = await _database.WriteAsync(
            async transaction =>
            {
                await LeaseBook.RequireAsync(transaction, lease, _time, cancellationToken);
                await transaction.ExecuteAsync("UPDATE run SET state = 'Abandoned', finished_at = @now WHERE state = 'Running'", new { now }, cancellationToken);
                return (await transaction.QueryAsync<long>(
                    """
                    INSERT INTO run (kind, mode, as_of, state, model, based_on, total, done, started_at)
                    VALUES ('rescore', @mode, @day, 'Running', @model, @basedOn, 0, 0, @now) RETURNING id
                    """,
                    new { mode = mode.ToString(), day = asOf.Text(), model, basedOn, now },
                    cancellationToken)).Single();
            },
            cancellationToken);
        return new(id, mode, asOf, RunState.Running, model, basedOn, 0, 0, Instant.From(now), null, null);
    }

    /// <summary>What a run noted of its actors.</summary>
    public async Task<IReadOnlyList<RunActor>> ActorsAsync(long run, CancellationToken cancellationToken = default) =>
        [.. (await _database.QueryAsync<ActorRow>("SELECT actor AS Actor, source_run AS SourceRun, fingerprint AS Fingerprint FROM run_list WHERE run_id = @run", new { run }, cancellationToken))
            .Select(row => new RunActor(row.Actor, row.SourceRun, row.Fingerprint))];

    /// <summary>Which actors stand in whose lists of a run: pairs of reader and candidate.</summary>
    public async Task<ILookup<string, string>> ReadersOfAsync(long run, IReadOnlyCollection<string> candidates, CancellationToken cancellationToken = default)
    {
        var pairs = new List<PairRow>();
        foreach (var chunk in candidates.Chunk(1000))
        {
            pairs.AddRange(await _database.QueryAsync<PairRow>(
                $"""
                SELECT l.actor AS Actor, i.candidate AS Candidate FROM list_batch b CROSS JOIN list_item i CROSS JOIN run_list l
                WHERE b.run_id IN (SELECT source_run FROM run_list WHERE run_id = @run)
                  AND i.run_id = b.run_id AND i.batch = b.batch AND {_database.OneOf("i.candidate", "chunk")}
                  AND l.run_id = @run AND l.source_run = i.run_id AND l.actor = i.actor
                """,
                new { run, chunk },
                cancellationToken));
        }

        return pairs.ToLookup(pair => pair.Candidate, pair => pair.Actor, StringComparer.Ordinal);
    }

    /// <summary>Writes the lists of some actors and how far the run is, in one transaction; writing them again replaces them.</summary>
    public Task WriteAsync(Run run, IReadOnlyCollection<ActorList> lists, long done, long total, Lease lease, CancellationToken cancellationToken = default) =>
        _database.WriteAsync(
            async transaction =>
            {
                await LeaseBook.RequireAsync(transaction, lease, _time, cancellationToken);
                await RemoveAsync(transaction, run.Id, [.. lists.Select(list => list.Actor.Value)], cancellationToken);
                await ListRows.WriteAsync(_database, transaction, run.Id, lists, cancellationToken);
                return await transaction.ExecuteAsync("UPDATE run SET done = @done, total = @total WHERE id = @id AND state = 'Running'", new { done, total, id = run.Id }, cancellationToken);
            },
            cancellationToken);

    /// <summary>
    /// Takes over the unchanged lists of the run that this one is based on, and makes it the visible one. All or nothing.
    /// </summary>
    /// <returns>How many lists were taken over.</returns>
    public Task<int> PublishAsync(Run run, string who, Lease lease, CancellationToken cancellationToken = default) => _database.WriteAsync(
        async transaction =>
        {
            await LeaseBook.RequireAsync(transaction, lease, _time, cancellationToken);
            var taken = run.BasedOn is not { } older ? 0 : await transaction.ExecuteAsync(
                """
                INSERT INTO run_list (run_id, actor, source_run, fingerprint)
                SELECT @id, o.actor, o.source_run, o.fingerprint FROM run_list o
                WHERE o.run_id = @older AND NOT EXISTS (SELECT 1 FROM run_list n WHERE n.run_id = @id AND n.actor = o.actor)
                """,
                new { id = run.Id, older },
                cancellationToken);
            await transaction.ExecuteAsync("DELETE FROM run_list WHERE run_id = @id AND fingerprint = ''", new { id = run.Id }, cancellationToken);
            await transaction.ExecuteAsync("UPDATE run SET state = 'Visible' WHERE id = @id", new { id = run.Id }, cancellationToken);
            await PointAsync(transaction, run.Id, who, cancellationToken);
            return taken;
        },
        cancellationToken);

    /// <summary>Notes that everything of a run is done.</summary>
    public Task CompleteAsync(Run run, string record, Lease lease, CancellationToken cancellationToken = default) => _database.WriteAsync(
        async transaction =>
        {
            await LeaseBook.RequireAsync(transaction, lease, _time, cancellationToken);
            return await transaction.ExecuteAsync(
                "UPDATE run SET state = 'Complete', finished_at = @now, record = @record WHERE id = @id", new { now = _time.Now(), record, id = run.Id }, cancellationToken);
        },
        cancellationToken);

    /// <summary>Gives up a run that nobody sees.</summary>
    public Task AbandonAsync(Run run, string record, Lease lease, CancellationToken cancellationToken = default) => _database.WriteAsync(
        async transaction =>
        {
            await LeaseBook.RequireAsync(transaction, lease, _time, cancellationToken);
            return await transaction.ExecuteAsync(
                "UPDATE run SET state = 'Abandoned', finished_at = @now, record = @record WHERE id = @id AND state = 'Running'",
                new { now = _time.Now(), record, id = run.Id },
                cancellationToken);
        },
        cancellationToken);

    /// <summary>Makes another run's lists the visible ones, such as yesterday's.</summary>
    /// <returns>False where that run has no lists to show: it is unknown, unfinished, abandoned, or kept no longer.</returns>
    public Task<bool> SwitchAsync(long run, string who, CancellationToken cancellationToken = default) => _database.WriteAsync(
        async transaction =>
        {
            var able = await transaction.QueryAsync<long>(
                "SELECT id FROM run WHERE id = @run AND state IN ('Visible', 'Complete') AND EXISTS (SELECT 1 FROM run_list WHERE run_id = @run)", new { run }, cancellationToken);
            if (able.Count == 0)
            {
                return false;
            }

            await PointAsync(transaction, run, who, cancellationToken);
            return true;
        },
        cancellationToken);

    private async Task RemoveAsync(DbTransaction transaction, long run, string[] actors, CancellationToken cancellationToken)
    {
        foreach (var chunk in actors.Chunk(1000))
        {
            await transaction.ExecuteAsync($"DELETE FROM list_item WHERE run_id = @run AND {_database.OneOf("actor", "chunk")}", new { run, chunk }, cancellationToken);
            await transaction.ExecuteAsync($"DELETE FROM run_list WHERE run_id = @run AND {_database.OneOf("actor", "chunk")}", new { run, chunk }, cancellationToken);
        }
    }

    private async Task PointAsync(DbTransaction transaction, long run, string who, CancellationToken cancellationToken)
    {
        await transaction.ExecuteAsync(
            "INSERT INTO pointer_switch (name, from_run, to_run, at, who) SELECT @Pointer, (SELECT run_id FROM pointer WHERE name = @Pointer), @run, @now, @who",
            new { Pointer, run, now = _time.Now(), who },
            cancellationToken);
        await transaction.ExecuteAsync(
            "INSERT INTO pointer (name, run_id) VALUES (@Pointer, @run) ON CONFLICT (name) DO UPDATE SET run_id = @run", new { Pointer, run }, cancellationToken);
    }

    private static Run? One(List<Row> rows) => rows is [var row] ? row.ToRun() : null;

    private sealed class ActorRow
    {
        public string Actor { get; init; } = "";

        public long SourceRun { get; init; }

        public string Fingerprint { get; init; } = "";
    }

    private sealed class PairRow
    {
        public string Actor { get; init; } = "";

        public string Candidate { get; init; } = "";
    }

    private sealed class Row
    {
        public long Id { get; init; }

        public string Mode { get; init; } = "";

        public string AsOf { get; init; } = "";

        public string State { get; init; } = "";

        public string Model { get; init; } = "";

        public long? BasedOn { get; init; }

        public long Total { get; init; }

        public long Done { get; init; }

        public long StartedAt { get; init; }

        public long? FinishedAt { get; init; }

        public string? Record { get; init; }

        public Run ToRun() => new(
            Id, Enum.Parse<RunMode>(Mode), Instant.Day(AsOf), Enum.Parse<RunState>(State), Model, BasedOn, Total, Done, Instant.From(StartedAt), Instant.From(FinishedAt), Record);
    }
}

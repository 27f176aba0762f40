using CoEvolve.Ledger.Sql;

namespace CoEvolve.Ledger.Schedules;

/// <summary>How one due run of a job stands. Kept as text: values are added, never renamed.</summary>
public enum JobState
{
    /// <summary>Due and not begun.</summary>
    Due = 0,

    /// <summary>Begun and not ended, or interrupted.</summary>
    Running = 1,

    /// <summary>Ended well.</summary>
    Done = 2,

    /// <summary>Ended badly, or too often.</summary>
    Failed = 3,
}

/// <summary>One run of a job.</summary>
public sealed record JobRun(long Id, string Job, DateTimeOffset Due, JobState State, int Attempts, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, long Done, long Total, string? Record);

/// <summary>What was due and what became of it. An occurrence exists once, however many processes notice it.</summary>
public sealed class JobBook
{
    private const string Columns = "id AS Id, job AS Job, due AS Due, state AS State, attempts AS Attempts, started_at AS StartedAt, finished_at AS FinishedAt, done AS Done, total AS Total, record AS Record";
    private readonly Database _database;
    private readonly TimeProvider _time;

    internal JobBook(Database database, TimeProvider time) => (_database, _time) = (database, time);

    /// <summary>Up to when a job's schedule has been looked at; null where never.</summary>
    public async Task<DateTimeOffset?> SeenUntilAsync(string job, CancellationToken cancellationToken = default)
    {
        var seen = await _database.QueryAsync<long>("SELECT last_due FROM timetable WHERE job = @job", new { job }, cancellationToken);
        return seen is [var instant] ? Instant.From(instant) : null;
    }

    /// <summary>Notes that the schedule has been looked at up to an instant, and the one occurrence that is due, if any. Idempotent.</summary>
    public Task NoteAsync(string job, DateTimeOffset seenUntil, DateTimeOffset? due, CancellationToken cancellationToken = default) =>
        _database.WriteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync(
                    "INSERT INTO timetable (job, last_due) VALUES (@job, @seen) ON CONFLICT (job) DO UPDATE SET last_due = @seen",
                    new { job, seen = seenUntil.ToUnixTimeMilliseconds() },
                    cancellationToken);
                return due is null ? 0 : await transaction.ExecuteAsync(
                    "INSERT INTO job_run (job, due, state, attempts, done, total) VALUES (@job, @due, 'Due', 0, 0, 0) ON CONFLICT (job, due) DO NOTHING",
                    new { job, due = due.Value.ToUnixTimeMilliseconds() },
                    cancellationToken);
            },
            cancellationToken);

    /// <summary>Notes a run that is due beside the timetable.</summary>
    public Task AskAsync(string job, DateTimeOffset due, CancellationToken cancellationToken = default) => _database.ExecuteAsync(
        "INSERT INTO job_run (job, due, state, attempts, done, total) VALUES (@job, @due, 'Due', 0, 0, 0) ON CONFLICT (job, due) DO NOTHING",
        new { job, due = due.ToUnixTimeMilliseconds() },
        cancellationToken);

    /// <summary>Runs that are due or were interrupted, the oldest first.</summary>
    public async Task<IReadOnlyList<JobRun>> OpenAsync(CancellationToken cancellationToken = default) =>
        [.. (await _database.QueryAsync<Row>($"SELECT {Columns} FROM job_run WHERE state IN ('Due', 'Running') ORDER BY due, id", null, cancellationToken)).Select(row => row.ToRun())];

    /// <summary>The newest runs.</summary>
    public async Task<IReadOnlyList<JobRun>> RecentAsync(int limit, CancellationToken cancellationToken = default) =>
        [.. (await _database.QueryAsync<Row>($"SELECT {Columns} FROM job_run ORDER BY due DESC, id DESC LIMIT @limit", new { limit }, cancellationToken)).Select(row => row.ToRun())];

    /// <summary>When a job ended well the last time; null where never.</summary>
    public async Task<DateTimeOffset?> LastGoodAsync(string job, CancellationToken cancellationToken = default) =>
        Instant.From((await _database.QueryAsync<long?>("SELECT max(finished_at) FROM job_run WHERE job = @job AND state = 'Done'", new { job }, cancellationToken)).Single());

    /// <summary>One run; null where there is none.</summary>
    public async Task<JobRun?> FindAsync(long id, CancellationToken cancellationToken = default) =>
        (await _database.QueryAsync<Row>($"SELECT {Columns} FROM job_run WHERE id = @id", new { id }, cancellationToken)) is [var row] ? row.ToRun() : null;

    /// <summary>Marks a run as begun.</summary>
    public Task BeginAsync(JobRun run, Lease lease, CancellationToken cancellationToken = default) => UpdateAsync(
        "UPDATE job_run SET state = 'Running', attempts = attempts + 1, started_at = coalesce(started_at, @now) WHERE id = @id", run, lease, 0, 0, null, cancellationToken);

    /// <summary>Notes how far a run is.</summary>
    public Task ProgressAsync(JobRun run, Lease lease, long done, long total, CancellationToken cancellationToken = default) => UpdateAsync(
        "UPDATE job_run SET done = @done, total = @total WHERE id = @id", run, lease, done, total, null, cancellationToken);

    /// <summary>Ends a run, with what it did.</summary>
    public Task EndAsync(JobRun run, Lease lease, JobState state, string record, CancellationToken cancellationToken = default) => UpdateAsync(
        $"UPDATE job_run SET state = '{state}', finished_at = @now, record = @record WHERE id = @id", run, lease, 0, 0, record, cancellationToken);

    private Task<int> UpdateAsync(string sql, JobRun run, Lease lease, long done, long total, string? record, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            async transaction =>
            {
                await LeaseBook.RequireAsync(transaction, lease, _time, cancellationToken);
                return await transaction.ExecuteAsync(sql, new { id = run.Id, now = _time.Now(), done, total, record }, cancellationToken);
            },
            cancellationToken);

    private sealed class Row
    {
        public long Id { get; init; }

        public string Job { get; init; } = "";

        public long Due { get; init; }

        public string State { get; init; } = "";

        public long Attempts { get; init; }

        public long? StartedAt { get; init; }

        public long? FinishedAt { get; init; }

        public long Done { get; init; }

        public long Total { get; init; }

        public string? Record { get; init; }

        public JobRun ToRun() => new(
            Id, Job, Instant.From(Due), Enum.Parse<JobState>(State), (int)Attempts, Instant.From(StartedAt), Instant.From(FinishedAt), Done, Total, Record);
    }
}

using System.Text.Json;
using CoEvolve.Ledger;
using CoEvolve.Ledger.Schedules;
using Microsoft.Extensions.Logging;

namespace CoEvolve.Jobs.Scheduling;

/// <summary>Told how far a run is.</summary>
public sealed record JobProgress(string Job, long Done, long Total, double RowsPerSecond, TimeSpan? Remaining);

/// <summary>
/// Runs what is due: takes the job's lease, confirms it while the job works, and stores how it ended. A run that fails or is cut off stays open and is begun again by
/// whoever looks next, until it has been tried too often, unless it said that it goes on later.
/// </summary>
public sealed partial class JobRunner
{
    private readonly LedgerStore _ledger;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Dictionary<string, IJob> _jobs;
    private readonly string _owner;
    private readonly TimeSpan _lease;
    private readonly int _attempts;

    /// <summary>Knows the jobs.</summary>
    /// <param name="ledger">Where runs and leases are.</param>
    /// <param name="jobs">The jobs.</param>
    /// <param name="owner">Names this worker.</param>
    /// <param name="time">The clock of leases.</param>
    /// <param name="logger">Takes events.</param>
    /// <param name="lease">How long a silent worker keeps a job. Default a minute.</param>
    /// <param name="attempts">How often a run is begun before it counts as failed. Default 20.</param>
    public JobRunner(LedgerStore ledger, IEnumerable<IJob> jobs, string owner, TimeProvider time, ILogger<JobRunner> logger, TimeSpan? lease = null, int attempts = 20)
    {
        (_ledger, _owner, _time, _logger, _lease, _attempts) = (ledger, owner, time, logger, lease ?? TimeSpan.FromMinutes(1), attempts);
        _jobs = jobs.ToDictionary(job => job.Name, StringComparer.Ordinal);
    }

    /// <summary>The jobs by name.</summary>
    public IReadOnlyCollection<string> Names => _jobs.Keys;

    /// <summary>Makes a run due now, beside the timetable.</summary>
    public Task AskAsync(string job, CancellationToken cancellationToken = default) => _jobs.ContainsKey(job)
        ? _ledger.Jobs.AskAsync(job, _time.GetUtcNow(), cancellationToken)
        : throw new ArgumentException($"There is no job '{job}'.", nameof(job));

    /// <summary>The due runs that nobody is working on.</summary>
    public async Task<IReadOnlyList<JobRun>> IdleAsync(CancellationToken cancellationToken = default)
    {
        var idle = new List<JobRun>();
        foreach (var run in await _ledger.Jobs.OpenAsync(cancellationToken))
        {
            if (_jobs.TryGetValue(run.Job, out var job) && !await _ledger.Leases.IsHeldAsync(job.LeaseName, cancellationToken))
            {
                idle.Add(run);
            }
        }

        return idle;
    }

    /// <summary>Runs everything that is due, one after the other.</summary>
    /// <returns>How many runs ended well.</returns>
    public async Task<int> RunDueAsync(CancellationToken cancellationToken = default)
    {
        var ended = 0;
        foreach (var run in await _ledger.Jobs.OpenAsync(cancellationToken))
        {
            ended += await RunAsync(run.Id, null, cancellationToken) ? 1 : 0;
        }

        return ended;
    }

    /// <summary>Runs one due run, unless somebody else does.</summary>
    /// <returns>Whether it ended well, here.</returns>
    public async Task<bool> RunAsync(long id, IProgress<JobProgress>? progress, CancellationToken cancellationToken = default)
    {
        if (await _ledger.Jobs.FindAsync(id, cancellationToken) is not { State: JobState.Due or JobState.Running } run || !_jobs.TryGetValue(run.Job, out var job)
            || await _ledger.Leases.TakeAsync(job.LeaseName, _owner, _lease, cancellationToken) is not { } lease)
        {
            return false;
        }

        // Another worker may have ended it between the look and the lease.
        if (await _ledger.Jobs.FindAsync(id, cancellationToken) is not { State: JobState.Due or JobState.Running } current)
        {
            await _ledger.Leases.ReleaseAsync(lease, cancellationToken);
            return false;
        }

        using var activity = JobMeters.Traces.StartActivity("job " + run.Job);
        var started = _time.GetTimestamp();
        var outcome = await AttemptAsync(job, current, lease, progress, started, cancellationToken);
        JobMeters.Runs.Add(1, new(JobMeters.Label, run.Job), new("outcome", outcome));
        JobMeters.Duration.Record(_time.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>(JobMeters.Label, run.Job));
        activity?.SetTag("outcome", outcome);
        return outcome == "done";
    }

    private async Task<string> AttemptAsync(IJob job, JobRun run, Lease lease, IProgress<JobProgress>? progress, long started, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var beat = BeatAsync(lease, stop);
        try
        {
            await _ledger.Jobs.BeginAsync(run, lease, stop.Token);
            Started(_logger, run.Job, run.Due, run.Attempts + 1);
            var record = await job.RunAsync(new(lease, run.Due, (done, total) => ReportAsync(run, lease, progress, started, done, total, stop.Token)), stop.Token);
            await _ledger.Jobs.EndAsync(run, lease, JobState.Done, record, CancellationToken.None);
            var duration = _time.GetElapsedTime(started).TotalMilliseconds;
            Ended(_logger, run.Job, run.Due, duration, record);
            return "done";
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Stopped(_logger, run.Job, run.Due);
            return "stopped";
        }
        catch (LeaseLostException)
        {
            Stopped(_logger, run.Job, run.Due);
            return "superseded";
        }
#pragma warning disable CA1031 // The boundary of a job: whatever it throws is recorded, and the next look tries again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            FailedRun(_logger, run.Job, run.Due, run.Attempts + 1, failure);
            return await RecordFailureAsync(run, lease, failure);
        }
        finally
        {
            await stop.CancelAsync();
            await beat;
            await ReleaseAsync(lease);
        }
    }

    private async Task<string> RecordFailureAsync(JobRun run, Lease lease, Exception failure)
    {
        if (run.Attempts + 1 < _attempts || failure is JobPutOffException)
        {
            return "to be repeated";
        }

        try
        {
            await _ledger.Jobs.EndAsync(run, lease, JobState.Failed, JsonSerializer.Serialize(new { Error = failure.Message }), CancellationToken.None);
        }
#pragma warning disable CA1031 // The ledger itself may be what fails; the run stays open and is tried again.
        catch (Exception second)
#pragma warning restore CA1031
        {
            FailedRun(_logger, run.Job, run.Due, run.Attempts + 1, second);
        }

        return "failed";
    }

    private async Task ReportAsync(JobRun run, Lease lease, IProgress<JobProgress>? progress, long started, long done, long total, CancellationToken cancellationToken)
    {
        var rate = done / Math.Max(0.001, _time.GetElapsedTime(started).TotalSeconds);
        var remaining = rate > 0 ? TimeSpan.FromSeconds((total - done) / rate) : (TimeSpan?)null;
        await _ledger.Jobs.ProgressAsync(run, lease, done, total, cancellationToken);
        JobMeters.Done.Record(done, new KeyValuePair<string, object?>(JobMeters.Label, run.Job));
        JobMeters.Remaining.Record(total - done, new KeyValuePair<string, object?>(JobMeters.Label, run.Job));
        Progressed(_logger, run.Job, done, total, rate, remaining?.TotalSeconds);
        progress?.Report(new(run.Job, done, total, rate, remaining));
    }

    /// <summary>Confirms the lease until told to stop; a lease that is lost stops the job.</summary>
    private async Task BeatAsync(Lease lease, CancellationTokenSource stop)
    {
        try
        {
            using var timer = new PeriodicTimer(_lease / 4, _time);
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                if (!await _ledger.Leases.ConfirmAsync(lease, stop.Token))
                {
                    await stop.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The job has ended.
        }
#pragma warning disable CA1031 // The ledger does not answer: the job's own next write says so, and fails the run.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            BeatFailed(_logger, lease.Job, failure);
        }
    }

    private async Task ReleaseAsync(Lease lease)
    {
        try
        {
            await _ledger.Leases.ReleaseAsync(lease, CancellationToken.None);
        }
#pragma warning disable CA1031 // What cannot be given back expires.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            BeatFailed(_logger, lease.Job, failure);
        }
    }

    [LoggerMessage(EventId = 110, Level = LogLevel.Information, Message = "Job {Job} due {Due:u} begins (attempt {Attempt})")]
    private static partial void Started(ILogger logger, string job, DateTimeOffset due, int attempt);

    [LoggerMessage(EventId = 111, Level = LogLevel.Information, Message = "Job {Job} due {Due:u} is done in {DurationMs:0} ms: {Record}")]
    private static partial void Ended(ILogger logger, string job, DateTimeOffset due, double durationMs, string record);

    [LoggerMessage(EventId = 112, Level = LogLevel.Warning, Message = "Job {Job} due {Due:u} was stopped; it goes on later")]
    private static partial void Stopped(ILogger logger, string job, DateTimeOffset due);

    [LoggerMessage(EventId = 113, Level = LogLevel.Error, Message = "Job {Job} due {Due:u} failed (attempt {Attempt})")]
    private static partial void FailedRun(ILogger logger, string job, DateTimeOffset due, int attempt, Exception failure);

    [LoggerMessage(EventId = 114, Level = LogLevel.Information, Message = "Job {Job}: {Done} of {Total} rows, {RowsPerSecond:0.0}/s, {RemainingS:0} s left")]
    private static partial void Progressed(ILogger logger, string job, long done, long total, double rowsPerSecond, double? remainingS);

    [LoggerMessage(EventId = 115, Level = LogLevel.Warning, Message = "The lease of {Job} could not be confirmed or given back")]
    private static partial void BeatFailed(ILogger logger, string job, Exception failure);
}

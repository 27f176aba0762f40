using CoEvolve.Ledger.Schedules;

namespace CoEvolve.Jobs.Scheduling;

/// <summary>What a job may use while it runs.</summary>
/// <param name="Lease">Shows that it is this worker that runs the job; goes into every write.</param>
/// <param name="Due">For which instant it runs.</param>
/// <param name="ReportAsync">Tells how many of how many rows are done.</param>
public sealed record JobContext(Lease Lease, DateTimeOffset Due, Func<long, long, Task> ReportAsync);

/// <summary>Thrown by a job that did what could be done now and has more to do later: it is begun again as often as it takes, and says itself when it is too late.</summary>
public sealed class JobPutOffException(string message) : Exception(message);

/// <summary>Something that runs by the timetable. Run again after a crash, it goes on where it stopped, and does nothing twice.</summary>
public interface IJob
{
    /// <summary>Its name in the timetable, such as <c>rescore</c>.</summary>
    string Name { get; }

    /// <summary>The lease that it runs under: jobs with the same one never run at once.</summary>
    string LeaseName { get; }

    /// <summary>Runs to the end.</summary>
    /// <returns>What it did, as JSON, for its record.</returns>
    Task<string> RunAsync(JobContext context, CancellationToken cancellationToken);
}

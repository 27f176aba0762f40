using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CoEvolve.Jobs.Scheduling;

/// <summary>What the jobs measure; <c>/metrics</c> shows it.</summary>
public static class JobMeters
{
    /// <summary>Name of the meter and of the traces.</summary>
    public const string Name = "CoEvolve.Jobs";

    /// <summary>The label with a job's name. Not <c>job</c>: Prometheus gives that one to every target and would rename ours.</summary>
    internal const string Label = "task";

    private static readonly Meter Meter = new(Name);

    internal static ActivitySource Traces { get; } = new(Name);

    internal static Counter<long> Runs { get; } = Meter.CreateCounter<long>("coevolve_job_runs", description: "Runs of jobs by outcome.");

    internal static Histogram<double> Duration { get; } = Meter.CreateHistogram<double>("coevolve_job_duration", "s", "How long runs of jobs took.");

    internal static Gauge<long> Done { get; } = Meter.CreateGauge<long>("coevolve_job_rows_done", description: "Rows that the running job has done.");

    internal static Gauge<long> Remaining { get; } = Meter.CreateGauge<long>("coevolve_job_rows_remaining", description: "Rows that the running job has before it.");

    internal static Gauge<double> Drift { get; } = Meter.CreateGauge<double>("coevolve_model_drift", description: "Population stability index of a column, or of the score, since the serving model was tried.");

    private static readonly Histogram<double> Stages = Meter.CreateHistogram<double>("coevolve_job_stage", "s", "How long a stage of a job took.");

    internal static Counter<long> Mails { get; } = Meter.CreateCounter<long>("coevolve_mails", description: "Mails by outcome.");

    private static readonly Histogram<double> Steps = Meter.CreateHistogram<double>("coevolve_digest_step", "s", "How long a step of a digest took: where the time of a Monday goes.");

    /// <summary>Measures a step of a digest until it is disposed of.</summary>
    internal static Step Time(string step) => new(step, Stopwatch.GetTimestamp());

    internal readonly struct Step(string name, long began) : IDisposable
    {
        public void Dispose() => Steps.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>("step", name));
    }

    /// <summary>Runs a stage of a job and records how long it took.</summary>
    internal static async Task<T> StageAsync<T>(string stage, Func<Task<T>> work)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await work();
        Stages.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("stage", stage));
        return result;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using CoEvolve.Jobs.Scheduling;

namespace CoEvolve.Mails;

/// <summary>Adds up what the digest job says of its steps, as <c>/metrics</c> would.</summary>
internal sealed class StepCosts : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, (double Seconds, long Times)> _steps = new(StringComparer.Ordinal);

    public StepCosts()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == JobMeters.Name && instrument.Name == "coevolve_digest_step")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
            _steps.AddOrUpdate((string)tags[0].Value!, (seconds, 1), (_, sum) => (sum.Seconds + seconds, sum.Times + 1)));
        _listener.Start();
    }

    public void Print(int mails)
    {
        Console.WriteLine("| step | s | ms a mail | times |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var (step, cost) in _steps.OrderByDescending(step => step.Value.Seconds))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {step} | {cost.Seconds:N1} | {1000 * cost.Seconds / mails:N2} | {cost.Times:N0} |"));
        }
    }

    public void Dispose() => _listener.Dispose();
}

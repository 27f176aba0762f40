using System.Diagnostics.Metrics;
using CoEvolve.Jobs.Scheduling;
using CoEvolve.Matching.Network;

namespace CoEvolve.Nights;

/// <summary>Adds up what the product measures of itself: seconds by stage and by rule, summed over threads.</summary>
internal sealed class Stages : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (double Seconds, long Times)> _sums = [];

    public Stages()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name is ListMeters.Name or JobMeters.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, seconds, labels, _) => Add(instrument, seconds, labels));
        _listener.Start();
    }

    /// <summary>The sums so far, the dearest first; counting begins anew.</summary>
    public (string Name, double Seconds, long Times)[] Take()
    {
        lock (_gate)
        {
            var taken = _sums.Select(sum => (sum.Key, sum.Value.Seconds, sum.Value.Times)).OrderByDescending(sum => sum.Seconds).ToArray();
            _sums.Clear();
            return taken;
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double seconds, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        if (instrument.Unit != "s" || labels.IsEmpty || labels[0].Key == "task")
        {
            return;
        }

        var name = $"{labels[0].Key} {labels[0].Value}";
        lock (_gate)
        {
            var (sum, times) = _sums.GetValueOrDefault(name);
            _sums[name] = (sum + seconds, times + 1);
        }
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CoEvolve.Matching.Network;

/// <summary>What making lists costs, stage by stage and rule by rule; <c>/metrics</c> shows it. Costs next to nothing while nobody listens.</summary>
public static class ListMeters
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "CoEvolve.Matching";

    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Stages = Meter.CreateHistogram<double>("coevolve_list_stage", "s", "How long a stage of making one list took.");
    private static readonly Histogram<double> Rules = Meter.CreateHistogram<double>("coevolve_candidate_rule", "s", "How long one rule took at one tier.");

    /// <summary>Measures a stage until disposed of.</summary>
    internal static Measure Stage(string name) => new(Stages, "stage", name);

    /// <summary>Measures a rule at a tier until disposed of.</summary>
    internal static Measure Rule(string name) => new(Rules, "rule", name);

    /// <summary>A time that is being taken.</summary>
    internal readonly struct Measure(Histogram<double> histogram, string label, string name) : IDisposable
    {
        private readonly long _started = histogram.Enabled ? Stopwatch.GetTimestamp() : 0;

        public void Dispose()
        {
            if (_started != 0)
            {
                histogram.Record(Stopwatch.GetElapsedTime(_started).TotalSeconds, new KeyValuePair<string, object?>(label, name));
            }
        }
    }
}

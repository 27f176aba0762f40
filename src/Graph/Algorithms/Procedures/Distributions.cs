using CoEvolve.Graph.Execution;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Algorithms.Procedures;

/// <summary>Statistics of many numbers as a map: least, greatest, mean, and percentiles by nearest rank.</summary>
internal static class Distributions
{
    private static readonly (string Name, double Share)[] High = [("p50", 0.5), ("p75", 0.75), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99), ("p999", 0.999)];
    private static readonly (string Name, double Share)[] Low = [("p1", 0.01), ("p5", 0.05), ("p10", 0.1), ("p25", 0.25)];

    public static Value OfScores(double[] scores, Run run) => Map([.. scores.Where(double.IsFinite)], High, value => Value.Of(value), run);

    /// <summary>Of the sizes of groups, which are whole numbers.</summary>
    public static Value OfSizes(IEnumerable<int> sizes, Run run) => Map([.. sizes.Select(size => (double)size)], [.. Low, .. High], value => Value.Of((long)value), run);

    public static Value OfDegrees(IEnumerable<int> degrees, Run run) => Map([.. degrees.Select(degree => (double)degree)], High, value => Value.Of((long)value), run);

    public static Value OfSimilarities(double[] values, Run run)
    {
        var mean = Mean(values, run);
        var deviation = values.Length == 0 ? 0 : Math.Sqrt(Sum(values, value => (value - mean) * (value - mean), run) / values.Length);
        var map = Map(values, [.. Low, .. High[..^1], ("p100", 1)], value => Value.Of(value), run).AsMap();
        return Value.Of(MapValue.From(map.Append(KeyValuePair.Create("stdDev", Value.Of(deviation)))));
    }

    private static Value Map(double[] numbers, (string Name, double Share)[] percentiles, Func<double, Value> convert, Run run)
    {
        PatientSort.Ascending<double>(numbers, run.Cancellation);
        var map = new MapBuilder();
        double At(double share) => numbers.Length == 0 ? 0 : numbers[Math.Clamp((int)Math.Ceiling(share * numbers.Length) - 1, 0, numbers.Length - 1)];
        map.Set("min", convert(At(0)));
        map.Set("mean", Value.Of(Mean(numbers, run)));
        map.Set("max", convert(At(1)));
        foreach (var (name, share) in percentiles)
        {
            map.Set(name, convert(At(share)));
        }

        return Value.Of(map.Build());
    }

    private static double Mean(double[] numbers, Run run) => numbers.Length == 0 ? 0 : Sum(numbers, number => number, run) / numbers.Length;

    private static double Sum(double[] numbers, Func<double, double> term, Run run)
    {
        var sum = 0.0;
        foreach (var number in numbers)
        {
            run.Tick();
            sum += term(number);
        }

        return sum;
    }
}

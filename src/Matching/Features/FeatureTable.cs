using System.Buffers;
using System.Diagnostics;
using CoEvolve.Matching.Network.Proximity;

namespace CoEvolve.Matching.Features;

/// <summary>One column of the rows that a model reads.</summary>
/// <param name="Name">The feature's name; with <c>.missing</c> its indicator, with <c>.share</c> its value over the best of the list, with <c>.rank</c> its rank in the list.</param>
/// <param name="Group">What it is about.</param>
/// <param name="Sign">How a model may use it.</param>
internal sealed record ModelColumn(string Name, ContributionGroup Group, MonotoneSign Sign);

/// <summary>
/// Puts features side by side into rows: one row a candidate, <see cref="Width"/> numbers each. Behind a feature stand its indicator, where it can be missing, and its relative
/// forms: value / best of the list (0 where the best is not above 0) and 1 / (1 + rank), equals sharing the better rank.
/// </summary>
/// <remarks>Relative forms compare the candidates that are scored together, so a list has to be scored whole. Safe to use from several threads.</remarks>
internal sealed class FeatureTable
{
    private readonly IReadOnlyList<PairFeature> _features;
    private readonly long[] _ticks;
    private long _pairs;

    public FeatureTable(IReadOnlyList<PairFeature> features)
    {
        _features = features;
        _ticks = new long[features.Count];
        Columns = [.. features.SelectMany(ColumnsOf)];
    }

    /// <summary>The features.</summary>
    public IReadOnlyList<PairFeature> Features => _features;

    /// <summary>The columns.</summary>
    public IReadOnlyList<ModelColumn> Columns { get; }

    /// <summary>Numbers a row.</summary>
    public int Width => Columns.Count;

    /// <summary>Computes the rows of a list.</summary>
    /// <param name="rows">Turned to the seeker.</param>
    /// <param name="candidates">Numbers of the candidates, each once.</param>
    /// <param name="matrix">Row after row; <see cref="Width"/> numbers for each candidate.</param>
    public void Fill(ProximityRows rows, ReadOnlySpan<int> candidates, Span<float> matrix)
    {
        var length = candidates.Length;
        var buffer = ArrayPool<float>.Shared.Rent(4 * length);
        var values = buffer.AsSpan(0, length);
        var missing = buffer.AsSpan(length, length);
        var relative = buffer.AsSpan(2 * length, length);
        var column = 0;
        for (var number = 0; number < _features.Count; number++)
        {
            var (feature, began) = (_features[number], Stopwatch.GetTimestamp());
            values.Clear();
            missing.Clear();
            feature.Fill(rows, candidates, new(values, feature.CanMiss ? missing : []));
            Put(values, matrix, ref column);
            if (feature.CanMiss)
            {
                Put(missing, matrix, ref column);
            }

            if (feature.Relative)
            {
                Share(values, relative);
                Put(relative, matrix, ref column);
                Rank(values, relative, buffer.AsSpan(3 * length, length));
                Put(relative, matrix, ref column);
            }

            Interlocked.Add(ref _ticks[number], Stopwatch.GetTimestamp() - began);
        }

        Interlocked.Add(ref _pairs, length);
        ArrayPool<float>.Shared.Return(buffer);
    }

    /// <summary>What each feature has cost so far, the dearest first. A measure that several features share is paid for by the first of them.</summary>
    public IReadOnlyList<FeatureCost> Costs()
    {
        var pairs = Interlocked.Read(ref _pairs);
        return
        [
            .. _features.Select((feature, number) => new FeatureCost(feature.Name, pairs, 1e9 * Interlocked.Read(ref _ticks[number]) / Stopwatch.Frequency / Math.Max(1, pairs)))
                .OrderByDescending(cost => cost.Nanoseconds),
        ];
    }

    private static IEnumerable<ModelColumn> ColumnsOf(PairFeature feature)
    {
        yield return new(feature.Name, feature.Group, feature.Sign);
        if (feature.CanMiss)
        {
            yield return new(feature.Name + ".missing", feature.Group, MonotoneSign.None);
        }

        if (feature.Relative)
        {
            yield return new(feature.Name + ".share", feature.Group, feature.Sign);
            yield return new(feature.Name + ".rank", feature.Group, feature.Sign);
        }
    }

    private void Put(ReadOnlySpan<float> values, Span<float> matrix, ref int column)
    {
        for (var (row, place) = (0, column); row < values.Length; row++, place += Width)
        {
            matrix[place] = values[row];
        }

        column++;
    }

    private static void Share(ReadOnlySpan<float> values, Span<float> share)
    {
        float best = 0;
        foreach (var value in values)
        {
            best = Math.Max(best, value);
        }

        for (var row = 0; row < values.Length; row++)
        {
            share[row] = best > 0 ? values[row] / best : 0;
        }
    }

    private static void Rank(ReadOnlySpan<float> values, Span<float> rank, Span<float> sorted)
    {
        // By the order of numbers and not by a comparison of ours, which sorting would have to call.
        values.CopyTo(sorted);
        sorted.Sort();
        for (var row = 0; row < values.Length; row++)
        {
            var (low, high) = (0, sorted.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = sorted[middle] > values[row] ? (low, middle) : (middle + 1, high);
            }

            rank[row] = 1f / (1 + sorted.Length - low);
        }
    }
}

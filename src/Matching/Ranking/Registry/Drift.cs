namespace CoEvolve.Matching.Ranking.Registry;

/// <summary>How far a column has moved since the model was trained.</summary>
/// <param name="Column">The column, or <c>score</c>.</param>
/// <param name="Psi">The population stability index.</param>
/// <param name="Level">What it means.</param>
public sealed record ColumnDrift(string Column, double Psi, DriftLevel Level);

/// <summary>What a drift means, by the custom of credit scoring (Siddiqi, "Credit Risk Scorecards", 2006). Append only.</summary>
public enum DriftLevel
{
    /// <summary>Below 0.1.</summary>
    None = 0,

    /// <summary>From 0.1 to below 0.25: look at it.</summary>
    Moderate = 1,

    /// <summary>0.25 and more: the model meets another world than it learned from.</summary>
    Alarming = 2,
}

/// <summary>Measures drift by the population stability index, Σ (now − then)·ln(now/then) over ten parts that then held equally many rows.</summary>
internal static class Drift
{
    private const int Parts = 10;

    /// <summary>Stands for an empty part, whose logarithm would be infinite: fewer than one row in ten thousand.</summary>
    private const double LeastShare = 1e-4;

    /// <summary>How a column is spread; parts are merged where many rows share one value.</summary>
    public static Spread SpreadOf(ReadOnlySpan<float> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);

        // A column of few values has fewer parts. Where one value fills the last tenth, what is new above it must still fall into a part of its own, as must what is
        // new in a column that had one value only: hence a border at the largest value, whose last part was empty.
        float[] borders = sorted.Length == 0
            ? []
            : [.. Enumerable.Range(1, Parts - 1).Select(part => sorted[(int)((long)part * sorted.Length / Parts)]).Distinct()];
        return new(borders, Shares(borders, values));
    }

    /// <summary>The index of a column against what it was; NaN where one of both has no rows.</summary>
    public static double Psi(Spread then, ReadOnlySpan<float> now)
    {
        if (now.Length == 0 || then.Shares.Sum() == 0)
        {
            return double.NaN;
        }

        var shares = Shares([.. then.Borders], now);
        double sum = 0;
        for (var part = 0; part < shares.Length; part++)
        {
            var (a, b) = (Math.Max(LeastShare, shares[part]), Math.Max(LeastShare, then.Shares[part]));
            sum += (a - b) * Math.Log(a / b);
        }

        return sum;
    }

    /// <summary>The drift of each column that the model kept a spread of, the largest first.</summary>
    /// <param name="record">The model.</param>
    /// <param name="rows">Rows of today, as the model sees them.</param>
    /// <param name="scores">Its scores of them.</param>
    public static IReadOnlyList<ColumnDrift> Of(ModelRecord record, ReadOnlySpan<float> rows, ReadOnlySpan<float> scores)
    {
        var found = new List<ColumnDrift>();
        var column = new float[scores.Length];
        foreach (var (name, spread) in record.Spreads)
        {
            var place = record.Columns.TakeWhile(other => other != name).Count() is var before && before < record.Columns.Count ? before : -1;
            for (var row = 0; row < scores.Length; row++)
            {
                column[row] = place < 0 ? scores[row] : rows[(row * record.Columns.Count) + place];
            }

            var psi = Psi(spread, column);
            found.Add(new(name, psi, psi >= 0.25 ? DriftLevel.Alarming : psi >= 0.1 ? DriftLevel.Moderate : DriftLevel.None));
        }

        return [.. found.OrderByDescending(drift => drift.Psi).ThenBy(drift => drift.Column, StringComparer.Ordinal)];
    }

    private static double[] Shares(float[] borders, ReadOnlySpan<float> values)
    {
        var counts = new double[borders.Length + 1];
        foreach (var value in values)
        {
            var place = Array.BinarySearch(borders, value);
            counts[place < 0 ? ~place : place]++;
        }

        var rows = Math.Max(1, values.Length);
        return [.. counts.Select(count => count / rows)];
    }
}

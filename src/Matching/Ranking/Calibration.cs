namespace CoEvolve.Matching.Ranking;

/// <summary>
/// Turns a model's values into probabilities by a rising line through points, flat beyond its ends. Below 1,000 positives the points lie on Platt's sigmoid σ(a·v + b) (Platt, 1999),
/// else they are the steps of isotonic regression (Zadrozny and Elkan, KDD 2002), joined by lines.
/// </summary>
/// <param name="Values">Rising.</param>
/// <param name="Probabilities">Not falling, 0 to 1.</param>
internal sealed record Calibration(IReadOnlyList<double> Values, IReadOnlyList<double> Probabilities)
{
    /// <summary>From so many positives on, isotonic regression has enough in each step.</summary>
    public const int IsotonicFrom = 1000;

    private const int SigmoidPoints = 64;
    private const int NewtonSteps = 50;

    /// <summary>The probability of a value.</summary>
    public double Of(double value)
    {
        if (value <= Values[0])
        {
            return Probabilities[0];
        }

        var (low, high) = (0, Values.Count - 1);
        if (value >= Values[high])
        {
            return Probabilities[high];
        }

        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = Values[middle] <= value ? (middle, high) : (low, middle);
        }

        var part = (value - Values[low]) / (Values[high] - Values[low]);
        return Probabilities[low] + (part * (Probabilities[high] - Probabilities[low]));
    }

    /// <summary>Fits it to what became of candidates.</summary>
    /// <param name="values">By candidate; at least one.</param>
    /// <param name="labels">Whether it came true.</param>
    public static Calibration Fit(double[] values, bool[] labels)
    {
        // Of equal values those that came true stand first, so that isotonic regression pools them.
        var order = Enumerable.Range(0, values.Length).OrderBy(place => values[place]).ThenByDescending(place => labels[place]).ToArray();
        return labels.Count(label => label) >= IsotonicFrom ? Isotonic(values, labels, order) : Sigmoid(values, labels, order);
    }

    /// <summary>Pool adjacent violators; each block becomes a point at its mean value.</summary>
    private static Calibration Isotonic(double[] values, bool[] labels, int[] order)
    {
        var blocks = new List<(double Values, double Positives, int Count)>();
        foreach (var place in order)
        {
            blocks.Add((values[place], labels[place] ? 1 : 0, 1));
            while (blocks.Count > 1 && blocks[^2].Positives * blocks[^1].Count >= blocks[^1].Positives * blocks[^2].Count)
            {
                var last = blocks[^1];
                blocks.RemoveAt(blocks.Count - 1);
                blocks[^1] = (blocks[^1].Values + last.Values, blocks[^1].Positives + last.Positives, blocks[^1].Count + last.Count);
            }
        }

        return new([.. blocks.Select(block => block.Values / block.Count)], [.. blocks.Select(block => block.Positives / block.Count)]);
    }

    /// <summary>Newton's method on the log-likelihood with Platt's smoothed targets (n₊ + 1)/(n₊ + 2) and 1/(n₋ + 2).</summary>
    private static Calibration Sigmoid(double[] values, bool[] labels, int[] order)
    {
        var (mean, deviation) = Moments(values);
        double positives = labels.Count(label => label), negatives = labels.Length - positives;
        var (hit, miss) = ((positives + 1) / (positives + 2), 1 / (negatives + 2));
        var (a, b) = (0.0, Math.Log((positives + 1) / (negatives + 1)));
        for (var step = 0; step < NewtonSteps; step++)
        {
            double ga = 0, gb = 0, haa = 1e-6, hab = 0, hbb = 1e-6;
            foreach (var place in order)
            {
                var v = (values[place] - mean) / deviation;
                var p = 1 / (1 + Math.Exp(-((a * v) + b)));
                var (error, weight) = (p - (labels[place] ? hit : miss), p * (1 - p));
                (ga, gb) = (ga + (error * v), gb + error);
                (haa, hab, hbb) = (haa + (weight * v * v), hab + (weight * v), hbb + weight);
            }

            var determinant = (haa * hbb) - (hab * hab);
            (a, b) = (a - (((hbb * ga) - (hab * gb)) / determinant), b - (((haa * gb) - (hab * ga)) / determinant));
        }

        // A falling sigmoid would turn the order round: then a value says nothing.
        a = Math.Max(0, a);
        var (least, most) = (values[order[0]], Math.Max(values[order[^1]], values[order[0]] + 1e-9));
        double[] points = [.. Enumerable.Range(0, SigmoidPoints).Select(point => least + ((most - least) * point / (SigmoidPoints - 1)))];
        return new(points, [.. points.Select(point => 1 / (1 + Math.Exp(-((a * (point - mean) / deviation) + b))))]);
    }

    private static (double Mean, double Deviation) Moments(double[] values)
    {
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return (mean, deviation > 0 ? deviation : 1);
    }
}

namespace CoEvolve.Graph.Algorithms.Similarity;

/// <summary>How alike two lists of numbers are.</summary>
internal static class VectorSimilarity
{
    /// <summary>|A∩B|/|A∪B| of bags: a number counts as often as it occurs. 0 of two empty lists.</summary>
    public static double Jaccard(double[] a, double[] b)
    {
        var counts = a.CountBy(number => number).ToDictionary();
        var shared = 0;
        foreach (var number in b)
        {
            if (counts.TryGetValue(number, out var left) && left > 0)
            {
                counts[number] = left - 1;
                shared++;
            }
        }

        var all = a.Length + b.Length - shared;
        return all == 0 ? 0 : (double)shared / all;
    }

    /// <summary>Distinct shared numbers over the shorter list's length.</summary>
    public static double Overlap(double[] a, double[] b)
    {
        var shorter = Math.Min(a.Length, b.Length);
        return shorter == 0 ? 0 : (double)a.Intersect(b).Count() / shorter;
    }

    /// <summary>A·B/(‖A‖·‖B‖); 0 where one of them has no length.</summary>
    public static double Cosine(double[] a, double[] b)
    {
        RequireSameLength(a, b);
        double product = 0, lengthA = 0, lengthB = 0;
        for (var i = 0; i < a.Length; i++)
        {
            product += a[i] * b[i];
            lengthA += a[i] * a[i];
            lengthB += b[i] * b[i];
        }

        return lengthA == 0 || lengthB == 0 ? 0 : product / Math.Sqrt(lengthA * lengthB);
    }

    /// <summary>The cosine of what is left when each list's mean is taken off (Pearson 1895).</summary>
    public static double Pearson(double[] a, double[] b)
    {
        RequireSameLength(a, b);
        return a.Length == 0 ? 0 : Cosine(Centred(a), Centred(b));
    }

    /// <summary>1/(1 + distance).</summary>
    public static double Euclidean(double[] a, double[] b) => 1 / (1 + EuclideanDistance(a, b));

    public static double EuclideanDistance(double[] a, double[] b)
    {
        RequireSameLength(a, b);
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }

        return Math.Sqrt(sum);
    }

    private static double[] Centred(double[] numbers)
    {
        var mean = numbers.Average();
        return Array.ConvertAll(numbers, number => number - mean);
    }

    private static void RequireSameLength(double[] a, double[] b)
    {
        if (a.Length != b.Length)
        {
            throw AlgorithmErrors.Failed($"Vectors must be of equal size, but {a.Length} and {b.Length} numbers were given.");
        }
    }
}

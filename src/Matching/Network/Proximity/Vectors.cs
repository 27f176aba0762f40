using System.Numerics;
using System.Runtime.InteropServices;

namespace CoEvolve.Matching.Network.Proximity;

/// <summary>Sums over doubles, several at a time.</summary>
internal static class Vectors
{
    /// <summary>Σ a·b.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var left = MemoryMarshal.Cast<double, Vector<double>>(a);
        var right = MemoryMarshal.Cast<double, Vector<double>>(b);
        Vector<double> sums = default;
        for (var place = 0; place < left.Length; place++)
        {
            sums += left[place] * right[place];
        }

        var sum = Vector.Sum(sums);
        for (var rest = left.Length * Vector<double>.Count; rest < a.Length; rest++)
        {
            sum += a[rest] * b[rest];
        }

        return sum;
    }

    /// <summary>target += factor·source.</summary>
    public static void Add(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        var to = MemoryMarshal.Cast<double, Vector<double>>(target);
        var from = MemoryMarshal.Cast<double, Vector<double>>(source);
        var times = new Vector<double>(factor);
        for (var place = 0; place < to.Length; place++)
        {
            to[place] += times * from[place];
        }

        for (var rest = to.Length * Vector<double>.Count; rest < target.Length; rest++)
        {
            target[rest] += factor * source[rest];
        }
    }
}

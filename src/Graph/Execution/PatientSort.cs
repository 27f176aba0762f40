using System.Runtime.ExceptionServices;

namespace CoEvolve.Graph.Execution;

/// <summary>Sorting that can be stopped in its middle.</summary>
internal static class PatientSort
{
    /// <summary>So many plain items are sorted in some milliseconds.</summary>
    private const int Part = 1 << 16;

    /// <summary>A comparison may take long, of long lists and strings: whether to stop is looked at in each.</summary>
    public static void Sort<T>(Span<T> items, Comparison<T> compare, CancellationToken cancellation)
    {
        try
        {
            items.Sort((a, b) =>
            {
                cancellation.ThrowIfCancellationRequested();
                return compare(a, b);
            });
        }
        catch (InvalidOperationException wrapped) when (wrapped.InnerException is OperationCanceledException stopped)
        {
            // The framework wraps whatever a comparison throws.
            ExceptionDispatchInfo.Throw(stopped);
        }
    }

    /// <summary>Sorts plain items: parts of them at once, and then by merging.</summary>
    public static void Ascending<T>(Span<T> items, CancellationToken cancellation)
        where T : IComparable<T>
    {
        for (var from = 0; from < items.Length; from += Part)
        {
            cancellation.ThrowIfCancellationRequested();
            items[from..Math.Min(from + Part, items.Length)].Sort();
        }

        if (items.Length <= Part)
        {
            return;
        }

        var source = items;
        Span<T> target = new T[items.Length];
        var inPlace = true;
        for (long width = Part; width < items.Length; width *= 2, inPlace = !inPlace)
        {
            for (var from = 0L; from < items.Length; from += 2 * width)
            {
                var (middle, end) = ((int)Math.Min(from + width, items.Length), (int)Math.Min(from + (2 * width), items.Length));
                Merge<T>(source[(int)from..middle], source[middle..end], target[(int)from..end], cancellation);
            }

            var sorted = target;
            target = source;
            source = sorted;
        }

        if (!inPlace)
        {
            source.CopyTo(items);
        }
    }

    private static void Merge<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> target, CancellationToken cancellation)
        where T : IComparable<T>
    {
        var (i, j) = (0, 0);
        for (var k = 0; k < target.Length; k++)
        {
            if (k % Part == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            target[k] = j == right.Length || (i < left.Length && left[i].CompareTo(right[j]) <= 0) ? left[i++] : right[j++];
        }
    }
}

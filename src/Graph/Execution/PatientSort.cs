using System.Runtime.ExceptionServices;

namespace CoEvolve.Graph.Execution;

/// <summary>Sorting that can be stopped in its middle.</summary>
internal static class PatientSort
{
    private const int Interval = 512;

    public static void Sort<T>(Span<T> items, Comparison<T> compare, CancellationToken cancellation)
    {
        try
        {
            items.Sort(Watched(compare, cancellation));
        }
        catch (InvalidOperationException wrapped) when (wrapped.InnerException is OperationCanceledException stopped)
        {
            // The framework wraps whatever a comparison throws.
            ExceptionDispatchInfo.Throw(stopped);
        }
    }

    private static Comparison<T> Watched<T>(Comparison<T> compare, CancellationToken cancellation)
    {
        var compared = 0;
        return (a, b) =>
        {
            if (++compared % Interval == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            return compare(a, b);
        };
    }
}

using System.Globalization;

namespace CoEvolve.Graph.Conformance.Neo4j;

/// <summary>
/// An order of ids that a store may have given to the nodes of a graph: the order of their creation, cut into runs that stand in another order. Neo4j gives the ids of deleted
/// nodes again, run by run, so that a graph that is made where others were deleted is numbered in a few ascending runs.
/// </summary>
/// <param name="Runs">First and last node of each run, counted from 0 in the order of creation.</param>
internal sealed record IdOrder(IReadOnlyList<(int First, int Last)> Runs)
{
    /// <summary>The nodes in the order of their ids.</summary>
    public IEnumerable<int> Nodes => Runs.SelectMany(run => Enumerable.Range(run.First, run.Last - run.First + 1));

    /// <summary>Each order of two or three runs but that of creation, once: first those of two.</summary>
    public static IEnumerable<IdOrder> Of(int count)
    {
        for (var cut = 1; cut < count; cut++)
        {
            yield return new([(cut, count - 1), (0, cut - 1)]);
        }

        for (var cut = 1; cut < count; cut++)
        {
            for (var next = cut + 1; next < count; next++)
            {
                var (a, b, c) = ((0, cut - 1), (cut, next - 1), (next, count - 1));

                // Of the six orders of three runs one is that of creation, and two have a neighbour kept, which makes them orders of two.
                yield return new([a, c, b]);
                yield return new([b, a, c]);
                yield return new([c, b, a]);
            }
        }
    }

    public override string ToString() => string.Join(", ", Runs.Select(run => string.Create(CultureInfo.InvariantCulture, $"{run.First}–{run.Last}")));
}

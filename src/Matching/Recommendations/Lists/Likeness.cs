using CoEvolve.Matching.Features;

namespace CoEvolve.Matching.Recommendations.Lists;

/// <summary>
/// How alike two candidates are to a reader: the mean of same kind (0 or 1), same seat (0 or 1), and the overlaps (Jaccard) of their sectors and of
/// their offers. From 0 to 1; symmetric.
/// </summary>
internal static class Likeness
{
    private const int Traits = 4;

    public static double Of(ActorFacts a, ActorFacts b)
    {
        var kind = a.Actor.Kind == b.Actor.Kind ? 1.0 : 0;
        var seat = a.Base is { } place && place == b.Base ? 1.0 : 0;
        return (kind + seat + Overlap(a.Sectors, b.Sectors) + Overlap(a.Offered, b.Offered)) / Traits;
    }

    private static double Overlap<T>(IReadOnlyList<T> a, IReadOnlyList<T> b)
        where T : IEquatable<T>
    {
        var common = 0;
        for (var first = 0; first < a.Count; first++)
        {
            for (var second = 0; second < b.Count; second++)
            {
                if (a[first].Equals(b[second]))
                {
                    common++;
                    break;
                }
            }
        }

        return common == 0 ? 0 : (double)common / (a.Count + b.Count - common);
    }
}

using CoEvolve.Matching.Features;

namespace CoEvolve.Matching.Recommendations.Lists;

/// <summary>
/// How alike two candidates are to a reader: the mean of same kind (0 or 1), same seat (0 or 1), and the overlaps (Jaccard) of their sectors and of
/// their offers. From 0 to 1; symmetric.
/// </summary>
internal static class Likeness
{
    private const int Traits = 4;

    public static double Of(ActorFacts a, ActorFacts b, NetworkProfile network)
    {
        var (first, second) = (network.NumbersOf(a), network.NumbersOf(b));
        var kind = a.Actor.Kind == b.Actor.Kind ? 1.0 : 0;
        var seat = a.Base is { } place && place == b.Base ? 1.0 : 0;
        return (kind + seat + Overlap(first.StatedSectors, second.StatedSectors) + Overlap(first.Offered, second.Offered)) / Traits;
    }

    private static double Overlap(int[] a, int[] b)
    {
        var common = 0;
        foreach (var number in a)
        {
            common += Array.IndexOf(b, number) >= 0 ? 1 : 0;
        }

        return common == 0 ? 0 : (double)common / (a.Length + b.Length - common);
    }
}

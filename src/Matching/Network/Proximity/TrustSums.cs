using System.Buffers;
using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Network.Proximity;

/// <summary>
/// s(a, c) = Σ 1 / ln(1 + n) over the partners z of both, n being how many z has worked with in other partnerships than the one that makes it a partner: the sum inside of the prior's
/// trust path, as the query of common partners finds it.
/// </summary>
internal sealed class TrustSums(NetworkProjection network) : Scorer
{
    /// <summary>Adds to each actor the weights of the partners that it shares with an actor.</summary>
    /// <param name="actor">The actor's number; nothing is added for −1.</param>
    /// <param name="sums">By actor.</param>
    public void Add(int actor, Span<double> sums)
    {
        if (actor < 0)
        {
            return;
        }

        var (marks, found) = (ArrayPool<int>.Shared.Rent(sums.Length), ArrayPool<int>.Shared.Rent(sums.Length));
        marks.AsSpan(0, sums.Length).Clear();
        var partners = network.PartnersOf[actor];
        var shared = network.PartnersOf.Weights(actor);
        for (var place = 0; place < partners.Length; place++)
        {
            (marks[actor], marks[partners[place]]) = (place + 1, place + 1);
            var others = WorkedWith(actor, partners[place], shared[place] > 1, place + 1, marks, found);
            var weight = Weight(others.Length);
            foreach (var other in others)
            {
                sums[other] += weight;
            }
        }

        ArrayPool<int>.Shared.Return(marks);
        ArrayPool<int>.Shared.Return(found);
    }

    /// <inheritdoc/>
    public override void Score(Seeker seeker, Span<double> scores) => Add(seeker.Number, scores);

    /// <summary>What a common partner adds who has worked with so many others.</summary>
    public static double Weight(int partners) => 1 / Math.Log(1 + partners);

    /// <summary>With whom a partner has worked in other partnerships than the one that makes it a partner; where there are several of those, each is another one to the rest.</summary>
    /// <param name="actor">Whose partner it is.</param>
    /// <param name="partner">The partner.</param>
    /// <param name="several">Whether they share more than one partnership.</param>
    /// <param name="mark">Stands in <paramref name="marks"/> for those that are found already, and for the two themselves.</param>
    /// <param name="marks">By actor.</param>
    /// <param name="found">Where they are put.</param>
    private ReadOnlySpan<int> WorkedWith(int actor, int partner, bool several, int mark, int[] marks, int[] found)
    {
        var count = 0;
        foreach (var partnership in network.PartnershipsOf[partner])
        {
            if (several || !network.PartnershipsOf.Has(actor, partnership))
            {
                foreach (var other in network.MembersOf[partnership])
                {
                    if (marks[other] != mark)
                    {
                        (marks[other], found[count++]) = (mark, other);
                    }
                }
            }
        }

        return found.AsSpan(0, count);
    }
}

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

        var partners = network.PartnersOf[actor];
        var shared = network.PartnersOf.Weights(actor);
        for (var place = 0; place < partners.Length; place++)
        {
            var others = WorkedWith(actor, partners[place], shared[place]);
            foreach (var other in others)
            {
                sums[other] += Weight(others.Count);
            }
        }
    }

    /// <inheritdoc/>
    public override void Score(Seeker seeker, Span<double> scores) => Add(seeker.Number, scores);

    /// <summary>What a common partner adds who has worked with so many others.</summary>
    public static double Weight(int partners) => 1 / Math.Log(1 + partners);

    /// <summary>With whom a partner has worked in other partnerships than the one that makes it a partner; where there are several of those, each is another one to the rest.</summary>
    private HashSet<int> WorkedWith(int actor, int partner, float shared)
    {
        var others = new HashSet<int>();
        foreach (var partnership in network.PartnershipsOf[partner])
        {
            if (shared > 1 || !network.PartnershipsOf.Has(actor, partnership))
            {
                foreach (var other in network.MembersOf[partnership])
                {
                    others.Add(other);
                }
            }
        }

        others.Remove(actor);
        others.Remove(partner);
        return others;
    }
}

using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Evaluation.Own;

/// <summary>The sum inside of <see cref="TrustPath"/> for one actor and all others at once, as the query of common partners finds it.</summary>
internal sealed class TrustSums(NetworkProjection network)
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
                sums[other] += TrustPath.Weight(others.Count);
            }
        }
    }

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

using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations.Triads;

/// <summary>The needs of a CSO with their weights, and how well others meet them by what they have said that they offer.</summary>
/// <remarks>
/// Each stated need weighs the same. Where none is stated, the needs of the CSO's kind and sectors stand in, by the share that has them: they steer the
/// choice and are never told as its needs. An offer that nobody stated covers nothing here; a triad promises something.
/// </remarks>
internal sealed class NeedCover
{
    private readonly NetworkProfile _network;
    private readonly ActorFacts _cso;

    public NeedCover(ActorFacts cso, NetworkProfile network)
    {
        (_cso, _network) = (cso, network);
        Needs = [.. cso.Needs.Select(need => need.Resource).Distinct()];
        Stated = Needs.Count > 0;
        if (Stated)
        {
            Weights = [.. Needs.Select(_ => 1.0 / Needs.Count)];
            return;
        }

        var means = network.MeanNeeds(cso.Actor.Kind, cso.Sectors).Where(mean => mean.Value > 0).OrderBy(mean => mean.Key.Value, StringComparer.Ordinal).ToArray();
        var sum = means.Sum(mean => mean.Value);
        Needs = [.. means.Select(mean => mean.Key)];
        Weights = [.. means.Select(mean => mean.Value / sum)];
    }

    /// <summary>Whether the CSO has stated its needs itself.</summary>
    public bool Stated { get; }

    public IReadOnlyList<ResourceCode> Needs { get; }

    /// <summary>By need; they add up to 1.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>How well an actor meets each need.</summary>
    public double[] Fits(ActorFacts other) => [.. Needs.Select(need => Best(other, need).Fit)];

    /// <summary>The offer of an actor that meets a need best, and how well; 0 where none does.</summary>
    public (ResourceCode Offer, double Fit) Best(ActorFacts other, ResourceCode need)
    {
        var best = (Offer: need, Fit: 0.0);
        foreach (var offer in other.Offers)
        {
            var fit = _network.Resources.Meets(need, offer.Resource);
            if (fit > best.Fit && NeedFit.HoldsFor(offer, _cso, _network.Localities))
            {
                best = (offer.Resource, fit);
            }
        }

        return best;
    }
}

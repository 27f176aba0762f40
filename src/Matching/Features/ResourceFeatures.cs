using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Features;

/// <summary>
/// Σ w(r)·m(r) / Σ w(r) over the resources r that <c>From</c> needs; m(r) is how well the best fitting offer of <c>To</c> meets r
/// (<see cref="ResourceKinds.Meets"/>). A stated need has w = 1: quantities are seldom stated and their units seldom alike.
/// </summary>
/// <remarks>
/// Range 0 to 1, rising. Where <c>From</c> has stated no needs, w(r) is the share of its kind and sectors that need r; where <c>To</c> has
/// stated no offers, m(r) is the mean of its kind and sectors; both are marked as missing.
/// </remarks>
internal sealed class NeedFit : Feature
{
    public override FeatureName Name => FeatureName.NeedFit;

    public override FeatureValue Of(PairFacts pair)
    {
        var (from, to, network) = (pair.From, pair.To, pair.Network);
        var missing = from.Needs.Count == 0 || to.Offers.Count == 0;
        var needs = from.Needs.Count == 0
            ? network.MeanNeeds(from.Actor.Kind, from.Sectors)
            : from.Needs.Select(need => need.Resource).Distinct().ToDictionary(need => need, _ => 1.0);
        double weights = 0, met = 0;
        foreach (var (need, weight) in needs)
        {
            var fit = to.Offers.Count == 0 ? network.MeanOffer(to.Actor.Kind, to.Sectors, need) : BestOffer(pair, need);
            weights += fit is null ? 0 : weight;
            met += weight * (fit ?? 0);
        }

        return weights > 0 ? new(Math.Min(1, met / weights), missing) : new(network.Options.UnknownFit, Missing: true);
    }

    private static double BestOffer(PairFacts pair, ResourceCode need)
    {
        double best = 0;
        foreach (var offer in pair.To.Offers)
        {
            if (HoldsFor(offer, pair.From, pair.Network.Localities))
            {
                best = Math.Max(best, pair.Network.Resources.Meets(need, offer.Resource));
            }
        }

        return best;
    }

    /// <summary>Whether an offer reaches an actor: it names no locality, or one that holds, or lies within, a place of the actor.</summary>
    internal static bool HoldsFor(ResourceStatement offer, ActorFacts actor, LocalityTree localities) =>
        offer.Locality is not { } locality || actor.Places.Any(place => localities.Touch(place, locality));
}

/// <summary><see cref="NeedFit"/> of the other direction: whoever can use what I have will more likely want me.</summary>
internal sealed class ReverseFit : Feature
{
    private static readonly NeedFit Fit = new();

    public override FeatureName Name => FeatureName.ReverseFit;

    public override FeatureValue Of(PairFacts pair) => Fit.Of(pair.Reversed);
}

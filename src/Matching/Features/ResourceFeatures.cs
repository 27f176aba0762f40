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
    /// <summary>Offers of one actor that are looked at, in the order of their codes: more than a vocabulary has kinds.</summary>
    private const int MostOffers = 1000;

    public override FeatureName Name => FeatureName.NeedFit;

    public override FeatureValue Of(PairFacts pair)
    {
        var (from, to, network) = (pair.From, pair.To, pair.Network);
        var missing = from.Needs.Count == 0 || to.Offers.Count == 0;
        var needs = from.Needs.Count == 0
            ? network.MeanNeeds(from.Actor.Kind, from.Sectors)
            : from.Needed;
        var means = to.Offers.Count == 0 ? network.MeanOffers(to.Actor.Kind, to.Sectors) : null;
        Span<bool> holds = stackalloc bool[Math.Min(to.Offers.Count, MostOffers)];
        for (var offer = 0; offer < holds.Length; offer++)
        {
            holds[offer] = HoldsFor(to.Offers[offer], from, network.Localities);
        }

        double weights = 0, met = 0;
        foreach (var (need, weight) in needs)
        {
            if (to.Offers.Count > 0 || means is not null)
            {
                weights += weight;
                met += weight * (means is null ? BestOffer(pair, need, holds) : means.GetValueOrDefault(need));
            }
        }

        return weights > 0 ? new(Math.Min(1, met / weights), missing) : new(network.Options.UnknownFit, Missing: true);
    }

    private static double BestOffer(PairFacts pair, ResourceCode need, ReadOnlySpan<bool> holds)
    {
        double best = 0;
        for (var offer = 0; offer < holds.Length; offer++)
        {
            if (holds[offer])
            {
                best = Math.Max(best, pair.Network.Resources.Meets(need, pair.To.Offers[offer].Resource));
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

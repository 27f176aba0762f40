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

    public override FeatureValue Of(PairFacts pair) => Of(pair.Network.NumbersOf(pair.From), pair.Network.NumbersOf(pair.To));

    /// <summary>The feature of two actors of one network.</summary>
    public static FeatureValue Of(ActorNumbers from, ActorNumbers to)
    {
        Span<bool> reaches = stackalloc bool[to.Offers.Length];
        for (var offer = 0; offer < reaches.Length; offer++)
        {
            reaches[offer] = from.IsReachedBy(to.Offers[offer]);
        }

        double weights = 0, met = 0;
        foreach (var need in to.HasOffers ? from.Needs : [])
        {
            weights += need.Weight;
            met += need.Weight * (to.Offers.Length == 0 ? to.MeanOffer(need) : BestOffer(need, to, reaches));
        }

        return weights > 0
            ? new(Math.Min(1, met / weights), Missing: !from.StatesNeeds || to.Offers.Length == 0)
            : new(from.Network.Options.UnknownFit, Missing: true);
    }

    private static double BestOffer(NumberedNeed need, ActorNumbers to, ReadOnlySpan<bool> reaches)
    {
        double best = 0;
        for (var offer = 0; offer < reaches.Length; offer++)
        {
            if (reaches[offer])
            {
                best = Math.Max(best, to.Network.Resources.MeetsByNumber(need.Resource, to.Offers[offer].Resource));
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

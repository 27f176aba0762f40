using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Features.Content;

/// <summary>
/// How well the offers of one side meet each need of the other: m = kinship·min(need, offer)/need, where kinship is that of <see cref="ResourceKinds.Meets"/> and the
/// quantities count only where both are stated in one unit; an offer that does not hold where the needing side is meets nothing.
/// </summary>
internal static class ResourceFit
{
    /// <summary>What one offer does for one need, 0 to 1.</summary>
    public static double Of(ContentNetwork network, ContentActor needing, in ResourceLine need, in ResourceLine offer)
    {
        var kinship = network.Meets(need.Resource, offer.Resource);
        if (kinship == 0 || !Holds(network, needing, offer))
        {
            return 0;
        }

        return need.Stated is { Quantity: > 0 and var wanted, Unit: { } unit } && offer.Stated is { Quantity: >= 0 and var given } && offer.Stated.Unit == unit
            ? kinship * Math.Min(wanted, given) / wanted
            : kinship;
    }

    /// <summary>What the best of the offers does for a need.</summary>
    public static double Best(ContentNetwork network, ContentActor needing, in ResourceLine need, ContentActor offering)
    {
        double best = 0;
        foreach (ref readonly var offer in offering.Offers.AsSpan())
        {
            best = Math.Max(best, Of(network, needing, need, offer));
        }

        return best;
    }

    private static bool Holds(ContentNetwork network, ContentActor needing, in ResourceLine offer)
    {
        if (offer.Everywhere)
        {
            return true;
        }

        foreach (var place in needing.Places)
        {
            if (offer.Locality != LocalityPaths.None && (network.Localities.Holds(offer.Locality, place) || network.Localities.Holds(place, offer.Locality)))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Σ w·m / Σ w over the needs of one side, m being what the best offer of the other does for each; unknown where no needs or no offers are stated.</summary>
internal abstract class NeedContent : ContentFeature
{
    public override MonotoneSign Sign => MonotoneSign.Rising;

    public override ContributionGroup Group => ContributionGroup.Need;

    public override float? StandIn => 0.25f;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to) => Fit(network, from, to);

    /// <summary>What a need weighs, above 0.</summary>
    protected virtual double Weight(ContentNetwork network, in ResourceLine need) => 1;

    protected float Fit(ContentNetwork network, ContentActor needing, ContentActor offering)
    {
        if (needing.Needs.Length == 0 || offering.Offers.Length == 0)
        {
            return float.NaN;
        }

        double met = 0, all = 0;
        foreach (ref readonly var need in needing.Needs.AsSpan())
        {
            var weight = Weight(network, need);
            all += weight;
            met += weight * ResourceFit.Best(network, needing, need, offering);
        }

        return all > 0 ? (float)(met / all) : float.NaN;
    }
}

/// <summary>Σ m / needs: how much of what the actor needs the candidate offers.</summary>
internal sealed class NeedsMet : NeedContent
{
    public override string Name => "need.met";
}

/// <summary>Σ m / needs of the other direction: how much of what the candidate needs the actor offers.</summary>
internal sealed class NeedsServed : NeedContent
{
    public override string Name => "need.served";

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to) => Fit(network, to, from);
}

/// <summary>Σ w·m / Σ w with w = 1 / (1 + days left / 90); a need without a deadline weighs as if it had a year.</summary>
internal sealed class UrgentNeedsMet : NeedContent
{
    private const double Quarter = 90;
    private const int OpenDays = 365;

    public override string Name => "need.met-urgent";

    protected override double Weight(ContentNetwork network, in ResourceLine need)
    {
        var days = need.Stated.Until is { } until ? Math.Max(0, until.DayNumber - network.Projection.AsOf.DayNumber) : OpenDays;
        return 1 / (1 + (days / Quarter));
    }
}

/// <summary>Σ w·m / Σ w with w = ln(1 + actors / actors whose offers meet the need): what few can give counts more.</summary>
internal sealed class ScarceNeedsMet : NeedContent
{
    public override string Name => "need.met-scarce";

    protected override double Weight(ContentNetwork network, in ResourceLine need) => network.ScarcityOf(need.Resource);
}

/// <summary>max m: how well the need that is met best is met.</summary>
internal sealed class BestNeedMet : NeedContent
{
    public override string Name => "need.best-single";

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to)
    {
        if (from.Needs.Length == 0 || to.Offers.Length == 0)
        {
            return float.NaN;
        }

        double best = 0;
        foreach (ref readonly var need in from.Needs.AsSpan())
        {
            best = Math.Max(best, ResourceFit.Best(network, from, need, to));
        }

        return (float)best;
    }
}

/// <summary>The most that Σ m can be when each offer serves one need only / needs: three needs for funds are not all met by one grant.</summary>
internal sealed class NeedsAssigned : NeedContent
{
    public override string Name => "need.assigned";

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to)
    {
        if (from.Needs.Length == 0 || to.Offers.Length == 0)
        {
            return float.NaN;
        }

        var worth = new double[from.Needs.Length, to.Offers.Length];
        var any = false;
        for (var need = 0; need < from.Needs.Length; need++)
        {
            for (var offer = 0; offer < to.Offers.Length; offer++)
            {
                worth[need, offer] = ResourceFit.Of(network, from, from.Needs[need], to.Offers[offer]);
                any |= worth[need, offer] > 0;
            }
        }

        return any ? (float)(Assignment.Most(worth) / from.Needs.Length) : 0;
    }
}

/// <summary>
/// 1 where the candidate is a government in whose territory the actor's home lies and which offers a permit, or other policy, that the actor needs. Which tier
/// is competent follows from who offers it: a province that offers a permit grants it, its districts do not.
/// </summary>
internal sealed class CompetentAuthority : ContentFeature
{
    public override string Name => "need.competent-authority";

    public override MonotoneSign Sign => MonotoneSign.Rising;

    public override ContributionGroup Group => ContributionGroup.Need;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to)
    {
        if (to.Actor.Kind != ActorKind.Government || !to.Places.Any(place => network.Localities.Holds(place, from.Home)))
        {
            return 0;
        }

        foreach (ref readonly var need in from.Needs.AsSpan())
        {
            if (need.Resource >= 0 && network.Permits[need.Resource] && ResourceFit.Best(network, from, need, to) > 0)
            {
                return 1;
            }
        }

        return 0;
    }
}

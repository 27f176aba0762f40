using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Features.Content;

/// <summary>max(0, capacity − running partnerships) / capacity of the candidate; 0 where it can bear none.</summary>
internal sealed class FreeCapacity : ContentFeature
{
    public override string Name => "actor.free-capacity";

    public override MonotoneSign Sign => MonotoneSign.Rising;

    public override ContributionGroup Group => ContributionGroup.Capacity;

    public override float? StandIn => 0.5f;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to) => to.Actor.Capacity switch
    {
        null => float.NaN,
        <= 0 => 0,
        { } capacity => (float)(Math.Max(0, capacity - to.Running) / capacity),
    };
}

/// <summary>ln(1 + days since a partnership of the candidate last began or it last answered).</summary>
internal sealed class DaysInactive : ContentFeature
{
    public override string Name => "actor.ln-days-inactive";

    // A century.
    public override float Most => 10.6f;

    public override MonotoneSign Sign => MonotoneSign.Falling;

    public override ContributionGroup Group => ContributionGroup.Activity;

    // Some two years.
    public override float? StandIn => 6.6f;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to) => to.LastSeen is { } seen
        ? Math.Min(Most, MathF.Log(1 + Math.Max(0, network.Projection.AsOf.DayNumber - seen.DayNumber)))
        : float.NaN;
}

/// <summary>(yes + k/2) / (yes + no + k) over the candidate's answers, k being <see cref="FeatureOptions.ImaginedAnswers"/>.</summary>
internal sealed class ResponseRate : ContentFeature
{
    public override string Name => "actor.response-rate";

    public override MonotoneSign Sign => MonotoneSign.Rising;

    public override ContributionGroup Group => ContributionGroup.Activity;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to)
    {
        var imagined = network.Options.ImaginedAnswers;
        return (float)((to.Actor.Accepted + (imagined / 2)) / (to.Actor.Accepted + to.Actor.Declined + imagined));
    }
}

/// <summary>
/// (yes + k·p) / (all + k) over the candidate's answers to actors of the actor's kind that share a sector with it; p is the same over all candidates of its kind for
/// all of the actor's kind, and k <see cref="FeatureOptions.ImaginedAnswers"/>.
/// </summary>
internal sealed class AcceptanceOfKind : ContentFeature
{
    public override string Name => "actor.acceptance-of-kind";

    public override MonotoneSign Sign => MonotoneSign.Rising;

    public override ContributionGroup Group => ContributionGroup.Activity;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to)
    {
        var (yes, all) = (0, 0);
        foreach (var answer in to.Answers)
        {
            var asked = network.Projection.Find(answer.To);
            if (asked >= 0 && network[asked].Actor.Kind == from.Actor.Kind && Share(network[asked], from))
            {
                (yes, all) = (yes + (answer.Accepted ? 1 : 0), all + 1);
            }
        }

        var imagined = network.Options.ImaginedAnswers;
        return (float)((yes + (imagined * network.AcceptanceBetween(to.Actor.Kind, from.Actor.Kind))) / (all + imagined));
    }

    private static bool Share(ContentActor a, ContentActor b) => a.Sectors.Any(own => b.Sectors.Any(other => other.Sector == own.Sector));
}

/// <summary>ln(1 + partners of the candidate).</summary>
internal sealed class LogDegree : ContentFeature
{
    public override string Name => "actor.ln-degree";

    public override float Most => 20;

    public override MonotoneSign Sign => MonotoneSign.None;

    public override ContributionGroup Group => ContributionGroup.Trust;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to) => MathF.Log(1 + to.Degree);
}

/// <summary>Share of six things that the candidate states: seat, localities served, sectors, needs or offers, capacity, description.</summary>
internal sealed class Completeness : ContentFeature
{
    public override string Name => "actor.completeness";

    public override MonotoneSign Sign => MonotoneSign.None;

    public override ContributionGroup Group => ContributionGroup.Capacity;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to)
    {
        var actor = to.Actor;
        bool[] stated =
        [
            actor.Seat is not null, actor.Serves.Count > 0, actor.Sectors.Count > 0, actor.Needs.Count + actor.Offers.Count > 0, actor.Capacity is not null,
            !string.IsNullOrWhiteSpace(actor.Description),
        ];
        return stated.Count(item => item) / (float)stated.Length;
    }
}

/// <summary>5·kind of the actor + kind of the candidate: a label in a number, for trees to part.</summary>
internal sealed class KindPair : ContentFeature
{
    public override string Name => "actor.kind-pair";

    public override float Most => 24;

    public override MonotoneSign Sign => MonotoneSign.None;

    public override ContributionGroup Group => ContributionGroup.Capacity;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to) => (5 * (int)from.Actor.Kind) + (int)to.Actor.Kind;
}

/// <summary>4·tier of the actor's home + tier of the candidate's.</summary>
internal sealed class TierPair : ContentFeature
{
    public override string Name => "actor.tier-pair";

    public override float Most => 15;

    public override MonotoneSign Sign => MonotoneSign.None;

    public override ContributionGroup Group => ContributionGroup.Place;

    public override float? StandIn => 0;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to) => from.Home == LocalityPaths.None || to.Home == LocalityPaths.None
        ? float.NaN
        : (4 * (int)network.Localities[from.Home].Tier) + (int)network.Localities[to.Home].Tier;
}

/// <summary>Smaller capacity / larger capacity: 1 for equals.</summary>
internal sealed class SizeRatio : ContentFeature
{
    public override string Name => "actor.size-ratio";

    public override MonotoneSign Sign => MonotoneSign.None;

    public override ContributionGroup Group => ContributionGroup.Capacity;

    public override float? StandIn => 0.5f;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to) => from.Actor.Capacity is > 0 and var a && to.Actor.Capacity is > 0 and var b
        ? (float)(Math.Min(a, b) / Math.Max(a, b))
        : float.NaN;
}

/// <summary>Cosine of the descriptions (<see cref="TextVectors"/>).</summary>
internal sealed class TextSimilarity : ContentFeature
{
    public override string Name => "text.similarity";

    public override MonotoneSign Sign => MonotoneSign.Rising;

    public override ContributionGroup Group => ContributionGroup.Sector;

    public override float? StandIn => 0;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to) =>
        from.Text.Terms.Length == 0 || to.Text.Terms.Length == 0 ? float.NaN : from.Text.Times(to.Text);
}

/// <summary>Σ 2^(−days/180) over the times that either side declined the other, at most 3; an answer without a day counts as one of the day.</summary>
internal sealed class EarlierDecline : ContentFeature
{
    private const float HalfLifeDays = 180;

    public override string Name => "actor.earlier-decline";

    public override float Most => 3;

    public override MonotoneSign Sign => MonotoneSign.Falling;

    public override ContributionGroup Group => ContributionGroup.Activity;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to) =>
        Math.Min(Most, Declines(network, from, to.Actor.Id) + Declines(network, to, from.Actor.Id));

    private static float Declines(ContentNetwork network, ContentActor answering, ActorId other)
    {
        float sum = 0;
        foreach (var answer in answering.Answers)
        {
            if (!answer.Accepted && answer.To == other)
            {
                sum += MathF.Pow(2, -(network.Projection.AsOf.DayNumber - (answer.At ?? network.Projection.AsOf).DayNumber) / HalfLifeDays);
            }
        }

        return sum;
    }
}

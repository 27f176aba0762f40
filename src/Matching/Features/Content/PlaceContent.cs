using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Features.Content;

/// <summary>4 − tier of the smallest locality that holds a place of each side (district 4, province 3, region 2, nation 1), the best over all pairs of places; 0 without one.</summary>
internal sealed class CommonDepth : ContentFeature
{
    public override string Name => "place.common-depth";

    public override float Most => 4;

    public override MonotoneSign Sign => MonotoneSign.Rising;

    public override ContributionGroup Group => ContributionGroup.Place;

    public override float? StandIn => 1;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to)
    {
        if (from.Places.Length == 0 || to.Places.Length == 0)
        {
            return float.NaN;
        }

        var best = 0;
        foreach (var a in from.Places)
        {
            foreach (var b in to.Places)
            {
                best = Math.Max(best, network.Localities.CommonTier(a, b) is { } tier ? 4 - (int)tier : 0);
            }
        }

        return best;
    }
}

/// <summary>1 where the homes of both lie in one district.</summary>
internal sealed class SameDistrict : ContentFeature
{
    public override string Name => "place.same-district";

    public override MonotoneSign Sign => MonotoneSign.Rising;

    public override ContributionGroup Group => ContributionGroup.Place;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to)
    {
        var district = network.Localities.At(from.Home, Tier.District);
        return district != LocalityPaths.None && district == network.Localities.At(to.Home, Tier.District) ? 1 : 0;
    }
}

/// <summary>1 where the homes, or the provinces around them, border on each other.</summary>
internal sealed class Adjacent : ContentFeature
{
    public override string Name => "place.adjacent";

    public override MonotoneSign Sign => MonotoneSign.Rising;

    public override ContributionGroup Group => ContributionGroup.Place;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to) =>
        network.AreNeighbours(from.Home, to.Home)
        || network.AreNeighbours(network.Localities.At(from.Home, Tier.Province), network.Localities.At(to.Home, Tier.Province)) ? 1 : 0;
}

/// <summary>ln(1 + km) between the homes by the great circle.</summary>
internal sealed class LogKilometres : ContentFeature
{
    public override string Name => "place.ln-km";

    // Half of the circumference of the Earth is 20,015 km.
    public override float Most => 9.91f;

    public override MonotoneSign Sign => MonotoneSign.Falling;

    public override ContributionGroup Group => ContributionGroup.Place;

    // Some 400 km.
    public override float? StandIn => 6;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to) =>
        Point(network, from.Home) is { } a && Point(network, to.Home) is { } b ? (float)Math.Log(1 + a.DistanceTo(b).Value) : float.NaN;

    private static GeoPoint? Point(ContentNetwork network, int locality) =>
        locality != LocalityPaths.None && network.Localities[locality] is { Latitude: { } latitude, Longitude: { } longitude } ? new(latitude, longitude) : null;
}

/// <summary>1 where the candidate serves a locality that is, or holds, the actor's home.</summary>
internal sealed class ServesHome : ContentFeature
{
    public override string Name => "place.serves-home";

    public override MonotoneSign Sign => MonotoneSign.Rising;

    public override ContributionGroup Group => ContributionGroup.Place;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to)
    {
        foreach (var served in to.Territory)
        {
            if (network.Localities.Holds(served, from.Home))
            {
                return 1;
            }
        }

        return 0;
    }
}

/// <summary>People in localities that both serve / people in those that either serves (Jaccard, 1901, weighed by people).</summary>
internal sealed class SharedPopulation : ContentFeature
{
    public override string Name => "place.shared-population";

    public override MonotoneSign Sign => MonotoneSign.Rising;

    public override ContributionGroup Group => ContributionGroup.Place;

    public override float? StandIn => 0;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to)
    {
        // Within each territory nothing lies in another part, so that the smaller of two parts that touch is met once.
        double common = 0;
        foreach (var a in from.Territory)
        {
            foreach (var b in to.Territory)
            {
                common += network.Localities.Holds(a, b) ? network.PopulationOf(b) : network.Localities.Holds(b, a) ? network.PopulationOf(a) : 0;
            }
        }

        return (float)(common / Math.Max(1, from.Population + to.Population - common));
    }
}

/// <summary>|tier of one home − tier of the other|, from district 0 to nation 3.</summary>
internal sealed class TierGap : ContentFeature
{
    public override string Name => "place.tier-gap";

    public override float Most => 3;

    public override MonotoneSign Sign => MonotoneSign.None;

    public override ContributionGroup Group => ContributionGroup.Place;

    public override float? StandIn => 1;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to) =>
        from.Home == LocalityPaths.None || to.Home == LocalityPaths.None
            ? float.NaN
            : Math.Abs((int)network.Localities[from.Home].Tier - (int)network.Localities[to.Home].Tier);
}

/// <summary>1 where the homes lie in two regions: regions are groups of islands, and between two of them there is sea.</summary>
internal sealed class SeaCrossing : ContentFeature
{
    public override string Name => "place.sea-crossing";

    public override MonotoneSign Sign => MonotoneSign.Falling;

    public override ContributionGroup Group => ContributionGroup.Place;

    public override float? StandIn => 0;

    public override float Of(ContentNetwork network, ContentActor from, ContentActor to)
    {
        var (a, b) = (network.Localities.At(from.Home, Tier.Region), network.Localities.At(to.Home, Tier.Region));
        return a == LocalityPaths.None || b == LocalityPaths.None ? float.NaN : a == b ? 0 : 1;
    }
}

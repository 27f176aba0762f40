using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Features;

/// <summary>
/// The best value over all pairs of places (seats and localities served) of the two sides; the values of <see cref="FeatureOptions"/>
/// fall from a shared district over a province-wide place that holds the other's and neighbouring districts to the nation.
/// </summary>
/// <remarks>Range 0 to 1, rising as the lowest common locality gets smaller. Never missing: whoever has no place has 0.</remarks>
internal sealed class Place : Feature
{
    public override FeatureName Name => FeatureName.Place;

    public override FeatureValue Of(PairFacts pair) => Both(pair).Forward;

    /// <summary>Both directions, and the tier of the smallest locality that holds a place of each; the nation where there is none.</summary>
    public static (FeatureValue Forward, FeatureValue Backward, Tier Tier) Both(PairFacts pair)
    {
        var (network, localities) = (pair.Network, pair.Network.Localities);
        var others = network.NumbersOf(pair.To).Places;
        var (forward, backward, tier) = (0.0, 0.0, Tier.National);
        foreach (var a in network.NumbersOf(pair.From).Places)
        {
            foreach (var b in others)
            {
                var relation = localities.RelationOf(a, b);
                forward = Math.Max(forward, network.Closeness(relation));
                backward = Math.Max(backward, network.Closeness(localities.RelationOf(b, a)));
                tier = LocalityRelation.Of(relation).Common is { } common && common < tier ? common : tier;
            }
        }

        return (new(forward), new(backward), tier);
    }

    /// <summary>The value of one pair of places.</summary>
    public static double Closeness(LocalityRelation relation, FeatureOptions options)
    {
        if (relation.Common is not { } common)
        {
            return 0;
        }

        var inTree = common switch
        {
            Tier.District => options.SharedDistrict,
            Tier.Province => relation.Covered ? options.CoveredByProvince : options.SameProvince,
            Tier.Region => options.SameRegion,
            _ => relation.Covered ? options.CoveredByNation : options.SameNation,
        };
        return relation.Neighbours ? Math.Max(inTree, options.NeighbouringDistricts) : inTree;
    }
}

/// <summary>1 − ln(1 + km) / ln(1 + farthest), not below 0: the first kilometres part people more than the last.</summary>
/// <remarks>Range 0 to 1, rising as the distance falls. Missing, and <see cref="FeatureOptions.UnknownNearness"/>, where a seat has no point on the map.</remarks>
internal sealed class Nearness : Feature
{
    public override FeatureName Name => FeatureName.Nearness;

    public override FeatureValue Of(PairFacts pair)
    {
        var network = pair.Network;
        var (from, to) = (network.NumbersOf(pair.From).Seat, network.NumbersOf(pair.To).Seat);
        return from < 0 || to < 0 || network.Localities[from].Point is null || network.Localities[to].Point is null
            ? new(network.Options.UnknownNearness, Missing: true)
            : new(network.Nearness(from, to));
    }

    /// <summary>The value of two points.</summary>
    public static double Of(GeoPoint from, GeoPoint to, FeatureOptions options) =>
        Math.Max(0, 1 - (Math.Log(1 + from.DistanceTo(to).Value) / Math.Log(1 + options.FarthestKilometres)));
}

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

    public override FeatureValue Of(PairFacts pair)
    {
        double best = 0;
        foreach (var a in pair.From.Places)
        {
            foreach (var b in pair.To.Places)
            {
                best = Math.Max(best, Closeness(a, b, pair.Network.Localities, pair.Network.Options));
            }
        }

        return new(best);
    }

    /// <summary>Tier of the smallest locality that holds a place of each; the nation where there is none.</summary>
    public static Tier CommonTier(ActorFacts a, ActorFacts b, LocalityTree localities)
    {
        var tier = Tier.National;
        foreach (var place in a.Places)
        {
            foreach (var other in b.Places)
            {
                if (localities.LowestCommon(place, other)?.Name.Tier is { } common && common < tier)
                {
                    tier = common;
                }
            }
        }

        return tier;
    }

    private static double Closeness(LocalityCode a, LocalityCode b, LocalityTree localities, FeatureOptions options)
    {
        if (localities.LowestCommon(a, b) is not { } common)
        {
            return 0;
        }

        var covered = common.Name.Code == a || common.Name.Code == b;
        var inTree = common.Name.Tier switch
        {
            Tier.District => options.SharedDistrict,
            Tier.Province => covered ? options.CoveredByProvince : options.SameProvince,
            Tier.Region => options.SameRegion,
            _ => covered ? options.CoveredByNation : options.SameNation,
        };
        return localities.AreNeighbours(a, b) ? Math.Max(inTree, options.NeighbouringDistricts) : inTree;
    }
}

/// <summary>1 − ln(1 + km) / ln(1 + farthest), not below 0: the first kilometres part people more than the last.</summary>
/// <remarks>Range 0 to 1, rising as the distance falls. Missing, and <see cref="FeatureOptions.UnknownNearness"/>, where a seat has no point on the map.</remarks>
internal sealed class Nearness : Feature
{
    public override FeatureName Name => FeatureName.Nearness;

    public override FeatureValue Of(PairFacts pair)
    {
        var options = pair.Network.Options;
        if (Point(pair.From, pair.Network) is not { } from || Point(pair.To, pair.Network) is not { } to)
        {
            return new(options.UnknownNearness, Missing: true);
        }

        return new(Math.Max(0, 1 - (Math.Log(1 + from.DistanceTo(to).Value) / Math.Log(1 + options.FarthestKilometres))));
    }

    private static GeoPoint? Point(ActorFacts actor, NetworkProfile network) =>
        actor.Base is { } seat ? network.Localities.Find(seat)?.Point : null;
}

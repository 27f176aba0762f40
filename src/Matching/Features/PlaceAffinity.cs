using System.Collections.Concurrent;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Network.Proximity;

namespace CoEvolve.Matching.Features;

/// <summary>
/// How much more often than by chance two regions meet: ln((m(A, B) + k) / (e(A, B) + k)) over pairs of members of partnerships, m counted and e expected from how often each
/// region is met at all, k = 5 imagined meetings that draw rare pairs to 0.
/// </summary>
/// <remarks>Missing, and 0, where a side has no region.</remarks>
internal sealed class RegionAffinity : PairFeature
{
    private const double Imagined = 5;

    private readonly NetworkProjection _network;
    private readonly Dictionary<(int, int), double> _meetings = [];
    private readonly Dictionary<int, double> _totals = [];
    private readonly double _all;

    public RegionAffinity(NetworkProjection network)
    {
        _network = network;
        for (var partnership = 0; partnership < network.Partnerships.Count; partnership++)
        {
            var regions = network.MembersOf[partnership].ToArray().Select(Region).Where(region => region != LocalityPaths.None).CountBy(region => region).OrderBy(entry => entry.Key).ToArray();
            foreach (var (one, times) in regions)
            {
                foreach (var (other, otherTimes) in regions)
                {
                    var pairs = one == other ? times * (times - 1.0) : (double)times * otherTimes;
                    _meetings[(one, other)] = _meetings.GetValueOrDefault((one, other)) + pairs;
                    _totals[one] = _totals.GetValueOrDefault(one) + pairs;
                    _all += pairs;
                }
            }
        }
    }

    public override string Name => "region-affinity";

    public override ContributionGroup Group => ContributionGroup.Place;

    public override (float Least, float Most) Range => (float.NegativeInfinity, float.PositiveInfinity);

    public override bool CanMiss => true;

    public override void Fill(ProximityRows rows, ReadOnlySpan<int> candidates, FeatureColumn column)
    {
        var own = _network.Localities.At(rows.Seeker.Home, Tier.Region);
        for (var place = 0; place < candidates.Length; place++)
        {
            var other = Region(candidates[place]);
            if (own == LocalityPaths.None || other == LocalityPaths.None)
            {
                column.Missing[place] = 1;
                continue;
            }

            var expected = _all > 0 ? _totals.GetValueOrDefault(own) * _totals.GetValueOrDefault(other) / _all : 0;
            column.Values[place] = (float)Math.Log((_meetings.GetValueOrDefault((own, other)) + Imagined) / (expected + Imagined));
        }
    }

    private int Region(int actor) => _network.Localities.At(_network.Home(actor), Tier.Region);
}

/// <summary>ln(1 + km) between the seats, by the great circle. Missing, and the mean of the list, where a seat has no point.</summary>
internal sealed class Distance(NetworkProjection network) : PairFeature
{
    public override string Name => "distance";

    public override ContributionGroup Group => ContributionGroup.Place;

    public override (float Least, float Most) Range => (0, 10);

    public override bool CanMiss => true;

    public override void Fill(ProximityRows rows, ReadOnlySpan<int> candidates, FeatureColumn column)
    {
        var own = Point(rows.Seeker.Home);
        var (sum, known) = (0f, 0);
        for (var place = 0; place < candidates.Length; place++)
        {
            if (own is { } from && Point(network.Home(candidates[place])) is { } to)
            {
                column.Values[place] = (float)Math.Log(1 + from.DistanceTo(to).Value);
                (sum, known) = (sum + column.Values[place], known + 1);
            }
            else
            {
                column.Missing[place] = 1;
            }
        }

        for (var place = 0; place < candidates.Length; place++)
        {
            column.Values[place] = column.Missing[place] is 0 ? column.Values[place] : known > 0 ? sum / known : 0;
        }
    }

    private GeoPoint? Point(int locality) => locality != LocalityPaths.None && network.Localities[locality] is { Latitude: { } latitude, Longitude: { } longitude }
        ? new(latitude, longitude)
        : null;
}

/// <summary>How small the smallest locality is that holds both: 4 for a district, 3 a province, 2 a region, 1 the nation, 0 none.</summary>
internal sealed class CommonLocality(NetworkProjection network) : PairFeature
{
    public override string Name => "common-locality";

    public override ContributionGroup Group => ContributionGroup.Place;

    public override (float Least, float Most) Range => (0, 4);

    public override void Fill(ProximityRows rows, ReadOnlySpan<int> candidates, FeatureColumn column)
    {
        for (var place = 0; place < candidates.Length; place++)
        {
            column.Values[place] = network.Localities.CommonTier(rows.Seeker.Home, network.Home(candidates[place])) is { } tier ? 4 - (int)tier : 0;
        }
    }
}

/// <summary>Share of the candidate's partners (counted once a partnership, the seeker's own included) that are at home in the seeker's locality of a tier.</summary>
internal sealed class PartnersFromPlace(NetworkProjection network, Tier tier) : PairFeature
{
    private readonly ConcurrentDictionary<int, float[]> _shares = [];

    public override string Name { get; } = $"partners-from-{tier.Code()}";

    public override ContributionGroup Group => ContributionGroup.Place;

    public override (float Least, float Most) Range => (0, 1);

    public override void Fill(ProximityRows rows, ReadOnlySpan<int> candidates, FeatureColumn column)
    {
        var own = network.Localities.At(rows.Seeker.Home, tier);
        if (own == LocalityPaths.None)
        {
            return;
        }

        var shares = _shares.GetOrAdd(own, Shares);
        for (var place = 0; place < candidates.Length; place++)
        {
            column.Values[place] = shares[candidates[place]];
        }
    }

    private float[] Shares(int locality)
    {
        var shares = new float[network.Actors.Count];
        for (var partnership = 0; partnership < network.Partnerships.Count; partnership++)
        {
            var members = network.MembersOf[partnership];
            var there = 0;
            foreach (var member in members)
            {
                there += network.Localities.At(network.Home(member), tier) == locality ? 1 : 0;
            }

            for (var place = 0; there > 0 && place < members.Length; place++)
            {
                shares[members[place]] += there - (network.Localities.At(network.Home(members[place]), tier) == locality ? 1 : 0);
            }
        }

        for (var actor = 0; actor < shares.Length; actor++)
        {
            shares[actor] /= Math.Max(1, Met(actor));
        }

        return shares;
    }

    private int Met(int actor)
    {
        var met = 0;
        foreach (var partnership in network.PartnershipsOf[actor])
        {
            met += network.MembersOf.Degree(partnership) - 1;
        }

        return met;
    }
}

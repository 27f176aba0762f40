using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Network.Proximity;
using CoEvolve.Matching.Tests.Evaluation;

namespace CoEvolve.Matching.Tests.Features;

/// <summary>Features of place, sector and activity over the projection, worked by hand.</summary>
public sealed class PlaceAndSectorOfNetworkTests
{
    // a and b in two districts of region r1, c in r2, e without a seat.
    private static readonly MadeActor[] Actors = [new("a", "cso", "d1"), new("b", "government", "d2"), new("c", "business", "p2"), new("e", "cso", null)];

    [Fact]
    public async Task Regions_that_meet_more_often_than_by_chance_attract()
    {
        var network = await NetworkAsync(new("t1", "2015-01-01", ["a", "b"]), new("t2", "2015-01-01", ["a", "c"]));
        var (values, missing) = Fill(new RegionAffinity(network), network, 0);

        // Ordered pairs: r1 with r1 2, r1 with r2 1, r2 with r1 1; r1 is in 3 of the 4 and r2 in 1. Five imagined meetings on both sides.
        Assert.Equal(Math.Log((2 + 5) / ((3.0 * 3 / 4) + 5)), values[1], 6);
        Assert.Equal(Math.Log((1 + 5) / ((3.0 * 1 / 4) + 5)), values[2], 6);
        Assert.Equal([0, 0, 0, 1], missing);
        Assert.Equal(0, values[3]);
    }

    [Fact]
    public async Task A_distance_that_is_not_known_takes_the_mean_of_the_list()
    {
        var network = await NetworkAsync(new MadePartnership("t1", "2015-01-01", ["a", "b"]));
        var (values, missing) = Fill(new Distance(network), network, 0);

        // A degree of a sphere of 6,371 km is 111.19 km; a is at no distance from itself.
        Assert.Equal(0, values[0]);
        Assert.Equal(Math.Log(1 + (6371 * Math.PI / 180)), values[1], 3);
        Assert.Equal(values[1] / 2, values[2], 6);
        Assert.Equal([0, 0, 1, 1], missing);
    }

    [Fact]
    public async Task A_common_locality_counts_by_its_tier()
    {
        var network = await NetworkAsync(new MadePartnership("t1", "2015-01-01", ["a", "b"]));

        Assert.Equal([4, 3, 1, 0], Fill(new CommonLocality(network), network, 0).Values);
    }

    [Fact]
    public async Task Partners_from_my_place_are_shares_of_all_meetings()
    {
        // c met a twice, b once and e once; a met c twice and b once.
        var network = await NetworkAsync(new("t1", "2015-01-01", ["a", "c"]), new("t2", "2015-01-01", ["a", "b", "c"]), new("t3", "2015-01-01", ["c", "e"]));

        Assert.Equal(3 / 4f, Fill(new PartnersFromPlace(network, Tier.Region), network, 1).Values[2]);
        Assert.Equal(1 / 3f, Fill(new PartnersFromPlace(network, Tier.Region), network, 1).Values[0]);
        Assert.Equal(2 / 3f, Fill(new PartnersFromPlace(network, Tier.Province), network, 2).Values[0]);
        Assert.Equal([0, 0, 0, 0], Fill(new PartnersFromPlace(network, Tier.Region), network, 3).Values);
    }

    [Fact]
    public async Task Whoever_is_active_in_my_sectors_is_weighed_by_my_shares_of_them()
    {
        // a: two of three about s1. b: one about s1; c: one about s1 and two about s2.
        var network = await NetworkAsync(
            new("t1", "2016-01-01", ["a", "b"], "s1"), new("t2", "2016-01-01", ["a", "c"], "s1"), new("t3", "2016-01-01", ["a", "c"], "s2"), new("t4", "2016-01-01", ["c", "e"], "s2"));
        var popularity = new SectorPopularity(network, double.PositiveInfinity);
        var scores = new double[4];
        popularity.Score(Seeker.Known(network, 0), scores);

        Assert.Equal([(2 / 3.0 * 2) + (1 / 3.0), 2 / 3.0, (2 / 3.0) + (1 / 3.0 * 2), 1 / 3.0], scores, (x, y) => Math.Abs(x - y) < 1e-12);

        // cos of (2, 1) with (2, 1), (1, 0), (1, 2) and (0, 1).
        var cosines = Fill(new SectorCosine(popularity), network, 0).Values;
        Assert.Equal([1, 2 / Math.Sqrt(5), 4 / 5.0, 1 / Math.Sqrt(5)], cosines.Select(value => (double)value), (x, y) => Math.Abs(x - y) < 1e-6);
    }

    [Fact]
    public async Task A_newcomer_is_looked_at_by_the_sectors_that_it_states()
    {
        var network = await NetworkAsync(new("t1", "2016-01-01", ["a", "b"], "s1"), new("t2", "2016-01-01", ["a", "c"], "s2"));
        var scores = new double[4];
        new SectorPopularity(network, double.PositiveInfinity).Score(Seeker.Of(network, new ProjectedActor { Id = new("z"), Kind = ActorKind.Cso, Sectors = [new("s1"), new("unheard-of")] }), scores);

        Assert.Equal([1, 1, 0, 0], scores);
    }

    [Fact]
    public async Task Activity_close_by_is_shared_among_those_who_live_there()
    {
        // In the province of a and b live two, in the nation three; nothing holds both a and e, who has no seat.
        var network = await NetworkAsync(new("t1", "2016-01-01", ["a", "b"]), new("t2", "2016-01-01", ["b", "c"]), new("t3", "2016-01-01", ["c", "e"]));
        var scores = new double[4];
        new LocalPopularity(network, double.PositiveInfinity).Score(Seeker.Known(network, 0), scores);

        Assert.Equal([1 / 2.0, 2 / 3.0, 2 / 4.0, 1 / 5.0], scores);
    }

    [Fact]
    public async Task A_common_partner_adds_the_less_the_more_others_it_has_worked_with()
    {
        // b is a's partner by t1. By t2 and t3 it has worked with c and e: two others, so that each gets 1 / ln 3.
        var network = await NetworkAsync(new("t1", "2016-01-01", ["a", "b"]), new("t2", "2016-01-01", ["b", "c"]), new("t3", "2016-01-01", ["b", "e"]));
        var sums = new double[4];
        new TrustSums(network).Score(Seeker.Known(network, 0), sums);

        Assert.Equal([0, 0, 1 / Math.Log(3), 1 / Math.Log(3)], sums);
    }

    [Fact]
    public async Task Kinds_partners_and_partnerships_are_counted()
    {
        var network = await NetworkAsync(new("t1", "2015-01-01", ["a", "b", "c"]), new("t2", "2015-07-02", ["a", "b"]));
        var features = NetworkFeatures.Of(new(new(network, 1, 1, TestContext.Current.CancellationToken))).ToDictionary(feature => feature.Name);

        Assert.Equal([0, 1, 0, 0], Fill(features["candidate-is-government"], network, 0).Values);
        Assert.Equal([2, 2, 2, 0], Fill(features["partners"], network, 0).Values);
        Assert.Equal([2, 2, 1, 0], Fill(features["partnerships"], network, 0).Values);
        Assert.Equal([2, 2, 2, 2], Fill(features["my-partners"], network, 0).Values);
        Assert.Equal([1, 1, 1, 1], Fill(features["my-partnerships"], network, 2).Values);

        // The day is 2016-01-01: 365 and 183 days back, fading to a third in two years.
        Assert.Equal(Math.Exp(-365 / 365.25 / 2) + Math.Exp(-183 / 365.25 / 2), Fill(features["recent-partnerships"], network, 0).Values[0], 5);
        Assert.Equal(20, Fill(features["years-since-last"], network, 0).Values[3]);
        Assert.Equal(1 / 3f, Fill(features["share-of-business-among-partners"], network, 0).Values[0]);
    }

    private static Task<NetworkProjection> NetworkAsync(params MadePartnership[] partnerships) => new MadeNetwork(Actors, partnerships).ProjectAsync(new(2016, 1, 1));

    private static (float[] Values, float[] Missing) Fill(PairFeature feature, NetworkProjection network, int seeker)
    {
        var rows = new ProximityRows(new(new(network, 1, 1, TestContext.Current.CancellationToken)));
        rows.Turn(Seeker.Known(network, seeker));
        var (values, missing) = (new float[network.Actors.Count], new float[network.Actors.Count]);
        feature.Fill(rows, [.. Enumerable.Range(0, values.Length)], new(values, feature.CanMiss ? missing : []));
        return (values, missing);
    }
}

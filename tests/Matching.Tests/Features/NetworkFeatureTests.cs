using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Network.Proximity;
using CoEvolve.Matching.Tests.Evaluation;

namespace CoEvolve.Matching.Tests.Features;

/// <summary>Features over the projection, worked by hand.</summary>
public sealed class NetworkFeatureTests
{
    [Fact]
    public async Task Shares_and_ranks_compare_the_candidates_of_one_list()
    {
        // a with b; b with c and d; b with c again: c shares b once (as a partner), d too; e is far.
        var table = new FeatureTable([new Numbers(4, 1, 4, 0)]);
        var rows = await RowsAsync(MadeNetwork.OfLetters("2015-01-01", "ab", "bcd", "ef"));
        var matrix = new float[4 * table.Width];

        table.Fill(rows, [2, 3, 4, 5], matrix);

        Assert.Equal(["numbers", "numbers.share", "numbers.rank"], table.Columns.Select(column => column.Name));
        Assert.Equal([4, 1, 1, 1, 0.25f, 1 / 3f, 4, 1, 1, 0, 0, 0.25f], matrix);
    }

    [Fact]
    public async Task Shared_partners_are_measured_by_the_length_of_both_lists()
    {
        // a and c share b; a has 1 partner, c has b and d: 1 / √(1·2).
        var network = await MadeNetwork.OfLetters("2015-01-01", "ab", "bc", "cd").ProjectAsync(new(2016, 1, 1));
        var values = Fill(new SharedPartnerCosine(network), network, 0, [2, 3]);

        Assert.Equal([(float)(1 / Math.Sqrt(2)), 0], values);
    }

    [Fact]
    public async Task Kinds_of_partners_are_shares_of_all_meetings()
    {
        // b met a (cso) twice and c (business) once.
        var network = await new MadeNetwork(
            [new("a", "cso", "d1"), new("b", "government", "d1"), new("c", "business", "d2")],
            [new("t1", "2015-01-01", ["a", "b"]), new("t2", "2015-06-01", ["a", "b", "c"])]).ProjectAsync(new(2016, 1, 1));
        var counts = new ActivityCounts(network);

        Assert.Equal([2 / 3f], Fill(new PartnersOfMyKind(counts), network, 0, [1]));
        Assert.Equal([1 / 3f], Fill(new PartnersOfMyKind(counts), network, 2, [1]));

        // a met b twice and c once.
        Assert.Equal([2 / 3f], Fill(new KindAmongMyPartners(counts), network, 0, [1]));
    }

    [Fact]
    public async Task Activity_counts_the_last_year_apart()
    {
        var network = await new MadeNetwork(
            [new("a", "cso", "d1"), new("b", "government", "d1"), new("c", "business", "d2")],
            [new("t1", "2014-01-01", ["a", "b"]), new("t2", "2015-06-01", ["a", "b", "c"])]).ProjectAsync(new(2016, 1, 1));
        var counts = new ActivityCounts(network);

        // In the last year a met c for the first time, and b again; c met both.
        Assert.Equal([1, 1, 2], counts.NewPartners);
        Assert.Equal([1, 1, 1], counts.LastYear);

        // Of a's three meetings (b, b, c) b's first was its first partnership ever, and c's was too.
        Assert.Equal(2 / 3f, counts.Newcomers[0], 6);
        Assert.Equal(2.5f, counts.MeanSize[0]);
        Assert.Equal(214 / 365.25, counts.SinceLast[0], 4);
        Assert.Equal(730 / 365.25, counts.SinceFirst[0], 4);
    }

    [Fact]
    public async Task Peers_of_a_newcomer_are_of_its_kind_and_place()
    {
        // In region r1, CSOs a and b: a chose g (alone with it: 1) and, with h, in a partnership of three (1/2 each); b chose h. The business at the same place does not count.
        var network = await new MadeNetwork(
            [new("a", "cso", "d1"), new("b", "cso", "d2"), new("g", "government", "p2"), new("h", "business", "d1")],
            [new("t1", "2016-01-01", ["a", "g"]), new("t2", "2016-01-01", ["a", "g", "h"]), new("t3", "2016-01-01", ["b", "h"])]).ProjectAsync(new(2016, 1, 1));
        var newcomer = Seeker.Of(network, new ProjectedActor { Id = new("z"), Kind = ActorKind.Cso, Seat = new("d1") });
        var scores = new double[4];

        new PeerChoice(network, Tier.Region, double.PositiveInfinity).Score(newcomer, scores);

        Assert.Equal([0, 0, 1.5, 1.5], scores);
    }

    [Fact]
    public async Task Whoever_takes_newcomers_along_is_found_by_those_of_their_kind_and_place()
    {
        // t1 is the first partnership of a, g and h; t2 brings the newcomer b (cso, region r1) to g; t3 the newcomer c (cso, region r2) to h; t4 brings nobody new.
        var network = await new MadeNetwork(
            [new("a", "cso", "d1"), new("b", "cso", "d2"), new("c", "cso", "p2"), new("g", "government", "p2"), new("h", "business", "d1")],
            [new("t1", "2015-01-01", ["a", "g", "h"]), new("t2", "2015-02-01", ["b", "g"]), new("t3", "2015-03-01", ["c", "h"]), new("t4", "2015-04-01", ["b", "h"])]).ProjectAsync(new(2016, 1, 1));
        var newcomer = Seeker.Of(network, new ProjectedActor { Id = new("z"), Kind = ActorKind.Cso, Seat = new("d1") });

        // In t1 each of the three counts a half for the two others; t2 counts whole for g and t3 for h.
        Assert.Equal([1, 0, 0, 2, 2], Scored(new NewcomerChoice(network, ofKind: false, null, double.PositiveInfinity)));
        Assert.Equal([0, 0, 0, 1.5, 1.5], Scored(new NewcomerChoice(network, ofKind: true, null, double.PositiveInfinity)));
        Assert.Equal([0, 0, 0, 1.5, 0.5], Scored(new NewcomerChoice(network, ofKind: true, Tier.Region, double.PositiveInfinity)));

        double[] Scored(NewcomerChoice choice)
        {
            var scores = new double[5];
            choice.Score(newcomer, scores);
            return scores;
        }
    }

    [Fact]
    public async Task A_walk_in_a_sector_leaves_out_partnerships_about_others()
    {
        // a–b about s1, b–c about s1, b–d about s2: (1/2)·(1/2) for b's way to c, and for b itself by both of its s1 partnerships.
        var network = await new MadeNetwork(
            [new("a", "cso", "d1"), new("b", "cso", "d1"), new("c", "cso", "d1"), new("d", "cso", "d1")],
            [new("t1", "2016-01-01", ["a", "b"], "s1"), new("t2", "2016-01-01", ["b", "c"], "s1"), new("t3", "2016-01-01", ["b", "d"], "s2")]).ProjectAsync(new(2016, 1, 1));
        var scores = new double[4];

        new SectorWalk(network, double.PositiveInfinity).Score(Seeker.Known(network, 0), scores);

        Assert.Equal([0.25, 0.5, 0.25, 0], scores);
    }

    [Fact]
    public async Task Every_feature_keeps_to_its_range_and_is_never_NaN()
    {
        var network = await MadeNetwork.OfGroups(5).ProjectAsync(new(2016, 6, 1));
        var set = new ProximitySet(new(network, 1, 1, TestContext.Current.CancellationToken));
        var rows = new ProximityRows(set);
        int[] candidates = [.. Enumerable.Range(0, network.Actors.Count)];
        foreach (var feature in NetworkFeatures.Of(set))
        {
            rows.Turn(Seeker.Known(network, 3));
            var (values, missing) = (new float[candidates.Length], new float[candidates.Length]);
            feature.Fill(rows, candidates, new(values, feature.CanMiss ? missing : []));
            Assert.All(values, value => Assert.True(float.IsFinite(value) && value >= feature.Range.Least && value <= feature.Range.Most, $"{feature.Name}: {value}"));
        }
    }

    private static async Task<ProximityRows> RowsAsync(MadeNetwork made)
    {
        var network = await made.ProjectAsync(new(2016, 1, 1));
        var rows = new ProximityRows(new(new(network, 1, 1, TestContext.Current.CancellationToken)));
        rows.Turn(Seeker.Known(network, 0));
        return rows;
    }

    private static float[] Fill(PairFeature feature, NetworkProjection network, int seeker, int[] candidates)
    {
        var rows = new ProximityRows(new(new(network, 1, 1, TestContext.Current.CancellationToken)));
        rows.Turn(Seeker.Known(network, seeker));
        var values = new float[candidates.Length];
        feature.Fill(rows, candidates, new(values, feature.CanMiss ? new float[candidates.Length] : []));
        return values;
    }

    private sealed class Numbers(params float[] numbers) : PairFeature
    {
        public override string Name => "numbers";

        public override ContributionGroup Group => ContributionGroup.Need;

        public override bool Relative => true;

        public override void Fill(ProximityRows rows, ReadOnlySpan<int> candidates, FeatureColumn column) => numbers.CopyTo(column.Values);
    }
}

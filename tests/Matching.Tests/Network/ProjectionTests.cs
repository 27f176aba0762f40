using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Tests.Evaluation;

namespace CoEvolve.Matching.Tests.Network;

public sealed class ProjectionTests
{
    private static readonly MadeNetwork Network = new(
        [
            new("c", "cso", "d1", Sector: "x", Consent: true), new("a", "business", "d2", From: "2016-01-01", Consent: true), new("b", "cso", null, Until: "2018-01-01", Consent: true),
            new("unasked", "cso", "p2"), new("withdrawn", "cso", "p2", Consent: false),
        ],
        [
            new("t2", "2016-05-01", ["a", "b", "c"], "y"), new("t1", "2017-05-01", ["c", "a", "withdrawn"], "x"), new("t3", null, ["a", "unasked"], "x"),
            new("proposed", "2016-01-01", ["a", "c"], Status: "proposed"), new("alone", "2016-01-01", ["a"]),
        ]);

    [Fact]
    public async Task A_projection_holds_the_facts_of_its_day_and_no_others()
    {
        var before = await Network.ProjectAsync(new(2015, 12, 31), new());
        var between = await Network.ProjectAsync(new(2017, 5, 1), new());
        var after = await Network.ProjectAsync(new(2018, 1, 1), new());

        Assert.Equal(["b", "c"], Ids(before));
        Assert.Equal(["t3"], before.Partnerships.Select(partnership => partnership.Id)); // whose start nobody knows
        Assert.Equal(["a", "b", "c"], Ids(between));
        Assert.Equal(["t1", "t2", "t3"], between.Partnerships.Select(partnership => partnership.Id));
        Assert.Equal(["a", "c"], Ids(after)); // b ended on that day
    }

    [Fact]
    public async Task Adjacency_counts_shared_partnerships_and_leaves_out_whom_the_day_does_not_know()
    {
        var network = await Network.ProjectAsync(new(2017, 5, 1), new());

        Assert.Equal([1, 2], network.PartnersOf[0].ToArray()); // a: b and c, not the one who withdrew
        Assert.Equal([1f, 2f], network.PartnersOf.Weights(0).ToArray());
        Assert.Equal([0, 2], network.PartnersOf[1].ToArray());
        Assert.Equal([0, 2], network.MembersOf[0].ToArray());
        Assert.Equal([0, 1, 2], network.PartnershipsOf[0].ToArray());
        Assert.Equal(3, network.Partnerships[0].Members.Count);
        Assert.True(network.PartnersOf.Has(0, 2));
        Assert.False(network.PartnersOf.Has(0, 0));
    }

    [Fact]
    public async Task Sectors_are_those_stated_and_those_of_the_partnerships_so_far()
    {
        var network = await Network.ProjectAsync(new(2017, 5, 1), new());

        Assert.Equal([new SectorCode("x"), new SectorCode("y")], network.Sectors);
        Assert.Equal([0, 1], network.SectorsOf[2].ToArray());
        Assert.Equal([2f, 1f], network.SectorsOf.Weights(2).ToArray()); // c states x, and t1 is about it
        Assert.Equal([1], network.SectorsOf[1].ToArray());
    }

    [Fact]
    public async Task Consent_that_nobody_asked_for_counts_where_it_is_said_to_and_withdrawn_consent_never()
    {
        Assert.Equal(["a", "c", "unasked"], Ids(await Network.ProjectAsync(new(2018, 1, 1), new() { ConsentWhereUnknown = true })));
        Assert.Equal(["a", "c"], Ids(await Network.ProjectAsync(new(2018, 1, 1), new())));
    }

    [Fact]
    public async Task Undated_partnerships_can_be_left_out_and_sizes_bound()
    {
        var dated = await Network.ProjectAsync(new(2018, 1, 1), new() { Undated = false });
        var small = await Network.ProjectAsync(new(2018, 1, 1), new() { MostMembers = 2 });

        Assert.Equal(["t1", "t2"], dated.Partnerships.Select(partnership => partnership.Id));
        Assert.Equal(["t3"], small.Partnerships.Select(partnership => partnership.Id));
    }

    [Fact]
    public async Task Places_meet_at_the_smallest_tier_that_holds_both()
    {
        var localities = (await Network.ProjectAsync(new(2018, 1, 1), new())).Localities;
        int At(string code) => localities.Find(new(code));

        Assert.Equal(Tier.District, localities.CommonTier(At("d1"), At("d1")));
        Assert.Equal(Tier.Province, localities.CommonTier(At("d1"), At("d2")));
        Assert.Equal(Tier.Province, localities.CommonTier(At("d1"), At("p1")));
        Assert.Equal(Tier.National, localities.CommonTier(At("d1"), At("p2")));
        Assert.Null(localities.CommonTier(At("d1"), LocalityPaths.None));
        Assert.Equal(At("r1"), localities.At(At("d1"), Tier.Region));
        Assert.Equal(At("p1"), localities.Around([At("d1"), At("d2")]));
        Assert.Equal(At("n"), localities.Around([At("d1"), At("p2")]));
        Assert.Equal(LocalityPaths.None, localities.Around([]));
    }

    private static IEnumerable<string> Ids(NetworkProjection network) => network.Actors.Select(actor => actor.Id.Value);
}

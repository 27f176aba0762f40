using CoEvolve.Graph;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Directories;
using CoEvolve.Matching.Network.Targets;

namespace CoEvolve.Matching.Tests.Network;

public sealed class DirectoryTests : IAsyncLifetime
{
    private EmbeddedGraph _graph = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ActorDirectory Actors => new(_graph, new StandingClock());

    public async ValueTask InitializeAsync() => _graph = await SmallNetwork.CreateAsync();

    public ValueTask DisposeAsync() => _graph.DisposeAsync();

    [Fact]
    public async Task Actors_are_found_by_name_kind_locality_and_sector()
    {
        Assert.Equal(["cso-a", "cso-b"], await SearchAsync(new() { Name = "SEHAT" }));
        Assert.Equal(["biz-abroad", "biz-next", "biz-serves"], await SearchAsync(new() { Kind = ActorKind.Business }));
        Assert.Equal(["cso-a", "cso-declined", "gov-11.01"], await SearchAsync(new() { Locality = new("11.01") }));
        Assert.Equal(["biz-next", "biz-serves", "cso-a", "cso-b", "cso-c", "cso-declined", "gov-11", "gov-11.01", "gov-11.02"], await SearchAsync(new() { Locality = new("11") }));
        Assert.Equal(["biz-abroad", "cso-digital"], await SearchAsync(new() { Sector = new("sdg-09") }));
        Assert.Equal(["cso-b"], await SearchAsync(new() { Name = "banda", Kind = ActorKind.Cso, Locality = new("11.71"), Sector = new("health") }));
    }

    [Fact]
    public async Task Those_without_consent_the_ended_and_the_future_are_not_listed()
    {
        Assert.Equal(["cso-a", "cso-b", "cso-c", "cso-declined", "cso-digital", "cso-jakarta"], await SearchAsync(new() { Kind = ActorKind.Cso }));
        Assert.Contains("cso-ended", await SearchAsync(new() { AsOf = new(2023, 12, 31) }));
    }

    [Fact]
    public async Task Pages_of_actors_follow_one_another_by_id()
    {
        var first = await Actors.SearchAsync(new() { Kind = ActorKind.Cso, Limit = 4 }, Cancellation);
        Assert.Equal(new ActorId("cso-declined"), first.Next);
        var second = await Actors.SearchAsync(new() { Kind = ActorKind.Cso, Limit = 4, After = first.Next }, Cancellation);
        Assert.Equal(["cso-digital", "cso-jakarta"], second.Items.Select(item => item.Id.Value));
        Assert.Null(second.Next);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Actors.SearchAsync(new() { Limit = 201 }, Cancellation));
    }

    [Fact]
    public async Task A_profile_shows_what_is_public()
    {
        var profile = (await Actors.FindAsync(new("gov-11.01"), Language.English, cancellationToken: Cancellation))!;
        Assert.Equal(new(new("gov-11.01"), "Pemerintah Kabupaten Aceh Selatan", ActorKind.Government, new(new("11.01"), "Kabupaten Aceh Selatan", Tier.District), Sample: false), profile.Actor);
        Assert.Equal(["Education", "Health"], profile.Sectors.Select(sector => sector.Name));
        Assert.Equal([new(new("policy-advocacy.permit"), "Permits", null, null, new LocalityCode("11.01"), null)], profile.Offers);
        Assert.Equal((6, 4, 2), ((await Actors.FindAsync(new("cso-a"), cancellationToken: Cancellation)) is { } cso ? (cso.Leaders, cso.WomenLeaders, cso.YoungLeaders) : default));
    }

    [Fact]
    public async Task Made_up_examples_say_so_and_an_actor_without_a_seat_has_no_locality()
    {
        Assert.True((await Actors.FindAsync(new("cso-digital"), cancellationToken: Cancellation))!.Actor.Sample);
        var abroad = (await Actors.FindAsync(new("biz-abroad"), cancellationToken: Cancellation))!;
        Assert.Null(abroad.Actor.Locality);
        Assert.Equal(["id"], abroad.Serves.Select(locality => locality.Code.Value));
    }

    [Theory]
    [InlineData("cso-silent")]
    [InlineData("nobody")]
    public async Task Who_has_not_consented_or_is_unknown_has_no_profile(string id) => Assert.Null(await Actors.FindAsync(new(id), cancellationToken: Cancellation));

    [Fact]
    public async Task Localities_are_found_by_tier_parent_and_name()
    {
        var directory = new LocalityDirectory(_graph, new StandingClock());
        var districts = await directory.SearchAsync(new() { Tier = Tier.District, Parent = new("11"), Limit = 2 }, Cancellation);
        Assert.Equal(["11.01", "11.02"], districts.Items.Select(item => item.Locality.Code.Value));
        Assert.Equal(new LocalityCode("11.02"), districts.Next);
        Assert.Equal([new(new(new("id"), "Indonesia", Tier.National), null, null)], (await directory.SearchAsync(new() { Name = "indo" }, Cancellation)).Items);
    }

    [Fact]
    public async Task Vocabularies_come_in_the_language_asked_for()
    {
        var vocabulary = new Vocabulary(_graph);
        Assert.Contains(new(new("health"), "Kesehatan", new SectorCode("sdg-03")), await vocabulary.SectorsAsync(cancellationToken: Cancellation));
        Assert.Contains(new(new("funds.grant"), "Grants", new ResourceCode("funds")), await vocabulary.ResourcesAsync(Language.English, Cancellation));
    }

    [Fact]
    public async Task Targets_count_real_actors_and_keep_examples_apart()
    {
        // Real CSOs in an emerging sector: none; cso-digital is an example. Leaders: 6 of cso-a, 3 of the example. Governments of districts: two.
        // Reached digitally: Sumatera Utara by the example alone; biz-abroad serves the whole nation and so reaches no province by that.
        var report = (await new TargetReport(_graph, new StandingClock()).ReadAsync(Language.English, cancellationToken: Cancellation)).ToDictionary(target => target.Code);
        Assert.Equal((0L, 1L, 200L), Figures(report["emerging"]));
        Assert.Equal((6L, 3L, 394L), Figures(report["leaders"]));
        Assert.Equal((4L, 1L, 116L), Figures(report["women"]));
        Assert.Equal((2L, 3L, null), Figures(report["young"]));
        Assert.Equal((2L, 0L, null), Figures(report["districts"]));
        Assert.Equal((1L, 0L, 33L), Figures(report["provinces"]));
        Assert.Equal((0L, 1L, 34L), Figures(report["reached"]));
        Assert.Equal("CSO leaders", report["leaders"].Name);
        Assert.Equal((null, null, null), Figures(report["unknown"]));
    }

    private static (long? Actual, long? Sample, long? Gap) Figures(TargetStatus target) => (target.Actual, target.Sample, target.Gap);

    private async Task<IEnumerable<string>> SearchAsync(ActorSearch search) => (await Actors.SearchAsync(search, Cancellation)).Items.Select(item => item.Id.Value);
}

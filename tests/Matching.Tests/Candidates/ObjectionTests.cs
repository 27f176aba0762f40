using CoEvolve.Graph;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Recommendations;
using CoEvolve.Matching.Recommendations.Coalitions;
using CoEvolve.Matching.Recommendations.Triads;

namespace CoEvolve.Matching.Tests.Candidates;

/// <summary>Whoever objects to automated profiling, or withdraws its consent, is matched by nothing that matches: not found, not asked for, not named, not learned from.</summary>
public sealed class ObjectionTests : IAsyncLifetime
{
    private EmbeddedGraph _graph = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _graph = await SmallNetwork.CreateAsync();

    public ValueTask DisposeAsync() => _graph.DisposeAsync();

    [Theory]
    [InlineData("profiling")]
    [InlineData("consent")]
    public async Task An_objector_is_in_no_list_and_gets_none(string property)
    {
        Assert.Contains("cso-b", await ListAsync("cso-a"));
        await RefuseAsync("cso-b", property);
        Assert.DoesNotContain("cso-b", await ListAsync("cso-a"));
        Assert.Null(await Recommender().RecommendAsync(new("cso-b"), new(), Token));
    }

    [Theory]
    [InlineData("profiling")]
    [InlineData("consent")]
    public async Task A_partner_that_objects_leads_to_nobody_and_is_named_in_no_reason(string property)
    {
        // cso-c alone links cso-a with uni-x.
        Assert.Contains("uni-x", await ListAsync("cso-a"));
        await RefuseAsync("cso-c", property);
        Assert.DoesNotContain("uni-x", await ListAsync("cso-a"));
    }

    [Theory]
    [InlineData("profiling")]
    [InlineData("consent")]
    public async Task No_triad_holds_an_objector(string property)
    {
        var finder = new TriadFinder(Recommender());
        var before = (await finder.FindAsync(new("cso-a"), new(), Token))!.Items;
        var government = before[0].Government.Id;
        await RefuseAsync(government.Value, property);
        var after = (await new TriadFinder(Recommender()).FindAsync(new("cso-a"), new(), Token))!.Items;
        Assert.NotEmpty(before);
        Assert.DoesNotContain(after, triad => triad.Government.Id == government);
        Assert.Null(await new TriadFinder(Recommender()).FindAsync(government, new(), Token));
    }

    [Theory]
    [InlineData("profiling")]
    [InlineData("consent")]
    public async Task No_coalition_holds_an_objector_or_is_made_for_one(string property)
    {
        CoalitionNeed need = new() { Locality = new("11.01"), Resources = [new(new("policy-advocacy.permit"))] };
        var before = (await new CoalitionFinder(Recommender()).FindAsync(need, Token)).Answer!;
        Assert.Contains(before.Items, coalition => coalition.Members.Any(member => member.Actor.Id.Value == "gov-11.01"));
        await RefuseAsync("gov-11.01", property);
        var after = (await new CoalitionFinder(Recommender()).FindAsync(need, Token)).Answer!;
        Assert.NotEmpty(after.Items);
        Assert.DoesNotContain(after.Items, coalition => coalition.Members.Any(member => member.Actor.Id.Value == "gov-11.01"));
        await RefuseAsync("cso-a", property);
        var faults = (await new CoalitionFinder(Recommender()).FindAsync(need with { Actor = new("cso-a") }, Token)).Faults;
        Assert.Equal("/actor", Assert.Single(faults).Place);
    }

    [Theory]
    [InlineData("profiling")]
    [InlineData("consent")]
    public async Task Nothing_is_learned_from_an_objector(string property)
    {
        var before = await ProjectionReader.ReadAsync(_graph, SmallNetwork.Day, new(), Token);
        Assert.True(before.Find(new("cso-c")) >= 0);
        Assert.NotEmpty(before.PartnersOf[before.Find(new("cso-a"))].ToArray());
        await RefuseAsync("cso-c", property);
        await SmallNetwork.RunAsync(_graph, "MATCH (a:Actor {id: 'cso-c'}), (b:Actor {id: 'cso-b'}) CREATE (a)-[:FEEDBACK {verdict: 'accepted', at: date('2026-01-01')}]->(b)");
        var after = await ProjectionReader.ReadAsync(_graph, SmallNetwork.Day, new(), Token);
        Assert.Equal(-1, after.Find(new("cso-c")));
        Assert.Empty(after.PartnersOf[after.Find(new("cso-a"))].ToArray());
        Assert.Empty(after.Answers[new("cso-c")]);
    }

    private Recommender Recommender() => new(_graph, new StandingClock());

    private async Task<IEnumerable<string>> ListAsync(string actor) =>
        (await Recommender().RecommendAsync(new(actor), new() { Limit = 30 }, Token))!.Items.Select(item => item.Candidate.Id.Value);

    private async Task RefuseAsync(string actor, string property) => await SmallNetwork.RunAsync(_graph, $"MATCH (a:Actor {{id: '{actor}'}}) SET a.{property} = false");
}

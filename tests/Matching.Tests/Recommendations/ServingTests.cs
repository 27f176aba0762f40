using System.Text.Json;
using CoEvolve.Graph;
using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Ranking;
using CoEvolve.Matching.Ranking.Registry;
using CoEvolve.Matching.Recommendations;
using CoEvolve.Matching.Recommendations.Triads;
using CoEvolve.Matching.Tests.Ranking.Registry;

namespace CoEvolve.Matching.Tests.Recommendations;

/// <summary>
/// Lists of <see cref="SmallNetwork"/> by a model that knows nothing but common partners, over the best of the list. cso-a and uni-x have one, cso-c: each is the
/// other's best, and nobody else shares anything with either.
/// </summary>
public sealed class ServingTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coevolve-serving-").FullName;
    private readonly MovingClock _clock = new();
    private EmbeddedGraph _graph = null!;
    private ModelRegistry _registry = null!;

    public async ValueTask InitializeAsync()
    {
        _graph = await SmallNetwork.CreateAsync();
        _registry = new(_folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _graph.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_promoted_model_scores_both_directions_until_it_is_taken_back()
    {
        var recommender = Recommender();
        Assert.Equal("prior", (await ListAsync(recommender, "cso-a")).Model);

        var id = await PromoteAsync();
        Assert.Equal(id, recommender.Model);
        var list = await ListAsync(recommender, "cso-a");
        Assert.Equal(id, list.Model);
        AssertBoth(1, list, "uni-x");
        Assert.All(list.Items.Where(item => item.Candidate.Id.Value != "uni-x"), item => Assert.Equal([0, 0], [item.Forward.Value, item.Backward.Value]));
        Assert.All(list.Items, item => Assert.NotEmpty(item.Reason));

        Assert.Equal((id, null), _registry.RollBack());
        Assert.Equal("prior", recommender.Model);
        var before = await ListAsync(recommender, "cso-a");
        Assert.Equal("prior", before.Model);
        Assert.InRange(before.Items.Single(item => item.Candidate.Id.Value == "uni-x").Forward.Value, 0.01, 0.99);
    }

    [Fact]
    public async Task Whom_only_the_network_finds_is_in_the_list_with_the_rules_that_found_it()
    {
        // A partner of a partner of a partner, with neither sector nor neighbourhood in common.
        await RunAsync("CREATE (:Actor:Other {id: 'other-z', name: 'Lembaga Zeta', kind: 'other', consent: true, sample: false})");
        await RunAsync("MATCH (a:Actor {id: 'other-z'}), (l:Locality {code: '31.71'}), (x:Actor {id: 'uni-x'}) CREATE (a)-[:BASED_IN]->(l), (a)-[:MEMBER_OF]->(:Partnership {id: 'p-z', start: date('2026-01-01'), status: 'active'})<-[:MEMBER_OF]-(x)");
        Assert.DoesNotContain((await ListAsync(Recommender(), "cso-a")).Items, item => item.Candidate.Id.Value == "other-z");

        await PromoteAsync();
        var found = (await ListAsync(Recommender(), "cso-a")).Items.Single(item => item.Candidate.Id.Value == "other-z");
        Assert.Contains("near-in-the-network", found.Rules);
        Assert.Equal("Lembaga Zeta berkegiatan di Indonesia seperti Anda.", found.Reason);

        await RunAsync("MATCH (a:Actor {id: 'cso-a'}), (b:Actor {id: 'other-z'}) CREATE (a)-[:FEEDBACK {verdict: 'blocked', at: date('2026-11-01')}]->(b)");
        Assert.DoesNotContain((await ListAsync(Recommender(), "cso-a")).Items, item => item.Candidate.Id.Value == "other-z");
    }

    [Fact]
    public async Task An_actor_without_partnerships_is_ranked_by_content_where_the_model_knows_nearness_alone()
    {
        await PromoteAsync();
        Assert.Equal("prior", (await ListAsync(Recommender(), "cso-b")).Model);
    }

    [Fact]
    public async Task What_may_not_be_shown_goes_at_once_and_features_follow_within_their_time()
    {
        await PromoteAsync();
        var recommender = Recommender();
        AssertBoth(1, await ListAsync(recommender, "cso-a"), "uni-x");

        // A second common partner for gov-11: the view of before does not know it yet.
        await RunAsync("MATCH (a:Actor {id: 'gov-11'}), (b:Actor {id: 'cso-c'}) CREATE (a)-[:MEMBER_OF]->(:Partnership {id: 'p-new', start: date('2026-01-01'), status: 'active'})<-[:MEMBER_OF]-(b)");
        await RunAsync("CREATE (:Actor:Cso {id: 'cso-new', name: 'Yayasan Baru', kind: 'cso', consent: true, sample: false})");
        await RunAsync("MATCH (a:Actor {id: 'cso-new'}), (l:Locality {code: '11.01'}), (s:Sector {code: 'health'}) CREATE (a)-[:BASED_IN]->(l), (a)-[:WORKS_IN]->(s)");
        await RunAsync("MATCH (a:Actor {id: 'cso-b'}) SET a.consent = false");
        var stale = await ListAsync(recommender, "cso-a");
        Assert.DoesNotContain(stale.Items, item => item.Candidate.Id.Value == "cso-b");
        AssertBoth(0, stale, "gov-11");
        AssertBoth(0, stale, "cso-new");

        // Beyond twice the lifetime the list waits for a new view.
        _clock.Passed = TimeSpan.FromMinutes(21);
        var fresh = await ListAsync(recommender, "cso-a");
        AssertBoth(1, fresh, "gov-11");
    }

    [Fact]
    public async Task With_no_lifetime_each_change_shows_at_once()
    {
        await PromoteAsync();
        var recommender = Recommender(TimeSpan.Zero);
        AssertBoth(0, await ListAsync(recommender, "cso-a"), "gov-11");
        await RunAsync("MATCH (a:Actor {id: 'gov-11'}), (b:Actor {id: 'cso-c'}) CREATE (a)-[:MEMBER_OF]->(:Partnership {id: 'p-new', start: date('2026-01-01'), status: 'active'})<-[:MEMBER_OF]-(b)");
        AssertBoth(1, await ListAsync(recommender, "cso-a"), "gov-11");
    }

    [Fact]
    public async Task A_model_whose_columns_are_no_longer_computed_leaves_its_place_to_the_prior()
    {
        await PromoteAsync(columns => [.. columns.Skip(1)]);
        var recommender = Recommender();
        Assert.Equal("prior", await recommender.PrepareAsync(cancellationToken: Token));
        Assert.Equal("prior", (await ListAsync(recommender, "cso-a")).Model);
        Assert.Equal("prior", recommender.Model);
        Assert.Contains("columns that are no longer computed", recommender.ModelProblem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_model_leaves_its_place_to_the_prior()
    {
        var id = await PromoteAsync();
        File.AppendAllText(Path.Combine(_folder, id, "trained.json"), " ");
        var recommender = Recommender();
        Assert.Equal("prior", (await ListAsync(recommender, "cso-a")).Model);
        Assert.Contains("damaged", recommender.ModelProblem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kinds_and_tiers_hold_for_whom_the_network_found_too()
    {
        await PromoteAsync();
        var recommender = Recommender();
        var list = await recommender.RecommendAsync(new("cso-a"), new() { Kinds = new HashSet<Matching.Network.ActorKind> { Matching.Network.ActorKind.Government }, Limit = 100 }, Token);
        Assert.NotEmpty(list!.Items);
        Assert.All(list.Items, item => Assert.Equal(Matching.Network.ActorKind.Government, item.Candidate.Kind));
        var local = await recommender.RecommendAsync(new("cso-a"), new() { Tiers = new HashSet<Matching.Network.Tier> { Matching.Network.Tier.District }, Limit = 100 }, Token);
        Assert.DoesNotContain(local!.Items, item => item.Candidate.Id.Value == "uni-x");
    }

    [Fact]
    public async Task Triads_take_the_links_of_the_model()
    {
        await RunAsync("MATCH (a:Actor {id: 'gov-11.01'}), (b:Actor {id: 'biz-next'}), (c:Actor {id: 'cso-c'}) CREATE (p:Partnership {id: 'p-two', start: date('2026-01-01'), status: 'active'}), (a)-[:MEMBER_OF]->(p), (b)-[:MEMBER_OF]->(p), (c)-[:MEMBER_OF]->(p)");
        await PromoteAsync();
        var triads = (await new TriadFinder(Recommender()).FindAsync(new("cso-a"), new(), Token))!.Items;
        var best = triads[0];
        Assert.Equal(("gov-11.01", "biz-next"), (best.Government.Id.Value, best.Business.Id.Value));
        Assert.Equal(1, best.CsoGovernment.Value);
        Assert.Equal(1, best.CsoBusiness.Value);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static void AssertBoth(double expected, RecommendationList list, string candidate)
    {
        var item = list.Items.Single(item => item.Candidate.Id.Value == candidate);
        Assert.Equal((expected, expected), (item.Forward.Value, item.Backward.Value));
    }

    private Recommender Recommender(TimeSpan? lifetime = null) =>
        new(_graph, _clock, new() { Serving = new() { Models = _folder, ViewLifetime = lifetime ?? TimeSpan.FromMinutes(10) } });

    private static async Task<RecommendationList> ListAsync(Recommender recommender, string actor) => (await recommender.RecommendAsync(new(actor), new() { Limit = 100 }, Token))!;

    private async Task RunAsync(string statement) => await SmallNetwork.RunAsync(_graph, statement);

    private async Task<string> PromoteAsync(Func<string[], string[]>? change = null)
    {
        var network = await ProjectionReader.ReadAsync(_graph, SmallNetwork.Day, new(), Token);
        var source = new ListSource(new(network, 1, 1, Token) { Eligibility = new(network, new CandidateFilter()), Origins = [] });
        string[] columns = [.. source.Table.Columns.Select(column => column.Name)];
        var text = new RankingModelText(change?.Invoke(columns) ?? columns, [], ["common-neighbours.share"], 0, null);
        var id = _registry.Add(JsonSerializer.Serialize(text), ModelRegistryTests.Record(1)).Id;
        Assert.True(_registry.Promote(id).Promoted);
        return id;
    }

    private sealed class MovingClock : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override DateTimeOffset GetUtcNow() => new(SmallNetwork.Day.ToDateTime(new TimeOnly(5, 0)), TimeSpan.Zero);

        public override long GetTimestamp() => (long)(Passed.TotalSeconds * TimestampFrequency);
    }
}

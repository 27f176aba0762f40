using System.Text;
using CoEvolve.Graph;
using CoEvolve.Matching.Ingest;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations;

namespace CoEvolve.Matching.Tests.Recommendations;

/// <summary>The seeds and the example network of the repository, in one graph for all tests of the class.</summary>
public sealed class ExampleNetwork : IAsyncLifetime
{
    internal EmbeddedGraph Graph { get; private set; } = null!;

    internal Recommender Recommender { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Graph = EmbeddedGraph.InMemory();
        foreach (var package in new[] { "seeds", "sample" })
        {
            await NetworkImport.RunAsync(Graph, Path.Combine(Repository.Root, "data", package), new ImportOptions(), null, TestContext.Current.CancellationToken);
        }

        Recommender = new(Graph, new StandingClock());
    }

    public ValueTask DisposeAsync() => Graph.DisposeAsync();
}

public sealed class ExampleNetworkTests(ExampleNetwork network) : IClassFixture<ExampleNetwork>
{
    /// <summary>Ten actors whose lists were read by people and found right; see <c>ApprovedLists.txt</c>.</summary>
    private static readonly string[] Read =
    [
        "sample-cso-001", "sample-cso-004", "sample-cso-060", "sample-cso-140", "sample-biz-001", "sample-biz-275",
        "gov-11.01", "gov-11", "gov-bnpb", "biz-kitabisa",
    ];

    [Fact]
    public async Task Lists_that_people_have_read_stay_as_they_are()
    {
        var text = new StringBuilder();
        foreach (var actor in Read)
        {
            var list = await ListAsync(actor, 6);
            text.Append($"{actor}: {list.Actor.Name}\n");
            foreach (var item in list.Items)
            {
                text.Append(FormattableString.Invariant($"{item.Rank}. {item.Score.Value:F2} {item.Tier.Code()} {item.Candidate.Id}: {item.Reason}\n"));
            }

            text.Append('\n');
        }

        var approved = Path.Combine(Repository.Root, "tests", "Matching.Tests", "Recommendations", "ApprovedLists.txt");
        var received = Path.Combine(AppContext.BaseDirectory, "ReceivedLists.txt");
        await File.WriteAllTextAsync(received, text.ToString(), TestContext.Current.CancellationToken);
        Assert.True(
            await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken) == text.ToString(),
            $"The lists have changed: read {received}, and copy it over {approved} when it is right.");
    }

    [Fact]
    public async Task Every_kind_and_tier_is_recommended_and_nobody_who_must_not_be()
    {
        var kinds = new HashSet<ActorKind>();
        var tiers = new HashSet<Tier>();
        foreach (var actor in await SomeActorsAsync())
        {
            var partners = (await SmallNetwork.RunAsync(network.Graph, $$"""
                MATCH (:Actor {id: '{{actor}}'})-[:MEMBER_OF]->(p:Partnership)<-[:MEMBER_OF]-(c)
                WHERE p.status IN ['active', 'proposed'] AND (p.end IS NULL OR p.end > date('{{SmallNetwork.Day:O}}')) RETURN c.id
                """)).Select(row => row[0].AsString()).ToHashSet(StringComparer.Ordinal);
            foreach (var item in (await ListAsync(actor, 100)).Items)
            {
                kinds.Add(item.Candidate.Kind);
                tiers.Add(item.Tier);
                Assert.NotEqual(actor, item.Candidate.Id.Value);
                Assert.DoesNotContain(item.Candidate.Id.Value, partners);
                Assert.DoesNotContain(item.Candidate.Id.Value, new[] { "gov-kpcpen", "gov-kemenkumham", "biz-pulse-lab" });
            }
        }

        Assert.Equal(Enum.GetValues<ActorKind>(), kinds.Order());
        Assert.Equal(Enum.GetValues<Tier>(), tiers.Order());
    }

    [Fact]
    public async Task Own_governments_and_local_offers_of_what_is_needed_stand_before_national_names()
    {
        foreach (var actor in (await SomeActorsAsync()).Where(actor => actor.StartsWith("sample-cso", StringComparison.Ordinal)))
        {
            var list = await ListAsync(actor, 100);
            var national = list.Items.FirstOrDefault(item => item.Tier == Tier.National)?.Rank ?? int.MaxValue;
            var seat = list.Actor.Locality!.Code.Value;
            foreach (var own in list.Items.Where(item => item.Candidate.Id.Value == $"gov-{seat}" || item.Candidate.Id.Value == $"gov-{seat[..2]}"))
            {
                Assert.True(own.Rank < national, $"{actor}: {own.Candidate.Id} at {own.Rank}, the first national name at {national}.");
            }

            foreach (var local in list.Items.Where(item => item.Tier <= Tier.Province && item.Rules.Contains("need-met-by-offer")))
            {
                Assert.True(local.Rank < national, $"{actor}: {local.Candidate.Id} at {local.Rank}, the first national name at {national}.");
            }
        }
    }

    [Fact]
    public async Task Every_given_query_returns_a_path_from_the_actor_to_the_candidate()
    {
        var seen = 0;
        foreach (var actor in (await SomeActorsAsync()).Take(8))
        {
            foreach (var item in (await ListAsync(actor, 100)).Items)
            {
                var rows = await SmallNetwork.RunAsync(network.Graph, item.Cypher.Query, item.Cypher.Parameters);
                Assert.NotEmpty(rows);
                Assert.All(rows, row => Assert.Equal(
                    (actor, item.Candidate.Id.Value),
                    (row[1].AsPath().Nodes[0].Properties["id"].AsString(), row[1].AsPath().Nodes[^1].Properties["id"].AsString())));
                seen++;
            }
        }

        Assert.True(seen > 200, $"Only {seen} recommendations were looked at.");
    }

    private async Task<IEnumerable<string>> SomeActorsAsync()
    {
        var rows = await SmallNetwork.RunAsync(network.Graph, $"MATCH (a:Actor) WHERE a.sample AND a.valid_from <= date('{SmallNetwork.Day:O}') AND a.valid_to IS NULL AND a.consent RETURN a.id ORDER BY a.id");
        return [.. rows.Select(row => row[0].AsString()).Where((_, index) => index % 25 == 0)];
    }

    private async Task<RecommendationList> ListAsync(string actor, int limit)
    {
        var list = await network.Recommender.RecommendAsync(new(actor), new() { Limit = limit }, TestContext.Current.CancellationToken);
        Assert.NotNull(list);
        return list;
    }
}

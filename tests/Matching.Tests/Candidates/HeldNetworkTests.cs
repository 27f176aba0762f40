using CoEvolve.Graph;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations;
using CoEvolve.Matching.Tests.Recommendations;

namespace CoEvolve.Matching.Tests.Candidates;

/// <summary>A held network gives what the graph gives: the rule files say what a rule is.</summary>
public sealed class HeldNetworkTests(ExampleNetwork network) : IClassFixture<ExampleNetwork>
{
    private static readonly string[] Changes =
    [
        "MATCH (a:Actor {id: 'cso-jakarta'}), (b:Actor {id: 'cso-a'}) CREATE (a)-[:FEEDBACK {verdict: 'not_now', at: date('2026-11-20')}]->(b)",
        "MATCH (a:Actor {id: 'cso-a'}), (b:Actor {id: 'biz-serves'}) CREATE (a)-[:FEEDBACK {verdict: 'blocked', at: date('2020-01-01')}]->(b)",
        "MATCH (l:Locality {code: '11.02'}) SET l.valid_to = date('2025-01-01')",
        "MATCH (a:Actor {id: 'cso-c'}) SET a.profiling = false",
        "MATCH (a:Actor {id: 'biz-next'}) SET a.capacity = 0",
        "MATCH (a:Actor)-[n:NEEDS]->(:Resource {code: 'funds.grant'}) SET n.until = date('2026-01-01')",
        "MATCH (a:Actor {id: 'gov-11'})-[o:OFFERS]->() SET o.locality = 'nowhere'",
        "MATCH (a:Actor {id: 'biz-abroad'})-[o:OFFERS]->() SET o.from = date('2027-01-01')",
        "MATCH (a:Actor {id: 'cso-b'}), (b:Actor {id: 'cso-a'}) CREATE (p:Partnership {id: 'p-new', status: 'proposed'}), (a)-[:MEMBER_OF]->(p), (b)-[:MEMBER_OF]->(p)",
        "MATCH (a:Actor {id: 'gov-11.02'}), (p:Partnership {id: 'p-running'}) CREATE (a)-[:MEMBER_OF]->(p)",
        "MATCH (p:Partnership {id: 'p-refused'}) SET p.start = date('2026-10-01')",
        "MATCH (r:Resource {code: 'policy-advocacy'}) SET r.code = 'policy'",
        "MATCH (a:Actor {id: 'uni-x'}) REMOVE a:Academia SET a:Government",
        "MATCH (a:Actor {id: 'cso-a'})-[b:BASED_IN]->() DELETE b",
    ];

    [Fact]
    public async Task Everyone_gets_the_same_candidates_from_a_small_network_whatever_happens_in_it()
    {
        await using var graph = await SmallNetwork.CreateAsync();
        var actors = (await SmallNetwork.RunAsync(graph, "MATCH (a:Actor) RETURN a.id ORDER BY a.id")).Select(row => new ActorId(row[0].AsString())).ToArray();
        Assert.NotEmpty(await SameAsync(graph, actors));
        foreach (var change in Changes)
        {
            await SmallNetwork.RunAsync(graph, change);
            Assert.NotEmpty(await SameAsync(graph, actors));
        }
    }

    [Fact]
    public async Task Everyone_gets_the_same_candidates_from_the_example_network()
    {
        var actors = (await SmallNetwork.RunAsync(network.Graph, "MATCH (a:Actor) RETURN a.id ORDER BY a.id")).Select(row => new ActorId(row[0].AsString())).Where((_, place) => place % 12 == 0).ToArray();
        Assert.True((await SameAsync(network.Graph, actors)).Length > 5000);
    }

    [Fact]
    public async Task What_the_graph_learns_is_never_missed()
    {
        await using var graph = await SmallNetwork.CreateAsync();
        var recommender = new Recommender(graph, new StandingClock());
        using var held = recommender.Hold(SmallNetwork.Day);
        Assert.Contains("cso-b", await ListAsync(recommender));
        Assert.NotNull(await recommender.Pairs.Holder.OfAsync(SmallNetwork.Day, TestContext.Current.CancellationToken));
        await SmallNetwork.RunAsync(graph, "MATCH (a:Actor {id: 'cso-b'}) SET a.consent = false");
        Assert.Null(await recommender.Pairs.Holder.OfAsync(SmallNetwork.Day, TestContext.Current.CancellationToken));
        Assert.DoesNotContain("cso-b", await ListAsync(recommender));
    }

    [Fact]
    public async Task Whoever_waits_for_the_network_goes_on_without_the_others()
    {
        await using var graph = await SmallNetwork.CreateAsync();
        var recommender = new Recommender(graph, new StandingClock());
        using var held = recommender.Hold(SmallNetwork.Day);
        using var arrived = new CountdownEvent(2);
        async Task<bool> GoOnAsync()
        {
            await recommender.Pairs.Holder.OfAsync(SmallNetwork.Day, TestContext.Current.CancellationToken);
            arrived.Signal();
            return arrived.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }

        Assert.All(await Task.WhenAll(GoOnAsync(), GoOnAsync()), Assert.True);
    }

    [Fact]
    public async Task Nothing_is_held_that_nobody_wants()
    {
        await using var graph = await SmallNetwork.CreateAsync();
        var holder = new Recommender(graph, new StandingClock()).Pairs.Holder;
        var stop = TestContext.Current.CancellationToken;
        Assert.Null(await holder.OfAsync(SmallNetwork.Day, stop));
        var (first, second) = (holder.Hold(SmallNetwork.Day), holder.Hold(SmallNetwork.Day));
        Assert.NotNull(await holder.OfAsync(SmallNetwork.Day, stop));
        Assert.Null(await holder.OfAsync(SmallNetwork.Day.AddDays(1), stop));
        first.Dispose();
        first.Dispose();
        Assert.NotNull(await holder.OfAsync(SmallNetwork.Day, stop));
        second.Dispose();
        Assert.Null(await holder.OfAsync(SmallNetwork.Day, stop));
    }

    private static async Task<IEnumerable<string>> ListAsync(Recommender recommender) =>
        (await recommender.RecommendAsync(new("cso-a"), new(), TestContext.Current.CancellationToken))!.Items.Select(item => item.Candidate.Id.Value);

    /// <summary>Compares candidates, climbs, facts and scores of each actor, and returns the lines that were compared.</summary>
    private static async Task<string[]> SameAsync(EmbeddedGraph graph, ActorId[] actors)
    {
        var pairs = new Recommender(graph, new StandingClock()).Pairs;
        var asked = await LinesAsync(graph, pairs, actors);
        using var held = pairs.Holder.Hold(SmallNetwork.Day);
        Assert.NotNull(await pairs.Holder.OfAsync(SmallNetwork.Day, TestContext.Current.CancellationToken));
        Assert.Equal(asked, await LinesAsync(graph, pairs, actors));
        return asked;
    }

    private static async Task<string[]> LinesAsync(EmbeddedGraph graph, PairSource pairs, ActorId[] actors)
    {
        var lines = new List<string>();
        foreach (var actor in actors)
        {
            await using var transaction = await graph.BeginTransactionAsync(AccessMode.Read, TestContext.Current.CancellationToken);
            var found = await pairs.FindAsync(transaction, new(actor, SmallNetwork.Day), TestContext.Current.CancellationToken);
            lines.Add($"{actor}: {found is not null}");
            lines.AddRange((found?.Climbs ?? []).Select(climb => FormattableString.Invariant(
                $"{climb.From} {climb.To} {string.Join(' ', climb.Kinds.Select(kind => $"{kind.Kind} {kind.Found}"))} {string.Join(' ', climb.OpenNeeds)}")));
            lines.AddRange((found?.Pairs ?? []).Select(pair => FormattableString.Invariant(
                $"{pair.Candidate.Id} {pair.Candidate.FoundAt} {string.Join(' ', pair.Candidate.Findings.Select(finding => finding.Rule))} {pair.Score.Forward.Value:R} {pair.Score.Backward.Value:R} {string.Join(' ', pair.Facts.CommonPartners)}")));
        }

        return [.. lines];
    }
}

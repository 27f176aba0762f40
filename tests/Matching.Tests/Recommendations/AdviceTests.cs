using CoEvolve.Graph;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations;
using CoEvolve.Matching.Recommendations.Explanations;

namespace CoEvolve.Matching.Tests.Recommendations;

/// <summary>Twelve businesses of the CSO's own district and sector, and three of the district alone that need software: it reaches them by listing some.</summary>
public sealed class AdviceTests : IAsyncLifetime
{
    private EmbeddedGraph _graph = null!;

    public async ValueTask InitializeAsync()
    {
        _graph = await SmallNetwork.CreateAsync();
        await SmallNetwork.RunAsync(_graph, """
            UNWIND range(1, 15) AS n
            MATCH (l:Locality {code: '11.01'}), (s:Sector {code: 'health'}), (r:Resource {code: 'knowledge-technology.software'}), (f:Resource {code: 'funds.csr'})
            CREATE (b:Actor:Business {id: 'biz-' + toString(100 + n), name: 'PT ' + toString(n), kind: 'business', consent: true, sample: false})-[:BASED_IN]->(l), (b)-[:SERVES]->(l), (b)-[:OFFERS]->(f)
            FOREACH (_ IN CASE WHEN n <= 12 THEN [1] ELSE [] END | CREATE (b)-[:WORKS_IN]->(s), (b)-[:NEEDS]->(f))
            FOREACH (_ IN CASE WHEN n > 12 THEN [1] ELSE [] END | CREATE (b)-[:NEEDS]->(r))
            """);
    }

    public ValueTask DisposeAsync() => _graph.DisposeAsync();

    [Fact]
    public async Task As_many_partners_reach_the_first_ten_as_was_said_once_it_is_listed()
    {
        var before = await ScoresAsync();
        var tenth = before.Values.OrderDescending().ElementAt(9);
        var advice = (await FindAsync(Language.English))!.Single(item => item.AsOffer && item.Resource.Value == "knowledge-technology.software");
        Assert.Equal($"If you list software and cloud services among what you offer, about {advice.Partners} more partners reach your top 10.", advice.Sentence);

        await SmallNetwork.RunAsync(_graph, "MATCH (a:Actor {id: 'cso-a'}), (r:Resource {code: 'knowledge-technology.software'}) CREATE (a)-[:OFFERS]->(r)");
        var after = await ScoresAsync();
        Assert.Equal(advice.Partners, after.Count(entry => before[entry.Key] < tenth && entry.Value >= tenth));
        Assert.Equal(3, advice.Partners);
    }

    [Fact]
    public async Task What_is_listed_already_is_not_advised_and_the_best_comes_first()
    {
        var advice = (await FindAsync(Language.Indonesian))!;
        Assert.NotEmpty(advice);
        Assert.DoesNotContain(advice, item => !item.AsOffer && item.Resource.Value == "funds.grant");
        Assert.DoesNotContain(advice, item => item.AsOffer && item.Resource.Value == "collaboration.outreach");
        Assert.Equal(advice.Select(item => item.Partners).OrderDescending(), advice.Select(item => item.Partners));
        Assert.All(advice, item => Assert.True(item.Partners >= AdviceFinder.Fewest));
        Assert.StartsWith("Jika Anda mencantumkan ", advice[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_unknown_is_advised() =>
        Assert.Null(await new AdviceFinder(new Recommender(_graph, new StandingClock())).FindAsync(new("cso-silent"), 5, Language.English, TestContext.Current.CancellationToken));

    private Task<IReadOnlyList<Advice>?> FindAsync(Language language) =>
        new AdviceFinder(new Recommender(_graph, new StandingClock())).FindAsync(new("cso-a"), 50, language, TestContext.Current.CancellationToken);

    private async Task<Dictionary<string, double>> ScoresAsync() =>
        (await new Recommender(_graph, new StandingClock()).RecommendAsync(new("cso-a"), new() { Limit = 100 }, TestContext.Current.CancellationToken))!
            .Items.ToDictionary(item => item.Candidate.Id.Value, item => item.Score.Value);
}

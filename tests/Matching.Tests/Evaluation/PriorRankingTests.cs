using CoEvolve.Graph;
using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Network.Proximity;
using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Tests.Evaluation;

public sealed class PriorRankingTests
{
    [Fact]
    public async Task Every_pair_scores_as_production_scores_it()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var graph = await SmallNetwork.CreateAsync();
        await SmallNetwork.RunAsync(graph, """
            UNWIND [['p-two', 'cso-a', 'cso-c'], ['p-three', 'cso-c', 'cso-b'], ['p-four', 'cso-c', 'gov-11.02'], ['p-five', 'uni-x', 'biz-next']] AS row
            MATCH (a:Actor {id: row[1]}), (b:Actor {id: row[2]})
            CREATE (a)-[:MEMBER_OF]->(:Partnership {id: row[0], start: date('2024-01-01'), status: 'active'})<-[:MEMBER_OF]-(b)
            """);
        await SmallNetwork.RunAsync(graph, "MATCH (a:Actor {id: 'cso-b'}) SET a.capacity = 3");
        var network = await ProjectionReader.ReadAsync(graph, SmallNetwork.Day, new(), cancellation);
        var resources = await graph.ReadNamedAsync("Features/Queries/resources", [], NetworkProfileReader.ReadEntry, cancellation);
        var sectors = await graph.ReadNamedAsync("Features/Queries/sectors", [], NetworkProfileReader.ReadEntry, cancellation);
        var ranking = new PriorRanking(new(network, 1, 1, cancellation) { Resources = resources, Sectors = sectors });
        var prior = new Prior(new());
        await using var transaction = await graph.BeginTransactionAsync(AccessMode.Read, cancellation);
        var profile = await new NetworkProfileReader(new(), TimeSpan.Zero, TimeProvider.System).ReadAsync(transaction, SmallNetwork.Day, cancellation);
        var candidates = network.Actors.Select(actor => new Candidate(actor.Id, actor.Kind, Tier.District, [])).ToArray();
        Assert.True(network.Actors.Count > 12);

        var trusted = 0;
        for (var number = 0; number < network.Actors.Count; number++)
        {
            var actor = network.Actors[number];
            var scores = new double[network.Actors.Count];
            ranking.Score(Seeker.Known(network, number), scores);
            var (_, pairs) = await PairReader.ReadAsync(transaction, actor.Id, [.. candidates.Where(candidate => candidate.Id != actor.Id)], profile, cancellation);
            foreach (var pair in pairs)
            {
                Assert.Equal(prior.Score(FeatureSet.Both(pair)).Value.Value, scores[network.Find(pair.To.Actor.Id)], 12);
                trusted += pair.CommonPartners.Count > 0 ? 1 : 0;
            }
        }

        Assert.True(trusted > 10);
    }
}

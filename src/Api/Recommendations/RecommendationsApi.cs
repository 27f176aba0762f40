using System.Text.Json.Nodes;
using CoEvolve.Api.Documentation;
using CoEvolve.Api.Problems;
using CoEvolve.Api.Queries;
using CoEvolve.Jobs.Hosting;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoEvolve.Api.Recommendations;

/// <summary>What it is all for: an actor's recommended partners.</summary>
internal static class RecommendationsApi
{
    private static readonly ListOptions Lengths = new();

    private static readonly QueryParameter<IReadOnlySet<ActorKind>?> Kinds = Parameters.Choices<ActorKind>(
        "kind", "Only candidates of these kinds, with commas between. Default: all that suit the actor.");

    private static readonly QueryParameter<IReadOnlySet<Tier>?> Tiers = Parameters.Choices<Tier>(
        "tier", "Only these tiers, with commas between. Default: climbing from the district upwards until the quotas are full.");

    private static readonly QueryParameter<int> Limit = Parameters.Limit(Lengths.DefaultLimit, Lengths.MaximumLimit);
    private static readonly QueryParameter[] Query = [Kinds, Tiers, Limit, Parameters.Language, Parameters.Cursor];

    public static void MapRecommendations(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/actors/{id}/recommendations", List).WithTags("Recommendations").Describe(Query, Example, ProblemKind.UnknownActor);

    /// <summary>The recommended partners of an actor, best first, each with the reason.</summary>
    /// <remarks>
    /// Local partners come first: a higher tier is opened only where the lower one does not fill the quota. The query in
    /// `cypher` returns the path in the graph that the reason speaks of: run it in Neo4j Browser or with `coevolve cypher`.
    /// </remarks>
    private static async Task<Results<Ok<RecommendationPage>, ProblemHttpResult>> List(
        string id, HttpContext context, Recommender recommender, IServiceProvider services, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request, Query);
        var request = new RecommendationRequest
        {
            Kinds = query.Read(Kinds, null),
            Tiers = query.Read(Tiers, null),
            Limit = query.Read(Limit, Lengths.DefaultLimit),
            Language = RequestLanguage.Read(context, query),
        };
        var cursor = query.Read(Parameters.Cursor, null);
        RecommendationCursor? after = null;
        if (cursor is not null && !RecommendationCursor.TryParse(cursor, request, out after))
        {
            query.Refuse(Parameters.Cursor, PageCursor.Refusal(cursor));
        }

        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var actor = new ActorId(id);
        if (after is null && services.GetService<Workplace>() is { } workplace
            && await KeptList.ReadOrNoneAsync(workplace.Ledger, recommender.Model, actor, request, services.GetRequiredService<ILogger<KeptList>>(), cancellationToken).ConfigureAwait(false) is { } kept)
        {
            return TypedResults.Ok(kept);
        }

        var list = await recommender.RecommendAsync(actor, request with { After = after }, cancellationToken).ConfigureAwait(false);
        return list is null ? Problem.UnknownActor(actor) : TypedResults.Ok(RecommendationPage.Of(list));
    }

    private static JsonNode Example() => JsonNode.Parse("""
        {
          "items": [
            {
              "rank": 1,
              "candidate": { "id": "gov-11.01", "name": "Pemerintah Kabupaten Aceh Selatan", "kind": "government",
                             "locality": "11.01", "localityName": "Kabupaten Aceh Selatan", "sample": false },
              "score": 0.61, "forward": 0.66, "backward": 0.56, "tier": "district",
              "reason": "Menawarkan izin yang Anda butuhkan di Kabupaten Aceh Selatan.",
              "rules": [ "competent-authority", "my-needs-meet-its-offers" ],
              "placement": "ranked", "propensity": 1.0,
              "cypher": {
                "query": "MATCH path = (:Actor {id: $actor})-[:NEEDS]->(:Resource)<-[:OFFERS]-(:Actor {id: $candidate}) RETURN path",
                "parameters": { "actor": "sample-cso-001", "candidate": "gov-11.01" }
              }
            }
          ],
          "asOf": "2026-01-31", "policy": "list-2", "model": "20251231-3f1c09ab",
          "next": null
        }
        """)!;
}

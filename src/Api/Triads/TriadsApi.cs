using System.Text.Json.Nodes;
using CoEvolve.Api.Documentation;
using CoEvolve.Api.Problems;
using CoEvolve.Api.Queries;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations.Triads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CoEvolve.Api.Triads;

/// <summary>Coalitions of three that hold an actor.</summary>
internal static class TriadsApi
{
    private static readonly TriadOptions Lengths = new();
    private static readonly QueryParameter<int> Limit = Parameters.Limit(Lengths.DefaultLimit, Lengths.MaximumLimit);
    private static readonly QueryParameter[] Query = [Limit, Parameters.Language];

    public static void MapTriads(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/actors/{id}/triads", List).WithTags("Recommendations").Describe(Query, Example, ProblemKind.UnknownActor);

    /// <summary>The triads of an actor: a CSO that bridges a government and a business, best first, each with the reason.</summary>
    /// <remarks>
    /// For a CSO, the triads that it bridges itself, with the needs that each covers and by whom. For a government or a business, those into which one
    /// of its best CSOs would bridge it; the needs of that CSO are private and not in the answer. Other kinds have no triads (`role` is `none`). No partner is
    /// in more than two triads of a list.
    /// </remarks>
    private static async Task<Results<Ok<TriadPage>, ProblemHttpResult>> List(
        string id, HttpContext context, TriadFinder finder, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request, Query);
        var request = new TriadRequest { Limit = query.Read(Limit, Lengths.DefaultLimit), Language = RequestLanguage.Read(context, query) };
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var actor = new ActorId(id);
        var list = await finder.FindAsync(actor, request, cancellationToken).ConfigureAwait(false);
        return list is null ? Problem.UnknownActor(actor) : TypedResults.Ok(TriadPage.Of(list));
    }

    private static JsonNode Example() => JsonNode.Parse("""
        {
          "items": [
            {
              "rank": 1,
              "cso": { "id": "sample-cso-006", "name": "Contoh OMS Kesehatan Aceh Besar 006", "kind": "cso", "locality": "11.06", "localityName": "Kabupaten Aceh Besar", "sample": true },
              "government": { "id": "gov-11.06", "name": "Pemerintah Kabupaten Aceh Besar", "kind": "government", "locality": "11.06", "localityName": "Kabupaten Aceh Besar", "sample": false },
              "business": { "id": "sample-biz-275", "name": "Contoh Perusahaan Ritel Aceh Selatan 275", "kind": "business", "locality": "11.01", "localityName": "Kabupaten Aceh Selatan", "sample": true },
              "score": 0.42,
              "links": { "csoGovernment": 0.61, "csoBusiness": 0.46, "governmentBusiness": 0.3 },
              "coverage": 1.0,
              "covers": [
                { "need": { "code": "policy-advocacy.permit", "name": "Perizinan" }, "by": "gov-11.06", "offer": { "code": "policy-advocacy.permit", "name": "Perizinan" }, "fit": 1.0 },
                { "need": { "code": "funds", "name": "Dana" }, "by": "sample-biz-275", "offer": { "code": "funds.grant", "name": "Hibah" }, "fit": 0.8 }
              ],
              "uncovered": [],
              "reason": "Pemerintah Kabupaten Aceh Besar menyediakan perizinan yang Anda butuhkan, sedangkan Contoh Perusahaan Ritel Aceh Selatan 275 menawarkan hibah yang berkaitan dengan kebutuhan Anda akan dana.",
              "cypher": [ { "query": "MATCH path = (:Actor {id: $actor})-[:NEEDS]->(:Resource)<-[:OFFERS]-(:Actor {id: $candidate}) RETURN path", "parameters": { "actor": "sample-cso-006", "candidate": "gov-11.06" } } ]
            }
          ],
          "pairs": [],
          "role": "bridge",
          "asOf": "2026-01-31"
        }
        """)!;
}

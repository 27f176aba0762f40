using System.Text.Json.Nodes;
using CoEvolve.Api.Documentation;
using CoEvolve.Api.Problems;
using CoEvolve.Api.Queries;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Directories;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CoEvolve.Api.Actors;

/// <summary>Finding actors, and one actor in full.</summary>
internal static class ActorsApi
{
    private static readonly QueryParameter<string?> Name = Parameters.Text("name", "A part of the name, in any case.", 200);
    private static readonly QueryParameter<ActorKind?> Kind = Parameters.Choice<ActorKind>("kind", "Only actors of this kind. Default: all kinds.");

    private static readonly QueryParameter<string?> Locality = Parameters.Text(
        "locality", "Code of a locality, such as `11.01` or `11`: actors that are based there, serve it, or do so in a locality inside of it.", 100);

    private static readonly QueryParameter<string?> Sector = Parameters.Text(
        "sector", "Code of a sector, such as `health` or `sdg-03`: actors that work in it or in one below it.", 100);

    private static readonly QueryParameter<int> Limit = Parameters.Limit(absent: 50, most: 200);
    private static readonly QueryParameter[] SearchQuery = [Name, Kind, Locality, Sector, Limit, Parameters.Language, Parameters.Cursor];
    private static readonly QueryParameter[] DetailQuery = [Parameters.Language];

    public static void MapActors(this IEndpointRouteBuilder routes)
    {
        var actors = routes.MapGroup("/actors").WithTags("Actors");
        actors.MapGet("", Search).Describe(SearchQuery, ListExample);
        actors.MapGet("/{id}", Find).Describe(DetailQuery, DetailExample, ProblemKind.UnknownActor);
    }

    /// <summary>Finds actors by name, kind, locality and sector.</summary>
    /// <remarks>All conditions must hold. The list is ordered by id. Actors that did not consent are never found.</remarks>
    private static async Task<Results<Ok<ActorList>, ProblemHttpResult>> Search(
        HttpContext context, ActorDirectory directory, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request, SearchQuery);
        RequestLanguage.Read(context, query);
        var filters = new Filters(query.Read(Name, null), query.Read(Kind, null), query.Read(Locality, null), query.Read(Sector, null));
        var limit = query.Read(Limit, 50);
        var after = PageCursor.Read(query, filters);
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var page = await directory.SearchAsync(
            new()
            {
                Name = filters.Name,
                Kind = filters.Kind,
                Locality = filters.Locality is { } locality ? new LocalityCode(locality) : null,
                Sector = filters.Sector is { } sector ? new SectorCode(sector) : null,
                After = after is null ? null : new ActorId(after),
                Limit = limit,
            },
            cancellationToken).ConfigureAwait(false);
        var next = page.Next is { } last ? PageCursor.Write(last.Value, filters) : null;
        return TypedResults.Ok(new ActorList([.. page.Items.Select(ActorItem.Of)], page.AsOf, next));
    }

    /// <summary>One actor: where it is, what it works on, what it offers.</summary>
    /// <remarks>An ended actor is still answered, with the day of its ending in `validTo`. One that did not consent is not.</remarks>
    private static async Task<Results<Ok<ActorDetail>, ProblemHttpResult>> Find(
        string id, HttpContext context, ActorDirectory directory, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request, DetailQuery);
        var language = RequestLanguage.Read(context, query);
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var actor = new ActorId(id);
        var profile = await directory.FindAsync(actor, language, asOf: null, cancellationToken).ConfigureAwait(false);
        return profile is null ? Problem.UnknownActor(actor) : TypedResults.Ok(ActorDetail.Of(profile));
    }

    private static JsonNode ListExample() => JsonNode.Parse("""
        {
          "items": [
            { "id": "gov-11.01", "name": "Pemerintah Kabupaten Aceh Selatan", "kind": "government",
              "locality": "11.01", "localityName": "Kabupaten Aceh Selatan", "sample": false }
          ],
          "asOf": "2026-01-31",
          "next": "Q2RlZmdoZ292LTExLjAx"
        }
        """)!;

    private static JsonNode DetailExample() => JsonNode.Parse("""
        {
          "id": "gov-11.01", "name": "Pemerintah Kabupaten Aceh Selatan", "kind": "government", "subkind": "district",
          "locality": { "code": "11.01", "name": "Kabupaten Aceh Selatan", "tier": "district" }, "sample": false,
          "description": null, "leaders": null, "womenLeaders": null, "youngLeaders": null, "validFrom": null, "validTo": null,
          "serves": [ { "code": "11.01", "name": "Kabupaten Aceh Selatan", "tier": "district" } ],
          "sectors": [ { "code": "health", "name": "Kesehatan", "parent": "sdg-03" } ],
          "offers": [ { "resource": "policy-advocacy.permit", "name": "Izin", "quantity": null, "unit": null, "locality": "11.01", "note": null } ]
        }
        """)!;

    private sealed record Filters(string? Name, ActorKind? Kind, string? Locality, string? Sector);
}

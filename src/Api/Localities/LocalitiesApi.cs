using System.Text.Json.Nodes;
using CoEvolve.Api.Documentation;
using CoEvolve.Api.Queries;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Directories;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CoEvolve.Api.Localities;

/// <summary>The nation, its regions, provinces, and districts and cities.</summary>
internal static class LocalitiesApi
{
    private static readonly QueryParameter<string?> Name = Parameters.Text("name", "A part of the name, in any case.", 200);
    private static readonly QueryParameter<Tier?> Tier = Parameters.Choice<Tier>("tier", "Only localities of this tier. Default: all tiers.");
    private static readonly QueryParameter<string?> Parent = Parameters.Text("parent", "Code of the locality directly around, such as `11`.", 100);
    private static readonly QueryParameter<int> Limit = Parameters.Limit(absent: 100, most: 1000);
    private static readonly QueryParameter[] Query = [Name, Tier, Parent, Limit, Parameters.Language, Parameters.Cursor];

    public static void MapLocalities(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/localities", List).WithTags("Localities").Describe(Query, Example);

    /// <summary>Lists localities by tier and by the locality around them.</summary>
    /// <remarks>Ordered by code. Names are the official ones, the same in both languages.</remarks>
    private static async Task<Results<Ok<LocalityList>, ProblemHttpResult>> List(
        HttpContext context, LocalityDirectory directory, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request, Query);
        RequestLanguage.Read(context, query);
        var filters = new Filters(query.Read(Name, null), query.Read(Tier, null), query.Read(Parent, null));
        var limit = query.Read(Limit, 100);
        var after = PageCursor.Read(query, filters);
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var page = await directory.SearchAsync(
            new()
            {
                Name = filters.Name,
                Tier = filters.Tier,
                Parent = filters.Parent is { } parent ? new LocalityCode(parent) : null,
                After = after is null ? null : new LocalityCode(after),
                Limit = limit,
            },
            cancellationToken).ConfigureAwait(false);
        var next = page.Next is { } last ? PageCursor.Write(last.Value, filters) : null;
        return TypedResults.Ok(new LocalityList([.. page.Items.Select(LocalityItem.Of)], page.AsOf, next));
    }

    private static JsonNode Example() => JsonNode.Parse("""
        {
          "items": [ { "code": "11.01", "name": "Kabupaten Aceh Selatan", "tier": "district", "parent": "11", "population": 242042 } ],
          "asOf": "2026-01-31",
          "next": null
        }
        """)!;

    private sealed record Filters(string? Name, Tier? Tier, string? Parent);
}

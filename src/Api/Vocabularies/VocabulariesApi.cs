using System.Text.Json.Nodes;
using CoEvolve.Api.Documentation;
using CoEvolve.Api.Queries;
using CoEvolve.Matching.Network.Directories;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CoEvolve.Api.Vocabularies;

/// <summary>The two shared vocabularies: sectors and kinds of resource. They are short, and come whole.</summary>
internal static class VocabulariesApi
{
    private static readonly QueryParameter[] Query = [Parameters.Language];

    public static void MapVocabularies(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sectors", Sectors).WithTags("Vocabularies").Describe(Query, SectorExample);
        routes.MapGet("/resources", Resources).WithTags("Vocabularies").Describe(Query, ResourceExample);
    }

    /// <summary>All sectors: the 17 SDGs, and below them what the programme works on.</summary>
    private static async Task<Results<Ok<TermList>, ProblemHttpResult>> Sectors(
        HttpContext context, Vocabulary vocabulary, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request, Query);
        var language = RequestLanguage.Read(context, query);
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var sectors = await vocabulary.SectorsAsync(language, cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(new TermList([.. sectors.Select(TermItem.Of)]));
    }

    /// <summary>All kinds of resource that actors offer and need.</summary>
    private static async Task<Results<Ok<TermList>, ProblemHttpResult>> Resources(
        HttpContext context, Vocabulary vocabulary, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request, Query);
        var language = RequestLanguage.Read(context, query);
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var resources = await vocabulary.ResourcesAsync(language, cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(new TermList([.. resources.Select(TermItem.Of)]));
    }

    private static JsonNode SectorExample() => JsonNode.Parse("""
        { "items": [ { "code": "health", "name": "Kesehatan", "parent": "sdg-03" } ] }
        """)!;

    private static JsonNode ResourceExample() => JsonNode.Parse("""
        { "items": [ { "code": "funds.grant", "name": "Hibah", "parent": "funds" } ] }
        """)!;
}

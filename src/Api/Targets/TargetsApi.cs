using System.Text.Json.Nodes;
using CoEvolve.Api.Documentation;
using CoEvolve.Api.Queries;
using CoEvolve.Matching.Network.Targets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CoEvolve.Api.Targets;

/// <summary>The programme's targets and where they stand.</summary>
internal static class TargetsApi
{
    private static readonly QueryParameter[] Query = [Parameters.Language];

    public static void MapTargets(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/targets", List).WithTags("Targets").Describe(Query, Example);

    /// <summary>The programme's targets: floor, actual and gap of each.</summary>
    /// <remarks>Made-up examples never count towards `actual`; what they alone would count is in `sample`.</remarks>
    private static async Task<Results<Ok<TargetList>, ProblemHttpResult>> List(
        HttpContext context, TargetReport report, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request, Query);
        var language = RequestLanguage.Read(context, query);
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var targets = await report.ReadAsync(language, asOf: null, cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(new TargetList([.. targets.Select(TargetItem.Of)]));
    }

    private static JsonNode Example() => JsonNode.Parse("""
        {
          "items": [
            { "code": "provincial-governments", "name": "Pemerintah provinsi", "floor": 34, "actual": 38, "gap": 0, "sample": 0, "unit": "government" }
          ]
        }
        """)!;

    /// <summary>The targets, ordered by code.</summary>
    /// <param name="Items">The targets.</param>
    internal sealed record TargetList(IReadOnlyList<TargetItem> Items);

    /// <summary>One target.</summary>
    /// <param name="Code">Its code.</param>
    /// <param name="Name">Its name in the language of the answer.</param>
    /// <param name="Floor">The least number to be reached; null where the programme gives none.</param>
    /// <param name="Actual">The count over real actors; null where it cannot be counted.</param>
    /// <param name="Gap">What is missing to the floor, not below 0; null where floor or actual is.</param>
    /// <param name="Sample">What made-up examples alone would count.</param>
    /// <param name="Unit">What is counted; null when not stated.</param>
    internal sealed record TargetItem(string Code, string Name, long? Floor, long? Actual, long? Gap, long? Sample, string? Unit)
    {
        public static TargetItem Of(TargetStatus status) =>
            new(status.Code, status.Name, status.Floor, status.Actual, status.Gap, status.Sample, status.Unit);
    }
}

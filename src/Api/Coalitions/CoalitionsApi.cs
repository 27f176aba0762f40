using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoEvolve.Api.Documentation;
using CoEvolve.Api.Problems;
using CoEvolve.Api.Queries;
using CoEvolve.Matching.Recommendations.Coalitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CoEvolve.Api.Coalitions;

/// <summary>Coalitions around a need.</summary>
internal static class CoalitionsApi
{
    private const long LargestBody = 64 * 1024;

    private static readonly QueryParameter[] Query = [Parameters.Language];

    public static void MapCoalitions(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/coalitions", Find).WithTags("Recommendations").Describe(Query, Example, ProblemKind.InvalidBody);

    /// <summary>The smallest sets of partners that cover a need, with what stays uncovered.</summary>
    /// <remarks>
    /// The body is a need: `{"locality": "11.06", "deadline": "2026-12-31", "actor": "sample-cso-006", "resources": [{"resource": "funds.csr", "quantity": 500000000,
    /// "unit": "IDR"}, {"resource": "policy-advocacy.permit"}], "mostPartners": 6, "alternatives": 3}`. Only `locality` and `resources` are required. A resource
    /// without a quantity is covered by any offer of it; one with a quantity only by offers that say how much in the same unit. With an `actor`, its refusals are honoured.
    /// </remarks>
    private static async Task<Results<Ok<CoalitionPage>, ProblemHttpResult>> Find(HttpContext context, CoalitionFinder finder, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request, Query);
        var language = RequestLanguage.Read(context, query);
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var (json, unreadable) = await ReadAsync(context, cancellationToken).ConfigureAwait(false);
        using (json)
        {
            if (json is null)
            {
                return Problem.InvalidBody(new Dictionary<string, string[]> { [""] = [unreadable] });
            }

            var body = new NeedBody();
            if (body.Read(json.RootElement, language) is not { } need)
            {
                return Problem.InvalidBody(body.Faults);
            }

            var answer = await finder.FindAsync(need, cancellationToken).ConfigureAwait(false);
            return answer.Answer is { } list
                ? TypedResults.Ok(CoalitionPage.Of(list))
                : Problem.InvalidBody(answer.Faults.GroupBy(fault => fault.Place).ToDictionary(group => group.Key, group => group.Select(fault => fault.Reason).ToArray()));
        }
    }

    private static async Task<(JsonDocument? Json, string Fault)> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LargestBody; // the host admits no body otherwise
        }

        try
        {
            return (await JsonDocument.ParseAsync(context.Request.Body, new() { AllowDuplicateProperties = false }, cancellationToken).ConfigureAwait(false), "");
        }
        catch (JsonException failure)
        {
            return (null, $"The body is no JSON (line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}); send it as {MediaTypeNames.Application.Json}.");
        }
        catch (BadHttpRequestException failure) when (failure.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, $"The body is larger than {LargestBody / 1024} KiB; a need is much smaller.");
        }
    }

    private static JsonNode Example() => JsonNode.Parse("""
        {
          "items": [
            {
              "rank": 1, "score": 0.55,
              "members": [
                {
                  "partner": { "id": "sample-biz-275", "name": "Contoh Perusahaan Ritel Aceh Selatan 275", "kind": "business", "locality": "11.01", "localityName": "Kabupaten Aceh Selatan", "sample": true },
                  "score": 0.55,
                  "provides": [ { "need": { "code": "funds.csr", "name": "Dana tanggung jawab sosial perusahaan" }, "offers": [ { "code": "funds.csr", "name": "Dana tanggung jawab sosial perusahaan" } ], "quantity": 385000000, "unit": "IDR" } ]
                }
              ],
              "reason": "Contoh Perusahaan Ritel Aceh Selatan 275 menawarkan dana tanggung jawab sosial perusahaan yang Anda butuhkan."
            }
          ],
          "uncovered": [ { "resource": { "code": "funds.csr", "name": "Dana tanggung jawab sosial perusahaan" }, "quantity": 115000000, "unit": "IDR", "withoutQuantity": 2 } ],
          "exact": true,
          "asOf": "2026-01-31"
        }
        """)!;
}

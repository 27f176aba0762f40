using System.Text.Json.Nodes;
using CoEvolve.Api.Documentation;
using CoEvolve.Graph;
using CoEvolve.Matching.Network;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CoEvolve.Api.Health;

/// <summary>Whether the API can answer: asked by load balancers and people on call.</summary>
internal static class HealthApi
{
    public static RouteHandlerBuilder MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/health", Check).WithTags("Health").Describe([], Example);

    /// <summary>Whether the graph answers, and whether it holds any actor.</summary>
    /// <remarks>A graph that cannot answer is a 500 problem, so the status alone tells.</remarks>
    private static async Task<Ok<HealthReport>> Check(IGraph graph, CancellationToken cancellationToken)
    {
        var actors = await GraphState.CountActorsAsync(graph, cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(new HealthReport(actors > 0 ? "ok" : "empty", actors));
    }

    private static JsonNode Example() => JsonNode.Parse("""{ "status": "ok", "actors": 1175 }""")!;

    /// <summary>The state of the API.</summary>
    /// <param name="Status">`ok`, or `empty` where no network has been imported yet.</param>
    /// <param name="Actors">How many actors the graph holds.</param>
    internal sealed record HealthReport(string Status, long Actors);
}

using System.Text.Json.Nodes;
using CoEvolve.Api.Problems;
using CoEvolve.Api.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CoEvolve.Api.Documentation;

/// <summary>What the documentation says of a route beyond its signature: metadata of the endpoint.</summary>
/// <param name="Query">The parameters of its query string.</param>
/// <param name="Example">A good answer, as JSON.</param>
/// <param name="Problems">The problems that it may answer.</param>
internal sealed record RouteDescription(IReadOnlyList<QueryParameter> Query, Func<JsonNode> Example, IReadOnlyList<ProblemKind> Problems);

internal static class RouteDescriptionExtensions
{
    /// <summary>Describes a route, and the statuses of its problems.</summary>
    public static RouteHandlerBuilder Describe(
        this RouteHandlerBuilder route, IReadOnlyList<QueryParameter> query, Func<JsonNode> example, params ProblemKind[] problems)
    {
        var all = new List<ProblemKind>(problems) { ProblemKind.UnexpectedFailure };
        foreach (var problem in all)
        {
            route.ProducesProblem(problem.Status);
        }

        if (query.Count > 0)
        {
            all.Add(ProblemKind.InvalidParameter);
            route.ProducesValidationProblem(ProblemKind.InvalidParameter.Status);
        }

        return route.WithMetadata(new RouteDescription(query, example, all));
    }
}

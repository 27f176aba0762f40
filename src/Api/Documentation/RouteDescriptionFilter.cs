using System.Globalization;
using System.Text.Json.Nodes;
using CoEvolve.Api.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CoEvolve.Api.Documentation;

/// <summary>Puts the <see cref="RouteDescription"/> of an endpoint into its OpenAPI operation.</summary>
internal sealed class RouteDescriptionFilter : IOperationFilter
{
    private const string ProblemJson = "application/problem+json";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var description = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<RouteDescription>().SingleOrDefault();
        if (description is null)
        {
            return;
        }

        operation.Parameters ??= [];
        foreach (var path in operation.Parameters.OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Path))
        {
            // Ids of actors are the only kind of path parameter that there is.
            path.Description = path.Name == "candidate" ? "The recommended actor's id, such as `gov-11.06`." : "The actor's id, such as `gov-11.01`.";
        }

        foreach (var parameter in description.Query)
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = parameter.Name,
                In = ParameterLocation.Query,
                Required = false,
                Description = parameter.Description,
                Schema = parameter.Schema,
                Style = parameter.Schema.Type == JsonSchemaType.Array ? ParameterStyle.Form : null,
                Explode = false,
            });
        }

        SetExample(operation, "200", "application/json", description.Example());
        foreach (var problem in description.Problems)
        {
            var status = problem.Status.ToString(CultureInfo.InvariantCulture);
            SetExample(operation, status, ProblemJson, ExampleOf(problem));
            if (operation.Responses?[status] is OpenApiResponse response)
            {
                response.Description = $"{problem.Title} (`{problem.Type}`).";
            }
        }
    }

    private static void SetExample(OpenApiOperation operation, string status, string mediaType, JsonNode example)
    {
        if (operation.Responses is { } responses && responses.TryGetValue(status, out var response)
            && response.Content is { } content && content.TryGetValue(mediaType, out var media) && media is OpenApiMediaType settable)
        {
            settable.Example = example;
        }
    }

    private static JsonObject ExampleOf(ProblemKind kind)
    {
        var example = new JsonObject { ["type"] = kind.Type, ["title"] = kind.Title, ["status"] = kind.Status };
        switch (kind.Status)
        {
            case StatusCodes.Status400BadRequest:
                const string message = "The query parameter 'limit' is '0', but it is a whole number from 1 to 100.";
                example["detail"] = message;
                example["errors"] = new JsonObject { ["limit"] = new JsonArray(message) };
                break;
            case StatusCodes.Status404NotFound when kind == ProblemKind.UnknownRecommendation:
                example["detail"] = "'gov-99.99' is not among the recommended partners of 'sample-cso-006' today (both in the path). See GET /api/v1/actors/{id}/recommendations for those who are.";
                break;
            case StatusCodes.Status404NotFound:
                example["detail"] = "No actor that takes part today has the id 'gov-99.99' (in the path). Search for it with GET /api/v1/actors?name=….";
                break;
            default:
                example["detail"] = kind.Meaning;
                break;
        }

        return example;
    }
}

using CoEvolve.Graph.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace CoEvolve.Api.Documentation;

/// <summary>The OpenAPI document at /swagger/v1/swagger.json and the page that shows it.</summary>
internal static class ApiDocumentation
{
    private const string Introduction = """
        Recommended partners for the actors of Indonesia's Co-Evolve network: civil-society organisations, governments and businesses.

        **Languages.** Names and reasons are Indonesian, or English with `language=en` or an `Accept-Language` header that prefers it.
        **Lists** are paged: pass the member `next` of one answer as `cursor` of the next request; it is null at the end.
        **Made-up examples** carry `sample: true`. **Failures** are problem details (RFC 9457) of type `application/problem+json`;
        the member `type` leads to a page that explains them.
        """;

    public static void AddApiDocumentation(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc("v1", new OpenApiInfo { Title = "CoEvolve", Version = "v1", Description = Introduction });
            options.IncludeXmlComments(typeof(ApiDocumentation).Assembly);
            options.OperationFilter<RouteDescriptionFilter>();
            options.SupportNonNullableReferenceTypes();
            options.NonNullableReferenceTypesAsRequired();
            options.UseAllOfToExtendReferenceSchemas();
            options.MapType<Value>(() => new OpenApiSchema { Description = "Any JSON value that a Cypher parameter can be." });
        });
    }

    public static void UseApiDocumentation(this WebApplication app)
    {
        app.UseSwagger();
        app.UseSwaggerUI(options =>
        {
            options.DocumentTitle = "CoEvolve API";
            options.SwaggerEndpoint("v1/swagger.json", "CoEvolve v1");
            options.DisplayRequestDuration();
        });
    }
}

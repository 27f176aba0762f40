using System.Net.Mime;
using System.Text;
using CoEvolve.Api.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CoEvolve.Api.Problems;

/// <summary>The pages that the type URIs of problems lead to.</summary>
internal static class ProblemsApi
{
    public static void MapProblems(this IEndpointRouteBuilder routes)
    {
        foreach (var kind in ProblemKind.All)
        {
            var page = Page.Html("en", kind.Title, $"<h1>{kind.Title}</h1><p>HTTP {kind.Status}</p><p>{Page.Encode(kind.Meaning)}</p>");
            routes.MapGet(kind.Type, () => TypedResults.Text(page, MediaTypeNames.Text.Html, Encoding.UTF8)).ExcludeFromDescription();
        }
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CoEvolve.Api.Http;

/// <summary>Headers of every answer: what a browser must not do with it, and that it is asked for anew each time.</summary>
internal static class ResponseHeaders
{
    /// <summary>JSON and our own pages load nothing; their style sheet stands in the page.</summary>
    private const string Strict = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Swagger UI loads its scripts from here, asks the API, and sets styles from its scripts.</summary>
    private const string ForSwagger = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Hangfire's dashboard has scripts and styles of its own, and posts to itself.</summary>
    private const string ForDashboard = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseResponseHeaders(this WebApplication app) => app.Use((HttpContext context, RequestDelegate next) =>
    {
        Set(context);
        return next(context);
    });

    public static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/swagger", StringComparison.Ordinal) ? ForSwagger
            : context.Request.Path.StartsWithSegments("/jobs", StringComparison.Ordinal) ? ForDashboard : Strict;
        headers.CacheControl = "no-cache";
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CoEvolve.Api.Http;

/// <summary>
/// Serves HEAD wherever GET is served (RFC 9110, section 9.3.2). Routing sees a GET; Kestrel remembers the method of the
/// wire and leaves the body out.
/// </summary>
internal static class HeadRequests
{
    public static void UseHeadAsGet(this WebApplication app) => app.Use((HttpContext context, RequestDelegate next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    });
}

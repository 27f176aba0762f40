using System.Net.Http.Headers;
using System.Text;
using CoEvolve.Jobs.Hosting;
using CoEvolve.Ledger.Access;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CoEvolve.Api.Admin;

/// <summary>
/// Lets people with an admin key through: as the password of the browser's own sign-in (any user name), or as a bearer token.
/// </summary>
internal sealed class AdminGate : IDashboardAsyncAuthorizationFilter, IEndpointFilter
{
    public async Task<bool> AuthorizeAsync(DashboardContext context)
    {
        var http = context.GetHttpContext();
        if (await WhoAsync(http).ConfigureAwait(false) is not null)
        {
            return true;
        }

        http.Response.Headers.WWWAuthenticate = "Basic realm=\"CoEvolve\", charset=\"UTF-8\"";
        return false;
    }

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (await WhoAsync(context.HttpContext).ConfigureAwait(false) is { } who)
        {
            context.HttpContext.Items[typeof(AdminGate)] = who;
            return await next(context).ConfigureAwait(false);
        }

        context.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return TypedResults.Unauthorized();
    }

    /// <summary>Whose key was shown; for the audit log.</summary>
    public static string NameOf(HttpContext context) => "key " + (string)context.Items[typeof(AdminGate)]!;

    private static async Task<string?> WhoAsync(HttpContext context)
    {
        if (!AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var header) || header.Parameter is not { } given)
        {
            return null;
        }

        var key = header.Scheme switch
        {
            "Bearer" => given,
            "Basic" => PasswordOf(given),
            _ => null,
        };
        var workplace = context.RequestServices.GetRequiredService<Workplace>();
        return key is not null && await workplace.Ledger.Keys.FindAsync(key, context.RequestAborted).ConfigureAwait(false) is { Role: KeyRole.Admin } found ? found.Name : null;
    }

    private static string? PasswordOf(string basic)
    {
        var buffer = new byte[basic.Length];
        return Convert.TryFromBase64String(basic, buffer, out var length) && Encoding.UTF8.GetString(buffer, 0, length).Split(':', 2) is [_, var password] ? password : null;
    }
}

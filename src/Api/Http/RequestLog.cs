using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoEvolve.Api.Http;

/// <summary>
/// Writes one event a request. The path is logged, the query string is not: a search by name may hold what a person typed.
/// </summary>
internal static partial class RequestLog
{
    public static void UseRequestLog(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RequestLog).FullName!);
        var time = app.Services.GetRequiredService<TimeProvider>();
        app.Use(async (HttpContext context, RequestDelegate next) =>
        {
            // Read before the rest of the pipeline, which may rewrite both.
            var method = Loggable(context.Request.Method);
            var path = PathOf(context.Request);
            var start = time.GetTimestamp();
            try
            {
                await next(context).ConfigureAwait(false);
            }
            finally
            {
                var duration = time.GetElapsedTime(start).TotalMilliseconds;
                if (context.RequestAborted.IsCancellationRequested)
                {
                    Aborted(logger, method, path, duration);
                }
                else
                {
                    Answered(logger, method, path, context.Response.StatusCode, duration);
                }
            }
        });
    }

    /// <summary>The path as log and traces show it. What follows <c>/mail/</c> acts for the reader of a mail, whoever shows it: it stays out.</summary>
    public static string PathOf(HttpRequest request) => request.Path.StartsWithSegments("/mail", StringComparison.OrdinalIgnoreCase) ? "/mail/…" : Loggable(request.Path.Value ?? "/");

    /// <summary>Without line breaks and the like, with which a client could forge further events.</summary>
    private static string Loggable(string text) => Problems.Problem.Shown(text);
}

using CoEvolve.Api.Problems;
using CoEvolve.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoEvolve.Api.Http;

/// <summary>The boundary where whatever a handler threw becomes an event in the log and a problem without its innards.</summary>
internal static partial class Unexpected
{
    public static void UseUnexpectedProblems(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Unexpected).FullName!);
        app.Use(async (HttpContext context, RequestDelegate next) =>
        {
            try
            {
                await next(context).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // The client went away; nobody reads an answer.
            }
            catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
            {
                context.Response.StatusCode = refused.StatusCode;
                await Problem.ForStatus(context).ExecuteAsync(context).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // The boundary of a request: one that fails must neither stop the host nor show its stack to the client.
            catch (Exception failure) when (!context.Response.HasStarted)
#pragma warning restore CA1031
            {
                var trace = Problem.TraceOf(context);
                Failed(logger, trace, failure);
                context.Response.Clear();
                ResponseHeaders.Set(context);
                var problem = LedgerStore.IsAway(failure) ? Problem.LedgerAway(context) : Problem.Unexpected(trace);
                await problem.ExecuteAsync(context).ConfigureAwait(false);
            }
        });
    }
}

using CoEvolve.Graph;
using CoEvolve.Jobs.Hosting;
using CoEvolve.Ledger.Mail;
using CoEvolve.Matching.Network;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CoEvolve.Api.Operations;

/// <summary>Whether this process can do its work: graph, ledger, jobs, mail, and how old the lists are.</summary>
internal static partial class Readiness
{
    /// <summary>Lists of two missed nights are a fault; those of one may be on their way.</summary>
    private static readonly TimeSpan OldestGoodRun = TimeSpan.FromHours(50);

    public static void MapReadiness(this IEndpointRouteBuilder routes) => routes.MapGet("/ready", CheckAsync).ExcludeFromDescription();

    private static async Task<IResult> CheckAsync(IGraph graph, Workplace workplace, TimeProvider time, ILogger<Workplace> logger, CancellationToken cancellationToken)
    {
        var ledger = workplace.Ledger;
        var now = time.GetUtcNow();
        var run = await TryAsync("run", logger, () => ledger.Runs.VisibleAsync(cancellationToken)).ConfigureAwait(false);
        var age = run.Value?.FinishedAt is { } finished ? now - finished : (TimeSpan?)null;
        var stuck = await TryAsync("jobs", logger, async () => (await ledger.Jobs.OpenAsync(cancellationToken).ConfigureAwait(false)).Count(job => now - job.Due > TimeSpan.FromHours(6))).ConfigureAwait(false);
        var unknown = await TryAsync("mail", logger, async () => (await ledger.Deliveries.InStateAsync(DeliveryState.Unknown, cancellationToken).ConfigureAwait(false)).Count).ConfigureAwait(false);
        var parts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["graph"] = (await TryAsync("graph", logger, () => GraphState.AnswersAsync(graph, cancellationToken)).ConfigureAwait(false)).Ok ? "ok" : "down",
            ["ledger"] = run.Ok ? "ok" : "down",
            ["jobs"] = !stuck.Ok ? "down" : stuck.Value == 0 ? "ok" : $"{stuck.Value} late",
            ["mail"] = !unknown.Ok ? "down" : unknown.Value == 0 ? "ok" : $"{unknown.Value} of unknown outcome",
            ["lists"] = age is null ? "none yet" : age <= OldestGoodRun ? "ok" : FormattableString.Invariant($"{age.Value.TotalHours:0} hours old"),
        };
        var down = parts.ContainsValue("down");
        return TypedResults.Json(new { Status = down ? "down" : parts.Values.All(part => part is "ok" or "none yet") ? "ok" : "degraded", Parts = parts }, statusCode: down ? 503 : 200);
    }

    private static async Task<(bool Ok, T? Value)> TryAsync<T>(string part, ILogger logger, Func<Task<T>> ask)
    {
        try
        {
            return (true, await ask().ConfigureAwait(false));
        }
#pragma warning disable CA1031 // The boundary of a check: that a part cannot answer is the answer.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Down(logger, part, failure);
            return (false, default);
        }
    }

    [LoggerMessage(EventId = 4, Level = LogLevel.Error, Message = "The readiness check found {Part} down")]
    private static partial void Down(ILogger logger, string part, Exception failure);
}

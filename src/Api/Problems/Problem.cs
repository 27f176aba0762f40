using System.Diagnostics;
using CoEvolve.Matching.Network;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CoEvolve.Api.Problems;

/// <summary>Answers for requests that cannot be served: problem details of RFC 9457, whose detail says what, where and how to mend it.</summary>
internal static class Problem
{
    /// <summary>One or more bad parameters, each with its messages.</summary>
    public static ProblemHttpResult InvalidParameters(IReadOnlyDictionary<string, string[]> errors)
    {
        var detail = string.Join(' ', errors.SelectMany(entry => entry.Value));
        return Of(ProblemKind.InvalidParameter, detail, new Dictionary<string, object?> { ["errors"] = errors });
    }

    /// <summary>One or more faults of a body, each under its JSON pointer.</summary>
    public static ProblemHttpResult InvalidBody(IReadOnlyDictionary<string, string[]> errors)
    {
        var detail = string.Join(' ', errors.Select(entry => $"{(entry.Key.Length == 0 ? "/" : entry.Key)}: {string.Join(' ', entry.Value)}"));
        return Of(ProblemKind.InvalidBody, detail, new Dictionary<string, object?> { ["errors"] = errors });
    }

    /// <summary>
    /// No such actor, or none that consented to be shown, or, where partners are asked for, none that is there today; what it is, is not said, since
    /// that would tell who withdrew consent.
    /// </summary>
    public static ProblemHttpResult UnknownActor(ActorId id) => Of(
        ProblemKind.UnknownActor,
        $"No actor that takes part today has the id '{Shown(id.Value)}' (in the path). Search for it with GET /api/v1/actors?name=….");

    /// <summary>The candidate is not in the actor's list; why is not said, since that would tell who refused or withdrew.</summary>
    public static ProblemHttpResult UnknownRecommendation(ActorId actor, ActorId candidate) => Of(
        ProblemKind.UnknownRecommendation,
        $"'{Shown(candidate.Value)}' is not among the recommended partners of '{Shown(actor.Value)}' today (both in the path). See GET /api/v1/actors/{{id}}/recommendations for those who are.");

    /// <summary>What people who run the programme named is not held; the detail says what, and where to look.</summary>
    public static ProblemHttpResult UnknownEntry(string detail) => Of(ProblemKind.UnknownEntry, detail);

    /// <summary>What an answer without a body means: called where routing or the server ended a request with a bare status.</summary>
    public static ProblemHttpResult ForStatus(HttpContext context)
    {
        var path = Shown(context.Request.Path.Value ?? "/");
        return context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Of(ProblemKind.UnknownRoute, $"The path '{path}' is none of this API's. See /swagger for those that are."),
            StatusCodes.Status405MethodNotAllowed => Of(
                ProblemKind.WrongMethod,
                $"'{path}' does not take {Shown(context.Request.Method)}, only {context.Response.Headers.Allow}."),
            StatusCodes.Status400BadRequest => Of(ProblemKind.BadRequest, $"The request to '{path}' cannot be read. See /swagger for how it should look."),
            >= StatusCodes.Status500InternalServerError => Unexpected(TraceOf(context)),
            var status => TypedResults.Problem(statusCode: status),
        };
    }

    /// <summary>The ledger does not answer; whatever needs it has to wait.</summary>
    public static ProblemHttpResult LedgerAway(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "30";
        return Of(ProblemKind.LedgerAway, "The ledger cannot be reached at the moment and nothing has been changed. Ask again in half a minute.");
    }

    /// <summary>A fault of ours. Nothing of the exception leaves the server; the trace id finds it in the log.</summary>
    public static ProblemHttpResult Unexpected(string trace) => Of(
        ProblemKind.UnexpectedFailure,
        "The server could not finish this request; the failure is recorded. Ask again, and if it happens again report the traceId.",
        new Dictionary<string, object?> { ["traceId"] = trace });

    /// <summary>What the log and the answer of a failed request have in common.</summary>
    public static string TraceOf(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    /// <summary>Text of the client's as an answer repeats it: without control characters, and not longer than a line.</summary>
    public static string Shown(string text)
    {
        const int longest = 80;
        var clean = string.Create(Math.Min(text.Length, longest), text, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = char.IsControl(source[i]) || char.IsSurrogate(source[i]) ? '\uFFFD' : source[i];
            }
        });
        return text.Length > longest ? clean + "…" : clean;
    }

    private static ProblemHttpResult Of(ProblemKind kind, string detail, IDictionary<string, object?>? extensions = null)
    {
        var details = new ProblemDetails { Type = kind.Type, Status = kind.Status, Title = kind.Title, Detail = detail };
        foreach (var (name, value) in extensions ?? new Dictionary<string, object?>())
        {
            details.Extensions[name] = value;
        }

        return TypedResults.Problem(details);
    }
}

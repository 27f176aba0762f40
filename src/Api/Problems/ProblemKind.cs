using Microsoft.AspNetCore.Http;

namespace CoEvolve.Api.Problems;

/// <summary>A class of failure that a client can tell from others by its URI. URIs are part of the API: they are added, never changed.</summary>
/// <param name="Slug">The last part of the type URI, under <c>/problems/</c>.</param>
/// <param name="Status">The HTTP status that goes with it.</param>
/// <param name="Title">The same words for every occurrence, as RFC 9457 asks.</param>
/// <param name="Meaning">What the page behind the type URI says.</param>
internal sealed record ProblemKind(string Slug, int Status, string Title, string Meaning)
{
    public static readonly ProblemKind InvalidParameter = new(
        "invalid-parameter", StatusCodes.Status400BadRequest, "A parameter of the request is not valid",
        "One or more parameters of the query string cannot be read, are out of range, are given twice, or are unknown to this route. "
        + "The member \"errors\" names each of them with what was given and what is allowed. Correct them and ask again.");

    public static readonly ProblemKind BadRequest = new(
        "bad-request", StatusCodes.Status400BadRequest, "The request cannot be read",
        "The request is not well-formed HTTP for this API. Compare it with the description under /swagger.");

    public static readonly ProblemKind InvalidBody = new(
        "invalid-body", StatusCodes.Status400BadRequest, "The body of the request is not valid",
        "A part of the body cannot be read, is out of range, or names something that the network does not have. The member \"errors\" names each place by its JSON "
        + "pointer (RFC 6901), with what is wrong and how to mend it. Correct them and ask again.");

    public static readonly ProblemKind UnknownActor = new(
        "unknown-actor", StatusCodes.Status404NotFound, "There is no such actor",
        "No actor with this id takes part in the network: the id is mistyped, or the actor is not (or no longer) public; one that has ended or not "
        + "begun is given no partners. "
        + "Find the right id with GET /api/v1/actors?name=….");

    public static readonly ProblemKind UnknownRecommendation = new(
        "unknown-recommendation", StatusCodes.Status404NotFound, "There is no such recommendation",
        "The second actor is not among the recommended partners of the first today. An id may be mistyped, one of the two may not (or no longer) be public, or the two do not suit each other; "
        + "which of these it is, is not said. See the list with GET /api/v1/actors/{id}/recommendations.");

    public static readonly ProblemKind UnknownEntry = new(
        "unknown-entry", StatusCodes.Status404NotFound, "There is no such entry",
        "The address is right, but what it names (a run, a job, a mail, an erasure, an actor) is not held. Nothing has been changed. The detail says where to look for those that are.");

    public static readonly ProblemKind UnknownRoute = new(
        "unknown-route", StatusCodes.Status404NotFound, "There is nothing at this address",
        "The path is none of the API's. All routes are described under /swagger.");

    public static readonly ProblemKind WrongMethod = new(
        "wrong-method", StatusCodes.Status405MethodNotAllowed, "The method is not allowed at this address",
        "The path exists, but not for this HTTP method. The header Allow of the answer lists those that it takes.");

    public static readonly ProblemKind LedgerAway = new(
        "ledger-away", StatusCodes.Status503ServiceUnavailable, "The ledger cannot be reached",
        "What was asked needs the ledger (answers to mails, preferences, consent, runs), which does not answer at the moment. Nothing has been changed. Ask again after the seconds "
        + "of the header Retry-After.");

    public static readonly ProblemKind UnexpectedFailure = new(
        "unexpected-failure", StatusCodes.Status500InternalServerError, "The server failed unexpectedly",
        "The fault is on our side and has been recorded. Asking again later may help; if it does not, report the trace id of the answer.");

    /// <summary>Every kind, in the order of the documentation.</summary>
    public static readonly IReadOnlyList<ProblemKind> All =
        [InvalidParameter, InvalidBody, BadRequest, UnknownActor, UnknownRecommendation, UnknownEntry, UnknownRoute, WrongMethod, LedgerAway, UnexpectedFailure];

    /// <summary>A URI reference: RFC 9457, section 3.1.1, lets a client resolve it against the request.</summary>
    public string Type => "/problems/" + Slug;
}

using CoEvolve.Api.Problems;
using CoEvolve.Graph;
using CoEvolve.Jobs.Consent;
using CoEvolve.Jobs.Hosting;
using CoEvolve.Ledger.Mail;
using CoEvolve.Ledger.Privacy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CoEvolve.Api.Admin;

/// <summary>What the people who run the programme do for actors, each with an admin key and an entry in the audit log.</summary>
internal static class AdminApi
{
    private const int LargestReturn = 4096;

    public static void MapAdmin(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/admin").AddEndpointFilter(new AdminGate()).ExcludeFromDescription();
        admin.MapPost("/actors/{id}/consents", RecordConsent);
        admin.MapPost("/actors/{id}/erasure", AskErasure);
        admin.MapGet("/actors/{id}/erasure", FindErasure);
        admin.MapGet("/actors/{id}/export", Export);
        admin.MapPost("/runs/{run:long}/visible", Switch);
        admin.MapGet("/runs", Runs);
        admin.MapGet("/jobs", Jobs);
        admin.MapPost("/jobs/{job}", Ask);
        admin.MapPost("/mail/returns", Returned).WithMetadata(new RequestSizeLimitAttribute(LargestReturn));
        admin.MapGet("/audit", Audit);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RecordConsent(
        string id, string? purpose, string? given, string? textVersion, HttpContext context, IGraph graph, Workplace workplace, CancellationToken cancellationToken)
    {
        var faults = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        if (!Enum.TryParse<ConsentPurpose>(purpose, ignoreCase: true, out var known) || !Enum.IsDefined(known))
        {
            faults[nameof(purpose)] = ["The query parameter 'purpose' is one of matching, profiling, digest."];
        }

        if (!bool.TryParse(given, out var yes))
        {
            faults[nameof(given)] = ["The query parameter 'given' is true or false."];
        }

        if (string.IsNullOrWhiteSpace(textVersion))
        {
            faults[nameof(textVersion)] = ["The query parameter 'textVersion' names the text that the actor was shown, such as 2026-01."];
        }

        if (faults.Count > 0)
        {
            return Problem.InvalidParameters(faults);
        }

        if (!await HeldActor.ExistsAsync(graph, new(id), cancellationToken).ConfigureAwait(false))
        {
            return Problem.UnknownEntry($"The network holds no actor with the id '{Problem.Shown(id)}' (in the path), so nothing was recorded. Search for the id with GET /api/v1/actors?name=….");
        }

        await workplace.Ledger.Consents.RecordAsync(new(id), known, yes, textVersion!, AdminGate.NameOf(context), cancellationToken).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> AskErasure(string id, HttpContext context, IGraph graph, Workplace workplace, CancellationToken cancellationToken)
    {
        if (!await HeldActor.ExistsAsync(graph, new(id), cancellationToken).ConfigureAwait(false) && !await workplace.Ledger.Consents.KnowsAsync(new(id), cancellationToken).ConfigureAwait(false))
        {
            return Problem.UnknownEntry($"Neither the network nor the ledger holds anything of an actor with the id '{Problem.Shown(id)}' (in the path), so there is nothing to erase. Search for the id with GET /api/v1/actors?name=….");
        }

        await workplace.Ledger.Consents.AskErasureAsync(new(id), AdminGate.NameOf(context), cancellationToken).ConfigureAwait(false);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<Results<Ok<ErasureProof>, ProblemHttpResult>> FindErasure(string id, Workplace workplace, CancellationToken cancellationToken) =>
        await workplace.Ledger.Consents.ErasureOfAsync(new(id), cancellationToken).ConfigureAwait(false) is { } erasure
            ? TypedResults.Ok(new ErasureProof(erasure.Subject, erasure.AskedAt, erasure.DoneAt, erasure.Proof))
            : Problem.UnknownEntry($"No erasure was asked for '{Problem.Shown(id)}' (in the path). Ask for one with POST at this address.");

    private static async Task<IResult> Export(string id, HttpContext context, IGraph graph, Workplace workplace, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        return AccessExportJson.Write(await AccessExport.ReadAsync(graph, workplace.Ledger, new(id), cancellationToken).ConfigureAwait(false));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Switch(long run, HttpContext context, Workplace workplace, CancellationToken cancellationToken) =>
        await workplace.Ledger.Runs.SwitchAsync(run, AdminGate.NameOf(context), cancellationToken).ConfigureAwait(false)
            ? TypedResults.NoContent()
            : Problem.UnknownEntry($"There is no finished run {run} (in the path) whose lists are still kept. GET /api/v1/admin/runs shows those that are there.");

    private static async Task<IResult> Runs(Workplace workplace, CancellationToken cancellationToken) =>
        TypedResults.Ok(await workplace.Ledger.Runs.RecentAsync(50, cancellationToken).ConfigureAwait(false));

    private static async Task<IResult> Jobs(Workplace workplace, CancellationToken cancellationToken) =>
        TypedResults.Ok(await workplace.Ledger.Jobs.RecentAsync(50, cancellationToken).ConfigureAwait(false));

    private static async Task<Results<Accepted, ProblemHttpResult>> Ask(string job, Workplace workplace, CancellationToken cancellationToken)
    {
        if (!workplace.Runner.Names.Contains(job))
        {
            return Problem.UnknownEntry($"There is no job '{Problem.Shown(job)}' (in the path); there are {string.Join(", ", workplace.Runner.Names)}.");
        }

        await workplace.Runner.AskAsync(job, cancellationToken).ConfigureAwait(false);
        return TypedResults.Accepted((string?)null);
    }

    /// <summary>A bounce or a complaint, handed in by whatever reads the mailbox that mails come back to. In the body, for an address has no place in a URL.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> Returned(MailReturn mail, HttpContext context, Workplace workplace, CancellationToken cancellationToken)
    {
        if (mail.Faults() is { Count: > 0 } faults)
        {
            return Problem.InvalidBody(faults);
        }

        var (ledger, state) = (workplace.Ledger, mail.Kind == "bounce" ? DeliveryState.Bounced : DeliveryState.Complained);
        if (await ledger.Deliveries.ReturnedAsync(mail.MessageId!.Trim('<', '>', ' '), state, mail.Kind!, cancellationToken).ConfigureAwait(false) is not { } reader)
        {
            return Problem.UnknownEntry("No mail with this messageId went out, so no address was stopped. It is the Message-ID of the mail that came back, not that of the report about it.");
        }

        await ledger.Deliveries.BlockAsync(mail.Address!, mail.Kind!, cancellationToken).ConfigureAwait(false);
        await ledger.Audit.AppendAsync(AdminGate.NameOf(context), "address stopped", await ledger.Consents.SubjectAsync(reader, cancellationToken).ConfigureAwait(false), mail.Kind!, cancellationToken)
            .ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> Audit(Workplace workplace, CancellationToken cancellationToken) => TypedResults.Ok(new
    {
        FirstBreak = await workplace.Ledger.Audit.FirstBreakAsync(cancellationToken).ConfigureAwait(false),
        Entries = await workplace.Ledger.Audit.RecentAsync(200, cancellationToken).ConfigureAwait(false),
    });

    /// <summary>A mail that came back: <c>{"messageId": "…", "kind": "bounce", "address": "…"}</c>.</summary>
    internal sealed record MailReturn(string? MessageId, string? Kind, string? Address)
    {
        /// <summary>What is wrong with it, by JSON pointer.</summary>
        public IReadOnlyDictionary<string, string[]> Faults()
        {
            var faults = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
            if (string.IsNullOrWhiteSpace(MessageId))
            {
                faults["/messageId"] = ["The Message-ID of the mail that came back."];
            }

            if (Kind is not ("bounce" or "complaint"))
            {
                faults["/kind"] = ["It is bounce or complaint."];
            }

            if (Address?.Trim().Split('@') is not [{ Length: > 0 }, { Length: > 0 }])
            {
                faults["/address"] = ["The address that the mail went to, such as name@example.org."];
            }

            return faults;
        }
    }

    /// <summary>What was removed, and when; without a name.</summary>
    internal sealed record ErasureProof(string Subject, DateTimeOffset AskedAt, DateTimeOffset? DoneAt, string? Proof);
}

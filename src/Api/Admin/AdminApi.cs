using CoEvolve.Graph;
using CoEvolve.Jobs.Consent;
using CoEvolve.Jobs.Hosting;
using CoEvolve.Ledger.Mail;
using CoEvolve.Ledger.Privacy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CoEvolve.Api.Admin;

/// <summary>What the people who run the programme do for actors, each with an admin key and an entry in the audit log.</summary>
internal static class AdminApi
{
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
        admin.MapPost("/mail/returns", Returned);
        admin.MapGet("/audit", Audit);
    }

    private static async Task<Results<NoContent, BadRequest<string>>> RecordConsent(
        string id, string purpose, bool given, string textVersion, HttpContext context, Workplace workplace, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<ConsentPurpose>(purpose, ignoreCase: true, out var known) || !Enum.IsDefined(known))
        {
            return TypedResults.BadRequest("purpose is matching, profiling or digest");
        }

        await workplace.Ledger.Consents.RecordAsync(new(id), known, given, textVersion, AdminGate.NameOf(context), cancellationToken).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static async Task<Accepted> AskErasure(string id, HttpContext context, Workplace workplace, CancellationToken cancellationToken)
    {
        await workplace.Ledger.Consents.AskErasureAsync(new(id), AdminGate.NameOf(context), cancellationToken).ConfigureAwait(false);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<Results<Ok<ErasureProof>, NotFound>> FindErasure(string id, Workplace workplace, CancellationToken cancellationToken) =>
        await workplace.Ledger.Consents.ErasureOfAsync(new(id), cancellationToken).ConfigureAwait(false) is { } erasure
            ? TypedResults.Ok(new ErasureProof(erasure.Subject, erasure.AskedAt, erasure.DoneAt, erasure.Proof))
            : TypedResults.NotFound();

    private static async Task<IResult> Export(string id, HttpContext context, IGraph graph, Workplace workplace, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        return AccessExportJson.Write(await AccessExport.ReadAsync(graph, workplace.Ledger, new(id), cancellationToken).ConfigureAwait(false));
    }

    private static async Task<Results<NoContent, NotFound>> Switch(long run, HttpContext context, Workplace workplace, CancellationToken cancellationToken) =>
        await workplace.Ledger.Runs.SwitchAsync(run, AdminGate.NameOf(context), cancellationToken).ConfigureAwait(false) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<IResult> Runs(Workplace workplace, CancellationToken cancellationToken) =>
        TypedResults.Ok(await workplace.Ledger.Runs.RecentAsync(50, cancellationToken).ConfigureAwait(false));

    private static async Task<IResult> Jobs(Workplace workplace, CancellationToken cancellationToken) =>
        TypedResults.Ok(await workplace.Ledger.Jobs.RecentAsync(50, cancellationToken).ConfigureAwait(false));

    private static async Task<Results<Accepted, NotFound>> Ask(string job, Workplace workplace, CancellationToken cancellationToken)
    {
        if (!workplace.Runner.Names.Contains(job))
        {
            return TypedResults.NotFound();
        }

        await workplace.Runner.AskAsync(job, cancellationToken).ConfigureAwait(false);
        return TypedResults.Accepted((string?)null);
    }

    /// <summary>A bounce or a complaint, handed in by whatever reads the mailbox that mails come back to.</summary>
    private static async Task<Results<NoContent, NotFound, BadRequest<string>>> Returned(
        string messageId, string kind, string address, Workplace workplace, CancellationToken cancellationToken)
    {
        if (kind is not ("bounce" or "complaint"))
        {
            return TypedResults.BadRequest("kind is bounce or complaint");
        }

        var state = kind == "bounce" ? DeliveryState.Bounced : DeliveryState.Complained;
        if (await workplace.Ledger.Deliveries.ReturnedAsync(messageId.Trim('<', '>'), state, kind, cancellationToken).ConfigureAwait(false) is null)
        {
            return TypedResults.NotFound();
        }

        await workplace.Ledger.Deliveries.BlockAsync(address, kind, cancellationToken).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> Audit(Workplace workplace, CancellationToken cancellationToken) => TypedResults.Ok(new
    {
        FirstBreak = await workplace.Ledger.Audit.FirstBreakAsync(cancellationToken).ConfigureAwait(false),
        Entries = await workplace.Ledger.Audit.RecentAsync(200, cancellationToken).ConfigureAwait(false),
    });

    /// <summary>What was removed, and when; without a name.</summary>
    internal sealed record ErasureProof(string Subject, DateTimeOffset AskedAt, DateTimeOffset? DoneAt, string? Proof);
}

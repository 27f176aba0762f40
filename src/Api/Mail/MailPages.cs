using System.Net.Mime;
using System.Text;
using CoEvolve.Api.Pages;
using CoEvolve.Jobs.Digests;
using CoEvolve.Jobs.Hosting;
using CoEvolve.Ledger.Mail;
using CoEvolve.Ledger.Privacy;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Directories;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CoEvolve.Api.Mail;

/// <summary>
/// The pages behind the links of digests. GET shows what a link would do, POST does it: a scanner that follows links changes nothing. The unsubscribe
/// link takes the one-click POST of RFC 8058 at the same address.
/// </summary>
internal static class MailPages
{
    /// <summary>Version of the consent text that an unsubscription refers to: the footer of the mails.</summary>
    private const string TextVersion = "digest-2026-01";

    private const int LargestForm = 4096;

    public static void MapMailPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mail/{token}", Show).ExcludeFromDescription();
        routes.MapPost("/mail/{token}", Act).WithMetadata(new RequestSizeLimitAttribute(LargestForm)).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> Show(string token, HttpContext context, Workplace workplace, ActorDirectory directory, TimeProvider time, CancellationToken cancellationToken)
    {
        if (workplace.Signer.Read(token) is not { } link)
        {
            return Answer(DigestWords.In(Language.Indonesian), "invalid", StatusCodes.Status404NotFound);
        }

        AllowForms(context);
        var wish = await workplace.Ledger.Preferences.OfAsync(link.Actor, cancellationToken).ConfigureAwait(false);
        var words = DigestWords.In(wish.Language ?? Queries.RequestLanguage.Preferred(context.Request) ?? Language.Indonesian);

        // Whoever wants no more mail need not be in time, here as below.
        if (link.Expires <= time.GetUtcNow() && link.Purpose != LinkPurpose.Unsubscribe)
        {
            return Answer(words, "expired", StatusCodes.Status410Gone);
        }

        var about = link.Candidate is { } candidate ? (await directory.FindAsync(candidate, cancellationToken: cancellationToken).ConfigureAwait(false))?.Actor.Name : null;
        return link.Purpose switch
        {
            LinkPurpose.Preferences => Html(words, "preferences", PreferencesForm.Html(words, wish)),
            LinkPurpose.Unsubscribe => Html(words, "unsubscribe", Confirm(words, "ask-unsubscribe", "unsubscribe", null)),
            LinkPurpose.Accept => Html(words, "confirm", Confirm(words, "ask-accept", "accept", about)),
            LinkPurpose.Later => Html(words, "confirm", Confirm(words, "ask-later", "later", about)),
            _ => Html(words, "confirm", Confirm(words, "ask-decline", "decline", about)),
        };
    }

    private static async Task<IResult> Act(string token, HttpContext context, Workplace workplace, TimeProvider time, CancellationToken cancellationToken)
    {
        if (workplace.Signer.Read(token) is not { } link)
        {
            return Answer(DigestWords.In(Language.Indonesian), "invalid", StatusCodes.Status404NotFound);
        }

        var ledger = workplace.Ledger;
        var wish = await ledger.Preferences.OfAsync(link.Actor, cancellationToken).ConfigureAwait(false);
        var words = DigestWords.In(wish.Language ?? Queries.RequestLanguage.Preferred(context.Request) ?? Language.Indonesian);

        // Whoever wants no more mail need not be in time.
        if (link.Expires <= time.GetUtcNow() && link.Purpose != LinkPurpose.Unsubscribe)
        {
            return Answer(words, "expired", StatusCodes.Status410Gone);
        }

        if (link.Verdict is { } verdict)
        {
            await ledger.Feedback.GiveAsync(link.Occurrence, link.Actor, link.Candidate!.Value, verdict, "mail", cancellationToken).ConfigureAwait(false);
            return Answer(words, "thanks", StatusCodes.Status200OK);
        }

        if (link.Purpose == LinkPurpose.Unsubscribe)
        {
            await ledger.Preferences.SetAsync(link.Actor, wish with { Frequency = DigestFrequency.Never }, cancellationToken).ConfigureAwait(false);
            await ledger.Consents.RecordAsync(link.Actor, ConsentPurpose.Digest, given: false, TextVersion, "mail", cancellationToken).ConfigureAwait(false);
            return Answer(words, "unsubscribed", StatusCodes.Status200OK);
        }

        if (!context.Request.HasFormContentType || PreferencesForm.Read(await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false)) is not { } wanted)
        {
            return Answer(words, "invalid", StatusCodes.Status400BadRequest);
        }

        await ledger.Preferences.SetAsync(link.Actor, wanted, cancellationToken).ConfigureAwait(false);
        if (wanted.Frequency != DigestFrequency.Never && wish.Frequency == DigestFrequency.Never)
        {
            await ledger.Consents.RecordAsync(link.Actor, ConsentPurpose.Digest, given: true, TextVersion, "mail", cancellationToken).ConfigureAwait(false);
        }

        return Answer(DigestWords.In(wanted.Language ?? Language.Indonesian), "saved", StatusCodes.Status200OK);
    }

    private static string Confirm(DigestWords words, string question, string button, string? about) =>
        $"<h1>{Page.Encode(words.Text(question))}</h1>{(about is null ? "" : $"<p>{Page.Encode(words.Text("about"))}: <strong>{Page.Encode(about)}</strong></p>")}"
        + $"<form method=\"post\"><button type=\"submit\">{Page.Encode(words.Text(button))}</button></form>";

    private static ContentHttpResult Html(DigestWords words, string title, string body) => TypedResults.Text(Page.Html(words.Tag, words.Text(title), body), MediaTypeNames.Text.Html, Encoding.UTF8);

    private static ContentHttpResult Answer(DigestWords words, string text, int status) => TypedResults.Text(
        Page.Html(words.Tag, "CoEvolve", $"<h1>{Page.Encode(words.Text(text))}</h1>"), MediaTypeNames.Text.Html, Encoding.UTF8, status);

    // These pages have forms, and go to nobody else's address: the token must not travel on.
    private static void AllowForms(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        context.Response.Headers.CacheControl = "no-store";
    }
}

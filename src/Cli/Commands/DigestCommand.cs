using System.CommandLine;
using CoEvolve.Cli.Terminal;
using CoEvolve.Matching.Network;
using Microsoft.Extensions.Logging;

namespace CoEvolve.Cli.Commands;

/// <summary><c>coevolve digest preview ACTOR</c>: the mail that an actor would get.</summary>
internal static class DigestCommand
{
    public static Command Create()
    {
        var actor = new Argument<string>("ACTOR") { Description = "The id of an actor." };
        var html = new Option<string?>("--html") { Description = "Write the HTML part to this file.", HelpName = "FILE" };
        var place = new PlaceOptions();
        var preview = new Command("preview", "Show the mail that an actor would get this week. Nothing is sent or kept.") { actor, html, place };
        preview.SetAction((parsed, cancellationToken) => RunAsync(place.Read(parsed), parsed.GetRequiredValue(actor), parsed.GetValue(html), cancellationToken));
        return new("digest", "The weekly mails.") { preview };
    }

    private static async Task<int> RunAsync(GraphPlace place, string actor, string? html, CancellationToken cancellationToken)
    {
        await using var data = DataFolder.Open(place, "coevolve digest");
        using var logs = LoggerFactory.Create(ServeCommand.Log);
        await using var workplace = await JobFolder.OpenAsync(data, logs, cancellationToken).ConfigureAwait(false);
        var digest = await workplace.Writer.WriteAsync(new ActorId(actor), preview: true, cancellationToken: cancellationToken).ConfigureAwait(false)
            ?? throw new CommandFailedException($"'{actor}' gets no mail: it is unknown, takes no part, has no e-mail address, or no list yet (coevolve rescore)");
        if (html is not null)
        {
            await File.WriteAllTextAsync(html, digest.Html, cancellationToken).ConfigureAwait(false);
        }

        foreach (var header in digest.Message.Headers.Where(header => !header.Field.StartsWith("Content-", StringComparison.Ordinal)))
        {
            Screen.Line($"{header.Field}: {PlainText.OneLine(header.Value)}");
        }

        Screen.Line("");
        foreach (var line in digest.Text.TrimEnd().Split('\n'))
        {
            Screen.Line(line);
        }

        if (await workplace.Writer.WriteAsync(digest.Actor, cancellationToken: cancellationToken).ConfigureAwait(false) is null)
        {
            Screen.Note(await workplace.Ledger.Deliveries.IsBlockedAsync(digest.Address, cancellationToken).ConfigureAwait(false)
                ? "It would not be sent: a mail to this address came back, or its reader complained."
                : "It would not be sent this week: nothing in it is new, or its reader has paused, thinned out or unsubscribed from the mails.");
        }

        return ExitCodes.Success;
    }
}

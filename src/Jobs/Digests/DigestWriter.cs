using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Jobs.Scheduling;
using CoEvolve.Ledger;
using CoEvolve.Ledger.Lists;
using CoEvolve.Ledger.Mail;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations.Triads;
using MimeKit;

namespace CoEvolve.Jobs.Digests;

/// <summary>A mail that is ready to be sent, and what it shows.</summary>
public sealed record Digest(ActorId Actor, string Week, string Address, long Run, string Model, IReadOnlyList<ListedPartner> Shown, MimeMessage Message, string Html, string Text);

/// <summary>Writes an actor's mail for a week, if there is anything new to say and the actor wants to hear it.</summary>
public sealed class DigestWriter
{
    private readonly IGraph _graph;
    private readonly LedgerStore _ledger;
    private readonly LinkSigner _signer;
    private readonly DigestOptions _options;
    private readonly TimeProvider _time;
    private readonly TriadFinder? _triads;

    /// <summary>Checks the options.</summary>
    /// <param name="graph">Knows the readers.</param>
    /// <param name="ledger">Knows lists, answers and wishes.</param>
    /// <param name="signer">Signs links.</param>
    /// <param name="options">What a mail shows.</param>
    /// <param name="time">The clock.</param>
    /// <param name="triads">Finds triads when a mail is written; null for mails without.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public DigestWriter(IGraph graph, LedgerStore ledger, LinkSigner signer, DigestOptions options, TimeProvider time, TriadFinder? triads = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_graph, _ledger, _signer, _options, _time, _triads) = (graph, ledger, signer, options, time, options.Triads == 0 ? null : triads);
    }

    /// <summary>The mail; null where the actor gets none this week: no consent, no address, a blocked one, a pause, nothing new.</summary>
    /// <param name="actor">To whom.</param>
    /// <param name="week">For which week; null for the current one of the actor's zone.</param>
    /// <param name="preview">Writes it also where it would not be sent: for people who look.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Digest?> WriteAsync(ActorId actor, string? week = null, bool preview = false, CancellationToken cancellationToken = default)
    {
        var now = _time.GetUtcNow();
        var step = JobMeters.Time("reading");
        var found = await _graph.ReadAsync(
            "Digests/reader", new() { ["actor"] = Value.Of(actor.Value), ["asOf"] = Value.Of(ProgrammeDay.Today(_time)) }, Reader.Read, cancellationToken);
        if (found is not [var reader] || reader.Email is null || await _ledger.Lists.VisibleAsync(actor, cancellationToken) is not { } visible)
        {
            return null;
        }

        week ??= DigestWeek.Of(now, reader.Zone);
        var wish = await _ledger.Preferences.OfAsync(actor, cancellationToken);
        var last = (await _ledger.Deliveries.LastAsync(actor, 1, cancellationToken)).FirstOrDefault(delivery => delivery.Week != week);
        if (!preview && (!MayWrite(wish, last, week) || await _ledger.Deliveries.IsBlockedAsync(reader.Email, cancellationToken)
            || (await _ledger.Consents.StandingAsync(Ledger.Privacy.ConsentPurpose.Digest, given: false, cancellationToken)).Contains(actor)))
        {
            return null;
        }

        var answered = (await _ledger.Feedback.OfAsync(actor, cancellationToken)).Where(answer => answer.Verdict != Verdict.Later).Select(answer => answer.Candidate).ToHashSet();
        var shown = visible.List.Items
            .Where(item => !answered.Contains(item.Candidate.Id) && wish.Kinds?.Contains(item.Candidate.Kind) != false)
            .Take(_options.Partners).Select((item, index) => item with { Rank = index + 1 }).ToArray();
        var before = last?.Shown.ToHashSet() ?? [];
        var fresh = shown.Where(item => !before.Contains(item.Candidate.Id)).Select(item => item.Candidate.Id).ToHashSet();
        if (shown.Length == 0 || (fresh.Count == 0 && !preview))
        {
            return null;
        }

        step.Dispose();
        var left = before.Except(shown.Select(item => item.Candidate.Id)).Except(answered).Count();
        step = JobMeters.Time("triads");
        var triads = await TriadsAsync(reader, wish, answered, cancellationToken);
        step.Dispose();
        using var rendering = JobMeters.Time("rendering");
        return await RenderAsync(reader, wish, week, visible, shown, triads, new(fresh, left, last is null), cancellationToken);
    }

    /// <summary>The best triads that hold the reader, without anybody whom it has answered or whose kind it does not want to hear of.</summary>
    private async Task<Triad[]> TriadsAsync(Reader reader, Preference wish, HashSet<ActorId> answered, CancellationToken cancellationToken)
    {
        if (_triads is null)
        {
            return [];
        }

        var request = new TriadRequest { Limit = 2 * _options.Triads, Language = wish.Language ?? reader.Language, AsOf = ProgrammeDay.Today(_time) };
        var found = await _triads.FindAsync(reader.Id, request, cancellationToken);
        bool Suits(ActorName other) => other.Id == reader.Id || (!answered.Contains(other.Id) && wish.Kinds?.Contains(other.Kind) != false);
        return [.. (found?.Items ?? []).Where(triad => Suits(triad.Cso) && Suits(triad.Government) && Suits(triad.Business)).Take(_options.Triads)];
    }

    private static bool MayWrite(Preference wish, Delivery? last, string week)
    {
        var monday = DigestWeek.Monday(week);
        var weeks = wish.Frequency switch
        {
            DigestFrequency.Weekly => 1,
            DigestFrequency.Fortnightly => 2,
            DigestFrequency.Monthly => 4,
            _ => int.MaxValue,
        };
        return weeks != int.MaxValue && !(wish.PausedUntil > monday) && (last is null || monday.DayNumber - DigestWeek.Monday(last.Week).DayNumber >= 7 * weeks);
    }

    private async Task<Digest> RenderAsync(
        Reader reader, Preference wish, string week, VisibleList visible, ListedPartner[] shown, Triad[] triads, News news, CancellationToken cancellationToken)
    {
        var language = wish.Language ?? reader.Language;
        var words = DigestWords.In(language);
        var expires = _time.GetUtcNow().AddDays(_options.LinkDays);
        string Link(LinkPurpose purpose, ActorId? candidate = null) => $"{_options.PublicAddress.ToString().TrimEnd('/')}/mail/{_signer.Sign(new(purpose, reader.Id, candidate, week, expires))}";
        var unsubscribe = Link(LinkPurpose.Unsubscribe);
        var subject = words.Subject(news.Fresh.Count);
        var (html, text) = await DigestTemplates.RenderAsync(new Dictionary<string, object?>
        {
            ["tag"] = words.Tag,
            ["t"] = words.Texts,
            ["subject"] = subject,
            ["name"] = reader.Name,
            ["day"] = words.Day(DigestWeek.Monday(week)),
            ["until"] = words.Day(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(expires, reader.Zone).DateTime)),
            ["changes"] = words.Changes(news.Fresh.Count, news.Left, news.First),
            ["preferences"] = Link(LinkPurpose.Preferences),
            ["unsubscribe"] = unsubscribe,
            ["items"] = shown.Select(item => new Dictionary<string, object?>
            {
                ["number"] = item.Rank,
                ["name"] = item.Candidate.Name,
                ["kind"] = words.Kind(item.Candidate.Kind),
                ["place"] = item.Candidate.Locality?.Name,
                ["sample"] = item.Candidate.Sample,
                ["fresh"] = news.Fresh.Contains(item.Candidate.Id) && !news.First,
                ["reason"] = item.Reason.In(language),
                ["accept"] = Link(LinkPurpose.Accept, item.Candidate.Id),
                ["later"] = Link(LinkPurpose.Later, item.Candidate.Id),
                ["decline"] = Link(LinkPurpose.Decline, item.Candidate.Id),
            }).ToArray(),
            ["triads"] = triads.Select(triad => new Dictionary<string, object?>
            {
                ["names"] = ((ActorName[])[triad.Cso, triad.Government, triad.Business]).Where(member => member.Id != reader.Id).Select(member => member.Name).ToArray(),
                ["sample"] = triad.Cso.Sample || triad.Government.Sample || triad.Business.Sample,
                ["reason"] = triad.Reason,
            }).ToArray(),
        });
        var subjectOfActor = await _ledger.Consents.SubjectAsync(reader.Id, cancellationToken);
        var message = Message(reader, subject, html, text, words, unsubscribe, $"digest.{week}.{subjectOfActor[..24]}@{Domain}");
        return new(reader.Id, week, reader.Email!, visible.Run, visible.Model, shown, message, html, text);
    }

    private string Domain => _options.FromAddress[(_options.FromAddress.IndexOf('@', StringComparison.Ordinal) + 1)..];

    private MimeMessage Message(Reader reader, string subject, string html, string text, DigestWords words, string unsubscribe, string messageId)
    {
        var message = new MimeMessage { Subject = subject, MessageId = messageId, Date = _time.GetUtcNow().ToOffset(reader.Zone.BaseUtcOffset) };
        message.From.Add(new MailboxAddress(_options.FromName, _options.FromAddress));
        message.To.Add(new MailboxAddress(reader.Name, reader.Email!));
        message.Headers.Add(HeaderId.ListId, $"CoEvolve <digest.{Domain}>");
        message.Headers.Add(HeaderId.ListUnsubscribe, $"<{unsubscribe}>");
        message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add(HeaderId.Precedence, "bulk");
        message.Headers.Add(HeaderId.ContentLanguage, words.Tag);
        message.Body = new BodyBuilder { HtmlBody = html, TextBody = text }.ToMessageBody();
        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    /// <summary>What is new since the mail before.</summary>
    private sealed record News(HashSet<ActorId> Fresh, int Left, bool First);

    private sealed record Reader(ActorId Id, string Name, string? Email, Language Language, TimeZoneInfo Zone)
    {
        public static Reader Read(Value[] row) => new(
            new(row[0].AsString()),
            row[1].AsString(),
            row[2].IsNull || !MailboxAddress.TryParse(row[2].AsString(), out _) ? null : row[2].AsString(),
            !row[3].IsNull && row[3].AsString() == "en" ? Language.English : Language.Indonesian,
            IndonesianTime.Of(row[4].AsList() is { Count: > 0 } seats ? new LocalityCode(seats[0].AsString()) : null));
    }
}

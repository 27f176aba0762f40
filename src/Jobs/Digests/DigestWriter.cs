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
    public async Task<Digest?> WriteAsync(ActorId actor, string? week = null, bool preview = false, CancellationToken cancellationToken = default) =>
        (await WriteAsync([actor], week, preview, cancellationToken)).SingleOrDefault();

    /// <summary>The mails of some actors; whoever gets none this week is left out. Neighbours together are quicker: they could be in triads with the same others.</summary>
    /// <param name="actors">To whom.</param>
    /// <param name="week">For which week; null for the current one of each actor's zone.</param>
    /// <param name="preview">Writes them also where they would not be sent.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<Digest>> WriteAsync(IReadOnlyCollection<ActorId> actors, string? week, bool preview = false, CancellationToken cancellationToken = default) =>
        (await WriteBatchAsync(actors, week, preview, cancellationToken)).Digests;

    /// <summary>The same, and how many get none because their address bounced or complained.</summary>
    internal async Task<(IReadOnlyList<Digest> Digests, int Stopped)> WriteBatchAsync(IReadOnlyCollection<ActorId> actors, string? week, bool preview, CancellationToken cancellationToken)
    {
        var (drafts, stopped) = (new List<Draft>(), 0);
        using (JobMeters.Time("reading"))
        {
            var parameters = new Dictionary<string, Value> { ["actors"] = Value.Of(actors.Select(actor => actor.Value)), ["asOf"] = Value.Of(ProgrammeDay.Today(_time)) };
            var readers = await _graph.ReadAsync("Digests/reader", parameters, Reader.Read, cancellationToken);
            var reachable = readers.Where(reader => reader.Email is not null).ToArray();
            var blocked = await _ledger.Deliveries.BlockedAsync([.. reachable.Select(reader => reader.Email!)], cancellationToken);
            stopped = reachable.Count(reader => blocked.Contains(reader.Email!));
            foreach (var group in reachable.Where(reader => preview || !blocked.Contains(reader.Email!)).GroupBy(reader => week ?? DigestWeek.Of(_time.GetUtcNow(), reader.Zone)))
            {
                drafts.AddRange(await DraftAsync([.. group], group.Key, preview, cancellationToken));
            }
        }

        using (JobMeters.Time("triads"))
        {
            await AddTriadsAsync(drafts, cancellationToken);
        }

        var digests = new List<Digest>(drafts.Count);
        foreach (var draft in drafts)
        {
            using var step = JobMeters.Time("rendering");
            digests.Add(await RenderAsync(draft, cancellationToken));
        }

        return (digests, stopped);
    }

    /// <summary>Makes ready for many mails until the result is disposed of; null where nothing can be made ready.</summary>
    public IDisposable? Hold() => _triads?.Hold(ProgrammeDay.Today(_time));

    /// <summary>What the mails will show, of those readers who may be written to and have news.</summary>
    private async Task<IEnumerable<Draft>> DraftAsync(Reader[] readers, string week, bool preview, CancellationToken cancellationToken)
    {
        ActorId[] ids = [.. readers.Select(reader => reader.Id)];
        var lists = await _ledger.Lists.VisibleOfAsync(ids, cancellationToken);
        var wishes = await _ledger.Preferences.OfAllAsync(ids, cancellationToken);
        var last = await _ledger.Deliveries.LastAsync(ids, week, cancellationToken);
        var answers = await _ledger.Feedback.OfAllAsync(ids, cancellationToken);
        var withdrawn = await _ledger.Consents.StandingAsync(Ledger.Privacy.ConsentPurpose.Digest, given: false, ids, cancellationToken);
        return readers
            .Where(reader => lists.ContainsKey(reader.Id))
            .Select(reader => (Reader: reader, Wish: wishes.GetValueOrDefault(reader.Id) ?? new(), Last: last.GetValueOrDefault(reader.Id)))
            .Where(entry => preview || (MayWrite(entry.Wish, entry.Last, week) && !withdrawn.Contains(entry.Reader.Id)))
            .Select(entry => Draft.Of(entry.Reader, entry.Wish, week, lists[entry.Reader.Id], entry.Last, answers[entry.Reader.Id], _options.Partners))
            .Where(draft => draft.Shown.Count > 0 && (draft.Fresh.Count > 0 || preview));
    }

    /// <summary>The best triads that hold each reader, without anybody whom it has answered or whose kind it does not want to hear of.</summary>
    private async Task AddTriadsAsync(List<Draft> drafts, CancellationToken cancellationToken)
    {
        if (_triads is null || drafts.Count == 0)
        {
            return;
        }

        await using var round = await _triads.BeginAsync(cancellationToken);
        foreach (var draft in drafts)
        {
            var request = new TriadRequest { Limit = 2 * _options.Triads, Language = draft.Language, AsOf = ProgrammeDay.Today(_time) };
            var found = await round.FindAsync(draft.Reader.Id, request, cancellationToken);
            draft.Triads = [.. (found?.Items ?? []).Where(triad => draft.Suits(triad.Cso) && draft.Suits(triad.Government) && draft.Suits(triad.Business)).Take(_options.Triads)];
        }
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

    private async Task<Digest> RenderAsync(Draft draft, CancellationToken cancellationToken)
    {
        var (reader, week, language) = (draft.Reader, draft.Week, draft.Language);
        var words = DigestWords.In(language);
        var expires = _time.GetUtcNow().AddDays(_options.LinkDays);
        string Link(LinkPurpose purpose, ActorId? candidate = null) => $"{_options.PublicAddress.ToString().TrimEnd('/')}/mail/{_signer.Sign(new(purpose, reader.Id, candidate, week, expires))}";
        var unsubscribe = Link(LinkPurpose.Unsubscribe);
        var subject = words.Subject(draft.Fresh.Count);
        var (html, text) = await DigestTemplates.RenderAsync(new Dictionary<string, object?>
        {
            ["tag"] = words.Tag,
            ["t"] = words.Texts,
            ["subject"] = subject,
            ["name"] = reader.Name,
            ["day"] = words.Day(DigestWeek.Monday(week)),
            ["until"] = words.Day(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(expires, reader.Zone).DateTime)),
            ["changes"] = words.Changes(draft.Fresh.Count, draft.Left, draft.First),
            ["preferences"] = Link(LinkPurpose.Preferences),
            ["unsubscribe"] = unsubscribe,
            ["items"] = draft.Shown.Select(item => new Dictionary<string, object?>
            {
                ["number"] = item.Rank,
                ["name"] = item.Candidate.Name,
                ["kind"] = words.Kind(item.Candidate.Kind),
                ["place"] = item.Candidate.Locality?.Name,
                ["sample"] = item.Candidate.Sample,
                ["fresh"] = draft.Fresh.Contains(item.Candidate.Id) && !draft.First,
                ["reason"] = item.Reason.In(language),
                ["accept"] = Link(LinkPurpose.Accept, item.Candidate.Id),
                ["later"] = Link(LinkPurpose.Later, item.Candidate.Id),
                ["decline"] = Link(LinkPurpose.Decline, item.Candidate.Id),
            }).ToArray(),
            ["triads"] = draft.Triads.Select(triad => new Dictionary<string, object?>
            {
                ["names"] = ((ActorName[])[triad.Cso, triad.Government, triad.Business]).Where(member => member.Id != reader.Id).Select(member => member.Name).ToArray(),
                ["sample"] = triad.Cso.Sample || triad.Government.Sample || triad.Business.Sample,
                ["reason"] = triad.Reason,
            }).ToArray(),
        });
        var subjectOfActor = await _ledger.Consents.SubjectAsync(reader.Id, cancellationToken);
        var message = Message(reader, subject, html, text, words, unsubscribe, $"digest.{week}.{subjectOfActor[..24]}@{Domain}");
        return new(reader.Id, week, reader.Email!, draft.Visible.Run, draft.Visible.Model, draft.Shown, message, html, text);
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
}

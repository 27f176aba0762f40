using CoEvolve.Jobs.Digests;
using CoEvolve.Jobs.Mailing;
using CoEvolve.Jobs.Scheduling;
using CoEvolve.Ledger.Lists;
using CoEvolve.Ledger.Mail;
using CoEvolve.Ledger.Privacy;
using CoEvolve.Matching.Network;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;

namespace CoEvolve.Jobs.Tests;

public sealed class DigestTests
{
    private static readonly ActorId Cso = new("cso-a");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_names_partners_reasons_and_links_encoded_in_both_parts()
    {
        await using var network = await NightAsync();
        var digest = (await (await WriterAsync(network)).WriteAsync(Cso, cancellationToken: Token))!;
        Assert.Equal("2026-W06", digest.Week);
        Assert.Equal("2 calon mitra baru minggu ini", digest.Message.Subject);
        Assert.Contains("Yayasan &lt;b&gt;Sehat&lt;/b&gt; &amp; Sejahtera", digest.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Sehat", digest.Html, StringComparison.Ordinal);
        Assert.Contains("Yayasan <b>Sehat</b> & Sejahtera", digest.Text, StringComparison.Ordinal);
        Assert.Contains("menawarkan dana yang Anda butuhkan", digest.Html, StringComparison.Ordinal);
        Assert.Contains("2 Februari 2026", digest.Html, StringComparison.Ordinal);
        Assert.Contains("Ini ringkasan pertama Anda", digest.Text, StringComparison.Ordinal);
        var message = digest.Message;
        Assert.Equal("CoEvolve <digest.coevolve.example>", message.Headers[HeaderId.ListId]);
        Assert.Equal("List-Unsubscribe=One-Click", message.Headers[HeaderId.ListUnsubscribePost]);
        Assert.Matches("^<http://127.0.0.1:5080/mail/[-_.A-Za-z0-9]+>$", message.Headers[HeaderId.ListUnsubscribe]);
        using var bytes = new MemoryStream();
        await message.WriteToAsync(bytes, Token);
        Assert.InRange(bytes.Length, 1000, 100 * 1024);
    }

    [Fact]
    public async Task A_reader_of_english_gets_english_with_its_singular()
    {
        await using var network = await NightAsync();
        await network.Ledger.Preferences.SetAsync(new("biz-p"), new() { Kinds = new HashSet<ActorKind> { ActorKind.Cso } }, Token);
        var digest = (await (await WriterAsync(network, new() { Partners = 1 })).WriteAsync(new("biz-p"), cancellationToken: Token))!;
        Assert.Equal("1 new potential partner this week", digest.Message.Subject);
        Assert.Contains("2 February 2026", digest.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_message_id_of_an_actor_and_week_is_always_the_same_and_differs_from_others()
    {
        await using var network = await NightAsync();
        var writer = await WriterAsync(network);
        var first = (await writer.WriteAsync(Cso, cancellationToken: Token))!.Message.MessageId;
        network.Clock.Now += TimeSpan.FromHours(5);
        Assert.Equal(first, (await writer.WriteAsync(Cso, cancellationToken: Token))!.Message.MessageId);
        Assert.NotEqual(first, (await writer.WriteAsync(new("biz-a"), cancellationToken: Token))!.Message.MessageId);
    }

    [Fact]
    public async Task A_link_says_one_thing_and_a_changed_one_says_nothing()
    {
        await using var network = await NightAsync();
        var signer = await LinkSigner.CreateAsync(network.Ledger, Token);
        var link = new MailLink(LinkPurpose.Decline, Cso, new("biz-a"), "2026-W06", DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
        var text = signer.Sign(link);
        Assert.Equal(link, signer.Read(text));
        Assert.Equal(Verdict.Declined, link.Verdict);
        var accept = signer.Sign(link with { Purpose = LinkPurpose.Accept });
        Assert.Null(signer.Read(accept.Split('.')[0] + "." + text.Split('.')[1]));
        Assert.Null(signer.Read(text[..^1] + (text[^1] == 'A' ? 'B' : 'A')));
        Assert.Null(signer.Read("x"));
        Assert.Null(signer.Read(""));
    }

    [Fact]
    public async Task Mails_go_in_the_readers_own_monday_and_once_however_often_the_job_runs()
    {
        await using var network = await NightAsync();
        Assert.Equal("digest-WIT", Assert.Single(await DueAsync(network, "2026-02-01T22:00Z"))); // 07:00 in Jayapura
        await SendAsync(network, IndonesianTime.Wit);
        Assert.Equal(["biz-p", "cso-p"], await MailedAsync(network));
        Assert.Equal("digest-WITA", Assert.Single(await DueAsync(network, "2026-02-01T23:00Z")));
        await SendAsync(network, IndonesianTime.Wita);
        Assert.Equal("digest-WIB", Assert.Single(await DueAsync(network, "2026-02-02T00:00Z"))); // 07:00 in Aceh
        await SendAsync(network, IndonesianTime.Wib);
        await SendAsync(network, IndonesianTime.Wib);
        await SendAsync(network, IndonesianTime.Wit);
        Assert.Equal(["biz-a", "biz-p", "cso-a", "cso-p", "gov-a"], await MailedAsync(network));
        Assert.Equal(5, Directory.GetFiles(network["mail"], "*.eml").Length);
        Assert.Equal(1, await network.Ledger.Lists.ShowingsAsync(Cso, Token));
    }

    [Fact]
    public async Task Without_news_there_is_no_mail_and_with_news_it_says_what_is_new()
    {
        await using var network = await NightAsync();
        network.Clock.Set("2026-02-02T00:00Z");
        await SendAsync(network, IndonesianTime.Wib);
        network.Clock.Set("2026-02-09T00:00Z");
        Assert.Null(await (await WriterAsync(network)).WriteAsync(Cso, cancellationToken: Token));

        await network.CypherAsync(
            "MATCH (l:Locality {code: '11.01'}) CREATE (b:Actor:Business {id: 'biz-n', name: 'PT Baru', kind: 'business', consent: true, sample: false})-[:BASED_IN]->(l)", Token);
        await network.RunAsync(network.Rescoring(), Token);
        var digest = (await (await WriterAsync(network)).WriteAsync(Cso, cancellationToken: Token))!;
        Assert.Equal("1 calon mitra baru minggu ini", digest.Message.Subject);
        Assert.Contains("Sejak ringkasan terakhir ada 1 calon mitra baru.", digest.Text, StringComparison.Ordinal);
        Assert.Contains("PT Baru (Baru)", digest.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DigestFrequency.Fortnightly, null, false)]
    [InlineData(DigestFrequency.Never, null, false)]
    [InlineData(DigestFrequency.Weekly, "2026-02-10", false)]
    [InlineData(DigestFrequency.Weekly, "2026-02-09", true)]
    public async Task Preferences_say_when_a_mail_comes(DigestFrequency frequency, string? pausedUntil, bool comes)
    {
        await using var network = await NightAsync();
        network.Clock.Set("2026-02-02T00:00Z");
        var writer = await WriterAsync(network, new() { Partners = 1 });
        await network.Ledger.Deliveries.DecideAsync([new(Cso, "2026-W06", "m", 1, [new("somebody-else")])], Token);
        await network.Ledger.Deliveries.ClaimAsync((await network.Ledger.Deliveries.FindAsync(Cso, "2026-W06", Token))!, Token);
        await network.Ledger.Preferences.SetAsync(
            Cso, new() { Frequency = frequency, PausedUntil = pausedUntil is null ? null : DateOnly.Parse(pausedUntil, System.Globalization.CultureInfo.InvariantCulture) }, Token);
        network.Clock.Set("2026-02-09T00:00Z");
        Assert.Equal(comes, await writer.WriteAsync(Cso, cancellationToken: Token) is not null);
    }

    [Fact]
    public async Task Whoever_withdrew_was_erased_or_bounced_gets_nothing()
    {
        await using var network = await NightAsync();
        var writer = await WriterAsync(network);
        await network.Ledger.Consents.RecordAsync(Cso, ConsentPurpose.Digest, given: false, "2026-01", "mail", Token);
        await network.Ledger.Consents.RecordAsync(new("gov-a"), ConsentPurpose.Matching, given: false, "2026-01", "mail", Token);
        await network.Ledger.Deliveries.BlockAsync("b@example.org", "bounce", Token);
        Assert.Null(await writer.WriteAsync(Cso, cancellationToken: Token));
        Assert.Null(await writer.WriteAsync(new("gov-a"), cancellationToken: Token));
        Assert.Null(await writer.WriteAsync(new("biz-a"), cancellationToken: Token));
    }

    [Fact]
    public async Task A_partner_that_was_answered_is_not_shown_again_and_the_graph_learns_of_it()
    {
        await using var network = await NightAsync();
        await network.Ledger.Feedback.GiveAsync("mail/2026-W06/cso-a/biz-a", Cso, new("biz-a"), Verdict.Declined, "mail", Token);
        var digest = (await (await WriterAsync(network)).WriteAsync(Cso, cancellationToken: Token))!;
        Assert.DoesNotContain(digest.Shown, item => item.Candidate.Id.Value == "biz-a");
        await network.RunAsync(network.Rescoring(), Token);
        Assert.DoesNotContain("biz-a", await network.ListAsync("cso-a", Token));
        Assert.DoesNotContain("cso-a", await network.ListAsync("biz-a", Token));
    }

    [Fact]
    public async Task Refused_is_final_put_off_is_tried_again_and_unknown_is_flagged_and_never_repeated()
    {
        await using var network = await NightAsync();
        network.Clock.Set("2026-02-02T00:00Z");
        var server = new MoodyServer { Moods = { ["a@example.org"] = new MailPutOffException("451", new IOException()), ["g@example.org"] = new MailRefusedException("550 no such mailbox", new IOException()), ["b@example.org"] = new IOException("reset") } };
        Assert.Equal(0, await SendAsync(network, IndonesianTime.Wib, server)); // the run stays open for what was put off
        Assert.Equal(DeliveryState.Decided, (await network.Ledger.Deliveries.FindAsync(Cso, "2026-W06", Token))!.State);
        Assert.Equal(DeliveryState.Failed, (await network.Ledger.Deliveries.FindAsync(new("gov-a"), "2026-W06", Token))!.State);
        Assert.Equal(DeliveryState.Unknown, (await network.Ledger.Deliveries.FindAsync(new("biz-a"), "2026-W06", Token))!.State);
        Assert.True(await network.Ledger.Deliveries.IsBlockedAsync("g@example.org", Token));

        server.Moods.Clear();
        await SendAsync(network, IndonesianTime.Wib, server);
        Assert.Equal(["a@example.org"], server.Taken);
    }

    [Fact]
    public async Task An_address_that_the_server_repeats_stands_in_no_record()
    {
        await using var network = await NightAsync();
        network.Clock.Set("2026-02-02T00:00Z");
        var server = new MoodyServer
        {
            Moods =
            {
                ["a@example.org"] = new MailPutOffException("450 4.2.0 <a@example.org>: Recipient address rejected: Greylisted", new IOException()),
                ["g@example.org"] = new MailRefusedException("550 5.1.1 g@example.org, unknown (see mailto:post@example.org)", new IOException()),
                ["b@example.org"] = new IOException("reset after RCPT TO:<b@example.org>"),
            },
        };
        await SendAsync(network, IndonesianTime.Wib, server);
        Assert.Equal(
            ["450 4.2.0 (address): Recipient address rejected: Greylisted", "550 5.1.1 (address), unknown (see mailto:(address))", "reset after RCPT TO:(address)"],
            (await network.Ledger.Deliveries.OfWeekAsync("2026-W06", Token)).Select(mail => mail.Detail!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("cso-a", "Pemerintah Kabupaten Aceh Selatan dan PT Aceh Maju", "Bertiga dengan Anda")]
    [InlineData("gov-a", "Yayasan &lt;b&gt;Sehat&lt;/b&gt; &amp; Sejahtera dan PT Aceh Maju", "Bertiga dengan Anda")]
    public async Task A_triad_names_the_other_two_and_says_why(string reader, string names, string heading)
    {
        await using var network = await NightAsync();

        // Both partners must cover something that the CSO needs: the business its funds, the government now its skill.
        await network.CypherAsync("MATCH (g:Actor {id: 'gov-a'}), (a:Actor {id: 'cso-a'}), (r:Resource {code: 'skill'}) CREATE (g)-[:OFFERS]->(r), (a)-[:NEEDS]->(r)", Token);
        var writer = await TriadWriterAsync(network);
        var digest = (await writer.WriteAsync(new(reader), cancellationToken: Token))!;
        Assert.Contains(heading, digest.Html, StringComparison.Ordinal);
        Assert.Contains(names, digest.Html, StringComparison.Ordinal);
        Assert.Contains(heading, digest.Text, StringComparison.Ordinal);

        // Whoever answered about one of the two hears of no triad with it; whoever wants no businesses neither.
        await network.Ledger.Preferences.SetAsync(new(reader), new() { Kinds = new HashSet<ActorKind> { ActorKind.Government, ActorKind.Cso } }, Token);
        Assert.DoesNotContain(heading, (await writer.WriteAsync(new(reader), cancellationToken: Token))!.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_link_of_a_mail_is_signed_for_its_reader_and_both_parts_have_the_same()
    {
        await using var network = await NightAsync();
        var signer = await LinkSigner.CreateAsync(network.Ledger, Token);
        var digest = (await (await TriadWriterAsync(network)).WriteAsync(Cso, cancellationToken: Token))!;
        string[] Links(string text) => [.. System.Text.RegularExpressions.Regex.Matches(text, "http://127\\.0\\.0\\.1:5080/mail/[-_.A-Za-z0-9]+").Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];
        var links = Links(digest.Html);
        Assert.Equal((3 * digest.Shown.Count) + 2, links.Length);
        Assert.Equal(links, Links(digest.Text));
        Assert.All(links, link => Assert.Equal((Cso, digest.Week), (signer.Read(link[(link.LastIndexOf('/') + 1)..])!.Actor, signer.Read(link[(link.LastIndexOf('/') + 1)..])!.Week)));
        using var bytes = new MemoryStream();
        await digest.Message.WriteToAsync(bytes, Token);
        Assert.All(bytes.ToArray(), octet => Assert.InRange(octet, (byte)0, (byte)127)); // seven bits on the way, whatever the names hold
        bytes.Position = 0;
        var read = await MimeMessage.LoadAsync(bytes, Token);
        Assert.Equal(digest.Html.ReplaceLineEndings().TrimEnd(), read.HtmlBody!.ReplaceLineEndings().TrimEnd());
        Assert.Equal(digest.Text.ReplaceLineEndings().TrimEnd(), read.TextBody!.ReplaceLineEndings().TrimEnd());
    }

    [Theory]
    [InlineData("cso-a", "id")]
    [InlineData("biz-a", "en")]
    public async Task A_mail_is_small_needs_nothing_from_elsewhere_and_suits_light_and_dark(string reader, string tag)
    {
        await using var network = await NightAsync();
        var digest = (await (await WriterAsync(network, new() { PublicAddress = new("https://mitra.example.org/portal/") })).WriteAsync(new(reader), cancellationToken: Token))!;
        using var bytes = new MemoryStream();
        await digest.Message.WriteToAsync(bytes, Token);
        Assert.InRange(bytes.Length, 1000, 100 * 1024);

        var links = System.Text.RegularExpressions.Regex.Matches(digest.Html, "href=\"([^\"]*)\"").Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal((3 * digest.Shown.Count) + 2, links.Length);
        Assert.All(links, link => Assert.StartsWith("https://mitra.example.org/portal/mail/", link, StringComparison.Ordinal));
        Assert.DoesNotMatch("(?i)<(img|link|script|iframe|svg|video|form)\\b|\\ssrc=|url\\(|@import|background=", digest.Html);

        Assert.Contains($"<html lang=\"{tag}\">", digest.Html, StringComparison.Ordinal);
        Assert.Contains("<meta charset=\"utf-8\">", digest.Html, StringComparison.Ordinal);
        Assert.Contains("<meta name=\"color-scheme\" content=\"light dark\">", digest.Html, StringComparison.Ordinal);
        Assert.Contains("color-scheme: light dark;", digest.Html, StringComparison.Ordinal);
        Assert.Equal(["utf-8", "utf-8"], digest.Message.BodyParts.Select(part => part.ContentType.Charset));
        Assert.Equal(["text/plain", "text/html"], digest.Message.BodyParts.Select(part => part.ContentType.MimeType));
    }

    private static async Task<DigestWriter> TriadWriterAsync(SampleNetwork network) => new(
        network.Graph, network.Ledger, await LinkSigner.CreateAsync(network.Ledger, Token), new(), network.Clock, new(new Matching.Recommendations.Recommender(network.Graph, network.Clock)));

    internal static async Task<DigestWriter> WriterAsync(SampleNetwork network, DigestOptions? options = null) =>
        new(network.Graph, network.Ledger, await LinkSigner.CreateAsync(network.Ledger, Token), options ?? new(), network.Clock);

    private static async Task<SampleNetwork> NightAsync()
    {
        var network = await SampleNetwork.CreateAsync(null, Token);
        network.Clock.Set("2026-02-01T20:00Z");
        await network.RunAsync(network.Rescoring(), Token);
        network.Clock.Set("2026-02-01T21:30Z"); // half past four in Jakarta: a new day, before all Mondays at seven
        await new Timetable(network.Ledger, Schedule.Defaults.Where(schedule => schedule.Job.StartsWith("digest", StringComparison.Ordinal)), network.Clock).LookAsync(Token);
        network.Clock.Set("2026-02-01T22:00Z");
        return network;
    }

    private static async Task<IEnumerable<string>> DueAsync(SampleNetwork network, string instant)
    {
        network.Clock.Set(instant);
        await new Timetable(network.Ledger, Schedule.Defaults.Where(schedule => schedule.Job.StartsWith("digest", StringComparison.Ordinal)), network.Clock).LookAsync(Token);
        return (await network.Ledger.Jobs.OpenAsync(Token)).Select(run => run.Job);
    }

    private static async Task<int> SendAsync(SampleNetwork network, TimeZoneInfo zone, IMailTransport? transport = null)
    {
        var options = new DigestOptions { Attempts = 1, MailsPerSecond = 10_000 };
        var job = new DigestJob(
            zone, network.Graph, network.Ledger, await WriterAsync(network, options), () => transport ?? new MailFolder(network["mail"]), options, network.Clock, NullLogger<DigestJob>.Instance);
        return await network.RunAsync(job, Token);
    }

    private static async Task<IEnumerable<string>> MailedAsync(SampleNetwork network) => (await network.Ledger.Deliveries.OfWeekAsync("2026-W06", Token))
        .Where(delivery => delivery.State == DeliveryState.Sent).Select(delivery => delivery.Actor.Value).Order(StringComparer.Ordinal);

    private sealed class MoodyServer : IMailTransport
    {
        public Dictionary<string, Exception> Moods { get; } = new(StringComparer.Ordinal);

        public List<string> Taken { get; } = [];

        public Task SendAsync(MimeMessage message, CancellationToken cancellationToken = default)
        {
            var address = ((MailboxAddress)message.To[0]).Address;
            if (Moods.TryGetValue(address, out var mood))
            {
                throw mood;
            }

            Taken.Add(address);
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

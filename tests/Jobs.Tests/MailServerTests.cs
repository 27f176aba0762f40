using CoEvolve.Jobs.Digests;
using CoEvolve.Jobs.Mailing;
using CoEvolve.Jobs.Scheduling;
using CoEvolve.Ledger.Mail;
using CoEvolve.Matching.Network;
using CoEvolve.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoEvolve.Jobs.Tests;

/// <summary>The week is sent to a real mail server, which refuses, breaks off and goes away as mail servers do.</summary>
public sealed class MailServerTests
{
    private const string Week = "2026-W06";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_week_goes_out_over_TLS_where_the_servers_authority_is_known_and_not_at_all_where_it_is_not()
    {
        await using var network = await MondayAsync();
        using var server = await MailServer.StartAsync(tls: true, Token);
        var stranger = new SmtpOptions { Host = "localhost", Port = server.Port };
        Assert.Equal(0, await SendAsync(network, stranger));
        Assert.Empty(server.Taken);
        Assert.All(await network.Ledger.Deliveries.OfWeekAsync(Week, Token), mail => Assert.Equal(DeliveryState.Decided, mail.State));

        Assert.Equal(2, await SendAsync(network, stranger with { CertificateAuthority = server.Certificate })); // the run that stayed open, and the one that was asked for
        Assert.Equal(["a@example.org", "b@example.org", "g@example.org"], server.Taken.Select(mail => mail.To).Order(StringComparer.Ordinal));
        Assert.All(server.Taken, mail => Assert.True(mail.Secure));
        Assert.All(server.Taken, mail => Assert.InRange(mail.Size, 1000, 100 * 1024));
        Assert.Equal(3, (await network.Ledger.Deliveries.InStateAsync(DeliveryState.Sent, Token)).Count);
    }

    [Fact]
    public async Task Put_off_is_tried_again_no_mailbox_stops_the_address_and_a_broken_connection_is_flagged()
    {
        await using var network = await MondayAsync();
        await network.CypherAsync("UNWIND [['cso-a', 'later-1-a'], ['gov-a', 'gone-g'], ['biz-a', 'cut-b']] AS row MATCH (a:Actor {id: row[0]}) SET a.email = row[1] + '@example.org'", Token);
        using var server = await MailServer.StartAsync(cancellationToken: Token);
        var smtp = new SmtpOptions { Host = "127.0.0.1", Port = server.Port, RequireTls = false };
        Assert.Equal(1, await SendAsync(network, smtp));
        var mails = (await network.Ledger.Deliveries.OfWeekAsync(Week, Token)).ToDictionary(mail => mail.Actor.Value);
        Assert.Equal((DeliveryState.Sent, 2), (mails["cso-a"].State, mails["cso-a"].Attempts));
        Assert.Equal((DeliveryState.Failed, 1), (mails["gov-a"].State, mails["gov-a"].Attempts));
        Assert.StartsWith("550", mails["gov-a"].Detail, StringComparison.Ordinal);
        Assert.True(await network.Ledger.Deliveries.IsBlockedAsync("gone-g@example.org", Token));
        Assert.Equal((DeliveryState.Unknown, 1), (mails["biz-a"].State, mails["biz-a"].Attempts));
        Assert.Equal("later-1-a@example.org", Assert.Single(server.Taken).To);

        // Nothing of it is repeated, and the next week leaves the address without a mailbox alone.
        Assert.Equal(1, await SendAsync(network, smtp));
        Assert.Single(server.Events, mail => mail.Event == "dropped");
        Assert.Single(server.Events, mail => mail.Code == 550);
    }

    [Fact]
    public async Task Whose_mail_came_back_or_who_complained_in_one_week_gets_none_in_any_later_one_and_the_others_do()
    {
        await using var network = await MondayAsync();
        await network.CypherAsync("MATCH (a:Actor {id: 'gov-a'}) SET a.email = 'gone-g@example.org'", Token);
        using var server = await MailServer.StartAsync(cancellationToken: Token);
        var smtp = new SmtpOptions { Host = "127.0.0.1", Port = server.Port, RequireTls = false };
        Assert.Equal(1, await SendAsync(network, smtp)); // the server itself refuses the mail of the government
        var complained = (await network.Ledger.Deliveries.FindAsync(new("biz-a"), Week, Token))!;
        Assert.Equal(new ActorId("biz-a"), await network.Ledger.Deliveries.ReturnedAsync(complained.MessageId, DeliveryState.Complained, "complaint", Token));
        await network.Ledger.Deliveries.BlockAsync("B@example.org", "complaint", Token);

        for (var week = 7; week <= 9; week++)
        {
            network.Clock.Now += TimeSpan.FromDays(7);
            await network.CypherAsync($"MATCH (l:Locality {{code: '11.01'}}) CREATE (b:Actor:Business {{id: 'biz-{week}', name: 'PT {week}', kind: 'business', consent: true, sample: false}})-[:BASED_IN]->(l)", Token);
            await network.CypherAsync($"MATCH (l:Locality {{code: '11.01'}}) CREATE (c:Actor:Cso {{id: 'cso-{week}', name: 'Yayasan {week}', kind: 'cso', consent: true, sample: false}})-[:BASED_IN]->(l)", Token);
            await network.RunAsync(network.Rescoring(), Token);
            Assert.Equal(1, await SendAsync(network, smtp));
            Assert.Equal(["cso-a"], (await network.Ledger.Deliveries.OfWeekAsync($"2026-W0{week}", Token)).Select(mail => mail.Actor.Value));
            Assert.Contains("\"Sent\":1,\"Refused\":0,\"Unknown\":0,\"Before\":0,\"Nothing\":0,\"Stopped\":2", (await network.Ledger.Jobs.RecentAsync(1, Token)).Single().Record!, StringComparison.Ordinal);
        }

        Assert.Equal(["a@example.org", "a@example.org", "a@example.org", "a@example.org", "b@example.org"], server.Taken.Select(mail => mail.To).Order(StringComparer.Ordinal));
        Assert.Single(server.Events, mail => mail.Code == 550);
        var first = (await network.Ledger.Deliveries.OfWeekAsync(Week, Token)).ToDictionary(mail => mail.Actor.Value);
        Assert.Equal((DeliveryState.Complained, "complaint"), (first["biz-a"].State, first["biz-a"].Detail));
        Assert.Equal((DeliveryState.Failed, "550 5.1.1 no such mailbox"), (first["gov-a"].State, first["gov-a"].Detail));

        // With a new address the government reads again; the complaint stands.
        await network.CypherAsync("MATCH (a:Actor {id: 'gov-a'}) SET a.email = 'new-g@example.org'", Token);
        network.Clock.Now += TimeSpan.FromDays(7);
        Assert.Equal(1, await SendAsync(network, smtp));
        Assert.Equal("gov-a", Assert.Single(await network.Ledger.Deliveries.OfWeekAsync("2026-W10", Token)).Actor.Value);
    }

    [Fact]
    public async Task A_mail_that_came_whole_and_was_not_acknowledged_is_flagged_and_not_repeated()
    {
        await using var network = await MondayAsync();
        await network.CypherAsync("MATCH (a:Actor {id: 'biz-a'}) SET a.email = 'after-b@example.org'", Token);
        using var server = await MailServer.StartAsync(cancellationToken: Token);
        var smtp = new SmtpOptions { Host = "127.0.0.1", Port = server.Port, RequireTls = false };
        Assert.Equal(1, await SendAsync(network, smtp));
        Assert.Equal(1, await SendAsync(network, smtp));
        Assert.Single(server.Events, mail => mail.Event == "dropped");
        Assert.Equal("biz-a", Assert.Single(await network.Ledger.Deliveries.InStateAsync(DeliveryState.Unknown, Token)).Actor.Value);
        Assert.Equal(2, server.Taken.Count());
    }

    [Fact]
    public async Task A_server_that_is_away_gets_its_mails_when_it_is_back_each_once()
    {
        await using var network = await MondayAsync();
        using var server = await MailServer.StartAsync(cancellationToken: Token);
        var smtp = new SmtpOptions { Host = "127.0.0.1", Port = server.Port, RequireTls = false };
        server.Kill();
        Assert.Equal(0, await SendAsync(network, smtp));
        Assert.All(await network.Ledger.Deliveries.OfWeekAsync(Week, Token), mail => Assert.Equal(DeliveryState.Decided, mail.State));
        await server.RestartAsync(Token);
        await SendAsync(network, smtp);
        await SendAsync(network, smtp);
        Assert.Equal(["a@example.org", "b@example.org", "g@example.org"], server.Taken.Select(mail => mail.To).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_server_that_goes_away_in_mid_run_and_comes_back_gets_each_mail_once_and_none_is_flagged()
    {
        await using var network = await MondayAsync();
        using var server = await MailServer.StartAsync(cancellationToken: Token);
        var smtp = new SmtpOptions { Host = "127.0.0.1", Port = server.Port, RequireTls = false };
        Assert.Equal(1, await SendAsync(network, smtp, transport => new Interrupted(transport, async attempt =>
        {
            if (attempt == 2)
            {
                server.Kill(); // while the connection stands idle
            }
            else if (attempt == 3)
            {
                await server.RestartAsync(Token);
            }
        })));
        var mails = await network.Ledger.Deliveries.OfWeekAsync(Week, Token);
        Assert.All(mails, mail => Assert.Equal(DeliveryState.Sent, mail.State));
        Assert.Equal([1, 2, 1], mails.Select(mail => mail.Attempts));
        Assert.Equal(["a@example.org", "b@example.org", "g@example.org"], server.Taken.Select(mail => mail.To).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_server_that_is_away_for_longer_than_a_job_is_tried_gets_its_mails_all_the_same_until_it_is_too_late()
    {
        await using var network = await MondayAsync();
        using var server = await MailServer.StartAsync(cancellationToken: Token);
        var smtp = new SmtpOptions { Host = "127.0.0.1", Port = server.Port, RequireTls = false };
        server.Kill();
        var job = await JobAsync(network, smtp, transport => transport, attempts: 1);
        var runner = new JobRunner(network.Ledger, [job], "test", network.Clock, NullLogger<JobRunner>.Instance, attempts: 2);
        await runner.AskAsync(job.Name, Token);
        for (var look = 0; look < 4; look++)
        {
            Assert.Equal(0, await runner.RunDueAsync(Token));
        }

        await server.RestartAsync(Token);
        Assert.Equal(1, await runner.RunDueAsync(Token));
        Assert.Equal(3, server.Taken.Count());

        server.Kill();
        network.Clock.Set("2026-02-09T00:00Z");
        await network.CypherAsync("MATCH (l:Locality {code: '11.01'}) CREATE (b:Actor:Business {id: 'biz-n', name: 'PT Baru', kind: 'business', consent: true, sample: false})-[:BASED_IN]->(l)", Token);
        await network.RunAsync(network.Rescoring(), Token);
        await runner.AskAsync(job.Name, Token);
        Assert.Equal(0, await runner.RunDueAsync(Token));
        network.Clock.Now += TimeSpan.FromHours(73);
        Assert.Equal(1, await runner.RunDueAsync(Token));
        Assert.Contains("too late", (await network.Ledger.Jobs.RecentAsync(1, Token)).Single().Record!, StringComparison.Ordinal);
    }

    private static async Task<SampleNetwork> MondayAsync()
    {
        var network = await SampleNetwork.CreateAsync(null, Token);
        network.Clock.Set("2026-02-01T20:00Z");
        await network.RunAsync(network.Rescoring(), Token);
        network.Clock.Set("2026-02-02T00:00Z"); // 07:00 in Aceh
        return network;
    }

    private static async Task<int> SendAsync(SampleNetwork network, SmtpOptions smtp, Func<IMailTransport, IMailTransport>? around = null) =>
        await network.RunAsync(await JobAsync(network, smtp, around ?? (transport => transport), attempts: 2), Token);

    private static async Task<DigestJob> JobAsync(SampleNetwork network, SmtpOptions smtp, Func<IMailTransport, IMailTransport> around, int attempts)
    {
        var options = new DigestOptions { Attempts = attempts, MailsPerSecond = 10_000 };
        return new DigestJob(
            IndonesianTime.Wib, network.Graph, network.Ledger, await DigestTests.WriterAsync(network, options), () => around(new SmtpTransport(smtp)), options, network.Clock, NullLogger<DigestJob>.Instance);
    }
}

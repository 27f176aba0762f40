using CoEvolve.Jobs.Digests;
using CoEvolve.Jobs.Mailing;
using CoEvolve.Jobs.Scheduling;
using CoEvolve.Ledger.Mail;
using CoEvolve.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoEvolve.Jobs.Tests;

/// <summary>Databases that go away, workers that meet, and clocks that jump.</summary>
public sealed class OutageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_PostgreSQL_that_goes_away_in_the_middle_of_a_night_leaves_the_old_lists_and_the_night_goes_on_when_it_is_back()
    {
        using var postgres = new PrivatePostgres();
        await using var network = await SampleNetwork.CreateAsync(postgres.NewDatabase(), Token);
        await network.RunAsync(network.Rescoring(), Token);
        var old = await network.ListAsync("cso-a", Token);
        await network.CypherAsync("MATCH (a:Actor) SET a.capacity = 3", Token);
        network.Clock.Now += TimeSpan.FromSeconds(1);
        var runner = network.Runner(network.Rescoring());
        await runner.AskAsync("rescore", Token);
        var run = (await network.Ledger.Jobs.OpenAsync(Token)).Single();
        Assert.False(await runner.RunAsync(run.Id, new AfterTwo(postgres.Stop), Token));
        postgres.Start();
        Assert.Equal(old, await network.ListAsync("cso-a", Token));
        Assert.Equal(1, (await network.Ledger.Runs.VisibleAsync(Token))!.Id);

        network.Clock.Now += TimeSpan.FromMinutes(2); // the lease could not be given back
        Assert.Equal(1, await runner.RunDueAsync(Token));
        Assert.Equal(2, (await network.Ledger.Runs.VisibleAsync(Token))!.Id);
        Assert.Contains("\"Scored\":1,\"Resumed\":4", (await network.Ledger.Jobs.FindAsync(run.Id, Token))!.Record!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PostgreSQL_that_goes_away_when_a_mail_has_been_taken_leaves_that_one_flagged_and_the_others_go_when_it_is_back()
    {
        using var postgres = new PrivatePostgres();
        await using var network = await SampleNetwork.CreateAsync(postgres.NewDatabase(), Token);
        await network.RunAsync(network.Rescoring(), Token);
        network.Clock.Set("2026-02-02T00:00Z");
        using var server = await MailServer.StartAsync(cancellationToken: Token);
        var smtp = new SmtpOptions { Host = "127.0.0.1", Port = server.Port, RequireTls = false };
        var options = new DigestOptions { Attempts = 1, MailsPerSecond = 10_000 };
        Task Stop(int attempt)
        {
            if (attempt == 2)
            {
                postgres.Stop();
            }

            return Task.CompletedTask;
        }

        IMailTransport transport = new Interrupted(new SmtpTransport(smtp), _ => Task.CompletedTask, Stop);
        var job = new DigestJob(
            IndonesianTime.Wib, network.Graph, network.Ledger, await DigestTests.WriterAsync(network, options), () => transport, options, network.Clock, NullLogger<DigestJob>.Instance);
        var runner = network.Runner(job);
        await runner.AskAsync(job.Name, Token);
        Assert.Equal(0, await runner.RunDueAsync(Token));
        Assert.Equal(2, server.Taken.Count());
        postgres.Start();

        network.Clock.Now += TimeSpan.FromMinutes(2); // the lease could not be given back
        transport = new SmtpTransport(smtp);
        Assert.Equal(1, await runner.RunDueAsync(Token));
        Assert.Equal(["a@example.org", "b@example.org", "g@example.org"], server.Taken.Select(mail => mail.To).Order(StringComparer.Ordinal));
        var mails = await network.Ledger.Deliveries.OfWeekAsync("2026-W06", Token);
        Assert.Equal([DeliveryState.Sent, DeliveryState.Unknown, DeliveryState.Sent], mails.Select(mail => mail.State));
        Assert.All(mails, mail => Assert.Equal(1, mail.Attempts));
    }

    [Fact]
    public async Task Two_workers_at_once_run_nothing_twice()
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token);
        await network.RunAsync(network.Rescoring(), Token);
        network.Clock.Set("2026-02-02T00:00Z");
        var job = await DigestAsync(network, IndonesianTime.Wib);
        JobRunner[] workers = [network.Runner(job, network.Rescoring()), network.Runner(await DigestAsync(network, IndonesianTime.Wib), network.Rescoring())];
        await workers[0].AskAsync("digest-WIB", Token);
        await workers[0].AskAsync("rescore", Token);
        var ended = await Task.WhenAll(workers.Select(worker => Task.Run(() => worker.RunDueAsync(Token), Token)));
        Assert.Equal(2, ended.Sum());
        Assert.Empty(await network.Ledger.Jobs.OpenAsync(Token));
        Assert.All(await network.Ledger.Deliveries.OfWeekAsync("2026-W06", Token), mail => Assert.Equal((DeliveryState.Sent, 1), (mail.State, mail.Attempts)));
        Assert.Equal(3, (await network.Ledger.Deliveries.OfWeekAsync("2026-W06", Token)).Count);
    }

    [Fact]
    public async Task A_clock_that_jumps_forward_and_back_makes_nothing_due_twice()
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token);
        await network.RunAsync(network.Rescoring(), Token);
        var timetable = new Timetable(network.Ledger, Schedule.Defaults.Where(schedule => schedule.Job == "digest-WIB"), network.Clock);
        var runner = network.Runner(await DigestAsync(network, IndonesianTime.Wib));
        string[] instants = ["2026-02-01T23:59Z", "2026-02-02T00:00Z", "2026-02-01T23:50Z", "2026-02-02T00:00Z", "2026-02-23T00:10Z", "2026-02-02T00:01Z", "2026-02-23T00:11Z"];
        var runs = new List<int>();
        foreach (var instant in instants)
        {
            network.Clock.Set(instant);
            await timetable.LookAsync(Token);
            runs.Add(await runner.RunDueAsync(Token));
        }

        Assert.Equal([0, 1, 0, 0, 1, 0, 0], runs); // the Mondays between the second and the twenty-third are caught up once, as the last of them
        Assert.Equal(3, Directory.GetFiles(network["mail"], "*.eml").Length); // without news there is no second mail
    }

    private static async Task<IJob> DigestAsync(SampleNetwork network, TimeZoneInfo zone)
    {
        var options = new DigestOptions { Attempts = 1, MailsPerSecond = 10_000 };
        return new DigestJob(
            zone, network.Graph, network.Ledger, await DigestTests.WriterAsync(network, options), () => new MailFolder(network["mail"]), options, network.Clock, NullLogger<DigestJob>.Instance);
    }

    private sealed class AfterTwo(Action then) : IProgress<JobProgress>
    {
        private int _reports;

        public void Report(JobProgress value)
        {
            if (++_reports == 2)
            {
                then();
            }
        }
    }
}

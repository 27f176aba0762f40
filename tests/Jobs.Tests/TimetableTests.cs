using CoEvolve.Jobs.Digests;
using CoEvolve.Jobs.Mailing;
using CoEvolve.Jobs.Scheduling;
using CoEvolve.Ledger.Mail;
using CoEvolve.Ledger.Schedules;
using CoEvolve.Matching.Network;
using CoEvolve.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoEvolve.Jobs.Tests;

public sealed class TimetableTests(PrivatePostgres postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("11.01", "WIB")]
    [InlineData("62.71", "WIB")]
    [InlineData("51.03", "WITA")]
    [InlineData("63", "WITA")]
    [InlineData("73.71", "WITA")]
    [InlineData("81.71", "WIT")]
    [InlineData("91.71", "WIT")]
    [InlineData("id-papua", "WIB")]
    public void A_seat_has_the_zone_of_its_province(string seat, string zone) => Assert.Equal(zone, IndonesianTime.Of(new LocalityCode(seat)).Id);

    [Fact]
    public async Task Missed_occurrences_are_caught_up_once_and_the_first_look_makes_nothing_due()
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token);
        var timetable = new Timetable(network.Ledger, [new("rescore", "0 1 * * *", "WIB")], network.Clock);
        network.Clock.Set("2026-02-01T00:00Z");
        await timetable.LookAsync(Token);
        Assert.Empty(await network.Ledger.Jobs.OpenAsync(Token));

        network.Clock.Set("2026-02-05T00:00Z"); // four nights later: 01:00 in Jakarta is 18:00 of the day before in UTC
        await timetable.LookAsync(Token);
        await timetable.LookAsync(Token);
        Assert.Equal(new DateTimeOffset(2026, 2, 4, 18, 0, 0, TimeSpan.Zero), Assert.Single(await network.Ledger.Jobs.OpenAsync(Token)).Due);
    }

    [Fact]
    public async Task A_clock_that_jumps_back_makes_nothing_due_twice()
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token);
        var timetable = new Timetable(network.Ledger, [new("rescore", "0 1 * * *", "WIB")], network.Clock);
        foreach (var instant in new[] { "2026-02-01T17:00Z", "2026-02-01T18:30Z", "2026-02-01T17:00Z", "2026-02-01T18:30Z" })
        {
            network.Clock.Set(instant);
            await timetable.LookAsync(Token);
        }

        Assert.Single(await network.Ledger.Jobs.OpenAsync(Token));
    }

    [Theory]
    [InlineData("rescore", "0 25 * * *", "WIB")]
    [InlineData("rescore", "0 1 * * *", "Mars/Olympus")]
    public async Task A_schedule_that_cannot_be_read_is_named(string job, string cron, string zone)
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token);
        var failure = Assert.Throws<ArgumentException>(() => new Timetable(network.Ledger, [new(job, cron, zone)], network.Clock));
        Assert.Contains(zone, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_workers_at_once_run_a_job_once()
    {
        await using var network = await SampleNetwork.CreateAsync(postgres.NewDatabase(), Token);
        var counting = new Counting();
        await network.Runner(counting).AskAsync(counting.Name, Token);
        var id = Assert.Single(await network.Ledger.Jobs.OpenAsync(Token)).Id;
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => network.Runner(counting).RunAsync(id, null, Token), Token)));
        Assert.Single(runs, true);
        Assert.Equal(1, counting.Runs);
        Assert.Equal(JobState.Done, (await network.Ledger.Jobs.FindAsync(id, Token))!.State);
    }

    [Fact]
    public async Task A_month_of_weeks_sends_each_actor_at_most_one_mail_a_week_and_none_without_news()
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token);
        var options = new DigestOptions { Attempts = 1, MailsPerSecond = 10_000 };
        var writer = await DigestTests.WriterAsync(network, options);
        IJob[] jobs =
        [
            network.Consent(), network.Rescoring(),
            .. IndonesianTime.All.Select(zone => new DigestJob(
                zone, network.Graph, network.Ledger, writer, () => new MailFolder(network["mail"]), options, network.Clock, NullLogger<DigestJob>.Instance)),
        ];
        var timetable = new Timetable(network.Ledger, Schedule.Defaults.Where(schedule => jobs.Any(job => job.Name == schedule.Job)), network.Clock);
        network.Clock.Set("2026-02-01T17:30Z");
        await timetable.LookAsync(Token);
        for (var hour = 0; hour < 28 * 24; hour += 3)
        {
            network.Clock.Now += TimeSpan.FromHours(3);
            await timetable.LookAsync(Token);
            await network.Runner(jobs).RunDueAsync(Token);
            if (hour == 15 * 24)
            {
                await network.CypherAsync(
                    "MATCH (l:Locality {code: '11.01'}) CREATE (:Actor:Business {id: 'biz-n', name: 'PT Baru', kind: 'business', consent: true, sample: false})-[:BASED_IN]->(l)", Token);
            }
        }

        // The first Monday everyone hears; the new business of the 17th is news on the 23rd for those in its district who look for businesses.
        Assert.Equal(5, (await network.Ledger.Deliveries.OfWeekAsync("2026-W06", Token)).Count);
        Assert.Empty(await network.Ledger.Deliveries.OfWeekAsync("2026-W07", Token));
        var late = await network.Ledger.Deliveries.OfWeekAsync("2026-W09", Token);
        Assert.Contains(late, delivery => delivery.Actor.Value == "cso-a");
        Assert.All(late, delivery => Assert.Equal(DeliveryState.Sent, delivery.State));
        Assert.Empty(await network.Ledger.Jobs.OpenAsync(Token));
    }

    private sealed class Counting : IJob
    {
        private int _runs;

        public string Name => "counting";

        public string LeaseName => Name;

        public int Runs => _runs;

        public async Task<string> RunAsync(JobContext context, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _runs);
            await context.ReportAsync(1, 1);
            return "{}";
        }
    }
}

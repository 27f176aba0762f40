// The process that kill tests kill: nights and weeks of a small network, one after the other, with mails to a real server.
//   CoEvolve.Jobs.KillWorker FOLDER LEDGER-CONNECTION SMTP-PORT INSTANT [weeks]
// Its clock begins at INSTANT, goes on by itself, and jumps six hours whenever everything that was due is done; with "weeks", from Monday on to the next Saturday evening, so that mails are most of the work.
// Lines on standard output:
//   ready | clock INSTANT | week WEEK MAILS UNKNOWN (the week's mails were checked) | broken WHAT

using System.Globalization;
using CoEvolve.Graph;
using CoEvolve.Jobs.Digests;
using CoEvolve.Jobs.Hosting;
using CoEvolve.Jobs.KillWorker;
using CoEvolve.Jobs.Scheduling;
using CoEvolve.Ledger.Mail;
using CoEvolve.Matching.Recommendations;
using Microsoft.Extensions.Logging.Abstractions;

var clock = new JumpingClock(DateTimeOffset.Parse(args[3], CultureInfo.InvariantCulture));
var graph = EmbeddedGraph.Open(Path.Combine(args[0], "graph"), new EmbeddedGraphOptions { SnapshotAfterLogBytes = 256 << 10 });
await using var closing = graph.ConfigureAwait(false);
await KillNetwork.PrepareAsync(graph).ConfigureAwait(false);
string[] jobs = ["consent", "rescore", "rescore-full", "retention", "digest-WIB", "digest-WITA", "digest-WIT"];
var settings = new Settings
{
    Ledger = new() { Connection = args[1] },
    Smtp = new() { Host = "127.0.0.1", Port = int.Parse(args[2], CultureInfo.InvariantCulture), RequireTls = false },
    Digests = new() { MailsPerSecond = 10_000, Partners = 20 },
    Rescoring = new() { ChunkSize = 3, Parallelism = 1 },
    Schedules = [.. Schedule.Defaults.Where(schedule => jobs.Contains(schedule.Job))],
};
var workplace = await Workplace.OpenAsync(args[0], settings, graph, new Recommender(graph, clock, new() { ProfileLifetime = TimeSpan.Zero }), clock, NullLoggerFactory.Instance).ConfigureAwait(false);
await using var open = workplace.ConfigureAwait(false);
Say("ready");
while (true)
{
    Say($"clock {clock.GetUtcNow():O}");
    var day = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
    await KillNetwork.ChangeAsync(graph, day).ConfigureAwait(false);
    await workplace.Timetable.LookAsync().ConfigureAwait(false);
    await workplace.Runner.RunDueAsync().ConfigureAwait(false);
    if ((await workplace.Ledger.Jobs.OpenAsync().ConfigureAwait(false)).Count > 0)
    {
        clock.Jump(TimeSpan.FromMinutes(2)); // somebody who was killed holds a lease for a minute
        continue;
    }

    await CheckEdgesAsync(day).ConfigureAwait(false);
    if (day.DayOfWeek == DayOfWeek.Monday && clock.GetUtcNow().UtcDateTime.Hour is >= 0 and < 6)
    {
        await CheckMailsAsync().ConfigureAwait(false);
    }

    var hours = (int)day.DayOfWeek is >= 1 and <= 5 && clock.GetUtcNow().UtcDateTime.Hour >= 6 && args is [.., "weeks"] ? (24 * (6 - (int)day.DayOfWeek)) + 12 : 6;
    clock.Jump(TimeSpan.FromHours(hours));
}

// What analysts see is what readers see: the first ten of every visible list, as far as both ends are still there.
async Task CheckEdgesAsync(DateOnly today)
{
    if (await workplace.Ledger.Runs.VisibleAsync().ConfigureAwait(false) is not { } visible)
    {
        return;
    }

    var listed = 0;
    foreach (var list in await workplace.Ledger.Lists.PageAsync(visible.Id, "", 1000).ConfigureAwait(false))
    {
        listed += list.Items.Take(settings.Rescoring.EdgesPerActor).Count(item => KillNetwork.Stays(item.Candidate.Id, today) && KillNetwork.Stays(list.Actor, today));
    }

    var edges = await KillNetwork.CountAsync(graph, "MATCH (:Actor)-[r:RECOMMENDED]->(:Actor) RETURN count(r)").ConfigureAwait(false);
    if (edges != listed)
    {
        Say($"broken: run {visible.Id} lists {listed} partners, and analysts see {edges}");
    }
}

// Whoever has news has been mailed or is flagged; nobody else has.
async Task CheckMailsAsync()
{
    var week = DigestWeek.Of(clock.GetUtcNow(), IndonesianTime.Wib);
    var mails = (await workplace.Ledger.Deliveries.OfWeekAsync(week).ConfigureAwait(false)).ToDictionary(mail => mail.Actor);
    var visible = await workplace.Ledger.Runs.VisibleAsync().ConfigureAwait(false);
    foreach (var list in await workplace.Ledger.Lists.PageAsync(visible!.Id, "", 1000).ConfigureAwait(false))
    {
        var wanted = await workplace.Writer.WriteAsync(list.Actor, week).ConfigureAwait(false) is not null;
        var state = mails.GetValueOrDefault(list.Actor)?.State;
        if (wanted && state is not (DeliveryState.Sent or DeliveryState.Unknown))
        {
            Say($"broken: {list.Actor} has news in {week} and its mail is {state?.ToString() ?? "not there"}");
        }
    }

    Say($"week {week} {mails.Count} {mails.Values.Count(mail => mail.State == DeliveryState.Unknown)}");
}

static void Say(string line)
{
    Console.Out.WriteLine(line);
    Console.Out.Flush();
}

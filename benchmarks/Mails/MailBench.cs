using System.Diagnostics;
using System.Globalization;
using CoEvolve.Jobs.Digests;
using CoEvolve.Jobs.Mailing;
using CoEvolve.Jobs.Scheduling;
using CoEvolve.Ledger;
using CoEvolve.Ledger.Mail;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations;
using CoEvolve.Testing;
using Microsoft.Extensions.Logging;

namespace CoEvolve.Mails;

/// <summary>One Monday's mails, by the jobs of all three zones, from the visible lists to a mail server of this machine.</summary>
internal static class MailBench
{
    public static async Task<int> RunAsync(int readers, int actors, string seeds, bool triads)
    {
        var clock = new MondayClock();
        var folder = Directory.CreateTempSubdirectory("coevolve-mails-").FullName;
        await using var graph = await MailNetwork.GraphAsync(actors, seeds, clock);
        await using var ledger = await LedgerStore.OpenAsync(new() { Connection = Path.Combine(folder, "ledger.db") }, clock);
        try
        {
            var recommender = new Recommender(graph, clock);
            var today = ProgrammeDay.Today(clock);
            await MailNetwork.AddressAsync(graph, readers, today);
            var expected = await MailNetwork.WriteListsAsync(graph, ledger, recommender, today);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{expected:N0} readers have lists; load average {File.ReadAllText("/proc/loadavg").Trim()}"));

            using var server = await MailServer.StartAsync();
            using var costs = new StepCosts();
            var watch = Stopwatch.StartNew();
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            await SendAsync(graph, ledger, recommender, triads, server.Port, clock);
            var (seconds, processor) = (watch.Elapsed.TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
            return await ReportAsync(ledger, server, costs, expected, seconds, processor);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task SendAsync(Graph.IGraph graph, LedgerStore ledger, Recommender recommender, bool triads, int port, TimeProvider clock)
    {
        var options = new DigestOptions { MailsPerSecond = 10_000 }; // does not bind
        var smtp = new SmtpOptions { Host = "127.0.0.1", Port = port, RequireTls = false };
        using var logs = LoggerFactory.Create(log => log.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        var writer = new DigestWriter(graph, ledger, await LinkSigner.CreateAsync(ledger), options, clock, triads ? new(recommender) : null);
        var jobs = IndonesianTime.All.Select(zone =>
            new DigestJob(zone, graph, ledger, writer, () => new SmtpTransport(smtp), options, clock, logs.CreateLogger<DigestJob>())).ToArray();
        var runner = new JobRunner(ledger, jobs, "benchmark", clock, logs.CreateLogger<JobRunner>());
        foreach (var job in jobs)
        {
            await runner.AskAsync(job.Name);
        }

        if (await runner.RunDueAsync() != jobs.Length)
        {
            throw new InvalidOperationException("A job did not end well.");
        }

        foreach (var run in await ledger.Jobs.RecentAsync(jobs.Length))
        {
            Console.Error.WriteLine($"{run.Job}: {run.Record}");
        }
    }

    private static async Task<int> ReportAsync(LedgerStore ledger, MailServer server, StepCosts costs, int expected, double seconds, double processor)
    {
        var sent = (await ledger.Deliveries.InStateAsync(DeliveryState.Sent)).Select(mail => mail.MessageId).ToHashSet(StringComparer.Ordinal);
        var taken = server.Taken.ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{taken.Length:N0} mails in {seconds:N1} s ({processor:N1} s of processors): {taken.Length / seconds:N0}/s, {1000 * seconds / taken.Length:N2} ms each, {taken.Average(mail => mail.Size) / 1024:N1} KB on average"));
        costs.Print(taken.Length);
        if (taken.Length == expected && sent.SetEquals(taken.Select(mail => mail.Id!)) && sent.Count == taken.Length)
        {
            return 0;
        }

        Console.Error.WriteLine($"wrong: {expected} readers, {sent.Count} mails sent by the ledger, {taken.Length} taken by the server");
        return 1;
    }
}

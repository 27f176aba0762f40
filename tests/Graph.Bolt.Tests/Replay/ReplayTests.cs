using System.Collections.Concurrent;
using CoEvolve.Graph.Bolt.Security;

namespace CoEvolve.Graph.Bolt.Tests.Replay;

/// <summary>Recorded conversations with a real Neo4j, where they stand beside the checkout.</summary>
public sealed class ReplayTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<IReadOnlyList<Recording>> All = Recording.ReadAll();

    /// <summary>Far beyond what one talk takes: who waits so long hangs.</summary>
    private static readonly TimeSpan Hanging = TimeSpan.FromMinutes(1);

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Recorded_clients_get_the_answers_that_Neo4j_gave_them()
    {
        var differences = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(All.SelectMany(ByServer), TestContext.Current.CancellationToken, async (file, _) =>
        {
            var clock = new ManualClock();
            await using var served = await StartAsync(file[0].Name, clock);
            foreach (var recording in file)
            {
                // Clients that wait for nobody race with the server: what differs once and not again is the machine's doing.
                if (await ServerReplay.PlayAsync(recording, served, clock) is not null && await AgainAsync(recording, served, clock) is { } difference)
                {
                    differences.Add($"{recording.Name} {difference}");
                }
            }
        });
        Require("server", KnownDifferences.OfServer, All.Sum(file => file.Count), [.. differences.Order(StringComparer.Ordinal)]);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Our_client_ends_with_the_rows_summaries_and_errors_that_Neo4j_told_other_clients()
    {
        var differences = new ConcurrentBag<string>();
        var recordings = All.SelectMany(file => file).Where(recording => recording.IsDrivers).ToList();
        var (talks, statements) = (0, 0);
        await Parallel.ForEachAsync(recordings, TestContext.Current.CancellationToken, async (recording, _) =>
        {
            foreach (var talk in RecordedTalk.Read(recording))
            {
                var (played, difference) = await ClientReplay.PlayAsync(talk, Hanging);
                Interlocked.Increment(ref talks);
                Interlocked.Add(ref statements, played);
                if (difference is not null)
                {
                    differences.Add($"{recording.Name} connection {talk.Connection} {difference}");
                    break;
                }
            }
        });
        output.WriteLine($"{statements} statements in {talks} talks ended for our client as Neo4j had answered them.");
        Assert.InRange(talks, recordings.Count, int.MaxValue);
        Require("client", KnownDifferences.OfClient, recordings.Count, [.. differences.Order(StringComparer.Ordinal)]);
    }

    /// <summary>At most three of a hundred conversations differ, and each of those for a reason that is written down.</summary>
    private void Require(string side, string list, int conversations, IReadOnlyList<string> differences)
    {
        foreach (var difference in differences)
        {
            output.WriteLine(difference);
        }

        var known = KnownDifferences.Read(list);
        var unexplained = differences.Where(difference => !known.Any(one => one.Covers(difference))).ToList();
        output.WriteLine($"{side} side: {conversations} conversations, {differences.Count} differ, {differences.Count - unexplained.Count} of them for a reason that is written down");
        Assert.InRange(differences.Count, 0, conversations * 3 / 100);
        Assert.Empty(unexplained);
    }

    /// <summary>The conversations of a file are played to one server, but those that end it.</summary>
    private static IEnumerable<IReadOnlyList<Recording>> ByServer(IReadOnlyList<Recording> file) =>
        file.Any(recording => double.IsFinite(recording.StopTime)) ? file.Select(recording => (IReadOnlyList<Recording>)[recording]) : [file];

    /// <summary>On the same server, or on another one where the first play has stopped it.</summary>
    private static async Task<string?> AgainAsync(Recording recording, Served served, ManualClock clock)
    {
        if (double.IsInfinity(recording.StopTime))
        {
            return await ServerReplay.PlayAsync(recording, served, clock);
        }

        var another = new ManualClock();
        await using var fresh = await StartAsync(recording.Name, another);
        return await ServerReplay.PlayAsync(recording, fresh, another);
    }

    private static async Task<Served> StartAsync(string name, ManualClock clock)
    {
        var served = Served.Start(
            new() { RequireLogin = !name.Contains("auth-disabled", StringComparison.Ordinal), Telemetry = name.EndsWith("enabled", StringComparison.Ordinal) }, clock);
        await PrepareAsync(served);
        return served;
    }

    /// <summary>What the real server knew before: names of properties that were used once, and users.</summary>
    private static async Task PrepareAsync(Served served)
    {
        foreach (var key in new[] { "k", "who", "x", "y", "z" })
        {
            await served.Graph.RowsAsync($"CALL db.createProperty('{key}')");
        }

        served.Users.Set("rec4", "partner-test-4", BoltRole.Admin);
        served.Users.Set("rec5", "changeme-1", BoltRole.Admin, mustChange: true);
    }
}

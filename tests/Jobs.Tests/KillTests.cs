using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CoEvolve.Ledger;
using CoEvolve.Ledger.Mail;
using CoEvolve.Ledger.Schedules;
using CoEvolve.Testing;

namespace CoEvolve.Jobs.Tests;

/// <summary>
/// A worker with a network that changes daily is killed at random moments of its nights and weeks and started again, while its mails go to a real server. After every kill the visible lists must be whole
/// and as they were; at the end nobody was mailed twice, and nobody is forgotten but who is flagged.
/// </summary>
/// <remarks>The variable COEVOLVE_KILLS says how many kills for each ledger (<c>eng/kill-jobs</c> sets it), COEVOLVE_KILL_SEED with which seed.</remarks>
[Trait("Category", "Slow")]
public sealed class KillTests(PrivatePostgres postgres) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("coevolve-kills-");
    private readonly Dictionary<long, string> _seen = [];
    private readonly List<(string Week, int Mails, int Unknown)> _weeks = [];
    private string _clock = "2026-01-31T12:00:00Z";
    private long _visible;
    private readonly SortedDictionary<string, int> _cut = new(StringComparer.Ordinal);
    private int _looks;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public Task Killed_at_any_moment_over_SQLite_no_list_is_lost_and_no_mail_goes_twice() => KillAsync(Path.Combine(_folder.FullName, "ledger.db"));

    [Fact]
    public Task Killed_at_any_moment_over_PostgreSQL_no_list_is_lost_and_no_mail_goes_twice() =>
        KillAsync(postgres.NewDatabase().Replace("Timeout=5;", "Timeout=60;", StringComparison.Ordinal)); // a busy machine is no outage

    private async Task KillAsync(string connection)
    {
        var kills = Setting("COEVOLVE_KILLS", 6);
        var random = new Random(Setting("COEVOLVE_KILL_SEED", 2026));
        using var server = await MailServer.StartAsync(cancellationToken: Token);
        var began = Stopwatch.GetTimestamp();
        await WorkAsync(connection, server, line => line.StartsWith("week", StringComparison.Ordinal), 0); // a first week in peace
        var week = (int)Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        for (var kill = 0; kill < kills; kill++)
        {
            // One in eight dies while it starts; of the others half in nights, half in weeks whose mails are most of the work, at any moment of half the time that the first week took, five seconds at most: what was begun goes on in the next life, so that every moment has its turn.
            Func<string, bool>? ready = random.Next(8) == 0 ? null : line => line == "ready";
            await WorkAsync(connection, server, ready, random.Next(ready is null ? 1000 : Math.Min(week / 2, 5000)), weeks: random.Next(2) == 0);
            await LookAsync(connection);
        }

        var before = _weeks.Count;
        await WorkAsync(connection, server, _ => _weeks.Count > before, 0);
        await AssertMailsAsync(connection, server, kills);
    }

    /// <summary>The files of this process may not grow: what a full disk says to whoever writes.</summary>
    [Fact]
    public async Task On_a_full_disk_lists_stand_and_with_room_again_the_week_is_made_up()
    {
        var connection = Path.Combine(_folder.FullName, "ledger.db");
        using var server = await MailServer.StartAsync(cancellationToken: Token);
        await WorkAsync(connection, server, line => line.StartsWith("week", StringComparison.Ordinal), 0);
        var clocks = 0;
        await WorkAsync(connection, server, line => line.StartsWith("clock", StringComparison.Ordinal) && ++clocks == 3, 0, fullDisk: true);
        await LookAsync(connection);
        var before = _weeks.Count;
        await WorkAsync(connection, server, _ => _weeks.Count > before, 0);
        await LookAsync(connection);
        await AssertMailsAsync(connection, server, 1);
    }

    private static DateTime Instant(string line) => DateTime.Parse(line.AsSpan(6), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

    /// <summary>Lets a worker work until it says a line, and kills it so many milliseconds later.</summary>
    private async Task WorkAsync(string connection, MailServer server, Func<string, bool>? until, int milliseconds, bool fullDisk = false, bool weeks = false)
    {
        var start = new ProcessStartInfo(fullDisk ? "/bin/sh" : "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        if (fullDisk)
        {
            // The signal is ignored, so that writes fail; the runtime must not map its code through a file, which is limited as well.
            string[] limited = ["-c", "trap '' XFSZ; ulimit -f 16; exec dotnet \"$@\"", "sh"];
            Array.ForEach(limited, start.ArgumentList.Add);
            start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        }

        string[] arguments = [typeof(KillWorker.JumpingClock).Assembly.Location, _folder.FullName, connection, server.Port.ToString(CultureInfo.InvariantCulture), _clock, weeks ? "weeks" : "nights"];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Token);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (until is null)
        {
            reached.SetResult();
        }

        var kill = KillAsync(process, reached.Task, milliseconds);
        var broken = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(Token) is { } line)
        {
            Hear(line, broken);
            if (until?.Invoke(line) == true)
            {
                reached.TrySetResult();
            }
        }

        reached.TrySetResult();
        await kill;
        await process.WaitForExitAsync(Token);
        Assert.Empty(broken);
        if (fullDisk)
        {
            Assert.NotEmpty(await errors); // it gave up, and said so
        }
        else
        {
            Assert.Equal("", await errors);
        }
    }

    private void Hear(string line, List<string> broken)
    {
        var words = line.Split(' ');
        switch (words[0])
        {
            case "clock":
                _clock = Instant(line).AddMinutes(2).ToString("O", CultureInfo.InvariantCulture); // later than any lease of the dead
                break;
            case "week":
                _weeks.Add((words[1], int.Parse(words[2], CultureInfo.InvariantCulture), int.Parse(words[3], CultureInfo.InvariantCulture)));
                break;
            case "broken:":
                broken.Add(line);
                break;
        }
    }

    private static async Task KillAsync(Process process, Task from, int milliseconds)
    {
        await from;
        await Task.Delay(milliseconds, Token);
        if (!process.HasExited)
        {
            process.Kill();
        }
    }

    /// <summary>What a reader sees after a kill: lists of one run, whole, and for as long as that run is visible always the same.</summary>
    private async Task LookAsync(string connection)
    {
        await using var ledger = await LedgerStore.OpenAsync(new() { Connection = connection }, TimeProvider.System, Token);
        var visible = (await ledger.Runs.VisibleAsync(Token))!;
        Assert.True(visible.Id >= _visible, $"run {_visible} was visible, and now {visible.Id} is");
        _visible = visible.Id;
        var lists = await ledger.Lists.PageAsync(visible.Id, "", 1000, Token);
        Assert.InRange(lists.Count, 27, 36); // 27 who stay, and those who came within eight days
        Assert.All(lists, list => Assert.Equal(Enumerable.Range(1, list.Items.Count), list.Items.Select(item => item.Rank)));
        Assert.All(lists, list => Assert.NotEmpty(list.Items));
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
            '\n', lists.Select(list => $"{list.Actor} {list.Fingerprint} {string.Join(',', list.Items.Select(item => $"{item.Candidate.Id}={item.Score.Value:R}"))}")))));
        Assert.Equal(_seen.TryGetValue(visible.Id, out var before) ? before : hash, hash);
        _seen[visible.Id] = hash;
        _looks++;
        var open = await ledger.Jobs.OpenAsync(Token);
        var cut = open.FirstOrDefault(job => job.State == JobState.Running)?.Job ?? "between jobs";
        _cut[cut] = _cut.GetValueOrDefault(cut) + 1;
    }

    private async Task AssertMailsAsync(string connection, MailServer server, int kills)
    {
        await using var ledger = await LedgerStore.OpenAsync(new() { Connection = connection }, TimeProvider.System, Token);
        var taken = server.Taken.Select(mail => mail.Id!).ToArray();
        Assert.Equal(taken.Length, taken.Distinct().Count());
        var sent = (await ledger.Deliveries.InStateAsync(DeliveryState.Sent, Token)).Select(mail => mail.MessageId).ToHashSet();
        var unknown = (await ledger.Deliveries.InStateAsync(DeliveryState.Unknown, Token)).Select(mail => mail.MessageId).ToHashSet();
        Assert.Subset(taken.ToHashSet(), sent);
        Assert.Subset(sent.Union(unknown).ToHashSet(), taken.ToHashSet());
        Assert.Empty(await ledger.Deliveries.InStateAsync(DeliveryState.Decided, Token));
        Assert.Empty(await ledger.Deliveries.InStateAsync(DeliveryState.Sending, Token));
        Assert.InRange(unknown.Count, 0, kills);
        Assert.NotEmpty(sent);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kills} kills, {_looks} looks at the lists of {_seen.Count} runs, {_weeks.Select(week => week.Week).Distinct().Count()} weeks of mails checked: "
            + $"{sent.Count} sent, {taken.Length} taken by the server, {unknown.Count} flagged; cut off in " + string.Join(", ", _cut.Select(job => $"{job.Key} {job.Value}")));
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}

using System.Diagnostics;
using System.Globalization;
using CoEvolve.Graph.CrashWriter;
using Microsoft.Win32.SafeHandles;

namespace CoEvolve.Graph.Tests.Durability;

/// <summary>Processes that are killed while they write, and machines that lose their power.</summary>
/// <remarks>The variable COEVOLVE_CRASHES says how many processes are killed (<c>eng/crash</c> sets it), COEVOLVE_CRASH_SEED with which seed.</remarks>
public sealed class CrashTests : GraphFolderTests
{
    private const int Writers = 4;

    /// <summary>After so many crashes a new folder is begun, so that checking does not come to take longer than writing.</summary>
    private const int CrashesPerFolder = 10;

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Killed_at_any_moment_a_graph_has_every_acknowledged_transaction_and_none_by_half()
    {
        var crashes = Setting("COEVOLVE_CRASHES", 20);
        var random = new Random(Setting("COEVOLVE_CRASH_SEED", 2026));
        var acknowledged = new long[Writers];
        var total = 0L;
        for (var crash = 0; crash < crashes; crash++)
        {
            var folder = OtherFolder($"graph {crash / CrashesPerFolder}");
            if (crash % CrashesPerFolder == 0)
            {
                acknowledged = new long[Writers];
            }

            total += await WriteAndKillAsync(folder, random, acknowledged);
            await AssertSoundAsync(folder, acknowledged);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{crashes} crashes, {total} acknowledged transactions");
        Assert.InRange(total, crashes, long.MaxValue);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_machine_that_loses_its_power_keeps_what_was_brought_to_the_disk_and_so_every_acknowledged_transaction()
    {
        const int Cuts = 30;
        var random = new Random(7);
        var disk = new Disk();
        await using var graph = EmbeddedGraph.Open(Folder, new EmbeddedGraphOptions { BringToDisk = disk.Flush });
        await OrderBook.CreateSchemaAsync(graph);
        var acknowledged = new long[Writers];
        using var stop = new CancellationTokenSource();

        // The writers rest while an image is checked: else each is longer to check than the last, until the log is long enough for a snapshot.
        using var turn = new ManualResetEventSlim(true);
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(graph, writer, acknowledged, turn, stop.Token), Cancellation)).ToArray();
        for (var cut = 0; cut < Cuts; cut++)
        {
            turn.Set();
            await Task.Delay(random.Next(30), Cancellation);
            long[] told = [.. acknowledged.Select((_, writer) => Interlocked.Read(ref acknowledged[writer]))];
            var image = OtherFolder($"image {cut}");
            Directory.CreateDirectory(image);
            var log = LogFiles()[0];
            await File.WriteAllBytesAsync(Path.Combine(image, Path.GetFileName(log)), disk.AfterPowerCut(log, random), Cancellation);
            turn.Reset();

            await using var restarted = EmbeddedGraph.Open(image);

            // Transactions may have become lasting after the writers were asked: only what they were told of by then must be there.
            long[] lasting = [.. await Task.WhenAll(told.Select((_, writer) => OrderBook.LastNumberAsync(restarted, writer)))];
            Assert.All(lasting.Zip(told), pair => Assert.True(pair.First >= pair.Second, $"acknowledged {pair.Second}, lasting {pair.First}"));
            await OrderBookCheck.AssertWholeAsync(restarted, lasting);
            Assert.True(EmbeddedGraph.Verify(image, Cancellation).IsSound);
        }

        await stop.CancelAsync();
        turn.Set();
        await Task.WhenAll(writers);
        Assert.All(acknowledged, last => Assert.True(last > 0));
    }

    private static async Task WriteAsync(EmbeddedGraph graph, int writer, long[] acknowledged, ManualResetEventSlim turn, CancellationToken stop)
    {
        for (var number = 1L; !stop.IsCancellationRequested; number++)
        {
            turn.Wait(Cancellation);
            await OrderBook.CommitAsync(graph, writer, number);
            Interlocked.Exchange(ref acknowledged[writer], number);
        }
    }

    private static async Task<long> WriteAndKillAsync(string folder, Random random, long[] acknowledged)
    {
        using var process = Process.Start(new ProcessStartInfo
        {
            FileName = "dotnet",
            ArgumentList = { typeof(OrderBook).Assembly.Location, folder, Writers.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync(Cancellation);

        // One in eight is killed while it starts, the others while they write.
        var writing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var kill = KillAsync(process, random.Next(8) == 0 ? Task.CompletedTask : writing.Task, random.Next(600));
        var told = 0L;
        while (await process.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            writing.TrySetResult();
            var parts = line.Split(' ');
            if (parts.Length == 2 && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var number))
            {
                acknowledged[int.Parse(parts[0], CultureInfo.InvariantCulture)] = number;
                told++;
            }
        }

        writing.TrySetResult();
        await kill;
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal("", await errors);
        return told;
    }

    private static async Task KillAsync(Process process, Task from, int milliseconds)
    {
        await from;
        await Task.Delay(milliseconds, Cancellation);
        process.Kill();
    }

    private static async Task AssertSoundAsync(string folder, long[] acknowledged)
    {
        if (!Directory.Exists(folder))
        {
            Assert.All(acknowledged, last => Assert.Equal(0, last));
            return;
        }

        var found = EmbeddedGraph.Verify(folder, Cancellation);
        Assert.True(found.IsSound, string.Join('\n', found.Findings));
        await using var graph = EmbeddedGraph.Open(folder);
        await OrderBookCheck.AssertWholeAsync(graph, acknowledged);
        for (var writer = 0; writer < acknowledged.Length; writer++)
        {
            acknowledged[writer] = await OrderBook.LastNumberAsync(graph, writer);
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    /// <summary>Knows how much of the log was brought to the disk, and what may be left of it when the power goes.</summary>
    private sealed class Disk
    {
        private const int Sector = 512;

        private long _flushed;

        public void Flush(SafeFileHandle file)
        {
            // What is written during the flush may or may not be part of it: the length before it is what can be relied on.
            var length = RandomAccess.GetLength(file);
            RandomAccess.FlushToDisk(file);
            Interlocked.Exchange(ref _flushed, length);
        }

        /// <summary>All that was flushed; of what was not, a beginning of any length, in which any sector may not have come to the disk.</summary>
        public byte[] AfterPowerCut(string log, Random random)
        {
            var flushed = (int)Interlocked.Read(ref _flushed);
            var bytes = File.ReadAllBytes(log);
            var length = random.Next(flushed, bytes.Length + 1);
            for (var sector = (flushed + Sector - 1) / Sector; sector * Sector < length; sector++)
            {
                if (random.Next(3) == 0)
                {
                    bytes.AsSpan(sector * Sector, Math.Min(Sector, length - (sector * Sector))).Clear();
                }
            }

            return bytes[..length];
        }
    }
}

using Microsoft.Win32.SafeHandles;

namespace CoEvolve.Graph.Tests.Durability;

/// <summary>What a commit waits for, on a disk that a test can stop, count and break.</summary>
public sealed class AcknowledgementTests : GraphFolderTests
{
    private readonly ManualResetEventSlim _diskRuns = new(initialState: true);
    private int _flushes;
    private bool _diskFails;

    [Fact]
    public async Task A_commit_returns_and_is_seen_only_when_it_is_on_the_disk()
    {
        await using var graph = EmbeddedGraph.Open(Folder, Options());
        _diskRuns.Reset();

        var commit = Task.Run(() => WriteAsync(graph, "CREATE (:Place {name: 'Aceh'})"), Cancellation);
        await UntilAsync(() => _flushes == 2);

        Assert.False(commit.IsCompleted);
        Assert.Empty(await NamesAsync(graph));
        _diskRuns.Set();
        await commit;
        Assert.Equal(["Aceh"], await NamesAsync(graph));
    }

    [Fact]
    public async Task Writers_that_commit_during_a_flush_share_the_next_one()
    {
        await using var graph = EmbeddedGraph.Open(Folder, Options());
        await WriteAsync(graph, "CREATE (:Place {name: '0'})");
        var log = LogFiles()[0];
        var length = new FileInfo(log).Length;
        var before = _flushes;
        _diskRuns.Reset();
        var first = Task.Run(() => WriteAsync(graph, "CREATE (:Place {name: '1'})"), Cancellation);
        await UntilAsync(() => _flushes == before + 1);
        var record = new FileInfo(log).Length - length;

        var others = Enumerable.Range(2, 8).Select(i => Task.Run(() => WriteAsync(graph, $"CREATE (:Place {{name: '{i}'}})"), Cancellation)).ToArray();
        await UntilAsync(() => new FileInfo(log).Length == length + (9 * record));
        Assert.DoesNotContain(others, other => other.IsCompleted);
        _diskRuns.Set();
        await Task.WhenAll([first, .. others]);

        Assert.Equal(before + 2, _flushes);
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], await NamesAsync(graph));
    }

    [Fact]
    public async Task A_writer_builds_on_the_one_before_it_though_that_is_not_on_the_disk_yet()
    {
        await using var graph = EmbeddedGraph.Open(Folder, Options());
        await WriteAsync(graph, "CREATE (:Place {name: 'a', count: 0})");
        _diskRuns.Reset();

        var writers = Enumerable.Range(0, 20).Select(_ => Task.Run(() => WriteAsync(graph, "MATCH (p:Place) SET p.count = p.count + 1"), Cancellation)).ToArray();
        await UntilAsync(() => _flushes > 2);
        _diskRuns.Set();
        await Task.WhenAll(writers);

        Assert.Equal(20, (await AskAsync(graph, "MATCH (p:Place) RETURN p.count"))[0].AsInteger());
    }

    [Fact]
    public async Task After_a_flush_that_failed_nothing_is_written_and_reading_goes_on()
    {
        await using (var graph = EmbeddedGraph.Open(Folder, Options()))
        {
            await WriteAsync(graph, "CREATE (:Place {name: 'kept'})");
            _diskFails = true;
            var failure = await Assert.ThrowsAsync<GraphWriteFailedException>(() => WriteAsync(graph, "CREATE (:Place {name: 'unknown'})"));
            Assert.Contains("could not be brought to the disk (the disk is broken), so the graph takes no more writes", failure.Message, StringComparison.Ordinal);

            _diskFails = false;
            await Assert.ThrowsAsync<GraphWriteFailedException>(() => WriteAsync(graph, "CREATE (:Place {name: 'late'})"));
            await Assert.ThrowsAsync<GraphWriteFailedException>(() => graph.SaveAsync(Cancellation).AsTask());
            Assert.Equal(["kept"], await NamesAsync(graph));
        }

        await using var again = EmbeddedGraph.Open(Folder, Options());
        Assert.Equal(["kept", "unknown"], await NamesAsync(again));
    }

    [Fact]
    public async Task Relaxed_commits_return_at_once_and_reach_the_disk_after_the_delay_and_at_closing()
    {
        var options = Options() with { Durability = DurabilityMode.Relaxed, RelaxedDelay = TimeSpan.FromMilliseconds(50) };
        await using (var graph = EmbeddedGraph.Open(Folder, options))
        {
            _diskRuns.Reset();
            await WriteAsync(graph, "CREATE (:Place {name: 'a'})");
            await WriteAsync(graph, "CREATE (:Place {name: 'b'})");
            Assert.Equal(["a", "b"], await NamesAsync(graph));

            // What the operating system has survives the end of the process.
            await using (var copy = EmbeddedGraph.Open(CopyFolder("copy"), Options() with { BringToDisk = static _ => { } }))
            {
                Assert.Equal(["a", "b"], await NamesAsync(copy));
            }

            _diskRuns.Set();
            await UntilAsync(() => _flushes == 2);
        }

        var hourly = options with { RelaxedDelay = TimeSpan.FromHours(1) };
        await using (var graph = EmbeddedGraph.Open(Folder, hourly))
        {
            await WriteAsync(graph, "CREATE (:Place {name: 'c'})");
            Assert.Equal(3, _flushes);
        }

        Assert.Equal(4, _flushes);
    }

    [Fact]
    public async Task A_snapshot_in_the_background_that_fails_loses_nothing_and_is_told()
    {
        var options = new EmbeddedGraphOptions { SnapshotAfterLogBytes = 4096 };
        await using (var graph = EmbeddedGraph.Open(Folder, options))
        {
            // A folder that has the name of the file to be written stands in the way.
            Directory.CreateDirectory(Path.Combine(Folder, "graph.snapshot"));
            Directory.CreateDirectory(Path.Combine(Folder, "graph.snapshot", "in the way"));
            await UntilAsync(() =>
            {
                WriteAsync(graph, "CREATE (:Place {name: 'a'})").GetAwaiter().GetResult();
                return graph.SnapshotFailure is not null;
            });
        }

        Directory.Delete(Path.Combine(Folder, "graph.snapshot"), recursive: true);
        await using var again = EmbeddedGraph.Open(Folder);
        Assert.Equal(again.Recovery!.LastTransaction, (await NamesAsync(again)).Count);
        Assert.Equal(0, again.Recovery.SnapshotTransaction);
    }

    private EmbeddedGraphOptions Options() => new() { BringToDisk = Flush };

    private void Flush(SafeFileHandle file)
    {
        Interlocked.Increment(ref _flushes);
        _diskRuns.Wait(Cancellation);
        if (_diskFails)
        {
            throw new IOException("the disk is broken");
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(1, limit.Token);
        }
    }
}

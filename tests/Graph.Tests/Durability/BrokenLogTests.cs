namespace CoEvolve.Graph.Tests.Durability;

/// <summary>The log cut, flipped, emptied and put together wrongly.</summary>
public sealed class BrokenLogTests : GraphFolderTests
{
    private const int Transactions = 6;

    // The files are looked at while the machine runs, so that nothing need be brought to the disk.
    private static readonly EmbeddedGraphOptions s_unflushed = new() { BringToDisk = static _ => { } };

    /// <summary>Where the records of the log end, by number of the transaction; 0 is the end of the header.</summary>
    private readonly List<long> _ends = [];
    private byte[] _whole = [];
    private string _log = "";

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_log_cut_at_any_byte_gives_all_transactions_before_the_cut()
    {
        await WriteLogAsync();
        for (var length = _ends[3]; length < _whole.Length; length++)
        {
            File.WriteAllBytes(_log, _whole[..(int)length]);
            var kept = _ends.FindLastIndex(end => end <= length);

            await using (var graph = EmbeddedGraph.Open(Folder, s_unflushed))
            {
                Assert.Equal(length == _ends[kept] ? null : new GraphTornTail(_log, _ends[kept], length - _ends[kept]), graph.Recovery!.CutOff);
                await AssertHoldsAsync(graph, kept);
                await WriteAsync(graph, "CREATE (:Place {name: 'after'})");
            }

            await using var again = EmbeddedGraph.Open(Folder, s_unflushed);
            Assert.Equal(new GraphRecovery(0, kept + 1, null), again.Recovery);
            Assert.Equal(kept + 1, (await NamesAsync(again)).Count);
        }
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_log_with_any_byte_flipped_is_refused_by_file_and_offset()
    {
        await WriteLogAsync();
        for (var place = (int)_ends[2]; place < _whole.Length; place++)
        {
            foreach (var mask in new byte[] { 0x01, 0x80, 0xFF })
            {
                var damaged = (byte[])_whole.Clone();
                damaged[place] ^= mask;
                File.WriteAllBytes(_log, damaged);
                var before = _ends.FindLastIndex(end => end <= place);

                var refusal = Assert.Throws<InvalidDataException>(() => EmbeddedGraph.Open(Folder, s_unflushed));

                Assert.Contains($"'{_log}' is damaged at offset {_ends[before]}:", refusal.Message, StringComparison.Ordinal);
                Assert.Contains($"without transaction {before + 1} and all after it, cut this file to {_ends[before]} bytes", refusal.Message, StringComparison.Ordinal);
                Assert.Equal(damaged, File.ReadAllBytes(_log));
            }
        }
    }

    [Fact]
    public async Task What_a_refusal_advises_opens_the_graph_without_the_damaged_transactions()
    {
        await WriteLogAsync();
        _whole[_ends[4] + 45] ^= 0x20;
        File.WriteAllBytes(_log, _whole);
        Assert.Throws<InvalidDataException>(() => EmbeddedGraph.Open(Folder, s_unflushed));

        File.WriteAllBytes(_log, _whole[..(int)_ends[4]]);

        await using var graph = EmbeddedGraph.Open(Folder, s_unflushed);
        await AssertHoldsAsync(graph, 4);
    }

    [Fact]
    public async Task A_last_record_of_which_sectors_never_came_to_the_disk_is_cut_off()
    {
        await WriteLogAsync();
        await using (var graph = EmbeddedGraph.Open(Folder, s_unflushed))
        {
            await WriteAsync(graph, $"CREATE (:Place {{name: '{new string('x', 6000)}'}})");
        }

        var grown = await File.ReadAllBytesAsync(_log, Cancellation);
        foreach (var sector in new[] { 1024, 4096 })
        {
            File.WriteAllBytes(_log, [.. grown[..^sector], .. new byte[sector]]);
            await using var graph = EmbeddedGraph.Open(Folder, s_unflushed);
            Assert.Equal(new GraphTornTail(_log, _ends[Transactions], grown.Length - _ends[Transactions]), graph.Recovery!.CutOff);
            await AssertHoldsAsync(graph, Transactions);
        }
    }

    [Fact]
    public async Task Empty_sectors_are_damage_where_a_later_record_vouches_for_what_stood_there()
    {
        await using (var graph = EmbeddedGraph.Open(Folder, s_unflushed))
        {
            await WriteAsync(graph, $"CREATE (:Place {{name: '{new string('x', 6000)}'}})");
            await WriteAsync(graph, "CREATE (:Place {name: 'later'})");
        }

        var bytes = await File.ReadAllBytesAsync(LogFiles()[0], Cancellation);
        bytes.AsSpan(2048, 1024).Clear();
        File.WriteAllBytes(LogFiles()[0], bytes);

        var refusal = Assert.Throws<InvalidDataException>(() => EmbeddedGraph.Open(Folder, s_unflushed));

        Assert.Contains("is damaged at offset 40: the checksum of a record is wrong", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_file_whose_making_was_cut_off_is_made_anew()
    {
        await WriteLogAsync();
        var next = Path.Combine(Folder, "graph-0000000000000000007.log");
        foreach (var length in new[] { 0, 1, 8, 16, 39 })
        {
            File.WriteAllBytes(next, _whole[..length]);
            await using var graph = EmbeddedGraph.Open(Folder, s_unflushed);
            await AssertHoldsAsync(graph, Transactions);
            Assert.Equal(40, new FileInfo(next).Length);
        }
    }

    [Fact]
    public async Task A_missing_log_file_is_named_by_the_transactions_that_it_had()
    {
        await WriteLogAsync();
        await using (var graph = EmbeddedGraph.Open(Folder, s_unflushed))
        {
            await graph.SaveAsync(Cancellation);
            await WriteAsync(graph, "CREATE (:Place {name: 'after'})");
        }

        File.Delete(Path.Combine(Folder, "graph.snapshot"));

        var refusal = Assert.Throws<InvalidDataException>(() => EmbeddedGraph.Open(Folder, s_unflushed));
        Assert.Contains("it begins with transaction 7, and those from 1 on are missing", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_of_another_history_is_told_from_the_right_one()
    {
        await WriteLogAsync();
        await using (var graph = EmbeddedGraph.Open(Folder, s_unflushed))
        {
            await graph.SaveAsync(Cancellation);
            await WriteAsync(graph, "CREATE (:Place {name: 'after'})");
        }

        var other = OtherFolder("other");
        await using (var graph = EmbeddedGraph.Open(other, s_unflushed))
        {
            for (var i = 0; i < Transactions; i++)
            {
                await WriteAsync(graph, "CREATE (:Place {name: 'elsewhere'})");
            }

            await graph.SaveAsync(Cancellation);
        }

        File.Copy(Path.Combine(other, "graph.snapshot"), Path.Combine(Folder, "graph.snapshot"), overwrite: true);

        var refusal = Assert.Throws<InvalidDataException>(() => EmbeddedGraph.Open(Folder, s_unflushed));
        Assert.Contains("its transaction 6 is another one than that of the snapshot", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_of_an_unknown_format_is_refused_by_its_number()
    {
        await WriteLogAsync();
        _whole[8] = 3;
        BitConverter.TryWriteBytes(_whole.AsSpan(32), System.IO.Hashing.XxHash3.HashToUInt64(_whole.AsSpan(0, 32)));
        File.WriteAllBytes(_log, _whole);

        Assert.Contains("has format 3", Assert.Throws<InvalidDataException>(() => EmbeddedGraph.Open(Folder, s_unflushed)).Message, StringComparison.Ordinal);
    }

    /// <summary>Transaction n adds a place with the name n.</summary>
    private async Task WriteLogAsync()
    {
        await using (var graph = EmbeddedGraph.Open(Folder, s_unflushed))
        {
            _log = LogFiles()[0];
            _ends.Add(new FileInfo(_log).Length);
            for (var i = 1; i <= Transactions; i++)
            {
                await WriteAsync(graph, $"CREATE (:Place {{name: '{i}'}})-[:IS {{number: {i}}}]->(:Number)");
                _ends.Add(new FileInfo(_log).Length);
            }
        }

        _whole = await File.ReadAllBytesAsync(_log, Cancellation);
    }

    private static async Task AssertHoldsAsync(EmbeddedGraph graph, int transactions)
    {
        Assert.Equal(Enumerable.Range(1, transactions).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)), await NamesAsync(graph));
        Assert.Equal(transactions, (await AskAsync(graph, "MATCH (:Place)-[r:IS]->(:Number) RETURN r.number")).Count);
    }
}

using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Storage.Snapshots;
using CoEvolve.Graph.Values;
using CoEvolve.Graph.Values.Temporal;

namespace CoEvolve.Graph.Tests.Storage;

public sealed class SnapshotFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("snapshot").FullName;

    private string FilePath => Path.Combine(_folder, "graph.snapshot");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void A_state_comes_back_as_it_was_and_can_be_written_on(int seed)
    {
        var writer = new RandomWriter(new Random(seed));
        var (state, model) = (RandomWriter.NewState(), new GraphModel());
        for (var write = 0; write < 600; write++)
        {
            writer.Write(state, model);
        }

        state.CreateIndex(new IndexDefinition("single", 0, [0], Unique: false));
        state.CreateIndex(new IndexDefinition("pair", 1, [2, 1], Unique: false));
        state.Freeze();
        SnapshotFile.Write(state, default, FilePath, TestContext.Current.CancellationToken);

        var read = SnapshotFile.Read(FilePath).State;

        Assert.Equal((state.NextNode, state.NextRelationship), (read.NextNode, read.NextRelationship));
        Assert.Equal(["single", "pair"], read.Indexes.Select(index => index.Name));
        ModelComparison.AssertSame(model, read);
        var fork = read.Fork();
        for (var write = 0; write < 200; write++)
        {
            writer.Write(fork, model);
        }

        fork.Freeze();
        ModelComparison.AssertSame(model, fork);
    }

    [Fact]
    public void The_empty_graph_comes_back_empty()
    {
        var state = new GraphState();
        state.Freeze();
        SnapshotFile.Write(state, default, FilePath, TestContext.Current.CancellationToken);

        var read = SnapshotFile.Read(FilePath).State;

        Assert.Equal((0L, 0L, 0), (read.NodeCount, read.RelationshipCount, read.Labels.Count));
    }

    [Fact]
    public void Every_kind_of_property_comes_back_the_same()
    {
        Value[] values =
        [
            Value.True, Value.False, Value.Of(0L), Value.Of(-1L), Value.Of(long.MinValue), Value.Of(long.MaxValue),
            Value.Of(1.5), Value.Of(double.NaN), Value.Of(double.NegativeInfinity), Value.Of(-0.0),
            Value.Of(""), Value.Of("Kabupaten Sijunjung"), Value.Of("ꦗꦮ 🌋"), Value.Of("half \ud800 a pair"), Value.Of(new string('x', 3_000_000)),
            Value.Of(new DateOnly(1945, 8, 17)), Value.LocalTimeFromNanosecond(86_399_999_999_999),
            Value.Of(new TimeValue(1, -3600)), Value.Of(new LocalDateTimeValue(new LocalMoment(-5, 999_999_999))),
            Value.Of(new DateTimeValue(1_700_000_000, 7, 25200, "Asia/Jakarta")), Value.Of(new DateTimeValue(-1, 0, 0, null)),
            Value.Of(DurationValue.Of(-3, 40, -1, 500_000_000)),
            Value.Of(new PointValue(4326, 106.8, -6.2)), Value.Of(new PointValue(9157, 1, 2, 3)),
            Value.Of(new BytesValue([0, 255, 128])), Value.Of(new BytesValue([])),
            Value.Of(Array.Empty<Value>()), Value.Of(Value.Of("a"), Value.Of("b")), Value.Of(Value.Of(new DateOnly(2024, 2, 29))),
        ];
        var state = new GraphState();
        var key = state.PropertyKeys.GetOrAdd("k");
        foreach (var value in values)
        {
            state.SetNodeProperty(state.CreateNode([]), key, value);
        }

        state.Freeze();
        SnapshotFile.Write(state, default, FilePath, TestContext.Current.CancellationToken);

        var read = SnapshotFile.Read(FilePath).State;

        for (var node = 0; node < values.Length; node++)
        {
            Assert.Equal(values[node].Kind, read.NodeProperty(node, key).Kind);
            Assert.Equal(values[node], read.NodeProperty(node, key));
        }

        Assert.True(double.IsNegative(read.NodeProperty(9, key).AsDouble()));
    }

    [Fact]
    public void A_file_of_the_first_format_is_read_and_stands_before_every_transaction()
    {
        // Definitions had another form then, so the graph has none.
        WriteSmallGraph(withIndexes: false);
        var bytes = File.ReadAllBytes(FilePath);
        byte[] first = [.. bytes[..16], .. new byte[8], .. bytes[40..]];
        first[8] = 1;
        BitConverter.TryWriteBytes(first.AsSpan(16), System.IO.Hashing.XxHash3.HashToUInt64(first.AsSpan(0, 16)));
        File.WriteAllBytes(FilePath, first);

        var (state, position) = SnapshotFile.Read(FilePath);

        Assert.Equal((2L, 1L, 0L), (state.NodeCount, state.RelationshipCount, position.Sequence));
        Assert.Equal(2, state.Lookups.Count);
    }

    [Fact]
    public void Equal_short_strings_are_read_as_one_object()
    {
        var state = new GraphState();
        var key = state.PropertyKeys.GetOrAdd("kind");
        state.CreateNode([], [key], [Value.Of(new string("cso"))]);
        state.CreateNode([], [key], [Value.Of(string.Concat("c", "so"))]);
        state.Freeze();
        SnapshotFile.Write(state, default, FilePath, TestContext.Current.CancellationToken);

        var read = SnapshotFile.Read(FilePath).State;

        Assert.Same(read.NodeProperty(0, key).AsString(), read.NodeProperty(1, key).AsString());
    }

    [Fact]
    public void A_map_is_refused_and_the_file_before_it_stays()
    {
        WriteSmallGraph();
        var before = File.ReadAllBytes(FilePath);
        var state = new GraphState();
        state.CreateNode([], [state.PropertyKeys.GetOrAdd("k")], [Value.Of(MapValue.Empty)]);
        state.Freeze();

        Assert.Throws<InvalidOperationException>(() => SnapshotFile.Write(state, default, FilePath, TestContext.Current.CancellationToken));

        Assert.Equal(before, File.ReadAllBytes(FilePath));
        Assert.Equal([FilePath], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_cancelled_write_leaves_the_file_before_it()
    {
        WriteSmallGraph();
        var before = File.ReadAllBytes(FilePath);
        var state = new GraphState();
        state.CreateNode([]);
        state.Freeze();

        Assert.Throws<OperationCanceledException>(() => SnapshotFile.Write(state, default, FilePath, new CancellationToken(canceled: true)));

        Assert.Equal(before, File.ReadAllBytes(FilePath));
        Assert.Equal([FilePath], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        WriteSmallGraph();
        var whole = File.ReadAllBytes(FilePath);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(FilePath, whole[..length]);
            Assert.Contains(FilePath, Assert.Throws<InvalidDataException>(() => SnapshotFile.Read(FilePath)).Message, StringComparison.Ordinal);
        }

        File.WriteAllBytes(FilePath, [.. whole, 0]);
        Assert.Throws<InvalidDataException>(() => SnapshotFile.Read(FilePath));
    }

    [Fact]
    public void Every_flipped_byte_is_refused()
    {
        WriteSmallGraph();
        var whole = File.ReadAllBytes(FilePath);
        for (var place = 0; place < whole.Length; place++)
        {
            foreach (var mask in new byte[] { 0x01, 0x80, 0xFF })
            {
                var damaged = (byte[])whole.Clone();
                damaged[place] ^= mask;
                File.WriteAllBytes(FilePath, damaged);
                Assert.Contains(FilePath, Assert.Throws<InvalidDataException>(() => SnapshotFile.Read(FilePath)).Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void The_section_that_is_damaged_is_named()
    {
        WriteSmallGraph();
        var bytes = File.ReadAllBytes(FilePath);
        bytes[bytes.AsSpan().IndexOf("Aceh"u8)] = (byte)'X';
        File.WriteAllBytes(FilePath, bytes);

        var refusal = Assert.Throws<InvalidDataException>(() => SnapshotFile.Read(FilePath));

        Assert.Contains("section 'Nodes'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("a checksum is wrong", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_format_is_refused_by_its_number()
    {
        WriteSmallGraph();
        var bytes = File.ReadAllBytes(FilePath);
        bytes[8] = 4;
        BitConverter.TryWriteBytes(bytes.AsSpan(32), System.IO.Hashing.XxHash3.HashToUInt64(bytes.AsSpan(0, 32)));
        File.WriteAllBytes(FilePath, bytes);

        var refusal = Assert.Throws<InvalidDataException>(() => SnapshotFile.Read(FilePath));

        Assert.Contains("has format 4", refusal.Message, StringComparison.Ordinal);
    }

    private void WriteSmallGraph(bool withIndexes = true)
    {
        var state = new GraphState();
        var label = state.Labels.GetOrAdd("Locality");
        var name = state.PropertyKeys.GetOrAdd("name");
        var type = state.RelationshipTypes.GetOrAdd("NEAR");
        var a = state.CreateNode([label], [name], [Value.Of("Aceh")]);
        var b = state.CreateNode([label], [name], [Value.Of("Riau")]);
        state.DeleteNode(state.CreateNode([]));
        state.SetRelationshipProperty(state.CreateRelationship(a, type, b), state.PropertyKeys.GetOrAdd("km"), Value.Of(7.5));
        if (withIndexes)
        {
            state.CreateIndex(new IndexDefinition("by name", label, [name], Unique: true));
        }
        else
        {
            state.DropFirstLookups();
        }

        state.Freeze();
        SnapshotFile.Write(state, default, FilePath, TestContext.Current.CancellationToken);
    }
}

using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Bolt.PackStream;
using CoEvolve.Graph.Bolt.Transport;
using CoEvolve.Graph.Values;
using CoEvolve.Graph.Values.Temporal;
using FsCheck.Xunit;

namespace CoEvolve.Graph.Bolt.Tests;

public sealed class PackStreamTests
{
    private static readonly BoltVersion Newest = new(5, 8);
    private static readonly BoltVersion Oldest = new(4, 4);

    [Property(Arbitrary = [typeof(AnyValue)], MaxTest = 500)]
    public void Values_come_back_as_they_were_written(Value value)
    {
        Assert.Equal(Wire.Text(value), Wire.Text(Wire.Read(Wire.Bytes(value, Newest), Newest)));
        Assert.Equal(Wire.Text(value), Wire.Text(Wire.Read(Wire.Bytes(value, Oldest), Oldest)));
    }

    [Property(Arbitrary = [typeof(AnyValue)], MaxTest = 60)]
    public void Values_that_are_cut_short_are_refused_as_truncated(Value value)
    {
        var bytes = Wire.Bytes(value, Newest);
        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes[..length];
            Assert.True(Assert.Throws<PackFormatException>(() => Wire.Read(cut, Newest)).IsTruncated);
        }
    }

    [Property(MaxTest = 2_000)]
    public void Hostile_bytes_end_in_a_value_or_a_refusal(byte[] bytes)
    {
        try
        {
            var reader = new PackReader(bytes);
            ValueReader.Read(ref reader, new(Newest) { TakesEntities = true });
        }
        catch (PackFormatException)
        {
            // This and nothing else may be thrown.
        }
    }

    [Theory]
    [InlineData("C0", 0)]
    [InlineData("DAFFFFFFFF", 1)]
    [InlineData("D6FFFFFFFF", 1)]
    [InlineData("D2FFFFFFFF", 1)]
    [InlineData("D67FFFFFFF", 1)]
    [InlineData("CE7FFFFFFF00", 1)]
    public void Announced_sizes_reserve_nothing_beyond_the_message(string hex, int refused)
    {
        var bytes = Convert.FromHexString(hex);
        var before = GC.GetAllocatedBytesForCurrentThread();
        if (refused == 0)
        {
            Wire.Read(bytes, Newest);
        }
        else
        {
            Assert.Throws<PackFormatException>(() => Wire.Read(bytes, Newest));
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000);
    }

    [Fact]
    public void A_hundred_lists_inside_each_other_are_taken_and_one_more_is_not()
    {
        byte[] Nested(int depth) => [.. Enumerable.Repeat((byte)0x91, depth), 0x01];

        Wire.Read(Nested(ValueFormat.MaxDepth), Newest);
        var refusal = Assert.Throws<PackFormatException>(() => Wire.Read(Nested(ValueFormat.MaxDepth + 1), Newest));
        Assert.False(refusal.IsTruncated);
        Assert.Throws<PackFormatException>(() => Wire.Read(Nested(100_000), Newest));
    }

    // The encodings are those that the PackStream specification gives.
    [Theory]
    [InlineData(-16, "F0")]
    [InlineData(-17, "C8EF")]
    [InlineData(127, "7F")]
    [InlineData(128, "C90080")]
    [InlineData(32768, "CA00008000")]
    [InlineData(2147483648, "CB0000000080000000")]
    public void Integers_take_the_smallest_marker(long value, string hex) => Assert.Equal(hex, Convert.ToHexString(Wire.Bytes(Value.Of(value), Newest)));

    [Theory]
    [InlineData(15, "8F")]
    [InlineData(16, "D010")]
    [InlineData(255, "D0FF")]
    [InlineData(256, "D10100")]
    [InlineData(65536, "D200010000")]
    public void Strings_take_the_smallest_marker(int length, string head) =>
        Assert.StartsWith(head, Convert.ToHexString(Wire.Bytes(Value.Of(new string('a', length)), Newest)), StringComparison.Ordinal);

    [Fact]
    public void Zoned_times_carry_the_wall_clock_in_4_4_and_utc_from_5_0_on()
    {
        // 2024-05-06T07:08:09+07:00 is 00:08:09Z: 1714954089 s; the wall clock is 25,200 s ahead.
        var value = Value.Of(DateTimeValue.AtInstant(1_714_954_089, 0, Zone.OfOffset(25_200)));
        Assert.Equal("B349CA66381F6900C96270", Convert.ToHexString(Wire.Bytes(value, Newest)));
        Assert.Equal("B346CA663881D900C96270", Convert.ToHexString(Wire.Bytes(value, Oldest)));
    }

    [Theory]
    [InlineData("B346000000", "Unexpected struct tag: 0x46")]
    [InlineData("B3690000894D6172732F42617365", "Illegal zone identifier: \"Mars/Base\"")]
    [InlineData("A281610181610200", "Duplicate map key: \"a\"")]
    [InlineData("A10101", "a map's key must be a string")]
    [InlineData("C7", "0xC7 begins no value")]
    [InlineData("B34E0190A0", "Unexpected struct tag: 0x4E")]
    public void What_is_no_value_is_refused_with_the_reason(string hex, string reason) =>
        Assert.Equal(reason, Assert.Throws<PackFormatException>(() => Wire.Read(Convert.FromHexString(hex), Newest)).Message);

    [Fact]
    public void A_path_that_goes_back_over_a_relationship_comes_back_in_both_versions()
    {
        var (a, b) = (new NodeValue(1, ["A"], MapValue.Empty), new NodeValue(2, ["B", "C"], MapValue.From([new("k", Value.Of(5L))])));
        var knows = new RelationshipValue(7, "KNOWS", 1, 2, MapValue.From([new("since", Value.Of(1999L))]));
        var path = Value.Of(new PathValue([a, b, a], [knows, knows]));
        foreach (var version in new[] { Oldest, Newest })
        {
            var read = Wire.Read(Wire.Bytes(path, version), version, entities: true).AsPath();
            Assert.Equal([1L, 2L, 1L], read.Nodes.Select(node => node.Id));
            Assert.Equal(["B", "C"], read.Nodes[1].Labels);
            Assert.All(read.Relationships, one => Assert.Equal((7L, "KNOWS", 1L, 2L, 1999L), (one.Id, one.Type, one.StartId, one.EndId, one.Properties["since"].AsInteger())));
        }
    }

    [Fact]
    public void Small_values_are_written_and_read_without_allocation()
    {
        var writer = new PackWriter();
        var format = new ValueFormat(Newest);
        Value[] values = [Value.Null, Value.True, Value.Of(5L), Value.Of(1L << 40), Value.Of(2.5), Value.DateFromEpochDay(20_000)];
        long Once()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var round = 0; round < 100; round++)
            {
                writer.Clear();
                foreach (var value in values)
                {
                    ValueWriter.Write(writer, format, value);
                }

                var reader = new PackReader(writer.Written.Span);
                while (!reader.IsAtEnd)
                {
                    ValueReader.Read(ref reader, format);
                }
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Once();
        Assert.Equal(0, Once());
    }

    [Property(MaxTest = 50)]
    public void Messages_come_whole_however_the_network_cuts_them(byte[] content, byte piece)
    {
        var stream = new MemoryStream();
        using var writer = new MessageWriter(stream);
        foreach (var repeat in new[] { 1, 3, 70_000 })
        {
            writer.Begin(1, MessageTag.Run);
            writer.Pack.Write(Enumerable.Repeat(content, repeat).SelectMany(one => one).Take(200_000).ToArray().AsSpan());
            writer.End();
        }

        writer.FlushAsync(TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
        var assembler = new MessageAssembler { Limit = int.MaxValue };
        var lengths = new List<int>();
        var all = stream.ToArray();
        var step = piece + 1;
        for (var at = 0; at < all.Length; at += step)
        {
            ReadOnlySpan<byte> bytes = all.AsSpan(at, Math.Min(step, all.Length - at));
            while (assembler.TryTake(ref bytes, out var message))
            {
                var reader = new PackReader(message.Span);
                reader.ReadStructureHeader();
                lengths.Add(reader.ReadBytes().Length);
                message.Return();
            }
        }

        Assert.Equal([content.Length, content.Length * 3, Math.Min(content.Length * 70_000, 200_000)], lengths);
        Assert.False(assembler.IsInside);
    }
}

using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Bolt.PackStream;
using CoEvolve.Graph.Values;
using CoEvolve.Graph.Values.Temporal;
using FsCheck;
using FsCheck.Fluent;

namespace CoEvolve.Graph.Bolt.Tests;

/// <summary>Arbitrary values of all kinds that can be parameters.</summary>
public static class AnyValue
{
    public static Arbitrary<Value> Value() => Arb.From(Gen.Sized(size => Of(Math.Min(size, 20))));

    private static Gen<Value> Of(int size)
    {
        var leaf = Gen.OneOf(
            Gen.Constant(Values.Value.Null),
            ArbMap.Default.GeneratorFor<bool>().Select(Values.Value.Of),
            ArbMap.Default.GeneratorFor<long>().Select(Values.Value.Of),
            Gen.Elements(0L, -1, -16, -17, 127, 128, -128, -129, 32767, 32768, -32769, int.MaxValue, int.MaxValue + 1L, int.MinValue - 1L, long.MaxValue, long.MinValue).Select(Values.Value.Of),
            ArbMap.Default.GeneratorFor<double>().Select(Values.Value.Of),
            ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => Values.Value.Of(new string([.. text.Get.Where(one => !char.IsSurrogate(one))]))),
            Gen.Choose(0, 300).Select(length => Values.Value.Of(new string('é', length))),
            ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => Values.Value.Of(new BytesValue(bytes))),
            Gen.Choose(-1_000_000, 1_000_000).Select(day => Values.Value.DateFromEpochDay(day)),
            Gen.Choose(0, int.MaxValue).Select(nanosecond => Values.Value.LocalTimeFromNanosecond(nanosecond)),
            Gen.Choose(-64_800, 64_800).Select(offset => Values.Value.Of(new TimeValue(12_345, offset))),
            Gen.Choose(int.MinValue, int.MaxValue).Select(second => Values.Value.Of(new LocalDateTimeValue(new(second, 7)))),
            Gen.Choose(int.MinValue, int.MaxValue).Select(second => Values.Value.Of(DateTimeValue.AtInstant(second, 999_999_999, Zone.OfOffset(25_200)))),
            Gen.Choose(0, int.MaxValue).Select(second => Values.Value.Of(DateTimeValue.AtInstant(second, 0, Zone.Named("Asia/Makassar")))),
            Gen.Choose(-10_000, 10_000).Select(part => Values.Value.Of(DurationValue.Of(part, -part, part * 3, 5))),
            Gen.Choose(-10_000, 10_000).Select(part => Values.Value.Of(new PointValue(7203, part / 7.0, -part))),
            Gen.Choose(-10_000, 10_000).Select(part => Values.Value.Of(new PointValue(4979, part / 100.0, part / 200.0, part))));
        if (size < 2)
        {
            return leaf;
        }

        var items = Of(size / 4).ArrayOf();
        return Gen.Frequency(
            (3, leaf),
            (1, items.Select(list => Values.Value.Of(list))),
            (1, items.Select(list => Values.Value.Of(MapValue.From(list.Select((value, i) => KeyValuePair.Create($"key {i}", value)))))));
    }
}

/// <summary>Values to bytes and back.</summary>
internal static class Wire
{
    public static byte[] Bytes(Value value, BoltVersion version)
    {
        var writer = new PackWriter();
        ValueWriter.Write(writer, new(version), value);
        return writer.Written.ToArray();
    }

    public static Value Read(ReadOnlySpan<byte> bytes, BoltVersion version, bool entities = false)
    {
        var reader = new PackReader(bytes);
        var value = ValueReader.Read(ref reader, new(version) { TakesEntities = entities });
        return reader.IsAtEnd ? value : throw new InvalidOperationException("Bytes are left over.");
    }

    /// <summary>A value in Cypher's own writing, in which all that differs looks different.</summary>
    public static string Text(Value value) => value.Kind switch
    {
        ValueKind.Bytes => Convert.ToHexString(value.Heap<BytesValue>()!.Content),
        ValueKind.List => $"[{string.Join(", ", value.AsList().Select(Text))}]",
        ValueKind.Map => $"{{{string.Join(", ", value.AsMap().Select(entry => $"{entry.Key}: {Text(entry.Value)}"))}}}",
        ValueKind.Float => $"{BitConverter.DoubleToInt64Bits(value.AsDouble()):X16}",
        _ => $"{value.Kind} {value}",
    };
}

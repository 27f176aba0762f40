using CoEvolve.Graph.Bolt.PackStream;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Messages;

/// <summary>Reads Cypher values. What is no value is a <see cref="PackFormatException"/>; nothing is taken over unchecked.</summary>
internal static class ValueReader
{
    public static Value Read(ref PackReader reader, ValueFormat format) => Read(ref reader, format, 0);

    /// <summary>A map whose keys must be distinct strings.</summary>
    public static MapValue ReadMap(ref PackReader reader, ValueFormat format) => ReadMap(ref reader, format, 0);

    internal static Value Read(ref PackReader reader, ValueFormat format, int depth)
    {
        switch (reader.Peek())
        {
            case PackKind.Null:
                reader.ReadNull();
                return Value.Null;
            case PackKind.Boolean:
                return Value.Of(reader.ReadBoolean());
            case PackKind.Integer:
                return Value.Of(reader.ReadInteger());
            case PackKind.Float:
                return Value.Of(reader.ReadFloat());
            case PackKind.String:
                return Value.Of(reader.ReadString());
            case PackKind.Bytes:
                return Value.Of(new BytesValue(reader.ReadBytes()));
            case PackKind.List:
                return Value.Of(ReadList(ref reader, format, depth));
            case PackKind.Map:
                return Value.Of(ReadMap(ref reader, format, depth));
            default:
                return StructureReader.Read(ref reader, format, Deeper(depth));
        }
    }

    internal static MapValue ReadMap(ref PackReader reader, ValueFormat format, int depth)
    {
        var count = reader.ReadMapHeader();
        if (count == 0)
        {
            return MapValue.Empty;
        }

        if (count > reader.Remaining / 2)
        {
            throw new PackFormatException("the message ends inside a map", isTruncated: true);
        }

        var keys = new string[count];
        var values = new Value[count];
        for (var i = 0; i < count; i++)
        {
            keys[i] = reader.Peek() == PackKind.String ? format.Texts.Get(reader.ReadUtf8()) : throw new PackFormatException("a map's key must be a string");
            values[i] = Read(ref reader, format, Deeper(depth));
        }

        RequireDistinct(keys);
        return new(keys, values);
    }

    internal static int Deeper(int depth) =>
        depth < ValueFormat.MaxDepth ? depth + 1 : throw new PackFormatException($"values stand inside each other more than {ValueFormat.MaxDepth} deep");

    private static ListValue ReadList(ref PackReader reader, ValueFormat format, int depth)
    {
        var count = reader.ReadListHeader();
        if (count == 0)
        {
            return ListValue.Empty;
        }

        var items = new Value[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = Read(ref reader, format, Deeper(depth));
        }

        return new(items);
    }

    private static void RequireDistinct(string[] keys)
    {
        const int Few = 8;
        if (keys.Length > Few)
        {
            var seen = new HashSet<string>(keys.Length, StringComparer.Ordinal);
            foreach (var key in keys)
            {
                Require(seen.Add(key), key);
            }

            return;
        }

        for (var i = 1; i < keys.Length; i++)
        {
            Require(Array.IndexOf(keys, keys[i], 0, i) < 0, keys[i]);
        }
    }

    private static void Require(bool distinct, string key)
    {
        if (!distinct)
        {
            throw new PackFormatException($"Duplicate map key: \"{key}\"");
        }
    }
}

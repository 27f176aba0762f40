using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage.Snapshots;

/// <summary>Property values as bytes: the number of the kind, then what the kind needs (FORMAT.md has the table).</summary>
internal static class ValueCodec
{
    /// <exception cref="InvalidOperationException">The value is of a kind that no property can have.</exception>
    public static void Write(SnapshotWriter writer, Value value)
    {
        writer.WriteByte((byte)value.Kind);
        switch (value.Kind)
        {
            case ValueKind.Boolean:
                writer.WriteByte((byte)value.Bits);
                break;
            case ValueKind.Integer or ValueKind.Date or ValueKind.LocalTime:
                writer.WriteSigned(value.Bits);
                break;
            case ValueKind.Float:
                writer.WriteBits(value.Bits);
                break;
            case ValueKind.String:
                writer.WriteString(value.AsString());
                break;
            case ValueKind.Bytes:
                var content = value.Heap<BytesValue>()!.Content;
                writer.WriteVarint(content.Length);
                writer.WriteBytes(content);
                break;
            case ValueKind.List:
                WriteList(writer, value.AsList());
                break;
            default:
                throw new InvalidOperationException($"A value of the kind {value.Kind} cannot be kept as a property.");
        }
    }

    public static Value Read(SnapshotReader reader)
    {
        var kind = (ValueKind)reader.ReadByte();
        return kind == ValueKind.List ? ReadList(reader) : ReadSimple(reader, kind);
    }

    private static Value ReadSimple(SnapshotReader reader, ValueKind kind) => kind switch
    {
        ValueKind.Boolean => Value.Of(reader.ReadByte() != 0),
        ValueKind.Integer => Value.Of(reader.ReadSigned()),
        ValueKind.Date => Value.DateFromEpochDay(reader.ReadSigned()),
        ValueKind.LocalTime => Value.LocalTimeFromNanosecond(reader.ReadSigned()),
        ValueKind.Float => Value.Of(BitConverter.Int64BitsToDouble(reader.ReadBits())),
        ValueKind.String => Value.Of(reader.ReadString()),
        ValueKind.Bytes => Value.Of(new BytesValue(reader.ReadBytes(reader.ReadVarint()))),
        _ => throw reader.Damaged($"a property of the unknown kind {(int)kind}"),
    };

    // Lists hold no lists, so that reading needs no recursion.
    private static void WriteList(SnapshotWriter writer, ListValue list)
    {
        writer.WriteVarint(list.Count);
        foreach (var item in list.Items)
        {
            if (item.Kind is ValueKind.List or ValueKind.Null)
            {
                throw new InvalidOperationException($"A list with an item of the kind {item.Kind} cannot be kept as a property.");
            }

            Write(writer, item);
        }
    }

    private static Value ReadList(SnapshotReader reader)
    {
        var items = new List<Value>();
        for (var count = reader.ReadBelow(int.MaxValue); count > 0; count--)
        {
            items.Add(ReadSimple(reader, (ValueKind)reader.ReadByte()));
        }

        return Value.Of([.. items]);
    }
}

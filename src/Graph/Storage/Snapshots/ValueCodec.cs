using CoEvolve.Graph.Storage.Fields;
using CoEvolve.Graph.Values;
using CoEvolve.Graph.Values.Temporal;

namespace CoEvolve.Graph.Storage.Snapshots;

/// <summary>Property values as bytes: the number of the kind, then what the kind needs (FORMAT.md has the table).</summary>
internal static class ValueCodec
{
    /// <exception cref="InvalidOperationException">The value is of a kind that no property can have.</exception>
    public static void Write(FieldWriter writer, Value value)
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
            case ValueKind.Point:
                WritePoint(writer, value.Heap<PointValue>()!);
                break;
            default:
                WriteTemporal(writer, value);
                break;
        }
    }

    public static Value Read(FieldReader reader)
    {
        var kind = (ValueKind)reader.ReadByte();
        return kind == ValueKind.List ? ReadList(reader) : ReadSimple(reader, kind);
    }

    private static Value ReadSimple(FieldReader reader, ValueKind kind) => kind switch
    {
        ValueKind.Boolean => Value.Of(reader.ReadByte() != 0),
        ValueKind.Integer => Value.Of(reader.ReadSigned()),
        ValueKind.Date => Value.DateFromEpochDay(reader.ReadSigned()),
        ValueKind.LocalTime => Value.LocalTimeFromNanosecond(reader.ReadSigned()),
        ValueKind.Float => Value.Of(BitConverter.Int64BitsToDouble(reader.ReadBits())),
        ValueKind.String => Value.Of(reader.ReadString()),
        ValueKind.Bytes => Value.Of(new BytesValue(reader.ReadBytes(reader.ReadVarint()))),
        ValueKind.Point => Value.Of(ReadPoint(reader)),
        ValueKind.Time => Value.Of(new TimeValue(reader.ReadVarint(), (int)reader.ReadSigned())),
        ValueKind.LocalDateTime => Value.Of(new LocalDateTimeValue(new LocalMoment(reader.ReadSigned(), (int)reader.ReadVarint()))),
        ValueKind.DateTime => Value.Of(ReadDateTime(reader)),
        ValueKind.Duration => Value.Of(DurationValue.Of(reader.ReadSigned(), reader.ReadSigned(), reader.ReadSigned(), reader.ReadVarint())),
        _ => throw reader.Damaged($"a property has the unknown kind {(int)kind}"),
    };

    private static void WritePoint(FieldWriter writer, PointValue point)
    {
        writer.WriteVarint(point.Srid);
        writer.WriteByte(point.Z is null ? (byte)2 : (byte)3);
        writer.WriteBits(BitConverter.DoubleToInt64Bits(point.X));
        writer.WriteBits(BitConverter.DoubleToInt64Bits(point.Y));
        if (point.Z is { } z)
        {
            writer.WriteBits(BitConverter.DoubleToInt64Bits(z));
        }
    }

    private static PointValue ReadPoint(FieldReader reader)
    {
        var srid = (int)reader.ReadVarint();
        var dimensions = reader.ReadByte();
        var x = BitConverter.Int64BitsToDouble(reader.ReadBits());
        var y = BitConverter.Int64BitsToDouble(reader.ReadBits());
        return new PointValue(srid, x, y, dimensions == 3 ? BitConverter.Int64BitsToDouble(reader.ReadBits()) : null);
    }

    private static void WriteTemporal(FieldWriter writer, Value value)
    {
        switch (value.Heap<HeapValue>())
        {
            case TimeValue time:
                writer.WriteVarint(time.NanosecondOfDay);
                writer.WriteSigned(time.OffsetSeconds);
                break;
            case LocalDateTimeValue local:
                writer.WriteSigned(local.EpochSecond);
                writer.WriteVarint(local.Nanosecond);
                break;
            case DateTimeValue zoned:
                writer.WriteSigned(zoned.EpochSecond);
                writer.WriteVarint(zoned.Nanosecond);
                writer.WriteSigned(zoned.OffsetSeconds);
                writer.WriteString(zoned.ZoneId ?? "");
                break;
            case DurationValue duration:
                writer.WriteSigned(duration.Months);
                writer.WriteSigned(duration.Days);
                writer.WriteSigned(duration.Seconds);
                writer.WriteVarint(duration.Nanoseconds);
                break;
            default:
                throw new InvalidOperationException($"A value of the kind {value.Kind} cannot be kept as a property.");
        }
    }

    private static DateTimeValue ReadDateTime(FieldReader reader)
    {
        var (second, nanosecond, offset) = (reader.ReadSigned(), (int)reader.ReadVarint(), (int)reader.ReadSigned());
        return new DateTimeValue(second, nanosecond, offset, reader.ReadString() is { Length: > 0 } zone ? zone : null);
    }

    // Lists hold no lists, so that reading needs no recursion.
    private static void WriteList(FieldWriter writer, ListValue list)
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

    private static Value ReadList(FieldReader reader)
    {
        var items = new List<Value>();
        for (var count = reader.ReadBelow(int.MaxValue); count > 0; count--)
        {
            items.Add(ReadSimple(reader, (ValueKind)reader.ReadByte()));
        }

        return Value.Of(new ListValue([.. items]) { IsStored = true });
    }
}

using System.Globalization;
using CoEvolve.Graph.Bolt.PackStream;
using CoEvolve.Graph.Values;
using CoEvolve.Graph.Values.Temporal;

namespace CoEvolve.Graph.Bolt.Messages;

/// <summary>Writes Cypher values.</summary>
internal static class ValueWriter
{
    public static void Write(PackWriter writer, ValueFormat format, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                writer.WriteNull();
                break;
            case ValueKind.Boolean:
                writer.Write(value.AsBoolean());
                break;
            case ValueKind.Integer:
                writer.Write(value.Bits);
                break;
            case ValueKind.Float:
                writer.Write(value.AsDouble());
                break;
            case ValueKind.String:
                writer.Write(value.AsString());
                break;
            case ValueKind.List:
                WriteList(writer, format, value.AsList());
                break;
            case ValueKind.Map:
                WriteMap(writer, format, value.AsMap());
                break;
            case ValueKind.Bytes:
                writer.Write(value.Heap<BytesValue>()!.Content);
                break;
            case ValueKind.Node:
                WriteNode(writer, format, value.AsNode());
                break;
            case ValueKind.Relationship:
                WriteRelationship(writer, format, value.AsRelationship());
                break;
            case ValueKind.Path:
                PathWriter.Write(writer, format, value.AsPath());
                break;
            case ValueKind.Point:
                WritePoint(writer, value.Heap<PointValue>()!);
                break;
            default:
                WriteTemporal(writer, format, value);
                break;
        }
    }

    public static void WriteMap(PackWriter writer, ValueFormat format, MapValue map)
    {
        var keys = map.KeySpan;
        var values = map.ValueSpan;
        writer.WriteMapHeader(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            writer.Write(keys[i]);
            Write(writer, format, values[i]);
        }
    }

    public static void WriteNode(PackWriter writer, ValueFormat format, NodeValue node)
    {
        writer.WriteStructureHeader(format.Version.HasElementIds ? 4 : 3, StructureTag.Node);
        writer.Write(node.Id);
        writer.WriteListHeader(node.Labels.Count);
        for (var i = 0; i < node.Labels.Count; i++)
        {
            writer.Write(node.Labels[i]);
        }

        WriteMap(writer, format, node.Properties);
        if (format.Version.HasElementIds)
        {
            WriteElementId(writer, "4", node.Id);
        }
    }

    /// <summary>As <c>elementId()</c> gives it.</summary>
    public static void WriteElementId(PackWriter writer, string kind, long id) =>
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{kind}:coevolve:{id}"));

    private static void WriteList(PackWriter writer, ValueFormat format, ListValue list)
    {
        var items = list.Items;
        writer.WriteListHeader(items.Length);
        foreach (var item in items)
        {
            Write(writer, format, item);
        }
    }

    private static void WriteRelationship(PackWriter writer, ValueFormat format, RelationshipValue relationship)
    {
        writer.WriteStructureHeader(format.Version.HasElementIds ? 8 : 5, StructureTag.Relationship);
        writer.Write(relationship.Id);
        writer.Write(relationship.StartId);
        writer.Write(relationship.EndId);
        writer.Write(relationship.Type);
        WriteMap(writer, format, relationship.Properties);
        if (format.Version.HasElementIds)
        {
            WriteElementId(writer, "5", relationship.Id);
            WriteElementId(writer, "4", relationship.StartId);
            WriteElementId(writer, "4", relationship.EndId);
        }
    }

    private static void WritePoint(PackWriter writer, PointValue point)
    {
        writer.WriteStructureHeader(point.Z is null ? 3 : 4, point.Z is null ? StructureTag.Point2D : StructureTag.Point3D);
        writer.Write((long)point.Srid);
        writer.Write(point.X);
        writer.Write(point.Y);
        if (point.Z is { } z)
        {
            writer.Write(z);
        }
    }

    private static void WriteTemporal(PackWriter writer, ValueFormat format, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Date:
                writer.WriteStructureHeader(1, StructureTag.Date);
                writer.Write(value.Bits);
                break;
            case ValueKind.LocalTime:
                writer.WriteStructureHeader(1, StructureTag.LocalTime);
                writer.Write(value.Bits);
                break;
            case ValueKind.Time:
                var time = value.Heap<TimeValue>()!;
                writer.WriteStructureHeader(2, StructureTag.Time);
                writer.Write(time.NanosecondOfDay);
                writer.Write((long)time.OffsetSeconds);
                break;
            case ValueKind.LocalDateTime:
                var local = value.Heap<LocalDateTimeValue>()!;
                writer.WriteStructureHeader(2, StructureTag.LocalDateTime);
                writer.Write(local.EpochSecond);
                writer.Write((long)local.Nanosecond);
                break;
            case ValueKind.DateTime:
                WriteDateTime(writer, format, value.Heap<DateTimeValue>()!);
                break;
            case ValueKind.Duration:
                var duration = value.Heap<DurationValue>()!;
                writer.WriteStructureHeader(4, StructureTag.Duration);
                writer.Write(duration.Months);
                writer.Write(duration.Days);
                writer.Write(duration.Seconds);
                writer.Write((long)duration.Nanoseconds);
                break;
            default:
                throw new InvalidOperationException($"A {value.Kind} has no form on the wire.");
        }
    }

    private static void WriteDateTime(PackWriter writer, ValueFormat format, DateTimeValue value)
    {
        var (plain, zoned) = format.UsesUtc
            ? (StructureTag.DateTime, StructureTag.DateTimeInZone)
            : (StructureTag.LegacyDateTime, StructureTag.LegacyDateTimeInZone);
        writer.WriteStructureHeader(3, value.ZoneId is null ? plain : zoned);
        writer.Write(format.UsesUtc ? value.EpochSecond : value.EpochSecond + value.OffsetSeconds);
        writer.Write((long)value.Nanosecond);
        if (value.ZoneId is { } zone)
        {
            writer.Write(zone);
        }
        else
        {
            writer.Write((long)value.OffsetSeconds);
        }
    }
}

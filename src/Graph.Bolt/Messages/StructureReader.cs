using CoEvolve.Graph.Bolt.PackStream;
using CoEvolve.Graph.Values;
using CoEvolve.Graph.Values.Temporal;

namespace CoEvolve.Graph.Bolt.Messages;

/// <summary>Reads the structures that stand for values, and refuses what lies outside their ranges.</summary>
internal static class StructureReader
{
    private const long LastNanosecondOfDay = LocalMoment.NanosecondsPerDay - 1;
    private const int LastNanosecond = 999_999_999;

    /// <summary>Seconds since 1970 that the calendar's years allow, a day off at both ends so that any offset stays inside.</summary>
    private const long MaxSecond = 31_556_889_864_000_000;

    public static Value Read(ref PackReader reader, ValueFormat format, int depth)
    {
        var (fields, tag) = reader.ReadStructureHeader();
        switch (tag)
        {
            case StructureTag.Date:
                Require(fields, 1);
                return Value.DateFromEpochDay(Within(reader.ReadInteger(), -365_243_219_162, 365_241_780_471, "day"));
            case StructureTag.LocalTime:
                Require(fields, 1);
                return Value.LocalTimeFromNanosecond(Within(reader.ReadInteger(), 0, LastNanosecondOfDay, "nanosecond of the day"));
            case StructureTag.Time:
                Require(fields, 2);
                return Value.Of(new TimeValue(Within(reader.ReadInteger(), 0, LastNanosecondOfDay, "nanosecond of the day"), Offset(ref reader)));
            case StructureTag.LocalDateTime:
                Require(fields, 2);
                return Value.Of(new LocalDateTimeValue(new(Second(ref reader), Nanosecond(ref reader))));
            case StructureTag.DateTime or StructureTag.DateTimeInZone when format.UsesUtc:
            case StructureTag.LegacyDateTime or StructureTag.LegacyDateTimeInZone when !format.UsesUtc:
                Require(fields, 3);
                return Value.Of(DateTime(ref reader, tag));
            case StructureTag.Duration:
                Require(fields, 4);
                return Value.Of(Duration(ref reader));
            case StructureTag.Point2D:
                Require(fields, 3);
                return Value.Of(Point(ref reader, threeDimensional: false));
            case StructureTag.Point3D:
                Require(fields, 4);
                return Value.Of(Point(ref reader, threeDimensional: true));
            case StructureTag.Node or StructureTag.Relationship or StructureTag.Path when format.TakesEntities:
                return EntityReader.Read(ref reader, format, tag, fields, depth);
            default:
                throw new PackFormatException($"Unexpected struct tag: 0x{tag:X2}");
        }
    }

    internal static void Require(int fields, int wanted)
    {
        if (fields != wanted)
        {
            throw new PackFormatException($"Illegal struct size: Expected struct to be {wanted} fields but got {fields}");
        }
    }

    private static DateTimeValue DateTime(ref PackReader reader, byte tag)
    {
        var second = Second(ref reader);
        var nanosecond = Nanosecond(ref reader);
        var zone = tag is StructureTag.DateTimeInZone or StructureTag.LegacyDateTimeInZone
            ? NamedZone(reader.ReadString())
            : Zone.OfOffset(Offset(ref reader));
        return tag is StructureTag.DateTime or StructureTag.DateTimeInZone
            ? DateTimeValue.AtInstant(second, nanosecond, zone)
            : DateTimeValue.AtLocal(new(second, nanosecond), zone);
    }

    private static Zone NamedZone(string id) =>
        Zone.TryNamed(id, out var zone) ? zone : throw new PackFormatException($"Illegal zone identifier: \"{id}\"");

    private static DurationValue Duration(ref PackReader reader)
    {
        var (months, days, seconds) = (reader.ReadInteger(), reader.ReadInteger(), reader.ReadInteger());
        try
        {
            return DurationValue.Of(months, days, seconds, reader.ReadInteger());
        }
        catch (CypherException tooLong)
        {
            throw new PackFormatException(tooLong.Message);
        }
    }

    private static PointValue Point(ref PackReader reader, bool threeDimensional)
    {
        var srid = reader.ReadInteger();
        var known = threeDimensional
            ? srid is PointValue.Wgs84InThreeDimensions or PointValue.CartesianInThreeDimensions
            : srid is PointValue.Wgs84 or PointValue.Cartesian;
        if (!known)
        {
            throw new PackFormatException($"Illegal coordinate reference system: \"{srid}\"");
        }

        var (x, y) = (reader.ReadFloat(), reader.ReadFloat());
        return new((int)srid, x, y, threeDimensional ? reader.ReadFloat() : null);
    }

    private static long Second(ref PackReader reader) => Within(reader.ReadInteger(), -MaxSecond, MaxSecond, "second");

    private static int Nanosecond(ref PackReader reader) => (int)Within(reader.ReadInteger(), 0, LastNanosecond, "nanosecond");

    private static int Offset(ref PackReader reader) => (int)Within(reader.ReadInteger(), -Zone.MaxOffsetSeconds, Zone.MaxOffsetSeconds, "offset in seconds");

    private static long Within(long value, long least, long most, string what) =>
        value >= least && value <= most ? value : throw new PackFormatException($"{value} is no {what}: it must lie between {least} and {most}");
}

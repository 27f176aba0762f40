using System.Globalization;
using CoEvolve.Graph.Values;
using CoEvolve.Graph.Values.Temporal;

namespace CoEvolve.Graph.Conformance.Values;

/// <summary>
/// One fixed text for each date, time, duration, point and byte array, as the recorded answers write them: nine digits of the second, a
/// numeric offset, or the instant in UTC and the zone; a duration's four numbers; a point's system and coordinates. Worked out here from the
/// values' fields, so that a mistake in the engine's own formatting cannot hide one in its values.
/// </summary>
internal static class CanonicalText
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long SecondsPerDay = 86_400;

    public static bool IsTemporal(ValueKind kind) =>
        kind is ValueKind.Date or ValueKind.LocalTime or ValueKind.Time or ValueKind.LocalDateTime or ValueKind.DateTime or ValueKind.Duration;

    /// <summary>
    /// The text that the TCK states, which is the one of Java's time classes: no seconds where they are zero, their fraction in groups of three
    /// digits, Z for no offset. (Cypher's own toString() always writes the seconds.) Durations read as Cypher writes them.
    /// </summary>
    public static string AsTckWritesIt(Value value) => value.Kind switch
    {
        ValueKind.LocalTime => Short(TimeOfDay(value.Bits)),
        ValueKind.Time when value.Heap<TimeValue>() is { } time => Short(TimeOfDay(time.NanosecondOfDay)) + OffsetOrZ(time.OffsetSeconds),
        ValueKind.LocalDateTime when value.Heap<LocalDateTimeValue>() is { } local => Short(Moment(local.EpochSecond, local.Nanosecond)),
        ValueKind.DateTime when value.Heap<DateTimeValue>() is { } zoned =>
            Short(Moment(zoned.EpochSecond + zoned.OffsetSeconds, zoned.Nanosecond)) + OffsetOrZ(zoned.OffsetSeconds)
            + (zoned.ZoneId is { } zone ? $"[{zone}]" : ""),
        ValueKind.Duration => TemporalText.Format(value),
        _ => Of(value),
    };

    public static string Of(Value value) => value.Kind switch
    {
        ValueKind.Date => Day(value.Bits),
        ValueKind.LocalTime => TimeOfDay(value.Bits),
        ValueKind.Time when value.Heap<TimeValue>() is { } time => TimeOfDay(time.NanosecondOfDay) + Offset(time.OffsetSeconds),
        ValueKind.LocalDateTime when value.Heap<LocalDateTimeValue>() is { } local => Moment(local.EpochSecond, local.Nanosecond),
        ValueKind.DateTime when value.Heap<DateTimeValue>() is { } zoned => zoned.ZoneId is { } zone
            ? $"{Moment(zoned.EpochSecond, zoned.Nanosecond)}Z[{zone}]"
            : Moment(zoned.EpochSecond + zoned.OffsetSeconds, zoned.Nanosecond) + Offset(zoned.OffsetSeconds),
        ValueKind.Duration when value.Heap<DurationValue>() is { } duration =>
            string.Create(CultureInfo.InvariantCulture, $"{duration.Months} {duration.Days} {duration.Seconds} {duration.Nanoseconds}"),
        ValueKind.Point when value.Heap<PointValue>() is { } point => Point(point),
        ValueKind.Bytes when value.Heap<BytesValue>() is { } bytes => Convert.ToHexString(bytes.Content),
        _ => throw new ArgumentException($"A {value.Kind} has no canonical text.", nameof(value)),
    };

    private static string Point(PointValue point) =>
        string.Join(' ', new[] { point.X, point.Y }.Concat(point.Z is { } z ? [z] : []).Select(Notation.Float).Prepend(point.Srid.ToString(CultureInfo.InvariantCulture)));

    private static string Moment(long epochSecond, long nanosecond)
    {
        var day = Math.DivRem(epochSecond, SecondsPerDay, out var second);
        return second < 0
            ? $"{Day(day - 1)}T{TimeOfDay(((second + SecondsPerDay) * NanosecondsPerSecond) + nanosecond)}"
            : $"{Day(day)}T{TimeOfDay((second * NanosecondsPerSecond) + nanosecond)}";
    }

    private static string TimeOfDay(long nanosecond)
    {
        var second = nanosecond / NanosecondsPerSecond;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{second / 3600:00}:{second / 60 % 60:00}:{second % 60:00}.{nanosecond % NanosecondsPerSecond:000000000}");
    }

    private static string Short(string time)
    {
        foreach (var zeros in (ReadOnlySpan<string>)[":00.000000000", ".000000000", "000000", "000"])
        {
            if (time.EndsWith(zeros, StringComparison.Ordinal))
            {
                return time[..^zeros.Length];
            }
        }

        return time;
    }

    private static string OffsetOrZ(int seconds) => seconds == 0 ? "Z" : Offset(seconds);

    private static string Offset(int seconds)
    {
        var amount = Math.Abs(seconds);
        var text = string.Create(CultureInfo.InvariantCulture, $"{(seconds < 0 ? '-' : '+')}{amount / 3600:00}:{amount / 60 % 60:00}");
        return amount % 60 == 0 ? text : text + string.Create(CultureInfo.InvariantCulture, $":{amount % 60:00}");
    }

    /// <summary>ISO 8601 of the proleptic Gregorian calendar; years above 9999 carry a plus sign, as Java writes them.</summary>
    /// <remarks>
    /// Counts in eras of 400 years (146,097 days) that begin on 1 March, so that the leap day is the last of its year: the day of the era
    /// gives the year by taking out the leap days before it, and the months from March on have 153 days in every five.
    /// </remarks>
    private static string Day(long epochDay)
    {
        var shifted = epochDay + 719_468;
        var era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097;
        var dayOfEra = shifted - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1_460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var month = ((5 * dayOfYear) + 2) / 153;
        var day = dayOfYear - (((153 * month) + 2) / 5) + 1;
        var year = yearOfEra + (era * 400) + (month >= 10 ? 1 : 0);
        var sign = year < 0 ? "-" : year > 9999 ? "+" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{Math.Abs(year):0000}-{(month < 10 ? month + 3 : month - 9):00}-{day:00}");
    }
}

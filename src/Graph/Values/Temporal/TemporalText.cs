using System.Globalization;
using System.Text;

namespace CoEvolve.Graph.Values.Temporal;

/// <summary>Temporal values as ISO 8601 text, as <c>toString()</c> gives it.</summary>
internal static partial class TemporalText
{
    /// <summary>The text of a temporal value; what the functions of its kind parse back to an equal value.</summary>
    public static string Format(Value value)
    {
        var text = new StringBuilder(40);
        switch (value.Kind)
        {
            case ValueKind.Date:
                AppendDate(text, value.Bits);
                break;
            case ValueKind.LocalTime:
                AppendClock(text, value.Bits);
                break;
            case ValueKind.Time:
                var time = value.Heap<TimeValue>()!;
                AppendClock(text, time.NanosecondOfDay);
                text.Append(FormatOffset(time.OffsetSeconds));
                break;
            case ValueKind.LocalDateTime:
                AppendLocal(text, value.Heap<LocalDateTimeValue>()!.Moment);
                break;
            case ValueKind.DateTime:
                AppendZoned(text, value.Heap<DateTimeValue>()!);
                break;
            case ValueKind.Duration:
                AppendDuration(text, value.Heap<DurationValue>()!);
                break;
            default:
                throw new ArgumentException($"A {value.Kind} is not a temporal value.", nameof(value));
        }

        return text.ToString();
    }

    /// <summary><c>Z</c>, or sign, hours and minutes, and seconds where there are any: <c>+05:30</c>.</summary>
    public static string FormatOffset(int offsetSeconds)
    {
        if (offsetSeconds == 0)
        {
            return "Z";
        }

        var magnitude = Math.Abs(offsetSeconds);
        var text = string.Create(CultureInfo.InvariantCulture, $"{(offsetSeconds < 0 ? '-' : '+')}{magnitude / 3600:00}:{magnitude / 60 % 60:00}");
        return magnitude % 60 == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}:{magnitude % 60:00}");
    }

    private static void AppendDate(StringBuilder text, long epochDay)
    {
        var (year, month, day) = CalendarDay.FromEpochDay(epochDay);
        // ISO 8601 wants a sign where the year has more than four digits or is negative.
        text.Append(year < 0 ? "-" : year > 9999 ? "+" : string.Empty);
        text.Append(CultureInfo.InvariantCulture, $"{Math.Abs(year):0000}-{month:00}-{day:00}");
    }

    private static void AppendClock(StringBuilder text, long nanosecondOfDay)
    {
        var (second, nanosecond) = Math.DivRem(nanosecondOfDay, LocalMoment.NanosecondsPerSecond);
        text.Append(CultureInfo.InvariantCulture, $"{second / 3600:00}:{second / 60 % 60:00}:{second % 60:00}");
        AppendFraction(text, nanosecond);
    }

    private static void AppendFraction(StringBuilder text, long nanosecond)
    {
        if (nanosecond != 0)
        {
            text.Append('.').Append(nanosecond.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0'));
        }
    }

    private static void AppendLocal(StringBuilder text, LocalMoment moment)
    {
        AppendDate(text, moment.EpochDay);
        text.Append('T');
        AppendClock(text, moment.NanosecondOfDay);
    }

    private static void AppendZoned(StringBuilder text, DateTimeValue value)
    {
        AppendLocal(text, value.Local);
        text.Append(FormatOffset(value.OffsetSeconds));
        if (value.ZoneId is not null)
        {
            text.Append('[').Append(value.ZoneId).Append(']');
        }
    }

    private static void AppendDuration(StringBuilder text, DurationValue duration)
    {
        text.Append('P');
        AppendAmount(text, duration.Months / 12, 'Y');
        AppendAmount(text, duration.Months % 12, 'M');
        AppendAmount(text, duration.Days, 'D');
        // Each part carries its own sign, so a negative time is told from zero downwards instead of rounded down.
        var negative = duration.Seconds < 0 && duration.Nanoseconds > 0;
        var seconds = negative ? duration.Seconds + 1 : duration.Seconds;
        var nanoseconds = negative ? LocalMoment.NanosecondsPerSecond - duration.Nanoseconds : duration.Nanoseconds;
        if (seconds != 0 || nanoseconds != 0)
        {
            text.Append('T');
            AppendAmount(text, seconds / 3600, 'H');
            AppendAmount(text, seconds / 60 % 60, 'M');
            AppendSeconds(text, seconds % 60, nanoseconds, negative);
        }

        if (text.Length == 1)
        {
            text.Append("T0S");
        }
    }

    private static void AppendAmount(StringBuilder text, long amount, char unit)
    {
        if (amount != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{amount}{unit}");
        }
    }

    private static void AppendSeconds(StringBuilder text, long seconds, long nanoseconds, bool negative)
    {
        if (seconds == 0 && nanoseconds == 0)
        {
            return;
        }

        text.Append(negative && seconds == 0 ? "-" : string.Empty).Append(seconds.ToString(CultureInfo.InvariantCulture));
        AppendFraction(text, nanoseconds);
        text.Append('S');
    }
}

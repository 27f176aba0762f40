using CoEvolve.Graph.Values;
using CoEvolve.Graph.Values.Temporal;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary><c>date.truncate(unit, value, fields)</c> and its kin: the beginning of the unit in which a value lies, with some fields set anew.</summary>
internal static class TemporalTruncation
{
    /// <summary>From large to small; from <see cref="DayIndex"/> upwards a unit needs a date, below it a time of day.</summary>
    private static readonly string[] Units =
    [
        "millennium", "century", "decade", "year", "weekYear", "quarter", "month", "week", "day",
        "hour", "minute", "second", "millisecond", "microsecond",
    ];

    private const int DayIndex = 8;

    public static Value Truncate(ValueKind kind, Value unit, Value input, Value fields, long nowEpochSecond)
    {
        if (!unit.IsString || input.Kind is not (ValueKind.Date or ValueKind.LocalTime or ValueKind.Time or ValueKind.LocalDateTime or ValueKind.DateTime)
            || fields.Kind is not (ValueKind.Null or ValueKind.Map))
        {
            throw TemporalErrors.WrongCall("A truncation takes the name of a unit, a temporal value and a map of components.");
        }

        var index = Array.IndexOf(Units, unit.AsString());
        if (index < 0)
        {
            throw CypherErrors.ExecutionFailed($"There is no unit '{unit.AsString()}' to truncate to.");
        }

        var changes = new TemporalFields(fields.IsNull ? MapValue.Empty : fields.AsMap());
        changes.Forbid("truncated value", "date", "time", "datetime", "epochSeconds", "epochMillis");
        return kind is ValueKind.LocalTime or ValueKind.Time
            ? TruncateTime(kind, index, input, changes, nowEpochSecond)
            : TruncateDated(kind, index, input, changes);
    }

    private static Value TruncateTime(ValueKind kind, int unit, Value input, TemporalFields fields, long nowEpochSecond)
    {
        if (unit < DayIndex)
        {
            throw CypherErrors.Type($"A time of day cannot be truncated to a {Units[unit]}.");
        }

        fields.ForbidDatePart("time");
        var clock = Clock(unit, TemporalConstruction.ClockOf(input), fields);
        var offset = fields.TimeZone()?.OffsetAt(nowEpochSecond) ?? TemporalConstruction.ZoneOf(input).Offset ?? 0;
        return kind == ValueKind.LocalTime ? Value.LocalTimeFromNanosecond(clock) : TemporalConstruction.TimeOf(clock, offset, offset);
    }

    private static Value TruncateDated(ValueKind kind, int unit, Value input, TemporalFields fields)
    {
        if (unit > DayIndex && kind == ValueKind.Date)
        {
            throw CypherErrors.Type($"A date cannot be truncated to a {Units[unit]}.");
        }

        if (kind == ValueKind.Date)
        {
            fields.ForbidClockPart("date");
        }

        var day = fields.Day(FirstDay(unit, TemporalConstruction.DayOf(input)));
        var clock = kind == ValueKind.Date ? 0
            : Clock(unit, unit <= DayIndex ? 0 : TemporalConstruction.ClockOf(input), fields);
        var (zone, offset) = TemporalConstruction.ZoneOf(input);
        var told = fields.TimeZone() ?? zone ?? Zone.Utc;
        return TemporalConstruction.Assemble(kind, day, clock, told, told, offset);
    }

    private static long FirstDay(int unit, long epochDay)
    {
        var (year, month, _) = CalendarDay.FromEpochDay(epochDay);
        return Units[unit] switch
        {
            "millennium" => FirstOf(year, 1000),
            "century" => FirstOf(year, 100),
            "decade" => FirstOf(year, 10),
            "year" => FirstOf(year, 1),
            "weekYear" => CalendarDay.FirstMonday(CalendarDay.WeekOf(epochDay).WeekYear),
            "quarter" => CalendarDay.ToEpochDay(year, CalendarDay.FirstMonthOfQuarter(CalendarDay.QuarterOf(month)), 1),
            "month" => CalendarDay.ToEpochDay(year, month, 1),
            "week" => epochDay - CalendarDay.DayOfWeek(epochDay) + 1,
            _ => epochDay,
        };
    }

    private static long FirstOf(int year, int years) => CalendarDay.CheckedDay(CalendarDay.ToEpochDay(year - CalendarDay.FloorRemainder(year, years), 1, 1));

    private static long Clock(int unit, long nanosecondOfDay, TemporalFields fields)
    {
        var length = Units[unit] switch
        {
            "hour" => 3600 * LocalMoment.NanosecondsPerSecond,
            "minute" => 60 * LocalMoment.NanosecondsPerSecond,
            "second" => LocalMoment.NanosecondsPerSecond,
            "millisecond" => 1_000_000,
            "microsecond" => 1000,
            _ => LocalMoment.NanosecondsPerDay,
        };
        var start = nanosecondOfDay - (nanosecondOfDay % length);
        KeepFraction(unit, start % LocalMoment.NanosecondsPerSecond, fields);
        return fields.Clock(start);
    }

    /// <summary>A finer fraction that is set adds to the coarser one that truncation left, where it would else replace it.</summary>
    private static void KeepFraction(int unit, long nanosecond, TemporalFields fields)
    {
        if (Units[unit] == "millisecond" && !fields.Has("millisecond") && (fields.Has("microsecond") || fields.Has("nanosecond")))
        {
            fields.Set("millisecond", nanosecond / 1_000_000);
        }
        else if (Units[unit] == "microsecond" && !fields.Has("millisecond") && !fields.Has("microsecond") && fields.Has("nanosecond"))
        {
            fields.Set("microsecond", nanosecond / 1000);
        }
    }
}

using CoEvolve.Graph.Values;
using CoEvolve.Graph.Values.Temporal;
using NodaTime;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>Makes temporal values of the clock, of text, of maps of components and of other temporal values.</summary>
internal static class TemporalConstruction
{
    /// <summary>What <c>date(input)</c> and its kin answer. Relative to <paramref name="now"/> where the input asks for the current time.</summary>
    public static Value Of(ValueKind kind, Value input, Instant now) => input.Kind switch
    {
        ValueKind.Null => Value.Null,
        ValueKind.String => TemporalText.Parse(kind, input.AsString()),
        ValueKind.Map => OfFields(kind, new TemporalFields(input.AsMap()), now),
        ValueKind.Date or ValueKind.LocalTime or ValueKind.Time or ValueKind.LocalDateTime or ValueKind.DateTime => OfTemporal(kind, input),
        _ => throw TemporalErrors.WrongCall($"A {kind} cannot be made of a {input.Kind}."),
    };

    /// <summary>A reading of the clock in a zone.</summary>
    public static Value AtInstant(ValueKind kind, Instant instant, Zone zone)
    {
        var second = instant.ToUnixTimeSeconds();
        var nanosecond = (int)(instant - Instant.FromUnixTimeSeconds(second)).ToInt64Nanoseconds();
        return OfTemporal(kind, Value.Of(DateTimeValue.AtInstant(second, nanosecond, zone)));
    }

    /// <summary>
    /// A value of the kind from a day and a time of day, which the fields change. <paramref name="source"/> is the zone that the readings
    /// are in, and <paramref name="target"/> the one in which the value is told.
    /// </summary>
    public static Value Assemble(ValueKind kind, long day, long clock, Zone source, Zone target, int? offset)
    {
        switch (kind)
        {
            case ValueKind.Date:
                return Value.DateFromEpochDay(day);
            case ValueKind.LocalTime:
                return Value.LocalTimeFromNanosecond(clock);
            case ValueKind.LocalDateTime:
                return Value.Of(new LocalDateTimeValue(LocalMoment.At(day, clock)));
            default:
                var value = DateTimeValue.AtLocal(LocalMoment.At(day, clock), source, offset);
                return Value.Of(DateTimeValue.AtInstant(value.EpochSecond, value.Nanosecond, target));
        }
    }

    /// <summary>The day of a value. Throws a TypeError where it has none.</summary>
    public static long DayOf(Value value) => value.Kind switch
    {
        ValueKind.Date => value.Bits,
        ValueKind.LocalDateTime => value.Heap<LocalDateTimeValue>()!.Moment.EpochDay,
        ValueKind.DateTime => value.Heap<DateTimeValue>()!.Local.EpochDay,
        _ => throw CypherErrors.Type($"A {value.Kind} has no date."),
    };

    /// <summary>The nanosecond of the day of a value. Throws a TypeError where it has none.</summary>
    public static long ClockOf(Value value) => value.Kind switch
    {
        ValueKind.LocalTime => value.Bits,
        ValueKind.Time => value.Heap<TimeValue>()!.NanosecondOfDay,
        ValueKind.LocalDateTime => value.Heap<LocalDateTimeValue>()!.Moment.NanosecondOfDay,
        ValueKind.DateTime => value.Heap<DateTimeValue>()!.Local.NanosecondOfDay,
        _ => throw CypherErrors.Type($"A {value.Kind} has no time of day."),
    };

    /// <summary>The zone of a value and its offset there, or nulls.</summary>
    public static (Zone? Zone, int? Offset) ZoneOf(Value value)
    {
        if (value.Heap<DateTimeValue>() is { } zoned)
        {
            return (zoned.Zone, zoned.OffsetSeconds);
        }

        return value.Heap<TimeValue>() is { } time ? (Zone.OfOffset(time.OffsetSeconds), time.OffsetSeconds) : (null, null);
    }

    /// <summary>A time told with one offset, told with another.</summary>
    public static Value TimeOf(long clock, int sourceOffset, int targetOffset)
    {
        var moved = clock + ((targetOffset - sourceOffset) * LocalMoment.NanosecondsPerSecond);
        return Value.Of(new TimeValue(CalendarDay.FloorRemainder(moved, LocalMoment.NanosecondsPerDay), targetOffset));
    }

    private static Value OfTemporal(ValueKind kind, Value source)
    {
        var (zone, offset) = ZoneOf(source);
        return kind switch
        {
            ValueKind.Date => Value.DateFromEpochDay(DayOf(source)),
            ValueKind.LocalTime => Value.LocalTimeFromNanosecond(ClockOf(source)),
            ValueKind.Time => Value.Of(new TimeValue(ClockOf(source), offset ?? 0)),
            _ => Assemble(kind, DayOf(source), ClockOf(source), zone ?? Zone.Utc, zone ?? Zone.Utc, offset),
        };
    }

    private static Value OfFields(ValueKind kind, TemporalFields fields, Instant now)
    {
        if (fields.IsTimeZoneOnly)
        {
            return AtInstant(kind, now, fields.TimeZone()!.Value);
        }

        switch (kind)
        {
            case ValueKind.Date:
                fields.ForbidClockPart("date");
                return Value.DateFromEpochDay(fields.Day(fields.Has("date") ? DayOf(fields.Get("date")) : null));
            case ValueKind.LocalTime:
            case ValueKind.Time:
                fields.ForbidDatePart("time");
                return OfClockFields(kind, fields, now);
            default:
                return fields.HasEpoch ? OfEpoch(kind, fields) : OfDateTimeFields(kind, fields);
        }
    }

    private static Value OfClockFields(ValueKind kind, TemporalFields fields, Instant now)
    {
        var source = fields.Get("time");
        var clock = fields.Clock(source.IsNull ? null : ClockOf(source));
        if (kind == ValueKind.LocalTime)
        {
            return Value.LocalTimeFromNanosecond(clock);
        }

        var offset = ZoneOf(source).Offset;
        var target = fields.TimeZone()?.OffsetAt(now.ToUnixTimeSeconds());
        return TimeOf(clock, offset ?? target ?? 0, target ?? offset ?? 0);
    }

    private static Value OfDateTimeFields(ValueKind kind, TemporalFields fields)
    {
        var both = fields.Get("datetime");
        if (!both.IsNull)
        {
            fields.Forbid("date and time", "date", "time");
        }

        var (dateSource, clockSource) = both.IsNull ? (fields.Get("date"), fields.Get("time")) : (both, both);
        var day = fields.Day(dateSource.IsNull ? null : DayOf(dateSource));
        var clock = clockSource.IsNull && !fields.HasClockPart ? 0 : fields.Clock(clockSource.IsNull ? null : ClockOf(clockSource));
        var (zone, offset) = ZoneOf(clockSource);
        var told = fields.TimeZone();
        return Assemble(kind, day, clock, zone ?? told ?? Zone.Utc, told ?? zone ?? Zone.Utc, offset);
    }

    private static Value OfEpoch(ValueKind kind, TemporalFields fields)
    {
        if (kind != ValueKind.DateTime || fields.HasDatePart || fields.Has("date") || fields.Has("time") || fields.Has("datetime")
            || fields.Has("hour") || fields.Has("minute") || fields.Has("second") || (fields.Has("epochSeconds") && fields.Has("epochMillis")))
        {
            throw CypherErrors.Argument("Seconds or milliseconds since 1970 make a date and time with zone, with a fraction of a second and a timezone at most.");
        }

        long seconds, fraction = 0;
        if (fields.Number("epochMillis", long.MinValue, long.MaxValue) is { } millis)
        {
            fields.Forbid("date and time of milliseconds", "millisecond");
            seconds = CalendarDay.FloorDivide(millis, 1000);
            fraction = CalendarDay.FloorRemainder(millis, 1000) * 1_000_000;
        }
        else
        {
            seconds = fields.Number("epochSeconds", long.MinValue, long.MaxValue)!.Value;
        }

        return OfEpoch(seconds, fraction + (fields.Fraction() ?? 0), fields.TimeZone() ?? Zone.Utc);
    }

    /// <summary>The date and time so long after 1970-01-01T00:00Z.</summary>
    public static Value OfEpoch(long seconds, long nanoseconds, Zone zone)
    {
        try
        {
            var moment = default(LocalMoment).Plus(seconds, nanoseconds);
            return Value.Of(DateTimeValue.AtInstant(moment.EpochSecond, moment.Nanosecond, zone));
        }
        catch (OverflowException)
        {
            throw CypherErrors.Argument("So many seconds after 1970 lie outside the years that a date can have.");
        }
    }
}

namespace CoEvolve.Graph.Values.Temporal;

/// <summary>What <c>value.key</c> means for a temporal value, such as <c>date.year</c> or <c>duration.minutesOfHour</c>. Keys are read without regard to case.</summary>
internal static class TemporalComponents
{
    /// <summary>False when the subject is not a temporal value. Throws a TypeError for a key that its kind does not have.</summary>
    public static bool TryGet(Value subject, string key, out Value component)
    {
        switch (subject.Kind)
        {
            case ValueKind.Date:
                component = OfDate(subject.Bits, key) ?? throw Unknown(subject, key);
                return true;
            case ValueKind.LocalTime:
                component = OfClock(subject.Bits, key) ?? throw Unknown(subject, key);
                return true;
            case ValueKind.Time:
                var time = subject.Heap<TimeValue>()!;
                component = OfClock(time.NanosecondOfDay, key) ?? OfOffset(time.OffsetSeconds, null, key) ?? throw Unknown(subject, key);
                return true;
            case ValueKind.LocalDateTime:
                component = OfLocal(subject.Heap<LocalDateTimeValue>()!.Moment, key) ?? throw Unknown(subject, key);
                return true;
            case ValueKind.DateTime:
                component = OfZoned(subject.Heap<DateTimeValue>()!, key) ?? throw Unknown(subject, key);
                return true;
            case ValueKind.Duration:
                component = Value.Of(OfDuration(subject.Heap<DurationValue>()!, key) ?? throw Unknown(subject, key));
                return true;
            default:
                component = default;
                return false;
        }
    }

    private static Value? OfLocal(LocalMoment moment, string key)
        => OfDate(moment.EpochDay, key) ?? OfClock(moment.NanosecondOfDay, key);

    /// <summary>Before 1970, milliseconds round down but seconds are milliseconds cut off towards zero, as in Neo4j.</summary>
    private static Value? OfZoned(DateTimeValue value, string key)
    {
        var millis = (value.EpochSecond * 1000) + (value.Nanosecond / 1_000_000);
        return key.ToLowerInvariant() switch
        {
            "epochseconds" => Value.Of(millis / 1000),
            "epochmillis" => Value.Of(millis),
            _ => OfLocal(value.Local, key) ?? OfOffset(value.OffsetSeconds, value.ZoneId, key),
        };
    }

    private static Value? OfDate(long epochDay, string key)
    {
        var (year, month, day) = CalendarDay.FromEpochDay(epochDay);
        return key.ToLowerInvariant() switch
        {
            "year" => Value.Of(year),
            "quarter" => Value.Of(CalendarDay.QuarterOf(month)),
            "month" => Value.Of(month),
            "week" => Value.Of(CalendarDay.WeekOf(epochDay).Week),
            "weekyear" => Value.Of(CalendarDay.WeekOf(epochDay).WeekYear),
            "dayofquarter" or "quarterday" => Value.Of(CalendarDay.DayOfQuarter(epochDay)),
            "day" => Value.Of(day),
            "ordinalday" => Value.Of(CalendarDay.DayOfYear(epochDay)),
            "dayofweek" or "weekday" => Value.Of(CalendarDay.DayOfWeek(epochDay)),
            _ => null,
        };
    }

    private static Value? OfClock(long nanosecondOfDay, string key)
    {
        var (second, nanosecond) = Math.DivRem(nanosecondOfDay, LocalMoment.NanosecondsPerSecond);
        return key.ToLowerInvariant() switch
        {
            "hour" => Value.Of(second / 3600),
            "minute" => Value.Of(second / 60 % 60),
            "second" => Value.Of(second % 60),
            "millisecond" => Value.Of(nanosecond / 1_000_000),
            "microsecond" => Value.Of(nanosecond / 1000),
            "nanosecond" => Value.Of(nanosecond),
            _ => null,
        };
    }

    private static Value? OfOffset(int offsetSeconds, string? zoneId, string key) => key.ToLowerInvariant() switch
    {
        "timezone" => Value.Of(zoneId ?? TemporalText.FormatOffset(offsetSeconds)),
        "offset" => Value.Of(TemporalText.FormatOffset(offsetSeconds)),
        "offsetminutes" => Value.Of(offsetSeconds / 60),
        "offsetseconds" => Value.Of(offsetSeconds),
        _ => null,
    };

    /// <summary>Plural keys count everything of their group (months; days; seconds) in that unit, <c>…Of…</c> keys what larger units leave.</summary>
    private static long? OfDuration(DurationValue duration, string key)
    {
        try
        {
            return key.ToLowerInvariant() switch
            {
                "years" => duration.Months / 12,
                "quarters" => duration.Months / 3,
                "months" => duration.Months,
                "quartersofyear" => duration.Months / 3 % 4,
                "monthsofquarter" => duration.Months % 3,
                "monthsofyear" => duration.Months % 12,
                "weeks" => duration.Days / 7,
                "days" => duration.Days,
                "daysofweek" => duration.Days % 7,
                "hours" => duration.Seconds / 3600,
                "minutes" => duration.Seconds / 60,
                "seconds" => duration.Seconds,
                "minutesofhour" => duration.Seconds / 60 % 60,
                "secondsofminute" => duration.Seconds % 60,
                "milliseconds" => checked((duration.Seconds * 1000) + (duration.Nanoseconds / 1_000_000)),
                "microseconds" => checked((duration.Seconds * 1_000_000) + (duration.Nanoseconds / 1000)),
                "nanoseconds" => checked((duration.Seconds * LocalMoment.NanosecondsPerSecond) + duration.Nanoseconds),
                "millisecondsofsecond" => duration.Nanoseconds / 1_000_000,
                "microsecondsofsecond" => duration.Nanoseconds / 1000,
                "nanosecondsofsecond" => duration.Nanoseconds,
                _ => null,
            };
        }
        catch (OverflowException)
        {
            throw CypherErrors.Arithmetic($"The duration has more {key} than an integer can hold.");
        }
    }

    private static CypherException Unknown(Value subject, string key)
        => CypherErrors.Type($"A {subject.Kind} has no component '{key}'.");
}

namespace CoEvolve.Graph.Values.Temporal;

/// <summary>Sums, differences, products and quotients in which a duration takes part.</summary>
/// <remarks>Each operation answers false for a pair of kinds that it does not know, and throws when the result is out of range.</remarks>
internal static class TemporalArithmetic
{
    /// <summary>A point in time and a duration, in either order, or two durations.</summary>
    public static bool TryAdd(Value left, Value right, out Value result)
    {
        if (right.Kind == ValueKind.Duration)
        {
            return TryMove(left, right.Heap<DurationValue>()!, 1, out result);
        }

        if (left.Kind == ValueKind.Duration)
        {
            return TryMove(right, left.Heap<DurationValue>()!, 1, out result);
        }

        result = default;
        return false;
    }

    /// <summary>A point in time less a duration, or two durations.</summary>
    public static bool TrySubtract(Value left, Value right, out Value result)
    {
        if (right.Kind == ValueKind.Duration)
        {
            return TryMove(left, right.Heap<DurationValue>()!, -1, out result);
        }

        result = default;
        return false;
    }

    /// <summary>A duration and a number, in either order.</summary>
    public static bool TryMultiply(Value left, Value right, out Value result)
    {
        if (left.Kind == ValueKind.Duration && right.IsNumber)
        {
            result = Value.Of(Scale(left.Heap<DurationValue>()!, right));
            return true;
        }

        if (right.Kind == ValueKind.Duration && left.IsNumber)
        {
            result = Value.Of(Scale(right.Heap<DurationValue>()!, left));
            return true;
        }

        result = default;
        return false;
    }

    /// <summary>A duration by a number. By the integer 0 it is an ArithmeticError; by 0.0 an ArgumentError, unless every part is 0 or carried into one.</summary>
    public static bool TryDivide(Value left, Value right, out Value result)
    {
        if (left.Kind != ValueKind.Duration || !right.IsNumber)
        {
            result = default;
            return false;
        }

        if (right.IsInteger && right.AsInteger() == 0)
        {
            throw CypherErrors.Arithmetic("A duration cannot be divided by zero.");
        }

        var duration = left.Heap<DurationValue>()!;
        var divisor = right.AsDouble();
        result = Value.Of(DurationValue.OfFractions(
            duration.Months / divisor, duration.Days / divisor, duration.Seconds / divisor, duration.Nanoseconds / divisor));
        return true;
    }

    private static DurationValue Scale(DurationValue duration, Value factor)
    {
        if (factor.IsInteger)
        {
            Int128 times = factor.AsInteger();
            return DurationValue.Of(duration.Months * times, duration.Days * times, duration.Seconds * times, duration.Nanoseconds * times);
        }

        var by = factor.AsDouble();
        return DurationValue.OfFractions(duration.Months * by, duration.Days * by, duration.Seconds * by, duration.Nanoseconds * by);
    }

    private static bool TryMove(Value from, DurationValue by, int sign, out Value result)
    {
        try
        {
            result = from.Kind switch
            {
                ValueKind.Date => MoveDate(from.Bits, by, sign),
                ValueKind.LocalTime => Value.LocalTimeFromNanosecond(MoveClock(from.Bits, by, sign)),
                ValueKind.Time => MoveTime(from.Heap<TimeValue>()!, by, sign),
                ValueKind.LocalDateTime => Value.Of(new LocalDateTimeValue(MoveLocal(from.Heap<LocalDateTimeValue>()!.Moment, by, sign))),
                ValueKind.DateTime => Value.Of(MoveZoned(from.Heap<DateTimeValue>()!, by, sign)),
                ValueKind.Duration => Value.Of(Sum(from.Heap<DurationValue>()!, by, sign)),
                _ => default,
            };
            return !result.IsNull;
        }
        catch (OverflowException)
        {
            throw CypherErrors.Arithmetic("The result lies outside the years that a temporal value can have.");
        }
    }

    private static DurationValue Sum(DurationValue a, DurationValue b, int sign) => DurationValue.Of(
        a.Months + ((Int128)b.Months * sign),
        a.Days + ((Int128)b.Days * sign),
        a.Seconds + ((Int128)b.Seconds * sign),
        a.Nanoseconds + (Int128)(b.Nanoseconds * sign));

    /// <summary>A date takes whole days of 24 hours out of the seconds and drops the rest.</summary>
    private static Value MoveDate(long epochDay, DurationValue by, int sign)
    {
        var day = by.Months == 0 ? epochDay : CalendarDay.PlusMonths(epochDay, checked(by.Months * sign));
        day = CalendarDay.PlusDays(day, checked(by.Days * sign));
        return Value.DateFromEpochDay(CalendarDay.PlusDays(day, by.Seconds / CalendarDay.SecondsPerDay * sign));
    }

    private static Value MoveTime(TimeValue time, DurationValue by, int sign)
        => Value.Of(new TimeValue(MoveClock(time.NanosecondOfDay, by, sign), time.OffsetSeconds));

    /// <summary>A time of day goes round and takes no notice of months and days.</summary>
    private static long MoveClock(long nanosecondOfDay, DurationValue by, int sign)
    {
        var seconds = by.Seconds % CalendarDay.SecondsPerDay * sign;
        var moved = nanosecondOfDay + (seconds * LocalMoment.NanosecondsPerSecond) + (by.Nanoseconds * sign);
        return CalendarDay.FloorRemainder(moved, LocalMoment.NanosecondsPerDay);
    }

    private static LocalMoment MoveLocal(LocalMoment moment, DurationValue by, int sign)
    {
        moment = by.Months == 0 ? moment : moment.PlusMonths(checked(by.Months * sign));
        return moment.PlusDays(checked(by.Days * sign)).Plus(checked(by.Seconds * sign), by.Nanoseconds * sign);
    }

    /// <summary>Months and days move the calendar and keep the wall clock where they can; seconds move the instant.</summary>
    private static DateTimeValue MoveZoned(DateTimeValue value, DurationValue by, int sign)
    {
        if (by.Months != 0)
        {
            value = DateTimeValue.AtLocal(value.Local.PlusMonths(checked(by.Months * sign)), value.Zone, value.OffsetSeconds);
        }

        if (by.Days != 0)
        {
            value = DateTimeValue.AtLocal(value.Local.PlusDays(checked(by.Days * sign)), value.Zone, value.OffsetSeconds);
        }

        var instant = new LocalMoment(value.EpochSecond, value.Nanosecond).Plus(checked(by.Seconds * sign), by.Nanoseconds * sign);
        return DateTimeValue.AtInstant(instant.EpochSecond, instant.Nanosecond, value.Zone);
    }
}

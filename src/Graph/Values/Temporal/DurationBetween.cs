namespace CoEvolve.Graph.Values.Temporal;

/// <summary>
/// The time from one temporal value to another. A value without a date or without a zone borrows the other's; a date alone is its
/// midnight; when neither or only one has a date, the days do not count.
/// </summary>
internal readonly struct DurationBetween
{
    private readonly LocalMoment _from;
    private readonly LocalMoment _to;
    private readonly Zone? _zone;
    private readonly int? _fromOffset;
    private readonly int? _toOffset;
    private readonly bool _dated;
    private readonly bool _anyDate;

    private DurationBetween(Value from, Value to)
    {
        var (first, second) = (Reading.Of(from), Reading.Of(to));
        _dated = first.Day is not null && second.Day is not null;
        _anyDate = first.Day is not null || second.Day is not null;
        _zone = first.Zone ?? second.Zone;
        _from = LocalMoment.At(first.Day ?? second.Day ?? 0, first.Clock);
        _to = LocalMoment.At(second.Day ?? first.Day ?? 0, second.Clock);
        _fromOffset = first.Offset;
        _toOffset = second.Offset;
        if (first.Zone is not null && second.Zone is { } other)
        {
            // Calendar and clock are compared in the first value's zone.
            var instant = _to.EpochSecond - other.Resolve(_to.EpochSecond, _toOffset);
            var offset = first.Zone.Value.OffsetAt(instant);
            _to = new(instant + offset, _to.Nanosecond);
            _toOffset = offset;
        }
    }

    /// <summary>Whole months, then whole days, then the rest in seconds and nanoseconds.</summary>
    public static DurationValue InAll(Value from, Value to)
    {
        var between = new DurationBetween(from, to);
        if (!between._dated)
        {
            return between.Elapsed(between._from, between._fromOffset);
        }

        var months = MonthsBetween(between._from, between._to);
        var afterMonths = between._from.PlusMonths(months);
        var days = DaysBetween(afterMonths, between._to);
        var rest = between.Elapsed(afterMonths.PlusDays(days), between._fromOffset);
        return DurationValue.Of(months, days, rest.Seconds, rest.Nanoseconds);
    }

    public static DurationValue InMonths(Value from, Value to)
    {
        var between = WithDate(from, to);
        return DurationValue.Of(between._dated ? MonthsBetween(between._from, between._to) : 0, 0, 0, 0);
    }

    public static DurationValue InDays(Value from, Value to)
    {
        var between = WithDate(from, to);
        return DurationValue.Of(0, between._dated ? DaysBetween(between._from, between._to) : 0, 0, 0);
    }

    public static DurationValue InSeconds(Value from, Value to)
    {
        var between = new DurationBetween(from, to);
        return between.Elapsed(between._from, between._fromOffset);
    }

    private static DurationBetween WithDate(Value from, Value to)
    {
        var between = new DurationBetween(from, to);
        return between._anyDate ? between : throw CypherErrors.Type("Two times of day are not apart by months or days.");
    }

    /// <summary>Seconds on the time line where a zone is known, else on the clock's face.</summary>
    private DurationValue Elapsed(LocalMoment from, int? offset)
    {
        Int128 seconds = (Int128)_to.EpochSecond - from.EpochSecond;
        if (_zone is { } zone)
        {
            seconds += zone.Resolve(from.EpochSecond, offset) - zone.Resolve(_to.EpochSecond, _toOffset);
        }

        return DurationValue.Of(0, 0, seconds, _to.Nanosecond - from.Nanosecond);
    }

    private static long MonthsBetween(LocalMoment from, LocalMoment to) => CalendarDay.MonthsBetween(from.EpochDay, WholeDayOf(from, to));

    private static long DaysBetween(LocalMoment from, LocalMoment to) => WholeDayOf(from, to) - from.EpochDay;

    /// <summary>The day of <paramref name="to"/>, or one nearer where the time of day has not come round yet.</summary>
    private static long WholeDayOf(LocalMoment from, LocalMoment to)
    {
        var (fromDay, toDay) = (from.EpochDay, to.EpochDay);
        if (toDay > fromDay && to.NanosecondOfDay < from.NanosecondOfDay)
        {
            return toDay - 1;
        }

        return toDay < fromDay && to.NanosecondOfDay > from.NanosecondOfDay ? toDay + 1 : toDay;
    }

    /// <summary>The parts that a value has.</summary>
    private readonly record struct Reading(long? Day, long Clock, Zone? Zone, int? Offset)
    {
        public static Reading Of(Value value)
        {
            switch (value.Kind)
            {
                case ValueKind.Date:
                    return new(value.Bits, 0, null, null);
                case ValueKind.LocalTime:
                    return new(null, value.Bits, null, null);
                case ValueKind.Time:
                    var time = value.Heap<TimeValue>()!;
                    return new(null, time.NanosecondOfDay, Temporal.Zone.OfOffset(time.OffsetSeconds), time.OffsetSeconds);
                case ValueKind.LocalDateTime:
                    var local = value.Heap<LocalDateTimeValue>()!.Moment;
                    return new(local.EpochDay, local.NanosecondOfDay, null, null);
                case ValueKind.DateTime:
                    var zoned = value.Heap<DateTimeValue>()!;
                    return new(zoned.Local.EpochDay, zoned.Local.NanosecondOfDay, zoned.Zone, zoned.OffsetSeconds);
                default:
                    throw new ArgumentException($"A {value.Kind} is not a point in time.", nameof(value));
            }
        }
    }
}

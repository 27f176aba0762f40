namespace CoEvolve.Graph.Values.Temporal;

/// <summary>The order of temporal values of one kind, in ORDER BY and, except for durations, in comparisons.</summary>
internal static class TemporalOrder
{
    /// <summary>
    /// Negative, zero or positive as <paramref name="a"/> comes before, with or after <paramref name="b"/>; both must be of the same temporal kind.
    /// Zero only for equal values: zoned values of one instant go by offset and zone name, durations of one average length by their parts.
    /// </summary>
    public static int Compare(Value a, Value b) => a.Kind switch
    {
        ValueKind.Date or ValueKind.LocalTime => a.Bits.CompareTo(b.Bits),
        ValueKind.Time => Compare(a.Heap<TimeValue>()!, b.Heap<TimeValue>()!),
        ValueKind.LocalDateTime => a.Heap<LocalDateTimeValue>()!.Moment.CompareTo(b.Heap<LocalDateTimeValue>()!.Moment),
        ValueKind.DateTime => Compare(a.Heap<DateTimeValue>()!, b.Heap<DateTimeValue>()!),
        ValueKind.Duration => Compare(a.Heap<DurationValue>()!, b.Heap<DurationValue>()!),
        _ => throw new ArgumentException($"A {a.Kind} is not a temporal value.", nameof(a)),
    };

    private static int Compare(TimeValue a, TimeValue b)
    {
        var order = a.UtcNanosecond.CompareTo(b.UtcNanosecond);
        return order != 0 ? order : a.OffsetSeconds.CompareTo(b.OffsetSeconds);
    }

    private static int Compare(DateTimeValue a, DateTimeValue b)
    {
        var order = a.EpochSecond.CompareTo(b.EpochSecond);
        order = order != 0 ? order : a.Nanosecond.CompareTo(b.Nanosecond);
        order = order != 0 ? order : a.OffsetSeconds.CompareTo(b.OffsetSeconds);
        return order != 0 ? order : string.CompareOrdinal(a.ZoneId, b.ZoneId);
    }

    private static int Compare(DurationValue a, DurationValue b)
    {
        var order = a.AverageLength.CompareTo(b.AverageLength);
        order = order != 0 ? order : a.Months.CompareTo(b.Months);
        return order != 0 ? order : a.Days.CompareTo(b.Days);
    }
}

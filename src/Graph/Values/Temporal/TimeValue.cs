namespace CoEvolve.Graph.Values.Temporal;

/// <summary>A ZONED TIME: a time of day with an offset from UTC, without a date.</summary>
public sealed class TimeValue : HeapValue
{
    internal TimeValue(long nanosecondOfDay, int offsetSeconds)
    {
        NanosecondOfDay = nanosecondOfDay;
        OffsetSeconds = offsetSeconds;
    }

    /// <summary>Nanoseconds since midnight on the wall clock, 0 to 86,399,999,999,999.</summary>
    public long NanosecondOfDay { get; }

    /// <summary>Seconds that the wall clock is ahead of UTC, −64,800 to 64,800.</summary>
    public int OffsetSeconds { get; }

    internal override ValueKind Kind => ValueKind.Time;

    /// <summary>Nanoseconds since midnight in UTC; may lie outside one day, and then still orders times rightly.</summary>
    internal long UtcNanosecond => NanosecondOfDay - (OffsetSeconds * LocalMoment.NanosecondsPerSecond);

    internal override bool EquivalentTo(HeapValue other) => other is TimeValue time
        && time.NanosecondOfDay == NanosecondOfDay && time.OffsetSeconds == OffsetSeconds;

    internal override int EquivalenceHash() => HashCode.Combine(ValueKind.Time, NanosecondOfDay, OffsetSeconds);
}

namespace CoEvolve.Graph.Values.Temporal;

/// <summary>A LOCAL DATETIME: a date and a time of day on a clock whose zone is not told.</summary>
public sealed class LocalDateTimeValue : HeapValue
{
    internal LocalDateTimeValue(LocalMoment moment) => Moment = moment;

    /// <summary>Seconds since 1970-01-01T00:00 on that clock.</summary>
    public long EpochSecond => Moment.EpochSecond;

    /// <summary>Nanoseconds of the second, 0 to 999,999,999.</summary>
    public int Nanosecond => Moment.Nanosecond;

    internal LocalMoment Moment { get; }

    internal override ValueKind Kind => ValueKind.LocalDateTime;

    internal override bool EquivalentTo(HeapValue other) => other is LocalDateTimeValue value && value.Moment == Moment;

    internal override int EquivalenceHash() => HashCode.Combine(ValueKind.LocalDateTime, Moment);
}

namespace CoEvolve.Graph.Values.Temporal;

/// <summary>A ZONED DATETIME: an instant, and the offset or named time zone in which it is told.</summary>
/// <remarks>Two values are equal when instant, offset and zone name are; in order, the instant comes first.</remarks>
public sealed class DateTimeValue : HeapValue
{
    internal DateTimeValue(long epochSecond, int nanosecond, int offsetSeconds, string? zoneId)
    {
        EpochSecond = epochSecond;
        Nanosecond = nanosecond;
        OffsetSeconds = offsetSeconds;
        ZoneId = zoneId;
    }

    /// <summary>Seconds since 1970-01-01T00:00Z.</summary>
    public long EpochSecond { get; }

    /// <summary>Nanoseconds of the second, 0 to 999,999,999.</summary>
    public int Nanosecond { get; }

    /// <summary>Seconds that the wall clock is ahead of UTC at this instant, −64,800 to 64,800.</summary>
    public int OffsetSeconds { get; }

    /// <summary>The name of the time zone in the IANA data, or null where only the offset is known.</summary>
    public string? ZoneId { get; }

    internal Zone Zone => ZoneId is null ? Zone.OfOffset(OffsetSeconds) : Zone.Named(ZoneId);

    /// <summary>What calendar and wall clock show there.</summary>
    internal LocalMoment Local => new(EpochSecond + OffsetSeconds, Nanosecond);

    internal override ValueKind Kind => ValueKind.DateTime;

    internal static DateTimeValue AtInstant(long epochSecond, int nanosecond, Zone zone)
        => new(epochSecond, nanosecond, zone.OffsetAt(epochSecond), zone.Id);

    /// <summary>The instant at which clocks in the zone show this; see <see cref="Zone.Resolve"/> for readings that occur twice or never.</summary>
    internal static DateTimeValue AtLocal(LocalMoment local, Zone zone, int? preferredOffset = null)
        => AtInstant(local.EpochSecond - zone.Resolve(local.EpochSecond, preferredOffset), local.Nanosecond, zone);

    internal override bool EquivalentTo(HeapValue other) => other is DateTimeValue value
        && value.EpochSecond == EpochSecond && value.Nanosecond == Nanosecond
        && value.OffsetSeconds == OffsetSeconds && string.Equals(value.ZoneId, ZoneId, StringComparison.Ordinal);

    internal override int EquivalenceHash() => HashCode.Combine(ValueKind.DateTime, EpochSecond, Nanosecond, OffsetSeconds, ZoneId);
}

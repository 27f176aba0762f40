using NodaTime;

namespace CoEvolve.Graph.Values.Temporal;

/// <summary>A fixed offset from UTC, or a named time zone of the IANA data that NodaTime carries.</summary>
internal readonly struct Zone
{
    public const int MaxOffsetSeconds = 18 * 3600;

    /// <summary>The calendar and so the zone rules in force repeat after 400 years, which carries any later year back to NodaTime's range.</summary>
    private const long SecondsPerEra = 146_097 * CalendarDay.SecondsPerDay;

    private static readonly long LastSecond = Instant.FromUtc(9990, 1, 1, 0, 0).ToUnixTimeSeconds();
    private static readonly long FirstSecond = Instant.FromUtc(-9990, 1, 1, 0, 0).ToUnixTimeSeconds();

    private readonly int _offsetSeconds;
    private readonly DateTimeZone? _zone;

    private Zone(int offsetSeconds, DateTimeZone? zone)
    {
        _offsetSeconds = offsetSeconds;
        _zone = zone;
    }

    public static Zone Utc => default;

    /// <summary>The name in the IANA data, or null for a fixed offset.</summary>
    public string? Id => _zone?.Id;

    public static Zone OfOffset(int seconds) => new(seconds, null);

    /// <summary>The zone of a name that is known to exist.</summary>
    public static Zone Named(string id) => new(0, DateTimeZoneProviders.Tzdb[id]);

    public static bool TryNamed(string id, out Zone zone)
    {
        // The provider also answers ids of its own making, such as UTC+07.
        var found = DateTimeZoneProviders.Tzdb.Ids.Contains(id);
        zone = found ? Named(id) : default;
        return found;
    }

    /// <summary>Seconds that the wall clock is ahead of UTC at an instant.</summary>
    public int OffsetAt(long epochSecond) => _zone is null
        ? _offsetSeconds
        : _zone.GetUtcOffset(Instant.FromUnixTimeSeconds(WithinRange(epochSecond))).Seconds;

    /// <summary>
    /// The offset with which a reading of the zone's wall clock becomes an instant. A reading that occurs twice takes the preferred
    /// offset where that is one of the two, else the earlier instant; a reading that is skipped moves forward by the length of the gap.
    /// </summary>
    public int Resolve(long localSecond, int? preferredOffset)
    {
        if (_zone is null)
        {
            return _offsetSeconds;
        }

        var mapping = _zone.MapLocal(Instant.FromUnixTimeSeconds(WithinRange(localSecond)).InUtc().LocalDateTime);
        return mapping.Count switch
        {
            // The offset before the gap, applied past it, lands as far behind the gap as the reading was inside.
            0 => mapping.EarlyInterval.WallOffset.Seconds,
            1 => mapping.EarlyInterval.WallOffset.Seconds,
            _ => preferredOffset == mapping.LateInterval.WallOffset.Seconds
                ? mapping.LateInterval.WallOffset.Seconds
                : mapping.EarlyInterval.WallOffset.Seconds,
        };
    }

    private static long WithinRange(long second)
    {
        if (second < FirstSecond)
        {
            // No zone had rules then: each keeps the local mean time of its beginning.
            return FirstSecond;
        }

        return second <= LastSecond ? second : LastSecond - SecondsPerEra + ((second - LastSecond) % SecondsPerEra);
    }
}

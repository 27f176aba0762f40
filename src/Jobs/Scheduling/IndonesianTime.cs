using CoEvolve.Matching.Network;

namespace CoEvolve.Jobs.Scheduling;

/// <summary>
/// The three zones of Indonesia (Presidential Decree 41/1987): fixed distances from UTC without summer time, so no zone data has to be installed.
/// </summary>
public static class IndonesianTime
{
    /// <summary>Western: Sumatra, Java, West and Central Kalimantan.</summary>
    public static TimeZoneInfo Wib { get; } = Zone("WIB", 7);

    /// <summary>Central: Bali, Nusa Tenggara, South, East and North Kalimantan, Sulawesi.</summary>
    public static TimeZoneInfo Wita { get; } = Zone("WITA", 8);

    /// <summary>Eastern: Maluku and Papua.</summary>
    public static TimeZoneInfo Wit { get; } = Zone("WIT", 9);

    /// <summary>All three, from west to east.</summary>
    public static IReadOnlyList<TimeZoneInfo> All { get; } = [Wib, Wita, Wit];

    /// <summary>The zone of a seat, by the province in its code; Western for bodies of the region or nation, and for those without a seat.</summary>
    public static TimeZoneInfo Of(LocalityCode? seat) => seat is { Value: { Length: >= 2 } code } && int.TryParse(code.AsSpan(0, 2), out var province)
        ? province switch
        {
            51 or 52 or 53 or 63 or 64 or 65 or (>= 71 and <= 76) => Wita,
            >= 81 and <= 97 => Wit,
            _ => Wib,
        }
        : Wib;

    /// <summary>A zone by its name: WIB, WITA, WIT, UTC, or one that the system knows.</summary>
    /// <exception cref="TimeZoneNotFoundException">There is none.</exception>
    public static TimeZoneInfo Find(string name) => All.FirstOrDefault(zone => zone.Id == name) ?? (name == "UTC" ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(name));

    private static TimeZoneInfo Zone(string name, int hours) => TimeZoneInfo.CreateCustomTimeZone(name, TimeSpan.FromHours(hours), name, name);
}

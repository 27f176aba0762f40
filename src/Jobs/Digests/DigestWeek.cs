using System.Globalization;

namespace CoEvolve.Jobs.Digests;

/// <summary>A week of mails, by ISO 8601, in the reader's own zone.</summary>
public static class DigestWeek
{
    /// <summary>The week of an instant, such as <c>2026-W06</c>.</summary>
    public static string Of(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(local)}-W{ISOWeek.GetWeekOfYear(local):00}");
    }

    /// <summary>The Monday with which a week begins.</summary>
    public static DateOnly Monday(string week)
    {
        ArgumentNullException.ThrowIfNull(week);
        return DateOnly.FromDateTime(ISOWeek.ToDateTime(
            int.Parse(week.AsSpan(0, 4), CultureInfo.InvariantCulture), int.Parse(week.AsSpan(6), CultureInfo.InvariantCulture), DayOfWeek.Monday));
    }
}

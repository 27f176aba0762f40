using CoEvolve.Graph.Values;
using CoEvolve.Graph.Values.Temporal;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>The map of components from which a temporal value is made, such as <c>{year: 2020, week: 7, timezone: 'Asia/Jakarta'}</c>.</summary>
internal sealed class TemporalFields
{
    private static readonly string[] CalendarNames = ["month", "day"];
    private static readonly string[] WeekNames = ["week", "dayOfWeek"];
    private static readonly string[] QuarterNames = ["quarter", "dayOfQuarter"];
    private static readonly string[] OrdinalNames = ["ordinalDay"];
    private static readonly string[] ClockNames = ["hour", "minute", "second", "millisecond", "microsecond", "nanosecond"];
    private static readonly string[] SourceNames = ["date", "time", "datetime"];
    private static readonly string[] OtherNames = ["year", "timezone", "epochSeconds", "epochMillis"];

    private readonly Dictionary<string, Value> _fields = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Throws an ArgumentError for a name that no temporal value knows.</summary>
    public TemporalFields(MapValue map)
    {
        foreach (var (name, value) in map)
        {
            if (!IsKnown(name))
            {
                throw CypherErrors.Argument($"There is no temporal component '{name}'.");
            }

            _fields[name] = value;
        }
    }

    public bool HasDatePart => Has("year") || HasAny(CalendarNames) || HasAny(WeekNames) || HasAny(QuarterNames) || HasAny(OrdinalNames);

    public bool HasClockPart => HasAny(ClockNames);

    public bool HasEpoch => Has("epochSeconds") || Has("epochMillis");

    public bool HasTimeZone => Has("timezone");

    /// <summary>Whether the map asks for the current time in a zone.</summary>
    public bool IsTimeZoneOnly => _fields.Count == 1 && HasTimeZone;

    public bool Has(string name) => _fields.ContainsKey(name);

    public Value Get(string name) => _fields.GetValueOrDefault(name);

    public void Set(string name, long value) => _fields[name] = Value.Of(value);

    /// <summary>The zone that the map names, or null.</summary>
    public Zone? TimeZone() => !_fields.TryGetValue("timezone", out var zone) ? null
        : zone.IsString ? TemporalText.ParseZone(zone.AsString())
        : throw CypherErrors.Argument("timezone must be a string.");

    /// <summary>Throws an ArgumentError when one of the names stands in the map.</summary>
    public void Forbid(string kind, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Has(name))
            {
                throw CypherErrors.Argument($"A {kind} cannot be made with '{name}'.");
            }
        }
    }

    public void ForbidDatePart(string kind)
    {
        Forbid(kind, "year", "date", "datetime", "epochSeconds", "epochMillis");
        Forbid(kind, CalendarNames);
        Forbid(kind, WeekNames);
        Forbid(kind, QuarterNames);
        Forbid(kind, OrdinalNames);
    }

    public void ForbidClockPart(string kind)
    {
        Forbid(kind, "time", "datetime", "epochSeconds", "epochMillis");
        Forbid(kind, ClockNames);
    }

    /// <summary>The day that the map names. Of a base day, what the map does not name stays.</summary>
    public long Day(long? start)
    {
        var calendars = (HasAny(CalendarNames) ? 1 : 0) + (HasAny(WeekNames) ? 1 : 0) + (HasAny(QuarterNames) ? 1 : 0) + (HasAny(OrdinalNames) ? 1 : 0);
        if (calendars > 1)
        {
            throw CypherErrors.Argument("A date is told by month and day, by week, by quarter or by day of the year, not by two of these.");
        }

        if (start is null && !Has("year"))
        {
            throw Missing("year");
        }

        return HasAny(WeekNames) ? WeekDay(start)
            : HasAny(QuarterNames) ? QuarterDay(start)
            : HasAny(OrdinalNames) ? OrdinalDay(start)
            : CalendarDate(start);
    }

    /// <summary>The nanosecond of the day that the map names. Of a base time, what the map does not name stays.</summary>
    public long Clock(long? start)
    {
        if (start is null)
        {
            RequireInOrder("hour", "minute", "second");
            if (!Has("second") && (Has("millisecond") || Has("microsecond") || Has("nanosecond")))
            {
                throw CypherErrors.Argument("A fraction of a second cannot be given without second.");
            }
        }

        var seconds = (start ?? 0) / LocalMoment.NanosecondsPerSecond;
        var hour = Number("hour", 0, 23) ?? seconds / 3600;
        var minute = Number("minute", 0, 59) ?? seconds / 60 % 60;
        var second = Number("second", 0, 59) ?? seconds % 60;
        var nanosecond = Fraction() ?? (start ?? 0) % LocalMoment.NanosecondsPerSecond;
        return (((((hour * 60) + minute) * 60) + second) * LocalMoment.NanosecondsPerSecond) + nanosecond;
    }

    /// <summary>The nanoseconds of the second that the map names in up to three units, or null; the larger unit narrows what the smaller may be.</summary>
    public long? Fraction()
    {
        var millisecond = Number("millisecond", 0, 999);
        var microsecond = Number("microsecond", 0, millisecond is null ? 999_999 : 999);
        var nanosecond = Number("nanosecond", 0, microsecond is not null ? 999 : millisecond is not null ? 999_999 : 999_999_999);
        return millisecond is null && microsecond is null && nanosecond is null
            ? null
            : ((millisecond ?? 0) * 1_000_000) + ((microsecond ?? 0) * 1000) + (nanosecond ?? 0);
    }

    /// <summary>An integer field within its range, or null where the map lacks it.</summary>
    public long? Number(string name, long least, long most)
    {
        if (!_fields.TryGetValue(name, out var value))
        {
            return null;
        }

        if (!value.IsInteger)
        {
            throw CypherErrors.Argument($"{name} must be an integer.");
        }

        var number = value.AsInteger();
        return number >= least && number <= most
            ? number
            : throw CypherErrors.Argument($"{name} must lie between {least} and {most}; it is {number}.");
    }

    private long CalendarDate(long? start)
    {
        int? month = null, day = null;
        var year = Year();
        if (start is { } from)
        {
            var parts = CalendarDay.FromEpochDay(from);
            (year, month, day) = (year ?? parts.Year, parts.Month, parts.Day);
        }
        else
        {
            RequireInOrder("year", "month", "day");
        }

        var newMonth = (int)(Number("month", 1, 12) ?? month ?? 1);
        var length = CalendarDay.DaysInMonth(year!.Value, newMonth);
        if (Number("day", 1, 31) is not { } newDay)
        {
            newDay = Math.Min(day ?? 1, length);
        }

        return newDay <= length
            ? CalendarDay.ToEpochDay(year.Value, newMonth, (int)newDay)
            : throw CypherErrors.Argument($"Month {newMonth} of the year {year} has no day {newDay}.");
    }

    private long WeekDay(long? start)
    {
        if (start is null)
        {
            RequireInOrder("year", "week", "dayOfWeek");
        }

        var old = start is { } from ? CalendarDay.WeekOf(from) : default;
        var year = Year() ?? old.WeekYear;
        var week = Number("week", 1, 53) ?? old.Week;
        var weekday = Number("dayOfWeek", 1, 7) ?? (start is { } day ? CalendarDay.DayOfWeek(day) : 1);
        return week <= CalendarDay.WeeksInYear(year)
            ? CalendarDay.CheckedDay(CalendarDay.FirstMonday(year) + ((week - 1) * 7) + weekday - 1)
            : throw CypherErrors.Argument($"The year {year} has no week {week}.");
    }

    private long QuarterDay(long? start)
    {
        if (start is null)
        {
            RequireInOrder("year", "quarter", "dayOfQuarter");
        }

        var (oldYear, oldMonth, oldDay) = start is { } from ? CalendarDay.FromEpochDay(from) : (0, 1, 1);
        var year = Year() ?? oldYear;
        var quarter = (int)(Number("quarter", 1, 4) ?? CalendarDay.QuarterOf(oldMonth));
        var first = CalendarDay.FirstMonthOfQuarter(quarter);
        if (Number("dayOfQuarter", 1, 92) is not { } day)
        {
            var month = first + ((oldMonth - 1) % 3);
            return CalendarDay.ToEpochDay(year, month, Math.Min(oldDay, CalendarDay.DaysInMonth(year, month)));
        }

        return day <= CalendarDay.DaysInQuarter(year, quarter)
            ? CalendarDay.ToEpochDay(year, first, 1) + day - 1
            : throw CypherErrors.Argument($"Quarter {quarter} of the year {year} has no day {day}.");
    }

    private long OrdinalDay(long? start)
    {
        var year = Year() ?? CalendarDay.FromEpochDay(start!.Value).Year;
        var day = Number("ordinalDay", 1, 366)!.Value;
        return day <= CalendarDay.DaysInYear(year)
            ? CalendarDay.ToEpochDay(year, 1, 1) + day - 1
            : throw CypherErrors.Argument($"The year {year} has no day {day}.");
    }

    private int? Year() => (int?)Number("year", CalendarDay.MinYear, CalendarDay.MaxYear);

    /// <summary>Of parts from large to small, the first must be there, and none without the one before it.</summary>
    private void RequireInOrder(string first, string second, string third)
    {
        if (!Has(first))
        {
            throw Missing(first);
        }

        if (Has(third) && !Has(second))
        {
            throw CypherErrors.Argument($"{third} cannot be given without {second}.");
        }
    }

    private static CypherException Missing(string name) => CypherErrors.Argument($"{name} must be given.");

    private bool HasAny(string[] names) => Array.Exists(names, Has);

    private static bool IsKnown(string name)
    {
        ReadOnlySpan<string[]> groups = [CalendarNames, WeekNames, QuarterNames, OrdinalNames, ClockNames, SourceNames, OtherNames];
        foreach (var group in groups)
        {
            if (Array.Exists(group, known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }
}

namespace CoEvolve.Graph.Values.Temporal;

/// <summary>
/// The proleptic Gregorian calendar for years −999,999,999 to 999,999,999, as days since 1970-01-01.
/// NodaTime's calendar ends at year 9999, Cypher's does not.
/// </summary>
/// <remarks>
/// Days are counted in eras of 400 years (146,097 days, a whole number of weeks), each beginning on 1 March so that the leap day
/// comes last; see E. G. Richards, "Calendars", in the Explanatory Supplement to the Astronomical Almanac (2013), section 15.11.
/// </remarks>
internal static class CalendarDay
{
    public const int MinYear = -999_999_999;
    public const int MaxYear = 999_999_999;
    public const long SecondsPerDay = 86_400;

    private const int DaysPerEra = 146_097;
    private const int MarchFirstOfYearZero = 719_468;

    private static readonly long FirstDay = ToEpochDay(MinYear, 1, 1);
    private static readonly long LastDay = ToEpochDay(MaxYear, 12, 31);

    public static bool IsLeapYear(long year) => (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysInYear(long year) => IsLeapYear(year) ? 366 : 365;

    public static int DaysInMonth(long year, int month) => month switch
    {
        2 => IsLeapYear(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>Days since 1970-01-01 of a date whose parts are known to be valid.</summary>
    public static long ToEpochDay(long year, int month, int day)
    {
        var marchYear = month <= 2 ? year - 1 : year;
        var era = FloorDivide(marchYear, 400);
        var yearOfEra = marchYear - (era * 400);
        var dayOfMarchYear = (((153 * ((month + 9) % 12)) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfMarchYear;
        return (era * DaysPerEra) + dayOfEra - MarchFirstOfYearZero;
    }

    public static (int Year, int Month, int Day) FromEpochDay(long epochDay)
    {
        var shifted = epochDay + MarchFirstOfYearZero;
        var era = FloorDivide(shifted, DaysPerEra);
        var dayOfEra = shifted - (era * DaysPerEra);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        var dayOfMarchYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var marchMonth = ((5 * dayOfMarchYear) + 2) / 153;
        var day = dayOfMarchYear - (((153 * marchMonth) + 2) / 5) + 1;
        var month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        var year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
        return ((int)year, (int)month, (int)day);
    }

    /// <summary>1 for Monday to 7 for Sunday (ISO 8601).</summary>
    public static int DayOfWeek(long epochDay) => (int)FloorRemainder(epochDay + 3, 7) + 1;

    public static int DayOfYear(long epochDay) => (int)(epochDay - ToEpochDay(FromEpochDay(epochDay).Year, 1, 1)) + 1;

    /// <summary>The ISO 8601 week and the year that it counts in: the year that holds the week's Thursday.</summary>
    public static (int WeekYear, int Week) WeekOf(long epochDay)
    {
        var thursday = epochDay - DayOfWeek(epochDay) + 4;
        return (FromEpochDay(thursday).Year, ((DayOfYear(thursday) - 1) / 7) + 1);
    }

    /// <summary>The Monday of week 1: the week that holds 4 January.</summary>
    public static long FirstMonday(long weekYear)
    {
        var fourth = ToEpochDay(weekYear, 1, 4);
        return fourth - DayOfWeek(fourth) + 1;
    }

    public static int WeeksInYear(long weekYear) => (int)((FirstMonday(weekYear + 1) - FirstMonday(weekYear)) / 7);

    public static int DayOfQuarter(long epochDay)
    {
        var (year, month, _) = FromEpochDay(epochDay);
        return (int)(epochDay - ToEpochDay(year, FirstMonthOfQuarter(QuarterOf(month)), 1)) + 1;
    }

    public static int QuarterOf(int month) => ((month - 1) / 3) + 1;

    public static int FirstMonthOfQuarter(int quarter) => ((quarter - 1) * 3) + 1;

    public static int DaysInQuarter(long year, int quarter)
        => quarter switch { 1 => IsLeapYear(year) ? 91 : 90, 2 => 91, _ => 92 };

    /// <summary>The same day of the month so many months later, or the month's last day where it is shorter.</summary>
    public static long PlusMonths(long epochDay, long months)
    {
        var (year, month, day) = FromEpochDay(epochDay);
        var count = checked((year * 12L) + month - 1 + months);
        var newYear = Checked(FloorDivide(count, 12));
        var newMonth = (int)FloorRemainder(count, 12) + 1;
        return ToEpochDay(newYear, newMonth, Math.Min(day, DaysInMonth(newYear, newMonth)));
    }

    /// <summary>The day so many days later. Throws an ArithmeticError past the last year.</summary>
    public static long PlusDays(long epochDay, long days) => CheckedDay(checked(epochDay + days));

    /// <summary>Whole months between two days, rounded towards zero.</summary>
    public static long MonthsBetween(long from, long to)
    {
        var (fromYear, fromMonth, fromDay) = FromEpochDay(from);
        var (toYear, toMonth, toDay) = FromEpochDay(to);
        // No month has more than 31 days, so 32 keeps month and day apart in one number.
        var first = ((((fromYear * 12L) + fromMonth) * 32) + fromDay);
        var second = ((((toYear * 12L) + toMonth) * 32) + toDay);
        return (second - first) / 32;
    }

    public static long CheckedDay(long epochDay) => epochDay >= FirstDay && epochDay <= LastDay
        ? epochDay
        : throw OutOfRange(epochDay < 0 ? "before" : "after");

    public static long FloorDivide(long dividend, long divisor)
    {
        var (quotient, remainder) = Math.DivRem(dividend, divisor);
        return remainder < 0 ? quotient - 1 : quotient;
    }

    public static long FloorRemainder(long dividend, long divisor)
    {
        var remainder = dividend % divisor;
        return remainder < 0 ? remainder + divisor : remainder;
    }

    private static long Checked(long year) => year is >= MinYear and <= MaxYear
        ? year
        : throw OutOfRange(year < 0 ? "before" : "after");

    private static CypherException OutOfRange(string side)
        => CypherErrors.Arithmetic($"The result lies {side} the years {MinYear} to {MaxYear} that a date can have.");
}

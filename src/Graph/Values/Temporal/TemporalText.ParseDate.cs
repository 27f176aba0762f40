namespace CoEvolve.Graph.Values.Temporal;

/// <summary>Dates: calendar <c>2015-07-21</c>, week <c>2015-W30-2</c>, quarter <c>2015-Q2-60</c>, ordinal <c>2015-202</c>; without hyphens too.</summary>
internal static partial class TemporalText
{
    private static bool ScanDate(ref TextScanner scanner, out long epochDay)
    {
        epochDay = 0;
        if (!ScanYear(ref scanner, out var year))
        {
            return false;
        }

        var extended = scanner.Take('-');
        if (scanner.Take('W'))
        {
            return ScanWeekDate(ref scanner, year, extended, out epochDay);
        }

        if (scanner.Take('Q'))
        {
            return ScanQuarterDate(ref scanner, year, extended, out epochDay);
        }

        var digits = scanner.CountDigits();
        if (digits == 3)
        {
            return scanner.TakeDigits(3, out var ordinal) && Ordinal(year, ordinal, out epochDay);
        }

        if (digits == 0 && !extended)
        {
            return Calendar(year, 1, 1, out epochDay);
        }

        int month, day = 1;
        var complete = extended
            ? scanner.TakeOneOrTwoDigits(out month) && (!scanner.Take('-') || scanner.TakeOneOrTwoDigits(out day))
            : scanner.TakeDigits(2, out month) && (digits == 2 || (digits == 4 && scanner.TakeDigits(2, out day)));
        return complete && Calendar(year, month, day, out epochDay);
    }

    /// <summary>Four digits, or a sign and up to nine.</summary>
    private static bool ScanYear(ref TextScanner scanner, out int year)
    {
        var sign = scanner.TakeSign();
        var digits = sign == 0 ? 4 : scanner.CountDigits();
        year = 0;
        if (digits is 0 or > 9 || !scanner.TakeDigits(digits, out year))
        {
            return false;
        }

        year = sign < 0 ? -year : year;
        return true;
    }

    private static bool ScanWeekDate(ref TextScanner scanner, int year, bool extended, out long epochDay)
    {
        epochDay = 0;
        var weekday = 1;
        var digits = scanner.CountDigits();
        if (!scanner.TakeDigits(2, out var week) || week is < 1 or > 53)
        {
            return false;
        }

        var complete = extended ? !scanner.Take('-') || scanner.TakeDigits(1, out weekday) : digits == 2 || scanner.TakeDigits(1, out weekday);
        if (!complete || weekday is < 1 or > 7)
        {
            return false;
        }

        if (week > CalendarDay.WeeksInYear(year))
        {
            throw CypherErrors.Argument($"The year {year} has no week {week}.");
        }

        epochDay = CalendarDay.CheckedDay(CalendarDay.FirstMonday(year) + ((week - 1) * 7) + weekday - 1);
        return true;
    }

    private static bool ScanQuarterDate(ref TextScanner scanner, int year, bool extended, out long epochDay)
    {
        epochDay = 0;
        var day = 1;
        var digits = scanner.CountDigits();
        var complete = scanner.TakeDigits(1, out var quarter)
            && (extended ? !scanner.Take('-') || scanner.TakeOneOrTwoDigits(out day) : digits == 1 || scanner.TakeOneOrTwoDigits(out day));
        if (!complete || quarter is < 1 or > 4 || day < 1 || day > CalendarDay.DaysInQuarter(year, quarter))
        {
            return false;
        }

        epochDay = CalendarDay.ToEpochDay(year, CalendarDay.FirstMonthOfQuarter(quarter), 1) + day - 1;
        return true;
    }

    private static bool Calendar(int year, int month, int day, out long epochDay)
    {
        var valid = month is >= 1 and <= 12 && day >= 1 && day <= CalendarDay.DaysInMonth(year, month);
        epochDay = valid ? CalendarDay.ToEpochDay(year, month, day) : 0;
        return valid;
    }

    private static bool Ordinal(int year, int ordinal, out long epochDay)
    {
        var valid = ordinal >= 1 && ordinal <= CalendarDay.DaysInYear(year);
        epochDay = CalendarDay.ToEpochDay(year, 1, 1) + ordinal - 1;
        return valid;
    }
}

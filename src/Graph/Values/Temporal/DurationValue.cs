namespace CoEvolve.Graph.Values.Temporal;

/// <summary>
/// A DURATION in four parts that do not convert into each other: a month has no fixed number of days, nor a day (when clocks change)
/// of seconds.
/// </summary>
/// <remarks>Seconds are rounded down and <see cref="Nanoseconds"/> is never negative: −0.5 s is −1 s and 500,000,000 ns.</remarks>
public sealed class DurationValue : HeapValue
{
    /// <summary>A twelfth of the Gregorian year of 365.2425 days, in seconds: what fractions of a month and the order of durations count with.</summary>
    internal const long SecondsPerAverageMonth = 2_629_746;

    /// <summary>The duration of no length.</summary>
    internal static readonly DurationValue Zero = new(0, 0, 0, 0);

    private DurationValue(long months, long days, long seconds, int nanoseconds)
    {
        Months = months;
        Days = days;
        Seconds = seconds;
        Nanoseconds = nanoseconds;
    }

    /// <summary>Months; a year is twelve.</summary>
    public long Months { get; }

    /// <summary>Days; a week is seven.</summary>
    public long Days { get; }

    /// <summary>Seconds, rounded down.</summary>
    public long Seconds { get; }

    /// <summary>Nanoseconds that follow the seconds, 0 to 999,999,999.</summary>
    public int Nanoseconds { get; }

    internal override ValueKind Kind => ValueKind.Duration;

    /// <summary>The length with average months and days of 24 hours, in nanoseconds.</summary>
    internal Int128 AverageLength => (((Int128)Months * SecondsPerAverageMonth) + ((Int128)Days * CalendarDay.SecondsPerDay) + Seconds)
        * LocalMoment.NanosecondsPerSecond + Nanoseconds;

    /// <summary>
    /// A duration of these parts, of any sign. Throws an ArgumentError where it is longer, with average months, than 64 bits of seconds.
    /// </summary>
    internal static DurationValue Of(Int128 months, Int128 days, Int128 seconds, Int128 nanoseconds)
    {
        var carried = seconds + FloorDivide(nanoseconds, LocalMoment.NanosecondsPerSecond);
        var average = (months * SecondsPerAverageMonth) + (days * CalendarDay.SecondsPerDay) + carried;
        if (!Fits(months) || !Fits(days) || !Fits(carried) || !Fits(average))
        {
            throw CypherErrors.Argument("The duration is longer than a duration can be.");
        }

        var rest = nanoseconds - (FloorDivide(nanoseconds, LocalMoment.NanosecondsPerSecond) * LocalMoment.NanosecondsPerSecond);
        return new((long)months, (long)days, (long)carried, (int)rest);
    }

    /// <summary>
    /// A duration of parts with fractions: a fraction of a month becomes days, one of a day seconds, one of a second nanoseconds, and
    /// what is left of a nanosecond is dropped. Computed in doubles, in this order, because Neo4j is and the last nanoseconds show it.
    /// </summary>
    internal static DurationValue OfFractions(double months, double days, double seconds, double nanoseconds)
    {
        var wholeMonths = Whole(months);
        days += (months - wholeMonths) * SecondsPerAverageMonth / CalendarDay.SecondsPerDay;
        var wholeDays = Whole(days);
        seconds += (days - wholeDays) * CalendarDay.SecondsPerDay;
        var wholeSeconds = Whole(seconds);
        nanoseconds += (seconds - wholeSeconds) * LocalMoment.NanosecondsPerSecond;
        return Of(wholeMonths, wholeDays, wholeSeconds, Whole(nanoseconds));
    }

    internal DurationValue Negated() => Of(-(Int128)Months, -(Int128)Days, -(Int128)Seconds, -(Int128)Nanoseconds);

    internal override bool EquivalentTo(HeapValue other) => other is DurationValue duration && duration.Months == Months
        && duration.Days == Days && duration.Seconds == Seconds && duration.Nanoseconds == Nanoseconds;

    internal override int EquivalenceHash() => HashCode.Combine(ValueKind.Duration, Months, Days, Seconds, Nanoseconds);

    /// <summary>Rounds towards zero; not-a-number counts as zero, and what is beyond 64 bits is an ArgumentError.</summary>
    private static long Whole(double value) => double.IsNaN(value) ? 0
        : value is >= -9.3e18 and <= 9.3e18 && Fits((Int128)value) ? (long)value
        : throw CypherErrors.Argument("The duration is longer than a duration can be.");

    private static bool Fits(Int128 value) => value >= long.MinValue && value <= long.MaxValue;

    private static Int128 FloorDivide(Int128 dividend, long divisor)
    {
        var quotient = dividend / divisor;
        return dividend < quotient * divisor ? quotient - 1 : quotient;
    }
}

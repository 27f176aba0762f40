namespace CoEvolve.Graph.Values.Temporal;

/// <summary>A reading of calendar and wall clock without a zone: seconds since 1970-01-01T00:00 on that clock, and nanoseconds of the second.</summary>
internal readonly record struct LocalMoment(long EpochSecond, int Nanosecond) : IComparable<LocalMoment>
{
    public const long NanosecondsPerSecond = 1_000_000_000;
    public const long NanosecondsPerDay = CalendarDay.SecondsPerDay * NanosecondsPerSecond;

    public long EpochDay => CalendarDay.FloorDivide(EpochSecond, CalendarDay.SecondsPerDay);

    public long NanosecondOfDay => (CalendarDay.FloorRemainder(EpochSecond, CalendarDay.SecondsPerDay) * NanosecondsPerSecond) + Nanosecond;

    public static LocalMoment At(long epochDay, long nanosecondOfDay) => new(
        (epochDay * CalendarDay.SecondsPerDay) + (nanosecondOfDay / NanosecondsPerSecond),
        (int)(nanosecondOfDay % NanosecondsPerSecond));

    public LocalMoment PlusMonths(long months) => At(CalendarDay.PlusMonths(EpochDay, months), NanosecondOfDay);

    public LocalMoment PlusDays(long days) => At(CalendarDay.PlusDays(EpochDay, days), NanosecondOfDay);

    public LocalMoment Plus(long seconds, long nanoseconds)
    {
        var total = checked(Nanosecond + nanoseconds);
        var second = checked(EpochSecond + seconds + CalendarDay.FloorDivide(total, NanosecondsPerSecond));
        CalendarDay.CheckedDay(CalendarDay.FloorDivide(second, CalendarDay.SecondsPerDay));
        return new(second, (int)CalendarDay.FloorRemainder(total, NanosecondsPerSecond));
    }

    public int CompareTo(LocalMoment other)
    {
        var order = EpochSecond.CompareTo(other.EpochSecond);
        return order != 0 ? order : Nanosecond.CompareTo(other.Nanosecond);
    }
}

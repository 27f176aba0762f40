namespace CoEvolve.Matching.Network;

/// <summary>The programme's calendar.</summary>
public static class ProgrammeDay
{
    // Western Indonesian Time has been UTC+7 without summer time since 1988; no time zone data is needed for it.
    private static readonly TimeSpan WesternIndonesianTime = TimeSpan.FromHours(7);

    /// <summary>Today in Jakarta, where the programme is run.</summary>
    public static DateOnly Today(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return DateOnly.FromDateTime(time.GetUtcNow().ToOffset(WesternIndonesianTime).DateTime);
    }
}

using CoEvolve.Ledger;
using Cronos;

namespace CoEvolve.Jobs.Scheduling;

/// <summary>When a job is due.</summary>
/// <param name="Job">Its name.</param>
/// <param name="Cron">Five fields: minute, hour, day, month, day of the week.</param>
/// <param name="Zone">WIB, WITA, WIT, UTC, or a name that the system knows.</param>
public sealed record Schedule(string Job, string Cron, string Zone)
{
    /// <summary>The programme's timetable.</summary>
    public static IReadOnlyList<Schedule> Defaults { get; } =
    [
        new("consent", "*/30 * * * *", "WIB"),
        new("rescore", "0 1 * * *", "WIB"),
        new("rescore-full", "0 3 * * 0", "WIB"),
        new("price", "0 5 * * 0", "WIB"), // after the full run has compared, before the night of Monday's mails
        new("train", "0 2 * * 6", "WIB"),
        new("expiry", "30 0 * * *", "WIB"),
        new("retention", "0 4 * * *", "WIB"),
        new("backup", "30 4 * * *", "WIB"),
        new("digest-WIB", "0 7 * * 1", "WIB"),
        new("digest-WITA", "0 7 * * 1", "WITA"),
        new("digest-WIT", "0 7 * * 1", "WIT"),
    ];
}

/// <summary>
/// Notes in the ledger what has become due. Of the occurrences that were missed while nothing ran, the last one is caught up, once; which instant has been looked
/// at is kept in the ledger, so a new start, a second process or a clock that jumps makes nothing due twice.
/// </summary>
public sealed class Timetable
{
    private readonly LedgerStore _ledger;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<(string Job, CronExpression Cron, TimeZoneInfo Zone)> _schedules;

    /// <summary>Reads the schedules.</summary>
    /// <exception cref="ArgumentException">A schedule cannot be read; the message says which and why.</exception>
    public Timetable(LedgerStore ledger, IEnumerable<Schedule> schedules, TimeProvider time)
    {
        (_ledger, _time) = (ledger, time);
        _schedules = [.. schedules.Select(Read)];
    }

    /// <summary>Notes what has become due since the last look; at the first look, nothing.</summary>
    public async Task LookAsync(CancellationToken cancellationToken = default)
    {
        var now = _time.GetUtcNow();
        foreach (var (job, cron, zone) in _schedules)
        {
            var seen = await _ledger.Jobs.SeenUntilAsync(job, cancellationToken) ?? now;
            await _ledger.Jobs.NoteAsync(job, now, seen < now ? Last(cron, zone, seen, now) : null, cancellationToken);
        }
    }

    // A span of years has many occurrences of "every minute"; the last one lies in the last stretch that has any.
    private static DateTimeOffset? Last(CronExpression cron, TimeZoneInfo zone, DateTimeOffset after, DateTimeOffset until)
    {
        for (var stretch = TimeSpan.FromHours(2); ; stretch *= 8)
        {
            var whole = stretch >= until - after;
            var from = whole ? after : until - stretch;
            var found = cron.GetOccurrences(from.UtcDateTime, until.UtcDateTime, zone, fromInclusive: false, toInclusive: true).Select(due => (DateTime?)due).LastOrDefault();
            if (found is { } due)
            {
                return new(due, TimeSpan.Zero);
            }

            if (whole)
            {
                return null;
            }
        }
    }

    private static (string Job, CronExpression Cron, TimeZoneInfo Zone) Read(Schedule schedule)
    {
        try
        {
            return (schedule.Job, CronExpression.Parse(schedule.Cron), IndonesianTime.Find(schedule.Zone));
        }
        catch (Exception failure) when (failure is CronFormatException or TimeZoneNotFoundException)
        {
            throw new ArgumentException($"The schedule of '{schedule.Job}' ('{schedule.Cron}' in '{schedule.Zone}') cannot be read: {failure.Message}", failure);
        }
    }
}

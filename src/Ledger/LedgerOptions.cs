namespace CoEvolve.Ledger;

/// <summary>Where the ledger is and how long it keeps what. Checked by <see cref="Validate"/> before it is opened.</summary>
public sealed record LedgerOptions
{
    /// <summary>
    /// Path of a SQLite file, or a connection string of PostgreSQL (it has <c>Host=</c> in it). Default <c>.coevolve/ledger.db</c>: no set-up.
    /// </summary>
    public string Connection { get; init; } = Path.Combine(".coevolve", "ledger.db");

    /// <summary>Runs whose lists are kept beside the visible one, so that an older one can be switched back. Default 14, two weeks of nights. 1 to 1,000.</summary>
    public int KeptRuns { get; init; } = 14;

    /// <summary>Days for which it is kept who saw what. Default 730: two years of weeks to learn from. 30 to 3,650.</summary>
    public int KeptExposureDays { get; init; } = 730;

    /// <summary>Days for which deliveries and records of jobs are kept. Default 400: a year and the time to look back on it. 30 to 3,650.</summary>
    public int KeptDeliveryDays { get; init; } = 400;

    /// <summary>Whether <see cref="Connection"/> names a PostgreSQL server.</summary>
    internal bool IsPostgres => Connection.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    /// <summary>Throws <see cref="ArgumentException"/> for a value out of its range, naming it.</summary>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Connection);
        (string Name, int Value, int Least, int Most)[] numbers =
        [
            (nameof(KeptRuns), KeptRuns, 1, 1000), (nameof(KeptExposureDays), KeptExposureDays, 30, 3650), (nameof(KeptDeliveryDays), KeptDeliveryDays, 30, 3650),
        ];
        foreach (var (name, value, least, most) in numbers)
        {
            if (value < least || value > most)
            {
                throw new ArgumentException(FormattableString.Invariant($"{nameof(LedgerOptions)}.{name} is {value}; it must lie between {least} and {most}."));
            }
        }
    }
}

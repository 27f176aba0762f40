using CoEvolve.Ledger.Access;
using CoEvolve.Ledger.Lists;
using CoEvolve.Ledger.Mail;
using CoEvolve.Ledger.Privacy;
using CoEvolve.Ledger.Runs;
using CoEvolve.Ledger.Schedules;
using CoEvolve.Ledger.Sql;

namespace CoEvolve.Ledger;

/// <summary>
/// What happened: runs and their lists, who saw what, answers, mails, consent, models, keys, audit. Safe to use from several threads and, over PostgreSQL, from
/// several machines.
/// </summary>
public sealed class LedgerStore : IAsyncDisposable
{
    private readonly Database _database;

    private LedgerStore(Database database, LedgerOptions options, TimeProvider time)
    {
        _database = database;
        Audit = new(database, time);
        Leases = new(database, time);
        Jobs = new(database, time);
        Runs = new(database, time);
        Lists = new(database, time);
        Feedback = new(database, time);
        Deliveries = new(database, time);
        Preferences = new(database, time);
        Consents = new(database, Audit, time);
        Keys = new(database, Audit, time);
        Models = new(database, time);
        Retention = new(database, options, time);
    }

    /// <summary>Tamper-evident record of who did what.</summary>
    public AuditLog Audit { get; }

    /// <summary>Who holds which job.</summary>
    public LeaseBook Leases { get; }

    /// <summary>What was due and what became of it.</summary>
    public JobBook Jobs { get; }

    /// <summary>Runs of re-scoring and the pointer to the visible one.</summary>
    public RunBook Runs { get; }

    /// <summary>Lists, and who was shown them.</summary>
    public ListBook Lists { get; }

    /// <summary>What actors answered.</summary>
    public FeedbackBook Feedback { get; }

    /// <summary>The outbox of digests.</summary>
    public DeliveryBook Deliveries { get; }

    /// <summary>How actors want to be written to.</summary>
    public PreferenceBook Preferences { get; }

    /// <summary>Consent, objection, access and erasure.</summary>
    public ConsentBook Consents { get; }

    /// <summary>Keys of the API.</summary>
    public KeyBook Keys { get; }

    /// <summary>Models and their states.</summary>
    public ModelBook Models { get; }

    /// <summary>Removes what is kept no longer.</summary>
    public Retention Retention { get; }

    /// <summary>Whether other machines can share it.</summary>
    public bool IsShared => _database is PostgresDatabase;

    /// <summary>Whether a failure says that the database does not answer or takes nothing, rather than that something was asked wrongly.</summary>
    public static bool IsAway(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return Outage.Is(failure) || (failure.InnerException is { } inner && IsAway(inner));
    }

    /// <summary>Opens the ledger, and makes or migrates its tables first.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidDataException">A migration failed; nothing of it stays.</exception>
    public static async Task<LedgerStore> OpenAsync(LedgerOptions options, TimeProvider time, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Database database = options.IsPostgres ? new PostgresDatabase(options.Connection) : new SqliteDatabase(options.Connection);
        try
        {
            await database.MigrateAsync(cancellationToken);
            return new(database, options, time);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>A secret of this installation, made at the first call and the same for every process from then on.</summary>
    public async Task<byte[]> SecretAsync(string name, CancellationToken cancellationToken = default)
    {
        var fresh = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        await _database.ExecuteAsync("INSERT INTO secret (name, body) VALUES (@name, @fresh) ON CONFLICT DO NOTHING", new { name, fresh }, cancellationToken);
        var kept = await _database.QueryAsync<string>("SELECT body FROM secret WHERE name = @name", new { name }, cancellationToken);
        return Convert.FromHexString(kept.Single());
    }

    /// <summary>Whether the database answers; throws what it throws where it does not.</summary>
    public async Task PingAsync(CancellationToken cancellationToken = default) =>
        await _database.QueryAsync<long>("SELECT count(*) FROM pointer", null, cancellationToken);

    /// <summary>A consistent copy into a new file; false over PostgreSQL, whose own tools make copies.</summary>
    public Task<bool> BackupAsync(string path, CancellationToken cancellationToken = default) => _database.BackupAsync(path, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();
}

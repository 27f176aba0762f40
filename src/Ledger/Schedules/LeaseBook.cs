using System.Data.Common;
using CoEvolve.Ledger.Sql;

namespace CoEvolve.Ledger.Schedules;

/// <summary>Proof that a job is held. The token grows with each holder: whoever shows an older one has been superseded.</summary>
public sealed record Lease(string Job, string Owner, long Token, TimeSpan Length);

/// <summary>Thrown where another worker has taken the job over; nothing of the transaction stays.</summary>
public sealed class LeaseLostException(string job) : Exception($"The job '{job}' was taken over by another worker.");

/// <summary>
/// Sees to it that a job never runs twice at once. Every write of a job confirms its lease in the same transaction, so that a worker that slept, or whose
/// clock jumped, can change nothing once another one has taken over.
/// </summary>
public sealed class LeaseBook
{
    private readonly Database _database;
    private readonly TimeProvider _time;

    internal LeaseBook(Database database, TimeProvider time) => (_database, _time) = (database, time);

    /// <summary>Takes a job that nobody holds, or whose holder has not confirmed in time; null where somebody holds it.</summary>
    public async Task<Lease?> TakeAsync(string job, string owner, TimeSpan length, CancellationToken cancellationToken = default)
    {
        var now = _time.Now();
        var until = now + (long)length.TotalMilliseconds;

        // A lease that reaches further than any could is left by a clock that has been set back.
        var impossible = now + (2 * (long)length.TotalMilliseconds);
        var tokens = await _database.QueryAsync<long>(
            """
            INSERT INTO lease (job, owner, token, expires_at) VALUES (@job, @owner, 1, @until)
            ON CONFLICT (job) DO UPDATE SET owner = @owner, token = lease.token + 1, expires_at = @until
            WHERE lease.expires_at <= @now OR lease.expires_at > @impossible
            RETURNING token
            """,
            new { job, owner, until, now, impossible },
            cancellationToken);
        return tokens is [var token] ? new(job, owner, token, length) : null;
    }

    /// <summary>Whether somebody holds a job.</summary>
    public async Task<bool> IsHeldAsync(string job, CancellationToken cancellationToken = default) =>
        (await _database.QueryAsync<long>("SELECT count(*) FROM lease WHERE job = @job AND expires_at > @now", new { job, now = _time.Now() }, cancellationToken)).Single() > 0;

    /// <summary>Says that the holder is still at work; false where the job was taken over.</summary>
    public async Task<bool> ConfirmAsync(Lease lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return await _database.ExecuteAsync(Confirmation, Parameters(lease), cancellationToken) == 1;
    }

    /// <summary>Gives the job back.</summary>
    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return _database.ExecuteAsync("UPDATE lease SET expires_at = 0 WHERE job = @Job AND token = @Token", lease, cancellationToken);
    }

    private const string Confirmation = "UPDATE lease SET expires_at = @until WHERE job = @job AND token = @token";

    /// <summary>Confirms inside a transaction; the row stays locked until its end, so that nobody takes over in between.</summary>
    internal static async Task RequireAsync(DbTransaction transaction, Lease lease, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await transaction.ExecuteAsync(Confirmation, Parameters(lease, time), cancellationToken) != 1)
        {
            throw new LeaseLostException(lease.Job);
        }
    }

    private object Parameters(Lease lease) => Parameters(lease, _time);

    private static object Parameters(Lease lease, TimeProvider time) =>
        new { job = lease.Job, token = lease.Token, until = time.Now() + (long)lease.Length.TotalMilliseconds };
}

using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CoEvolve.Ledger.Sql;

namespace CoEvolve.Ledger.Privacy;

/// <summary>One entry of the audit log.</summary>
/// <param name="Id">Its number: 1, 2, 3 … without a gap.</param>
/// <param name="At">When.</param>
/// <param name="Who">Who acted: a key's name, <c>actor</c> or the name of a job.</param>
/// <param name="Act">What was done.</param>
/// <param name="Subject">To whom or what; actors by a keyed hash, so that an erasure leaves nothing personal here.</param>
/// <param name="Detail">More about it; nothing personal.</param>
/// <param name="Hash">SHA-256 over the hash of the entry before and every field.</param>
public sealed record AuditEntry(long Id, DateTimeOffset At, string Who, string Act, string Subject, string Detail, string Hash);

/// <summary>
/// Who did what: append-only (the database itself refuses changes), each entry hashed together with the one before, so that a
/// changed, missing or inserted entry breaks the chain.
/// </summary>
public sealed class AuditLog
{
    private const string Columns = "id AS Id, at AS At, who AS Who, act AS Act, subject AS Subject, detail AS Detail, previous AS Previous, hash AS Hash";
    private static readonly string Beginning = new('0', 64);
    private readonly Database _database;
    private readonly TimeProvider _time;

    internal AuditLog(Database database, TimeProvider time) => (_database, _time) = (database, time);

    /// <summary>Adds an entry.</summary>
    public Task AppendAsync(string who, string act, string subject, string detail, CancellationToken cancellationToken = default) => _database.WriteAsync(
        async transaction =>
        {
            await AppendAsync(transaction, who, act, subject, detail, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <summary>The newest entries, the newest first.</summary>
    public async Task<IReadOnlyList<AuditEntry>> RecentAsync(int limit, CancellationToken cancellationToken = default) =>
        [.. (await _database.QueryAsync<Row>($"SELECT {Columns} FROM audit ORDER BY id DESC LIMIT @limit", new { limit }, cancellationToken)).Select(row => row.ToEntry())];

    /// <summary>The number of the first entry that does not fit the chain; null where all do.</summary>
    public async Task<long?> FirstBreakAsync(CancellationToken cancellationToken = default)
    {
        var (previous, expected) = (Beginning, 1L);
        foreach (var row in await _database.QueryAsync<Row>($"SELECT {Columns} FROM audit ORDER BY id", null, cancellationToken))
        {
            if (row.Id != expected || row.Previous != previous || row.Hash != Hash(row))
            {
                return row.Id;
            }

            (previous, expected) = (row.Hash, expected + 1);
        }

        return null;
    }

    /// <summary>Adds an entry in the same transaction as what it speaks of.</summary>
    internal async Task AppendAsync(DbTransaction transaction, string who, string act, string subject, string detail, CancellationToken cancellationToken)
    {
        // One appender at a time; in SQLite a writing transaction is the only one anyway.
        await transaction.ExecuteAsync("INSERT INTO secret (name, body) VALUES ('audit-turn', '') ON CONFLICT (name) DO UPDATE SET body = ''", null, cancellationToken);
        var last = (await transaction.QueryAsync<Row>($"SELECT {Columns} FROM audit ORDER BY id DESC LIMIT 1", null, cancellationToken)).SingleOrDefault();
        var row = new Row
        {
            Id = (last?.Id ?? 0) + 1,
            At = _time.Now(),
            Who = who,
            Act = act,
            Subject = subject,
            Detail = detail,
            Previous = last?.Hash ?? Beginning,
        };
        row.Hash = Hash(row);
        await transaction.ExecuteAsync(
            "INSERT INTO audit (id, at, who, act, subject, detail, previous, hash) VALUES (@Id, @At, @Who, @Act, @Subject, @Detail, @Previous, @Hash)", row, cancellationToken);
    }

    // Lengths stand before the texts: no two different entries give the same bytes.
    private static string Hash(Row row)
    {
        var text = new StringBuilder();
        foreach (var field in new[] { row.Previous, row.Id.ToString(CultureInfo.InvariantCulture), row.At.ToString(CultureInfo.InvariantCulture), row.Who, row.Act, row.Subject, row.Detail })
        {
            text.Append(CultureInfo.InvariantCulture, $"{field.Length}:{field};");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private sealed class Row
    {
        public long Id { get; init; }

        public long At { get; init; }

        public string Who { get; init; } = "";

        public string Act { get; init; } = "";

        public string Subject { get; init; } = "";

        public string Detail { get; init; } = "";

        public string Previous { get; init; } = "";

        public string Hash { get; set; } = "";

        public AuditEntry ToEntry() => new(Id, Instant.From(At), Who, Act, Subject, Detail, Hash);
    }
}

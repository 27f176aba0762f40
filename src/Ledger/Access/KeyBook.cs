using System.Security.Cryptography;
using System.Text;
using CoEvolve.Ledger.Privacy;
using CoEvolve.Ledger.Sql;

namespace CoEvolve.Ledger.Access;

/// <summary>What a key opens. Kept as text: values are added, never renamed.</summary>
public enum KeyRole
{
    /// <summary>The portal: to read lists and to hand in answers.</summary>
    Portal = 0,

    /// <summary>People who run the programme: the dashboard, privacy requests, switching of lists.</summary>
    Admin = 1,
}

/// <summary>One key; the key itself is nowhere.</summary>
public sealed record ApiKey(long Id, string Name, KeyRole Role, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

/// <summary>Keys of the API. Only their hashes are kept: keys are 256 random bits, which no search finds, so a plain hash is enough.</summary>
public sealed class KeyBook
{
    private readonly Database _database;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;

    internal KeyBook(Database database, AuditLog audit, TimeProvider time) => (_database, _audit, _time) = (database, audit, time);

    /// <summary>Makes a key, which is shown this once.</summary>
    /// <returns>The key; null where the name is taken.</returns>
    public async Task<string?> CreateAsync(string name, KeyRole role, string who, CancellationToken cancellationToken = default)
    {
        var key = "ce_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return await _database.WriteAsync(
            async transaction =>
            {
                var made = await transaction.ExecuteAsync(
                    "INSERT INTO api_key (name, role, key_hash, created_at) VALUES (@name, @role, @hash, @at) ON CONFLICT DO NOTHING",
                    new { name, role = role.ToString(), hash = Hash(key), at = _time.Now() },
                    cancellationToken);
                if (made == 0)
                {
                    return null;
                }

                await _audit.AppendAsync(transaction, who, "key made", name, role.ToString(), cancellationToken);
                return key;
            },
            cancellationToken);
    }

    /// <summary>Whose key it is; null for none that is known and not revoked.</summary>
    public async Task<ApiKey?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        var rows = await _database.QueryAsync<Row>(
            "SELECT id AS Id, name AS Name, role AS Role, created_at AS CreatedAt, revoked_at AS RevokedAt FROM api_key WHERE key_hash = @hash AND revoked_at IS NULL",
            new { hash = Hash(key) },
            cancellationToken);
        return rows is [var row] ? new(row.Id, row.Name, Enum.Parse<KeyRole>(row.Role), Instant.From(row.CreatedAt), Instant.From(row.RevokedAt)) : null;
    }

    /// <summary>Makes a key useless.</summary>
    /// <returns>False where there is no such key, or it was revoked before.</returns>
    public Task<bool> RevokeAsync(string name, string who, CancellationToken cancellationToken = default) => _database.WriteAsync(
        async transaction =>
        {
            var revoked = await transaction.ExecuteAsync(
                "UPDATE api_key SET revoked_at = @at WHERE name = @name AND revoked_at IS NULL", new { at = _time.Now(), name }, cancellationToken);
            if (revoked == 1)
            {
                await _audit.AppendAsync(transaction, who, "key revoked", name, "", cancellationToken);
            }

            return revoked == 1;
        },
        cancellationToken);

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private sealed class Row
    {
        public long Id { get; init; }

        public string Name { get; init; } = "";

        public string Role { get; init; } = "";

        public long CreatedAt { get; init; }

        public long? RevokedAt { get; init; }
    }
}

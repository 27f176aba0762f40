using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CoEvolve.Ledger.Tests;

/// <summary>What somebody with the database's password could try.</summary>
internal static class Tampering
{
    public static async Task RunAsync(string connection, string sql, CancellationToken cancellationToken)
    {
        if (connection.Contains("Host=", StringComparison.Ordinal))
        {
            await using var postgres = new NpgsqlConnection(connection);
            await postgres.ExecuteAsync(new CommandDefinition(sql, cancellationToken: cancellationToken));
        }
        else
        {
            await using var sqlite = new SqliteConnection($"Data Source={connection};Pooling=False");
            await sqlite.ExecuteAsync(new CommandDefinition(sql, cancellationToken: cancellationToken));
        }
    }

    public static async Task WithoutGuardAsync(string connection, string sql, CancellationToken cancellationToken)
    {
        await RunAsync(connection, connection.Contains("Host=", StringComparison.Ordinal) ? "DROP TRIGGER audit_stays ON audit" : "DROP TRIGGER audit_is_not_changed", cancellationToken);
        await RunAsync(connection, sql, cancellationToken);
    }
}

using Microsoft.Data.Sqlite;
using Npgsql;

namespace CoEvolve.Ledger.Sql;

/// <summary>Tells a database that does not answer, or has no room, from a statement that it refuses.</summary>
internal static class Outage
{
    // Busy, locked, read-only, I/O error, corrupt, full, cannot open, not a database: the primary codes of https://sqlite.org/rescode.html.
    private static readonly int[] Sqlite = [5, 6, 8, 10, 11, 13, 14, 26];

    // Connection, resources, operator intervention, system error: the classes of https://www.postgresql.org/docs/current/errcodes-appendix.html.
    private static readonly string[] Postgres = ["08", "53", "57", "58"];

    public static bool Is(Exception failure) => failure switch
    {
        SqliteException sqlite => Sqlite.Contains(sqlite.SqliteErrorCode),
        PostgresException answered => Postgres.Any(kind => answered.SqlState.StartsWith(kind, StringComparison.Ordinal)),
        NpgsqlException => true, // the server has not answered at all
        _ => false,
    };
}

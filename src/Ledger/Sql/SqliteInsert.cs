using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CoEvolve.Ledger.Sql;

/// <summary>
/// One prepared INSERT for many rows. A command of the provider looks each parameter up by its name for each row, and reads a result that an INSERT does not have: with the twenty columns of a
/// recommendation that took several times what SQLite itself needs. Belongs to the transaction that is open on its connection.
/// </summary>
internal sealed class SqliteInsert : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _text = new byte[1024];

    public SqliteInsert(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <summary>Inserts a row: long, double, string or null, as many as the statement has parameters.</summary>
    public void Write(object?[] row)
    {
        for (var index = 0; index < row.Length; index++)
        {
            Check(row[index] switch
            {
                null => raw.sqlite3_bind_null(_statement, index + 1),
                long number => raw.sqlite3_bind_int64(_statement, index + 1, number),
                double number => raw.sqlite3_bind_double(_statement, index + 1, number),
                string { Length: 0 } => raw.sqlite3_bind_text(_statement, index + 1, utf8z.FromString("")), // no bytes at all would be bound as null
                string text => raw.sqlite3_bind_text(_statement, index + 1, Encoded(text)),
                { } other => throw new ArgumentException($"{other.GetType().Name} is none of the ledger's types.", nameof(row)),
            });
        }

        var result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
    }

    public void Dispose() => _statement?.Dispose();

    // SQLite takes a copy when it is bound.
    private ReadOnlySpan<byte> Encoded(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_text.Length < most)
        {
            _text = new byte[most];
        }

        return _text.AsSpan(0, Encoding.UTF8.GetBytes(text, _text));
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}

using System.Data.Common;
using DbUp;
using DbUp.Builder;
using Microsoft.Data.Sqlite;

namespace CoEvolve.Ledger.Sql;

/// <summary>The ledger in one file of this machine: write-ahead log, flushed at each commit, one writer at a time, up to 32 MB of pages kept by a connection: lists of a night go all over an index.</summary>
internal sealed class SqliteDatabase : Database
{
    private static readonly TimeSpan BusyTime = TimeSpan.FromSeconds(30);
    private readonly string _path;
    private readonly string _connection;

    public SqliteDatabase(string path)
    {
        _path = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        _connection = new SqliteConnectionStringBuilder { DataSource = _path, DefaultTimeout = (int)BusyTime.TotalSeconds, Pooling = true }.ToString();
    }

    protected override string Name => "sqlite";

    protected override string IdentityType => "integer PRIMARY KEY AUTOINCREMENT";

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connection);
        await connection.OpenAsync(cancellationToken);
        await using var pragmas = connection.CreateCommand();
        pragmas.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 4096;";
        await pragmas.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }

    public override ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken) =>
        ValueTask.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: false));

    public override Task BulkAsync(
        DbTransaction transaction, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        var sql = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})";
        using var insert = new SqliteInsert((SqliteConnection)transaction.Connection!, sql);
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            insert.Write(row);
        }

        return Task.CompletedTask;
    }

    public override string OneOf(string column, string parameter) => $"{column} IN @{parameter}";

    public override async Task<bool> BackupAsync(string path, CancellationToken cancellationToken)
    {
        await using var source = (SqliteConnection)await OpenAsync(cancellationToken);
        await using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await target.OpenAsync(cancellationToken);
        source.BackupDatabase(target);
        return true;
    }

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearPool(new(_connection));
        return ValueTask.CompletedTask;
    }

    protected override UpgradeEngineBuilder Migrations() => DeployChanges.To.SqliteDatabase(_connection);

    // The operating system frees the lock of a process that dies.
    protected override async ValueTask<IAsyncDisposable> LockMigrationsAsync(CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(_path + ".migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < 300)
            {
                await Task.Delay(100, cancellationToken);
            }
        }
    }
}

using System.Data.Common;
using System.Reflection;
using DbUp.Builder;
using DbUp.Engine;

namespace CoEvolve.Ledger.Sql;

/// <summary>What differs between the two databases; every statement elsewhere runs on both as it stands.</summary>
internal abstract class Database : IAsyncDisposable
{
    /// <summary>The name that a script bears which is meant for this database alone: <c>0002-x.NAME.sql</c>.</summary>
    protected abstract string Name { get; }

    /// <summary>The type of a number that the database gives to each new row.</summary>
    protected abstract string IdentityType { get; }

    public abstract ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>A transaction that writes: where the database has one writer only, it becomes that one at once, and does not fail midway.</summary>
    public abstract ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Writes many rows by the quickest way that the database has. Values are long, double, string or null.</summary>
    public abstract Task BulkAsync(DbTransaction transaction, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancellationToken);

    /// <summary>The condition that a column has one of the values of an array parameter.</summary>
    public abstract string OneOf(string column, string parameter);

    /// <summary>A consistent copy into a file; false where the database's own tools make copies (pg_dump).</summary>
    public abstract Task<bool> BackupAsync(string path, CancellationToken cancellationToken);

    /// <summary>
    /// Applies the scripts that have not been applied, each in a transaction, forward only, while a lock keeps other processes from doing the same.
    /// </summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var held = await LockMigrationsAsync(cancellationToken);
        var engine = Migrations()
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), IsOwn)
            .WithVariable("identity", IdentityType)
            .WithTransactionPerScript()
            .LogToNowhere()
            .Build();
        if (engine.PerformUpgrade() is DatabaseUpgradeResult { Successful: false } failed)
        {
            throw new InvalidDataException($"The ledger's script {failed.ErrorScript?.Name} failed: {failed.Error.Message}", failed.Error);
        }
    }

    public abstract ValueTask DisposeAsync();

    protected abstract UpgradeEngineBuilder Migrations();

    protected abstract ValueTask<IAsyncDisposable> LockMigrationsAsync(CancellationToken cancellationToken);

    private bool IsOwn(string script) =>
        script.EndsWith(".sql", StringComparison.Ordinal) && (script.Count(character => character == '.') == 1 || script.EndsWith($".{Name}.sql", StringComparison.Ordinal));
}

using System.Globalization;
using CoEvolve.Cli.Commands;
using CoEvolve.Cli.Terminal;
using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using Spectre.Console;

namespace CoEvolve.Cli.Shell;

/// <summary>The graph, the parameters that were set, and the transaction that is open. A statement that fails in a transaction ends it.</summary>
internal sealed class ShellSession(IGraph graph, IReadOnlyDictionary<string, Value> parameters, bool json) : IAsyncDisposable
{
    private readonly SortedDictionary<string, Value> _parameters = new(parameters.ToDictionary(), StringComparer.Ordinal);
    private IGraphTransaction? _transaction;

    public bool IsInTransaction => _transaction is not null;

    /// <summary>Runs a statement and prints its rows, its plan, what it changed and how long it took.</summary>
    public Task RunAsync(string statement, CancellationToken cancellationToken) => InTransactionAsync(async () =>
    {
        var began = TimeProvider.System.GetTimestamp();
        QueryCounters counters;
        string? shown;
        var result = await StartAsync(statement, cancellationToken).ConfigureAwait(false);
        await using (result.ConfigureAwait(false))
        {
            shown = await CypherRows.PrintAsync(result, json, cancellationToken).ConfigureAwait(false);
            counters = result.Counters;
            shown ??= json || result.Plan is not null || counters.ContainsUpdates ? null : "no rows";
        }

        var time = string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(began).TotalMilliseconds:0} ms");
        var changes = counters.ContainsUpdates ? CypherRows.Summary(counters, IsInTransaction ? "in the transaction" : "saved") : null;
        Screen.Note(string.Join("; ", new[] { shown, changes, time }.OfType<string>()));
    });

    /// <summary>Sets a parameter to what the graph makes of an expression.</summary>
    public async Task SetAsync(string name, string expression, CancellationToken cancellationToken) =>
        _parameters[name] = await EvaluateAsync(expression, cancellationToken).ConfigureAwait(false);

    /// <summary>Sets a parameter for each key of a map.</summary>
    public async Task SetAllAsync(string map, CancellationToken cancellationToken)
    {
        var value = await EvaluateAsync(map, cancellationToken).ConfigureAwait(false);
        if (value.Kind != ValueKind.Map)
        {
            throw new CommandFailedException("several parameters are set by a map, such as :param {limit: 10, day: date('2026-03-02')}");
        }

        foreach (var (name, item) in value.AsMap())
        {
            _parameters[name] = item;
        }
    }

    public void ForgetParameters() => _parameters.Clear();

    public void PrintParameters()
    {
        if (_parameters.Count == 0)
        {
            Screen.Note("no parameters; ':param name => expression' sets one");
            return;
        }

        var table = Screen.NewTable("name", "value");
        foreach (var (name, value) in _parameters)
        {
            table.AddRow(Screen.Cell(name), Screen.Cell(value.ToString()));
        }

        Screen.Table(table);
    }

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (_transaction is not null)
        {
            throw new CommandFailedException("a transaction is open already: end it with :commit or :rollback");
        }

        _transaction = await graph.BeginTransactionAsync(AccessMode.Write, cancellationToken).ConfigureAwait(false);
    }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        var transaction = Open();
        _transaction = null;
        await using (transaction.ConfigureAwait(false))
        {
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        Screen.Note("saved");
    }

    public async Task RollbackAsync(CancellationToken cancellationToken)
    {
        var transaction = Open();
        _transaction = null;
        await using (transaction.ConfigureAwait(false))
        {
            await transaction.RollbackAsync(cancellationToken).ConfigureAwait(false);
        }

        Screen.Note("rolled back: nothing of the transaction stays");
    }

    /// <summary>What is open is rolled back.</summary>
    public ValueTask DisposeAsync() => _transaction?.DisposeAsync() ?? ValueTask.CompletedTask;

    private IGraphTransaction Open() => _transaction ?? throw new CommandFailedException("no transaction is open: begin one with :begin");

    private ValueTask<IGraphResult> StartAsync(string statement, CancellationToken cancellationToken) => _transaction is { } open
        ? open.RunAsync(statement, _parameters, cancellationToken)
        : graph.RunAsync(statement, _parameters, cancellationToken);

    private async Task<Value> EvaluateAsync(string expression, CancellationToken cancellationToken)
    {
        var value = Value.Null;
        await InTransactionAsync(async () =>
        {
            var result = await StartAsync("RETURN " + expression, cancellationToken).ConfigureAwait(false);
            await using (result.ConfigureAwait(false))
            {
                while (await result.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    value = result.Current[0];
                }
            }
        }).ConfigureAwait(false);
        return value;
    }

    private async Task InTransactionAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch when (_transaction is not null)
        {
            var transaction = _transaction;
            _transaction = null;
            await transaction.DisposeAsync().ConfigureAwait(false);
            Screen.Note("the transaction was rolled back, since a statement in it did not succeed");
            throw;
        }
    }
}

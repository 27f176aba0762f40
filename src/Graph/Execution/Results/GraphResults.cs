using CoEvolve.Graph.Execution.Operators;
using CoEvolve.Graph.Transactions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Results;

/// <summary>Rows that are made as they are read, from a snapshot that stays as it is.</summary>
internal sealed class StreamingResult : IGraphResult
{
    private readonly CompiledStatement _statement;
    private readonly ExecutionContext _context;
    private readonly Cursor _cursor;
    private readonly Value[] _row;
    private readonly StatementStop _stop;
    private readonly long? _limit;
    private long _count;
    private bool _ended;

    /// <summary><paramref name="stop"/> is disposed of when the rows are at their end or no longer wanted.</summary>
    public StreamingResult(CompiledStatement statement, ExecutionContext context, StatementStop stop, long? limit)
    {
        _stop = stop;
        _limit = limit;
        _statement = statement;
        _context = context;
        _row = new Value[statement.ColumnSlots.Length];
        _cursor = CursorFactory.Create(statement.Plan, context);
        _cursor.Open();
    }

    /// <summary>The transaction that ends with the rows; null where it goes on.</summary>
    public RunningTransaction? Transaction { get; init; }

    public IReadOnlyList<string> Columns => _statement.Columns;

    public QueryType QueryType => _statement.Type;

    public ReadOnlySpan<Value> Current => _row;

    public QueryCounters Counters { get; } = new();

    public IReadOnlyList<QueryNotification> Notifications => _statement.Notifications;

    public QueryPlan? Plan => _context.Profile is { } profile ? _statement.Describe(_context.Graph, profile) : null;

    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_ended && !MoveNext())
        {
            End();
        }

        return ValueTask.FromResult(!_ended);
    }

    public ValueTask DisposeAsync()
    {
        End();
        return ValueTask.CompletedTask;
    }

    private void End()
    {
        if (!_ended)
        {
            _ended = true;
            _stop.Dispose();
            Transaction?.Dispose();
        }
    }

    private bool MoveNext()
    {
        try
        {
            return Advance();
        }
        catch (OperationCanceledException) when (_stop.Reason is { } reason)
        {
            throw reason;
        }
    }

    private bool Advance()
    {
        if (!_cursor.Next())
        {
            return false;
        }

        if (_row.Length == 0)
        {
            return RunToEnd();
        }

        StatementRunner.RequireRows(++_count, _limit);
        for (var i = 0; i < _row.Length; i++)
        {
            _row[i] = Materializer.Materialize(_context.Graph, _context.Slots[_statement.ColumnSlots[i]], _context.Cancellation);
        }

        return true;
    }

    /// <summary>A statement without columns has no rows, but runs.</summary>
    private bool RunToEnd()
    {
        while (_cursor.Next())
        {
            _context.Tick();
        }

        return false;
    }
}

/// <summary>Rows that are all there.</summary>
internal sealed class BufferedResult(QueryType type, IReadOnlyList<string> columns, GrowingList<Value[]> rows, QueryCounters counters) : IGraphResult
{
    private int _position = -1;

    public IReadOnlyList<string> Columns => columns;

    public QueryType QueryType => type;

    public ReadOnlySpan<Value> Current => rows[_position];

    public QueryCounters Counters => counters;

    public IReadOnlyList<QueryNotification> Notifications { get; init; } = [];

    public QueryPlan? Plan { get; init; }

    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(++_position < rows.Count);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

using CoEvolve.Graph.Execution.Operators;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Results;

/// <summary>Rows that are made as they are read, from a snapshot that stays as it is.</summary>
internal sealed class StreamingResult : IGraphResult
{
    private readonly CompiledStatement _statement;
    private readonly ExecutionContext _context;
    private readonly Cursor _cursor;
    private readonly Value[] _row;

    public StreamingResult(CompiledStatement statement, ExecutionContext context)
    {
        _statement = statement;
        _context = context;
        _row = new Value[statement.ColumnSlots.Length];
        _cursor = CursorFactory.Create(statement.Plan, context);
        _cursor.Open();
    }

    public IReadOnlyList<string> Columns => _statement.Columns;

    public QueryType QueryType => _statement.Type;

    public ReadOnlySpan<Value> Current => _row;

    public QueryCounters Counters { get; } = new();

    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_cursor.Next())
        {
            return ValueTask.FromResult(false);
        }

        if (_row.Length == 0)
        {
            return ValueTask.FromResult(RunToEnd());
        }

        for (var i = 0; i < _row.Length; i++)
        {
            _row[i] = Materializer.Materialize(_context.Graph, _context.Slots[_statement.ColumnSlots[i]]);
        }

        return ValueTask.FromResult(true);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

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
internal sealed class BufferedResult(QueryType type, IReadOnlyList<string> columns, List<Value[]> rows, QueryCounters counters) : IGraphResult
{
    private int _position = -1;

    public IReadOnlyList<string> Columns => columns;

    public QueryType QueryType => type;

    public ReadOnlySpan<Value> Current => rows[_position];

    public QueryCounters Counters => counters;

    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(++_position < rows.Count);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>
/// CALL { … } IN TRANSACTIONS. All outer rows are taken in first, so that what a batch commits cannot disturb them. A batch runs on a fork of the state; where it fails, the fork is
/// dropped, and where it succeeds, committed.
/// </summary>
internal sealed class BatchesCursor(ExecutionContext context, Cursor source, Cursor inner, BoundCallSubquery call) : SourceCursor(context, source)
{
    private const long DefaultRows = 1_000;

    private readonly BoundBatches _batches = call.Batches!;
    private readonly int[] _columns = [.. call.Query.Columns.Select(column => column.Slot)];
    private readonly SavedRows _given = new(context, call.Live);
    private readonly SavedRows _made = new(context, [.. call.Live, .. call.Query.Columns.Select(column => column.Slot)]);
    private Value _status;
    private long _size;
    private int _taken;
    private int _shown;
    private bool _filled;
    private bool _broken;

    public override void Open()
    {
        base.Open();
        _given.Clear();
        _made.Clear();
        (_taken, _shown, _filled, _broken) = (0, 0, false, false);
        var size = _batches.Rows?.Evaluate(Context) ?? Value.Of(DefaultRows);
        _size = size.IsInteger && size.AsInteger() > 0 ? size.AsInteger() : throw CypherErrors.Argument($"A batch has a whole number of rows above 0, and not {size}.");
    }

    public override bool Next()
    {
        if (!_filled)
        {
            Fill();
        }

        while (_shown >= _made.Count)
        {
            if (_taken >= _given.Count)
            {
                return false;
            }

            RunBatch();
        }

        _made.Restore(_shown++);
        if (_batches.Status >= 0)
        {
            Context.Slots[_batches.Status] = _status;
        }

        return true;
    }

    private void Fill()
    {
        while (Source.Next())
        {
            Context.Tick();
            _given.Save();
        }

        _filled = true;
    }

    private void RunBatch()
    {
        _made.Clear();
        _shown = 0;
        var first = _taken;
        _taken = (int)Math.Min(_given.Count, first + _size);
        if (_broken)
        {
            ShowEmpty(first, started: false, null);
            return;
        }

        var (writer, graph) = (Context.Writer, Context.Graph);
        try
        {
            if (writer is not null)
            {
                Enter(new GraphWriter(graph.Fork(), new QueryCounters(), Context.Functions.Memory));
            }

            RunRows(first);
            Context.Writer?.Complete();
        }
        catch (CypherException failure) when (_batches.OnError != BatchFailure.Fail)
        {
            Leave(writer, graph);
            _broken = _batches.OnError == BatchFailure.Break;
            ShowEmpty(first, started: true, failure.Message);
            return;
        }

        Commit(writer);
        _status = Status(started: true, committed: true, null);
    }

    private void RunRows(int first)
    {
        for (var row = first; row < _taken; row++)
        {
            _given.Restore(row);
            inner.Open();
            var found = false;
            while (inner.Next())
            {
                Context.Tick();
                found = true;
                if (call.Query.ReturnsRows)
                {
                    _made.Save();
                }
            }

            if (!call.Query.ReturnsRows || (call.Optional && !found))
            {
                Clear();
                _made.Save();
            }
        }
    }

    private void Enter(GraphWriter writer)
    {
        Context.Writer = writer;
        Context.Functions.Graph = writer.Graph;
    }

    private void Leave(GraphWriter? writer, GraphState graph)
    {
        Context.Writer = writer;
        Context.Functions.Graph = graph;
    }

    /// <summary>What the batch changed becomes lasting, and the statement goes on from there.</summary>
    private void Commit(GraphWriter? outer)
    {
        if (outer is not null && Context.Writer is { } batch)
        {
            var next = Context.CommitBatch?.Invoke(batch.Graph) ?? batch.Graph;
            outer.Counters.Add(batch.Counters);
            batch.Forget();
            Enter(new GraphWriter(next, outer.Counters, Context.Functions.Memory));
        }
    }

    private void ShowEmpty(int first, bool started, string? message)
    {
        _made.Clear();
        for (var row = first; row < _taken; row++)
        {
            _given.Restore(row);
            Clear();
            _made.Save();
        }

        _status = Status(started, committed: false, message);
    }

    private void Clear()
    {
        foreach (var column in _columns)
        {
            Context.Slots[column] = Value.Null;
        }
    }

    private Value Status(bool started, bool committed, string? message) => Value.Of(MapValue.From(
    [
        new("started", Value.Of(started)),
        new("committed", Value.Of(committed)),
        new("transactionId", started ? Value.Of($"neo4j-transaction-{Context.RunningNumber}-{_taken}") : Value.Null),
        new("errorMessage", Value.Of(message)),
    ]));
}

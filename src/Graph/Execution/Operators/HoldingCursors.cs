using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>Rows taken out of the frame, to be put back later.</summary>
internal sealed class SavedRows(ExecutionContext context, int[] slots)
{
    private readonly GrowingList<Value[]> _rows = new();
    private readonly HeldMemory _memory = new(context.Functions.Memory);

    public int Count => _rows.Count;

    public void Clear()
    {
        _rows.Clear();
        _memory.Clear();
    }

    public void Save()
    {
        var row = new Value[slots.Length];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = context.Slots[slots[i]];
        }

        _memory.Add(MemoryBudget.SizeOf(row, _rows.Count > 0 ? _rows[_rows.Count - 1] : []));
        _rows.Add(row);
    }

    public void Restore(int index)
    {
        var row = _rows[index];
        for (var i = 0; i < row.Length; i++)
        {
            context.Slots[slots[i]] = row[i];
        }
    }
}

/// <summary>Takes in all rows before it gives out the first.</summary>
internal sealed class EagerCursor(ExecutionContext context, Cursor source, int[] saved) : SourceCursor(context, source)
{
    private readonly SavedRows _rows = new(context, saved);
    private int _next = -1;

    public override void Open()
    {
        base.Open();
        _rows.Clear();
        _next = -1;
    }

    public override bool Next()
    {
        if (_next < 0)
        {
            while (Source.Next())
            {
                Context.Tick();
                _rows.Save();
            }

            _next = 0;
        }

        if (_next >= _rows.Count)
        {
            return false;
        }

        _rows.Restore(_next++);
        return true;
    }
}

/// <summary>Sorts by orderability; equal rows keep their order.</summary>
internal sealed class SortCursor(ExecutionContext context, Cursor source, (CompiledExpression Expression, bool Descending)[] keys, int[] saved)
    : SourceCursor(context, source)
{
    private readonly SavedRows _rows = new(context, saved);
    private readonly HeldMemory _memory = new(context.Functions.Memory);
    private int[] _order = [];
    private int _next = -1;

    public override void Open()
    {
        base.Open();
        _rows.Clear();
        _memory.Clear();
        _next = -1;
    }

    public override bool Next()
    {
        if (_next < 0)
        {
            Sort();
            _next = 0;
        }

        if (_next >= _order.Length)
        {
            return false;
        }

        _rows.Restore(_order[_next++]);
        return true;
    }

    private void Sort()
    {
        var sortKeys = new GrowingList<Value[]>();
        while (Source.Next())
        {
            Context.Tick();
            _rows.Save();
            Value[] key = [.. keys.Select(key => key.Expression.Evaluate(Context))];
            _memory.Add(MemoryBudget.SizeOf(key.Length));
            sortKeys.Add(key);
        }

        _order = [.. Enumerable.Range(0, sortKeys.Count)];
        PatientSort.Sort<int>(_order, (a, b) => Compare(sortKeys[a], sortKeys[b]) is var order && order != 0 ? order : a.CompareTo(b), Context.Cancellation);
    }

    private int Compare(Value[] a, Value[] b)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var order = ValueOrder.Compare(a[i], b[i], Context.Cancellation);
            if (order != 0)
            {
                return keys[i].Descending ? -order : order;
            }
        }

        return 0;
    }
}

/// <summary>Lets each combination of values through once.</summary>
internal sealed class DistinctCursor(ExecutionContext context, Cursor source, int[] slots) : SourceCursor(context, source)
{
    private readonly GroupTable _seen = new(slots.Length, context.Cancellation);
    private readonly HeldMemory _memory = new(context.Functions.Memory);
    private readonly Value[] _row = new Value[slots.Length];

    public override void Open()
    {
        base.Open();
        _seen.Clear();
        _memory.Clear();
    }

    public override bool Next()
    {
        while (Source.Next())
        {
            Context.Tick();
            for (var i = 0; i < slots.Length; i++)
            {
                _row[i] = Context.Slots[slots[i]];
            }

            if (_seen.FindOrAdd(_row).Added)
            {
                _memory.Add(MemoryBudget.GroupBytes + MemoryBudget.SizeOf(_row, []));
                return true;
            }
        }

        return false;
    }
}

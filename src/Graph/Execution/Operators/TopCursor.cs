using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>The first rows by orderability, in order; equal rows keep the order in which they came.</summary>
/// <remarks>
/// A heap of at most <c>SKIP + LIMIT</c> rows whose root comes last of those kept. A row that would come after the root is dropped before it is copied. SKIP and LIMIT
/// themselves stand above this step and refuse what is no number of rows; here it means no bound.
/// </remarks>
internal sealed class TopCursor(
    ExecutionContext context,
    Cursor source,
    (CompiledExpression Expression, bool Descending)[] keys,
    int[] saved,
    CompiledExpression limit,
    CompiledExpression? skip)
    : SourceCursor(context, source)
{
    private readonly Value[] _candidate = new Value[keys.Length];
    private readonly GrowingList<Row> _heap = new();
    private Row[] _sorted = [];
    private readonly HeldMemory _memory = new(context.Functions.Memory);
    private long _capacity;
    private long _arrivals;
    private int _next = -1;

    public override void Open()
    {
        base.Open();
        _heap.Clear();
        _sorted = [];
        _memory.Clear();
        _arrivals = 0;
        _next = -1;
        _capacity = Count(limit) is { } rows && Count(skip) is { } before && rows <= long.MaxValue - before ? rows + before : long.MaxValue;
    }

    public override bool Next()
    {
        if (_next < 0)
        {
            Collect();
            _sorted = _heap.ToArray(Context.Cancellation);
            _heap.Clear();
            PatientSort.Sort(_sorted, Compare, Context.Cancellation);
            _next = 0;
        }

        if (_next >= _sorted.Length)
        {
            return false;
        }

        var row = _sorted[_next++];
        for (var i = 0; i < saved.Length; i++)
        {
            Context.Slots[saved[i]] = row.Values[keys.Length + i];
        }

        return true;
    }

    private long? Count(CompiledExpression? rows) => rows is null ? 0 : rows.Evaluate(Context) is { IsInteger: true, Bits: >= 0 } count ? count.Bits : null;

    private void Collect()
    {
        while (Source.Next())
        {
            Context.Tick();
            for (var i = 0; i < keys.Length; i++)
            {
                _candidate[i] = keys[i].Expression.Evaluate(Context);
            }

            Offer();
        }
    }

    private void Offer()
    {
        var arrival = _arrivals++;
        if (_heap.Count < _capacity)
        {
            _memory.Add(MemoryBudget.SizeOf(keys.Length + saved.Length));
            _heap.Add(new(Values(new Value[keys.Length + saved.Length]), arrival));
            Rise(_heap.Count - 1);
        }
        else if (_capacity > 0 && CompareKeys(_candidate, _heap[0].Values) < 0)
        {
            _heap[0] = new(Values(_heap[0].Values), arrival);
            Sink();
        }
    }

    private Value[] Values(Value[] row)
    {
        _candidate.CopyTo(row, 0);
        for (var i = 0; i < saved.Length; i++)
        {
            row[keys.Length + i] = Context.Slots[saved[i]];
        }

        return row;
    }

    private void Rise(int place)
    {
        while (place > 0 && Compare(_heap[place], _heap[(place - 1) / 2]) > 0)
        {
            (_heap[place], _heap[(place - 1) / 2]) = (_heap[(place - 1) / 2], _heap[place]);
            place = (place - 1) / 2;
        }
    }

    private void Sink()
    {
        for (var place = 0; ;)
        {
            var (left, largest) = ((2 * place) + 1, place);
            largest = left < _heap.Count && Compare(_heap[left], _heap[largest]) > 0 ? left : largest;
            largest = left + 1 < _heap.Count && Compare(_heap[left + 1], _heap[largest]) > 0 ? left + 1 : largest;
            if (largest == place)
            {
                return;
            }

            (_heap[place], _heap[largest]) = (_heap[largest], _heap[place]);
            place = largest;
        }
    }

    private int Compare(Row a, Row b) => CompareKeys(a.Values, b.Values) is var order && order != 0 ? order : a.Arrival.CompareTo(b.Arrival);

    private int CompareKeys(Value[] a, Value[] b)
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

    /// <summary>The sort keys, then the saved slots.</summary>
    private readonly record struct Row(Value[] Values, long Arrival);
}

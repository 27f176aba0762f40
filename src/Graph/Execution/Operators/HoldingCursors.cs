using System.Runtime.InteropServices;
using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>Rows taken out of the frame, to be put back later.</summary>
internal sealed class SavedRows(ExecutionContext context, int[] slots)
{
    private readonly List<Value[]> _rows = [];

    public int Count => _rows.Count;

    public void Clear() => _rows.Clear();

    public void Save()
    {
        var row = new Value[slots.Length];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = context.Slots[slots[i]];
        }

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
    private int[] _order = [];
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
        var sortKeys = new List<Value[]>();
        while (Source.Next())
        {
            Context.Tick();
            _rows.Save();
            sortKeys.Add([.. keys.Select(key => key.Expression.Evaluate(Context))]);
        }

        _order = [.. Enumerable.Range(0, sortKeys.Count)];
        Array.Sort(_order, (a, b) => Compare(sortKeys[a], sortKeys[b]) is var order && order != 0 ? order : a.CompareTo(b));
    }

    private int Compare(Value[] a, Value[] b)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var order = ValueOrder.Compare(a[i], b[i]);
            if (order != 0)
            {
                return keys[i].Descending ? -order : order;
            }
        }

        return 0;
    }
}

/// <summary>Values that are one key: equal when each is equivalent to the other's.</summary>
internal readonly struct RowKey(Value[] values) : IEquatable<RowKey>
{
    public Value[] Values => values;

    public bool Equals(RowKey other) => values.AsSpan().SequenceEqual(other.Values);

    public override bool Equals(object? obj) => obj is RowKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var value in values)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }
}

/// <summary>Lets each combination of values through once.</summary>
internal sealed class DistinctCursor(ExecutionContext context, Cursor source, int[] slots) : SourceCursor(context, source)
{
    private readonly HashSet<RowKey> _seen = [];

    public override void Open()
    {
        base.Open();
        _seen.Clear();
    }

    public override bool Next()
    {
        while (Source.Next())
        {
            Context.Tick();
            if (_seen.Add(new([.. slots.Select(slot => Context.Slots[slot])])))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Sums up all rows by key, in the order in which the keys came first. Without keys there is one group, also of no rows.</summary>
internal sealed class AggregateCursor(ExecutionContext context, Cursor source, BoundAggregation aggregation) : SourceCursor(context, source)
{
    private readonly Dictionary<RowKey, Group> _groups = [];
    private readonly List<Group> _inOrder = [];
    private int _next = -1;

    public override void Open()
    {
        base.Open();
        _groups.Clear();
        _inOrder.Clear();
        _next = -1;
    }

    public override bool Next()
    {
        if (_next < 0)
        {
            Collect();
            _next = 0;
        }

        if (_next >= _inOrder.Count)
        {
            return false;
        }

        var group = _inOrder[_next++];
        for (var i = 0; i < aggregation.Keys.Length; i++)
        {
            Context.Slots[aggregation.Keys[i].Slot] = group.Key[i];
        }

        for (var i = 0; i < aggregation.Aggregates.Length; i++)
        {
            Context.Slots[aggregation.Aggregates[i].Slot] = group.Aggregators[i].Result();
        }

        return true;
    }

    private void Collect()
    {
        if (aggregation.Keys.Length == 0)
        {
            _inOrder.Add(new([], aggregation.Aggregates));
        }

        while (Source.Next())
        {
            Context.Tick();
            var group = aggregation.Keys.Length == 0 ? _inOrder[0] : FindGroup();
            for (var i = 0; i < aggregation.Aggregates.Length; i++)
            {
                Add(group, i);
            }
        }
    }

    private Group FindGroup()
    {
        var key = new Value[aggregation.Keys.Length];
        for (var i = 0; i < key.Length; i++)
        {
            key[i] = aggregation.Keys[i].Expression.Evaluate(Context);
        }

        ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, new(key), out var exists);
        if (!exists)
        {
            group = new(key, aggregation.Aggregates);
            _inOrder.Add(group);
        }

        return group!;
    }

    private void Add(Group group, int index)
    {
        var aggregate = aggregation.Aggregates[index];
        var argument = aggregate.Argument?.Evaluate(Context) ?? Value.True;
        // A NaN equals nothing, not even itself: each of them counts, though they make one group.
        var isNan = argument.IsFloat && double.IsNaN(argument.AsDouble());
        if (aggregate.Distinct && !isNan && !group.Seen(index).Add(argument))
        {
            return;
        }

        group.Aggregators[index].Add(argument, aggregate.Parameter?.Evaluate(Context) ?? Value.Null);
    }

    private sealed class Group(Value[] key, BoundAggregate[] aggregates)
    {
        private readonly HashSet<Value>?[] _seen = new HashSet<Value>?[aggregates.Length];

        public Value[] Key => key;

        public Aggregator[] Aggregators { get; } = [.. aggregates.Select(aggregate => aggregate.Definition.Create())];

        public HashSet<Value> Seen(int index) => _seen[index] ??= [];
    }
}

using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>Sums up all rows by key, in the order in which the keys came first. Without keys there is one group, also of no rows.</summary>
internal sealed class AggregateCursor(ExecutionContext context, Cursor source, BoundAggregation aggregation) : SourceCursor(context, source)
{
    /// <summary>About what an aggregate keeps of a group, beside what it collects.</summary>
    private const int StateBytes = 64;

    private readonly GroupTable _groups = new(aggregation.Keys.Length, context.Cancellation);
    private readonly GroupStates[] _states = Array.ConvertAll(aggregation.Aggregates, aggregate => GroupStates.Of(aggregate, aggregation.Keys.Length > 0, context.Functions));
    private readonly HeldMemory _memory = new(context.Functions.Memory);
    private readonly Value[] _key = new Value[aggregation.Keys.Length];
    private int _next = -1;

    public override void Open()
    {
        base.Open();
        _groups.Clear();
        _memory.Clear();
        foreach (var states in _states)
        {
            states.Clear();
        }

        _next = -1;
    }

    public override bool Next()
    {
        if (_next < 0)
        {
            Collect();
            _next = 0;
        }

        if (_next >= _groups.Count)
        {
            return false;
        }

        var group = _next++;
        var key = _groups.KeyOf(group);
        for (var i = 0; i < key.Length; i++)
        {
            Context.Slots[aggregation.Keys[i].Slot] = key[i];
        }

        for (var i = 0; i < _states.Length; i++)
        {
            Context.Slots[aggregation.Aggregates[i].Slot] = _states[i].Result(group);
        }

        return true;
    }

    private void Collect()
    {
        if (_key.Length == 0)
        {
            FindGroup();
        }

        while (Source.Next())
        {
            Context.Tick();
            var group = _key.Length == 0 ? 0 : FindGroup();
            for (var i = 0; i < _states.Length; i++)
            {
                var aggregate = aggregation.Aggregates[i];
                _states[i].Add(group, aggregate.Argument?.Evaluate(Context) ?? Value.True, aggregate.Parameter?.Evaluate(Context) ?? Value.Null);
            }
        }
    }

    private int FindGroup()
    {
        for (var i = 0; i < _key.Length; i++)
        {
            _key[i] = aggregation.Keys[i].Expression.Evaluate(Context);
        }

        var (group, added) = _groups.FindOrAdd(_key);
        if (added)
        {
            _memory.Add(MemoryBudget.GroupBytes + MemoryBudget.SizeOf(_key, []) + (StateBytes * _states.Length));
        }

        for (var i = 0; added && i < _states.Length; i++)
        {
            _states[i].Begin();
        }

        return group;
    }
}

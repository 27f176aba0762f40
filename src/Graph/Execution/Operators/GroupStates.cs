using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>What one aggregate of a clause has gathered so far, for all groups together: groups are numbered from 0.</summary>
internal abstract class GroupStates
{
    public static GroupStates Of(BoundAggregate aggregate, FunctionContext functions)
    {
        GroupStates states = aggregate.Definition.Counts ? new CountStates() : new AggregatorStates(aggregate.Definition, functions);
        return aggregate.Distinct ? new DistinctStates(states, functions.Memory) : states;
    }

    public abstract void Clear();

    /// <summary>Begins the group with the next number.</summary>
    public abstract void Begin();

    public abstract void Add(int group, Value argument, Value parameter);

    public abstract Value Result(int group);
}

/// <summary>Counts as plain numbers: no object for a group.</summary>
internal sealed class CountStates : GroupStates
{
    private readonly List<long> _counts = [];

    public override void Clear() => _counts.Clear();

    public override void Begin() => _counts.Add(0);

    public override void Add(int group, Value argument, Value parameter) => _counts[group] += argument.IsNull ? 0 : 1;

    public override Value Result(int group) => Value.Of(_counts[group]);
}

/// <summary>Any other aggregate: an object for each group.</summary>
internal sealed class AggregatorStates(AggregateDefinition definition, FunctionContext functions) : GroupStates
{
    private readonly List<Aggregator> _aggregators = [];

    public override void Clear() => _aggregators.Clear();

    public override void Begin() => _aggregators.Add(definition.Create(functions));

    public override void Add(int group, Value argument, Value parameter) => _aggregators[group].Add(argument, parameter);

    public override Value Result(int group) => _aggregators[group].Result();
}

/// <summary>Lets each value of a group through once. Most groups have one or two different values, so that the first is kept in place and only others in a set.</summary>
internal sealed class DistinctStates(GroupStates inner, MemoryBudget budget) : GroupStates
{
    private readonly HeldMemory _memory = new(budget);
    private readonly List<(bool Any, Value First)> _first = [];
    private readonly Dictionary<int, HashSet<Value>> _others = [];

    public override void Clear()
    {
        inner.Clear();
        _memory.Clear();
        _first.Clear();
        _others.Clear();
    }

    public override void Begin()
    {
        inner.Begin();
        _first.Add(default);
    }

    public override void Add(int group, Value argument, Value parameter)
    {
        // A NaN equals nothing, not even itself: each of them counts, though they make one group.
        if ((argument.IsFloat && double.IsNaN(argument.AsDouble())) || IsNew(group, argument))
        {
            inner.Add(group, argument, parameter);
        }
    }

    public override Value Result(int group) => inner.Result(group);

    private bool IsNew(int group, Value value)
    {
        var (any, first) = _first[group];
        if (!any)
        {
            _first[group] = (true, value);
            return true;
        }

        if (first.Equals(value))
        {
            return false;
        }

        if (!_others.TryGetValue(group, out var others))
        {
            _others.Add(group, others = []);
        }

        if (!others.Add(value))
        {
            return false;
        }

        _memory.Add(MemoryBudget.SizeOf(2) + MemoryBudget.SizeBeside(value));
        return true;
    }
}

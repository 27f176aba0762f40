using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>What one aggregate of a clause has gathered so far, for all groups together: groups are numbered from 0.</summary>
internal abstract class GroupStates
{
    public static GroupStates Of(BoundAggregate aggregate, bool grouped, FunctionContext functions)
    {
        GroupStates states = aggregate.Definition.Counts ? new CountStates() : new AggregatorStates(aggregate.Definition, functions);
        return aggregate.Distinct ? new DistinctStates(states, grouped, functions) : states;
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
    private readonly GrowingList<long> _counts = new();

    public override void Clear() => _counts.Clear();

    public override void Begin() => _counts.Add(0);

    public override void Add(int group, Value argument, Value parameter) => _counts[group] += argument.IsNull ? 0 : 1;

    public override Value Result(int group) => Value.Of(_counts[group]);
}

/// <summary>Any other aggregate: an object for each group.</summary>
internal sealed class AggregatorStates(AggregateDefinition definition, FunctionContext functions) : GroupStates
{
    private readonly GrowingList<Aggregator> _aggregators = new();

    public override void Clear() => _aggregators.Clear();

    public override void Begin() => _aggregators.Add(definition.Create(functions));

    public override void Add(int group, Value argument, Value parameter) => _aggregators[group].Add(argument, parameter);

    public override Value Result(int group) => _aggregators[group].Result();
}

/// <summary>Lets each value of a group through once. Most groups have one or two different values, so that the first is kept in place and only others in a table, one for all groups.</summary>
internal sealed class DistinctStates(GroupStates inner, bool grouped, FunctionContext functions) : GroupStates
{
    private readonly HeldMemory _memory = new(functions.Memory);
    private readonly GrowingList<(bool Any, Value First)> _first = new();

    /// <summary>The value, and before it, where there are groups, the group's number.</summary>
    private readonly Value[] _key = new Value[grouped ? 2 : 1];
    private readonly GroupTable _others = new(grouped ? 2 : 1, functions.Cancellation);

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
        ref var first = ref _first[group];
        if (!first.Any)
        {
            first = (true, value);
            return true;
        }

        if (first.First.Equals(value, functions.Cancellation))
        {
            return false;
        }

        _key[0] = Value.Of((long)group);
        _key[^1] = value;
        if (!_others.FindOrAdd(_key).Added)
        {
            return false;
        }

        _memory.Add(MemoryBudget.GroupBytes + MemoryBudget.SizeOf(_key, []));
        return true;
    }
}

using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Expressions;

/// <summary>What is iterated over: the items of a list, or the numbers of a range() that need not lie in memory.</summary>
internal readonly struct IterationItems
{
    private readonly ListValue? _list;
    private readonly long _start;
    private readonly long _step;

    public IterationItems(ListValue list) => (_list, Count) = (list, list.Count);

    public IterationItems(long start, long step, int count) => (_start, _step, Count) = (start, step, count);

    public int Count { get; }

    public Value this[int place] => _list is null ? Value.Of(_start + (place * _step)) : _list[place];
}

/// <summary>What the iterating expressions share: a list, and a slot that takes each of its items.</summary>
internal abstract class IterationExpression(int slot, CompiledExpression list) : CompiledExpression
{
    public override IEnumerable<int> BoundSlots => [slot];

    protected int Slot => slot;

    /// <summary>The list's items; null where the list is null. A value that is no list counts as a list of itself.</summary>
    protected IterationItems? Items(ExecutionContext context)
    {
        if (list is FunctionCallExpression call && call.RangeOf(context) is var (start, step, steps) && steps < ListFunctions.MaximumLength)
        {
            return new(start, step, (int)Math.Max(-1, steps) + 1);
        }

        var value = list.Evaluate(context);
        return value.Kind switch
        {
            ValueKind.Null => null,
            ValueKind.List => new(value.AsList()),
            _ => new(new ListValue([value])),
        };
    }
}

internal sealed class ListComprehensionValueExpression(int slot, CompiledExpression list, CompiledExpression? where, CompiledExpression? projection)
    : IterationExpression(slot, list)
{
    private readonly CompiledExpression _list = list;

    public override IEnumerable<CompiledExpression> Children => new[] { _list, where, projection }.OfType<CompiledExpression>();

    public override Value Evaluate(ExecutionContext context)
    {
        if (Items(context) is not { } items)
        {
            return Value.Null;
        }

        var result = new GrowingList<Value>(where is null ? items.Count : 0);
        var bytes = MemoryBudget.SizeOf(0);
        for (var place = 0; place < items.Count; place++)
        {
            context.Tick();
            var item = context.Slots[Slot] = items[place];
            if (where is null || where.Evaluate(context).IsTrue)
            {
                var value = projection is null ? item : projection.Evaluate(context);
                bytes += MemoryBudget.ValueBytes + MemoryBudget.SizeBeside(value);
                context.Functions.Memory.Require(bytes);
                result.Add(value);
            }
        }

        return Value.Of(result.ToArray(context.Cancellation));
    }
}

/// <summary>all, any, none, single in three-valued logic: an unknown item leaves the answer unknown unless others decide it.</summary>
internal sealed class QuantifierValueExpression(Quantifier quantifier, int slot, CompiledExpression list, CompiledExpression where)
    : IterationExpression(slot, list)
{
    private readonly CompiledExpression _list = list;

    public override IEnumerable<CompiledExpression> Children => [_list, where];

    public override Value Evaluate(ExecutionContext context)
    {
        if (Items(context) is not { } items)
        {
            return Value.Null;
        }

        var (trues, falses, unknowns) = (0, 0, 0);
        for (var place = 0; place < items.Count; place++)
        {
            context.Tick();
            context.Slots[Slot] = items[place];
            var outcome = where.Evaluate(context);
            if (outcome.IsTrue)
            {
                trues++;
            }
            else if (outcome.IsFalse)
            {
                falses++;
            }
            else
            {
                unknowns++;
            }
        }

        var unknown = unknowns > 0;
        return quantifier switch
        {
            Quantifier.All => falses > 0 ? Value.False : unknown ? Value.Null : Value.True,
            Quantifier.Any => trues > 0 ? Value.True : unknown ? Value.Null : Value.False,
            Quantifier.None => trues > 0 ? Value.False : unknown ? Value.Null : Value.True,
            _ => trues > 1 ? Value.False : unknown ? Value.Null : Value.Of(trues == 1),
        };
    }
}

internal sealed class ReduceValueExpression(int accumulator, CompiledExpression initial, int slot, CompiledExpression list, CompiledExpression body)
    : IterationExpression(slot, list)
{
    private readonly CompiledExpression _list = list;

    public override IEnumerable<CompiledExpression> Children => [initial, _list, body];

    public override IEnumerable<int> BoundSlots => [accumulator, Slot];

    public override Value Evaluate(ExecutionContext context)
    {
        if (Items(context) is not { } items)
        {
            return Value.Null;
        }

        var total = initial.Evaluate(context);
        for (var place = 0; place < items.Count; place++)
        {
            context.Tick();
            context.Slots[accumulator] = total;
            context.Slots[Slot] = items[place];
            total = body.Evaluate(context);
        }

        return total;
    }
}

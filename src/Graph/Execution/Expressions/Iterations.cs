using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Expressions;

/// <summary>What the iterating expressions share: a list, and a slot that takes each of its items.</summary>
internal abstract class IterationExpression(int slot, CompiledExpression list) : CompiledExpression
{
    public override IEnumerable<int> BoundSlots => [slot];

    protected int Slot => slot;

    /// <summary>The list's items; null where the list is null. A value that is no list counts as a list of itself.</summary>
    protected ListValue? Items(ExecutionContext context)
    {
        var value = list.Evaluate(context);
        return value.Kind switch
        {
            ValueKind.Null => null,
            ValueKind.List => value.AsList(),
            _ => new ListValue([value]),
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

        var result = new List<Value>(items.Count);
        var bytes = MemoryBudget.SizeOf(items.Count);
        foreach (var item in items.Items)
        {
            context.Tick();
            context.Slots[Slot] = item;
            if (where is null || where.Evaluate(context).IsTrue)
            {
                var value = projection is null ? item : projection.Evaluate(context);
                bytes += MemoryBudget.SizeBeside(value);
                context.Functions.Memory.Require(bytes);
                result.Add(value);
            }
        }

        return Value.Of(new ListValue([.. result]));
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
        foreach (var item in items.Items)
        {
            context.Tick();
            context.Slots[Slot] = item;
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
        foreach (var item in items.Items)
        {
            context.Tick();
            context.Slots[accumulator] = total;
            context.Slots[Slot] = item;
            total = body.Evaluate(context);
        }

        return total;
    }
}

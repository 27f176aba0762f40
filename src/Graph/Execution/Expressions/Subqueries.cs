using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Execution.Operators;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Expressions;

/// <summary>A query inside an expression. The planner fills in the plan; each run has one cursor for it, opened anew for every row.</summary>
internal abstract class SubqueryExpression(int index, BoundQuery query) : CompiledExpression
{
    public BoundQuery Query => query;

    public Plan? Plan { get; set; }

    public override bool ReadsGraph => true;

    /// <summary>Slots of the surrounding query that the inner one reads.</summary>
    public override IEnumerable<int> OwnSlots => query.Imports;

    protected Cursor Open(ExecutionContext context)
    {
        var plan = Plan ?? throw new InvalidOperationException("The subquery was not planned.");
        var cursor = context.Subplan(index, plan);
        cursor.Open();
        return cursor;
    }
}

internal sealed class ExistsSubqueryExpression(int index, BoundQuery query) : SubqueryExpression(index, query)
{
    public override Value Evaluate(ExecutionContext context) => Value.Of(Open(context).Next());
}

internal sealed class CountSubqueryExpression(int index, BoundQuery query) : SubqueryExpression(index, query)
{
    public override Value Evaluate(ExecutionContext context)
    {
        var cursor = Open(context);
        var count = 0L;
        while (cursor.Next())
        {
            count++;
        }

        return Value.Of(count);
    }
}

/// <summary>The single column of the first row, or null where there is no row.</summary>
internal sealed class FirstSubqueryExpression(int index, BoundQuery query) : SubqueryExpression(index, query)
{
    public override Value Evaluate(ExecutionContext context) => Open(context).Next() ? context.Slots[Query.Columns[0].Slot] : Value.Null;
}

/// <summary>COLLECT { … } and pattern comprehensions: the single column of every row.</summary>
internal sealed class CollectSubqueryExpression(int index, BoundQuery query) : SubqueryExpression(index, query)
{
    public override Value Evaluate(ExecutionContext context)
    {
        var cursor = Open(context);
        var slot = Query.Columns[0].Slot;
        var values = new GrowingList<Value>();
        while (cursor.Next())
        {
            values.Add(context.Slots[slot]);
        }

        return Value.Of(values.ToArray(context.Cancellation));
    }
}

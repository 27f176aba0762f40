using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>Lets rows through of which every predicate is true.</summary>
internal sealed class FilterCursor(ExecutionContext context, Cursor source, CompiledExpression[] predicates) : SourceCursor(context, source)
{
    public override bool Next()
    {
        while (Source.Next())
        {
            Context.Tick();
            if (AllTrue())
            {
                return true;
            }
        }

        return false;
    }

    private bool AllTrue()
    {
        foreach (var predicate in predicates)
        {
            if (!predicate.Holds(Context))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Computes expressions into slots.</summary>
internal sealed class ProjectCursor(ExecutionContext context, Cursor source, (CompiledExpression Expression, int Slot)[] items) : SourceCursor(context, source)
{
    public override bool Next()
    {
        if (!Source.Next())
        {
            return false;
        }

        foreach (var (expression, slot) in items)
        {
            Context.Slots[slot] = expression.Evaluate(Context);
        }

        return true;
    }
}

/// <summary>A row for each item of a list; a value that is no list is one row, null none.</summary>
internal sealed class UnwindCursor(ExecutionContext context, Cursor source, CompiledExpression list, int slot) : SourceCursor(context, source)
{
    private ListValue _items = ListValue.Empty;
    private int _position;

    /// <summary>The rest of a range(), which is counted through and never made into a list.</summary>
    private (long Next, long Step, long Left) _range;

    public override void Open()
    {
        base.Open();
        _items = ListValue.Empty;
        _position = 0;
        _range = default;
    }

    public override bool Next()
    {
        while (_position >= _items.Count)
        {
            if (_range.Left > 0)
            {
                Context.Tick();
                Context.Slots[slot] = Value.Of(_range.Next);
                _range = (unchecked(_range.Next + _range.Step), _range.Step, _range.Left - 1);
                return true;
            }

            if (!Source.Next())
            {
                return false;
            }

            if (list is FunctionCallExpression call && call.RangeOf(Context) is var (start, step, steps))
            {
                _range = (start, step, steps < 0 ? 0 : Math.Min(steps, long.MaxValue - 1) + 1);
                continue;
            }

            var value = list.Evaluate(Context);
            _position = 0;
            _items = value.Kind switch
            {
                ValueKind.Null => ListValue.Empty,
                ValueKind.List => value.AsList(),
                _ => new ListValue([value]),
            };
        }

        Context.Tick();
        Context.Slots[slot] = _items[_position++];
        return true;
    }
}

internal sealed class SkipCursor(ExecutionContext context, Cursor source, CompiledExpression count) : SourceCursor(context, source)
{
    private long _left;

    public override void Open()
    {
        base.Open();
        _left = RowCount.Evaluate(count, Context, "SKIP");
    }

    public override bool Next()
    {
        for (; _left > 0; _left--)
        {
            if (!Source.Next())
            {
                return false;
            }
        }

        return Source.Next();
    }
}

internal sealed class LimitCursor(ExecutionContext context, Cursor source, CompiledExpression count, bool exhaust) : SourceCursor(context, source)
{
    private long _left;

    public override void Open()
    {
        base.Open();
        _left = RowCount.Evaluate(count, Context, "LIMIT");
    }

    public override bool Next()
    {
        if (_left > 0)
        {
            _left--;
            return Source.Next();
        }

        // What comes before a LIMIT still has to write for the rows that the reader never sees.
        while (exhaust && Source.Next())
        {
            Context.Tick();
        }

        return false;
    }
}

/// <summary>The number of SKIP or LIMIT.</summary>
internal static class RowCount
{
    public static long Evaluate(CompiledExpression count, ExecutionContext context, string clause)
    {
        var value = count.Evaluate(context);
        if (!value.IsInteger)
        {
            var message = $"{clause} takes a whole number, but the value is {(value.IsNull ? "null" : value.ToString())}.";
            throw count is ParameterValueExpression && value.IsFloat ? CypherErrors.Argument(message) : CypherErrors.Type(message);
        }

        return value.AsInteger() >= 0
            ? value.AsInteger()
            : throw CypherErrors.Argument($"{clause} takes a number that is not negative, but the value is {value.AsInteger()}.");
    }
}

/// <summary>The branches' rows one branch after the other, their columns in common slots.</summary>
internal sealed class UnionCursor(ExecutionContext context, (Cursor Cursor, int[] Slots)[] branches, int[] slots) : Cursor(context)
{
    private int _branch;

    public override void Open()
    {
        _branch = 0;
        branches[0].Cursor.Open();
    }

    public override bool Next()
    {
        while (!branches[_branch].Cursor.Next())
        {
            if (++_branch == branches.Length)
            {
                _branch--;
                return false;
            }

            branches[_branch].Cursor.Open();
        }

        for (var i = 0; i < slots.Length; i++)
        {
            Context.Slots[slots[i]] = Context.Slots[branches[_branch].Slots[i]];
        }

        return true;
    }
}

/// <summary>A row for each row that a procedure gives.</summary>
internal sealed class ProcedureCallCursor(ExecutionContext context, Cursor source, Cypher.Planning.ProcedureCallPlan plan) : SourceCursor(context, source)
{
    private IEnumerator<Value[]>? _rows;

    public override void Open()
    {
        base.Open();
        _rows = null;
    }

    public override bool Next()
    {
        while (_rows is null || !_rows.MoveNext())
        {
            _rows?.Dispose();
            _rows = null;
            if (!Source.Next())
            {
                return false;
            }

            var arguments = plan.Arguments.Select((argument, i) => Coerce(argument.Evaluate(Context), plan.Procedure.Inputs[i])).ToArray();
            var rows = plan.Procedure.Body(Context.Functions, arguments);
            if (plan.Procedure.Outputs.Length == 0)
            {
                foreach (var _ in rows)
                {
                    Context.Tick();
                }

                return true;
            }

            _rows = rows.GetEnumerator();
        }

        Context.Tick();
        foreach (var (output, slot) in plan.Yields)
        {
            Context.Slots[slot] = _rows.Current[output];
        }

        return true;
    }

    private static Value Coerce(Value argument, Procedures.ProcedureField input)
    {
        if (argument.IsInteger && (input.Type & Cypher.CypherTypes.Number) == Cypher.CypherTypes.Float)
        {
            return Value.Of(argument.AsDouble());
        }

        return argument.IsNull || Cypher.Binding.StaticType.Of(argument).MayBe(input.Type)
            ? argument
            : throw CypherErrors.Type($"Argument '{input.Name}' cannot be a {argument.Kind}.");
    }
}

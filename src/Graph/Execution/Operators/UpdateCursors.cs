using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

internal sealed class CreateCursor(ExecutionContext context, Cursor source, CreateAction[] actions) : SourceCursor(context, source)
{
    public override bool Next()
    {
        if (!Source.Next())
        {
            return false;
        }

        Context.Tick();
        Creation.Run(Context, actions, merging: false);
        return true;
    }
}

/// <summary>For each row the matches that are there, or the pattern created.</summary>
internal sealed class MergeCursor(ExecutionContext context, Cursor source, Cursor match, MergePlan plan) : SourceCursor(context, source)
{
    private bool _matching;

    public override void Open()
    {
        base.Open();
        _matching = false;
    }

    public override bool Next()
    {
        while (true)
        {
            if (_matching)
            {
                if (match.Next())
                {
                    Assignment.Run(Context, plan.OnMatch);
                    return true;
                }

                _matching = false;
            }

            if (!Source.Next())
            {
                return false;
            }

            Context.Tick();
            CheckEnds();
            match.Open();
            if (match.Next())
            {
                _matching = true;
                Assignment.Run(Context, plan.OnMatch);
                return true;
            }

            Creation.Run(Context, plan.Actions, merging: true);
            Assignment.Run(Context, plan.OnCreate);
            return true;
        }
    }

    /// <summary>A null at a relationship's end is a mistake, not a pattern without matches.</summary>
    private void CheckEnds()
    {
        var created = plan.Actions.OfType<CreateNodeAction>().Select(action => action.Slot).ToHashSet();
        foreach (var action in plan.Actions.OfType<CreateRelationshipAction>())
        {
            foreach (var slot in new[] { action.Start, action.End })
            {
                if (!created.Contains(slot) && Context.Slots[slot].IsNull)
                {
                    throw new CypherException(
                        "Neo.DatabaseError.Statement.ExecutionFailed",
                        $"A relationship of type '{DynamicNames.ReadType(action.Type, Context)}' cannot be merged, since a node at its end is null: keep such rows out with WHERE … IS NOT NULL.");
                }
            }
        }
    }
}

internal sealed class SetCursor(ExecutionContext context, Cursor source, SetAction[] actions) : SourceCursor(context, source)
{
    public override bool Next()
    {
        if (!Source.Next())
        {
            return false;
        }

        Context.Tick();
        Assignment.Run(Context, actions);
        return true;
    }
}

/// <summary>Runs updates for each item of a list, and keeps the row.</summary>
internal sealed class ForeachCursor(ExecutionContext context, Cursor source, CompiledExpression list, int slot, Cursor updates) : SourceCursor(context, source)
{
    public override bool Next()
    {
        if (!Source.Next())
        {
            return false;
        }

        var value = list.Evaluate(Context);
        if (value.IsNull)
        {
            return true;
        }

        if (value.Kind != ValueKind.List)
        {
            throw CypherErrors.Type($"FOREACH needs a list, but the value is a {value.Kind}.");
        }

        foreach (var item in value.AsList())
        {
            Context.Tick();
            Context.Slots[slot] = item;
            updates.Open();
            while (updates.Next())
            {
                Context.Tick();
            }
        }

        return true;
    }
}

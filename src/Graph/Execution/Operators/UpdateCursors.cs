using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>Carries out the creations of CREATE and MERGE.</summary>
internal static class Creation
{
    public static void Run(ExecutionContext context, CreateAction[] actions, bool merging)
    {
        foreach (var action in actions)
        {
            context.Slots[action.Slot] = action switch
            {
                CreateNodeAction node => Value.NodeReference(Writer(context).CreateNode(DynamicNames.Read(node.Labels, context), Properties(context, node, merging))),
                CreateRelationshipAction relationship => Create(context, relationship, merging),
                BuildPathAction path => PathBuilder.Build(context, path.Path),
                _ => throw new InvalidOperationException($"No creation for {action.GetType().Name}."),
            };
        }
    }

    public static GraphWriter Writer(ExecutionContext context) => context.Writer
        ?? throw new CypherException(CypherErrors.AccessModeCode, "This statement writes, but its transaction is for reading only.");

    private static Value Create(ExecutionContext context, CreateRelationshipAction action, bool merging)
    {
        var type = DynamicNames.ReadType(action.Type, context);
        var start = End(context, action.Start, type);
        var end = End(context, action.End, type);
        return Value.RelationshipReference(Writer(context).CreateRelationship(start, type, end, Properties(context, action, merging)));
    }

    private static long End(ExecutionContext context, int slot, string type)
    {
        var node = context.Slots[slot];
        return node.Kind switch
        {
            ValueKind.Node => node.Bits,
            ValueKind.Null => throw new CypherException(
                "Neo.DatabaseError.Statement.ExecutionFailed",
                $"A relationship of type '{type}' cannot be created, since a node at its end is null: keep such rows out with WHERE … IS NOT NULL."),
            _ => throw CypherErrors.Type($"A relationship ends at nodes, but the value is a {node.Kind}."),
        };
    }

    private static MapValue Properties(ExecutionContext context, CreateAction action, bool merging)
    {
        var value = action.Properties?.Evaluate(context) ?? Value.Of(MapValue.Empty);
        if (value.IsNull)
        {
            throw CypherErrors.Type("The properties to create are a map, but the value is null.");
        }

        var map = PropertySource.Read(context, value);
        if (!merging)
        {
            return map;
        }

        foreach (var (key, property) in map)
        {
            if (property.IsNull || (property.IsFloat && double.IsNaN(property.AsDouble())))
            {
                throw new CypherException(
                    "Neo.ClientError.Statement.SemanticError",
                    $"MERGE cannot look for property '{key}' with the value {property}, which equals nothing.");
            }
        }

        return map;
    }
}

/// <summary>Reads a map of properties from a map, a node or a relationship.</summary>
internal static class PropertySource
{
    private static readonly Functions.FunctionDefinition PropertiesFunction = Functions.FunctionLibrary.Find("properties")
        ?? throw new InvalidOperationException("The function library lacks properties().");

    public static MapValue Read(ExecutionContext context, Value value) => value.Kind switch
    {
        ValueKind.Null => MapValue.Empty,
        ValueKind.Map => value.AsMap(),
        ValueKind.Node or ValueKind.Relationship => PropertiesFunction.Body(context.Functions, [value]).AsMap(),
        _ => throw CypherErrors.Type($"Properties come from a map, a node or a relationship, but the value is a {value.Kind}."),
    };
}

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

/// <summary>Carries out the assignments of SET, REMOVE, ON CREATE and ON MATCH: all values are computed before the first is set.</summary>
internal static class Assignment
{
    public static void Run(ExecutionContext context, SetAction[] actions)
    {
        if (actions.Length == 1)
        {
            Apply(context, actions[0], Compute(context, actions[0]));
            return;
        }

        var computed = new (Value Subject, Value Value)[actions.Length];
        for (var i = 0; i < actions.Length; i++)
        {
            computed[i] = Compute(context, actions[i]);
        }

        for (var i = 0; i < actions.Length; i++)
        {
            Apply(context, actions[i], computed[i]);
        }
    }

    private static (Value Subject, Value Value) Compute(ExecutionContext context, SetAction action) => action switch
    {
        SetPropertyAction set => (set.Subject.Evaluate(context), set.Value.Evaluate(context)),
        SetPropertiesAction set => (set.Subject.Evaluate(context), set.Value.Evaluate(context)),
        SetIndexedAction set => (set.Subject.Evaluate(context), Value.Of(set.Key.Evaluate(context), set.Value.Evaluate(context))),
        SetLabelsAction set => (set.Subject.Evaluate(context), Value.Of(DynamicNames.Read(set.Labels, context))),
        _ => throw new InvalidOperationException($"No assignment for {action.GetType().Name}."),
    };

    private static void Apply(ExecutionContext context, SetAction action, (Value Subject, Value Value) computed)
    {
        var (subject, value) = computed;
        if (subject.IsNull)
        {
            return;
        }

        switch (action)
        {
            case SetPropertyAction set:
                Set(context, subject, set.Key, value);
                break;
            case SetPropertiesAction set:
                SetProperties(context, subject, PropertySource.Read(context, value), set.Merge);
                break;
            case SetLabelsAction set:
                SetLabels(context, subject, value.AsList(), set.Remove);
                break;
            case SetIndexedAction:
                Set(context, subject, Key(value.AsList()[0]), value.AsList()[1]);
                break;
            default:
                throw new InvalidOperationException($"No assignment for {action.GetType().Name}.");
        }
    }

    private static void SetProperties(ExecutionContext context, Value subject, MapValue properties, bool merge)
    {
        if (!merge)
        {
            foreach (var key in PropertySource.Read(context, subject).Keys.Where(key => !properties.ContainsKey(key)))
            {
                Set(context, subject, key, Value.Null);
            }
        }

        foreach (var (key, value) in properties)
        {
            Set(context, subject, key, value, countMissing: true);
        }
    }

    private static void Set(ExecutionContext context, Value subject, string key, Value value, bool countMissing = false)
    {
        switch (subject.Kind)
        {
            case ValueKind.Node:
                Creation.Writer(context).SetNodeProperty(subject.Bits, key, value, countMissing);
                break;
            case ValueKind.Relationship:
                Creation.Writer(context).SetRelationshipProperty(subject.Bits, key, value, countMissing);
                break;
            default:
                throw CypherErrors.Type($"Only nodes and relationships have properties to set, but the value is a {subject.Kind}.");
        }
    }

    private static string Key(Value key) => key.IsString
        ? key.AsString()
        : throw CypherErrors.Type($"A property is named by a string, but the value is {TypeNames.Describe(key)}.");

    private static void SetLabels(ExecutionContext context, Value subject, ListValue labels, bool remove)
    {
        if (!subject.IsNode)
        {
            throw CypherErrors.Type($"Only nodes have labels, but the value is a {subject.Kind}.");
        }

        EntityChecks.LiveNode(context, subject);
        foreach (var label in labels)
        {
            if (remove)
            {
                Creation.Writer(context).RemoveLabel(subject.Bits, label.AsString());
            }
            else
            {
                Creation.Writer(context).AddLabel(subject.Bits, label.AsString());
            }
        }
    }
}

/// <summary>
/// Deletes what all rows name: first the relationships, then the nodes, since a node may be named before the relationships that hold it.
/// Rows go on only when all is done.
/// </summary>
internal sealed class DeleteCursor(ExecutionContext context, Cursor source, DeletePlan plan) : SourceCursor(context, source)
{
    private readonly SavedRows _rows = new(context, plan.Saved);
    private readonly HashSet<long> _nodes = [];
    private readonly HashSet<long> _relationships = [];
    private int _next = -1;

    public override void Open()
    {
        base.Open();
        _rows.Clear();
        _nodes.Clear();
        _relationships.Clear();
        _next = -1;
    }

    public override bool Next()
    {
        if (_next < 0)
        {
            DeleteAll();
            _next = 0;
        }

        if (_next >= _rows.Count)
        {
            return false;
        }

        _rows.Restore(_next++);
        return true;
    }

    private void DeleteAll()
    {
        while (Source.Next())
        {
            Context.Tick();
            _rows.Save();
            foreach (var expression in plan.Expressions)
            {
                Collect(expression.Evaluate(Context));
            }
        }

        var writer = Creation.Writer(Context);
        foreach (var relationship in _relationships)
        {
            writer.DeleteRelationship(relationship);
        }

        foreach (var node in _nodes)
        {
            Context.Tick();
            writer.DeleteNode(node, plan.Detach);
        }
    }

    private void Collect(Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                break;
            case ValueKind.Node:
                _nodes.Add(value.Bits);
                break;
            case ValueKind.Relationship:
                _relationships.Add(value.Bits);
                break;
            case ValueKind.Path when value.Heap<PathReference>() is { } path:
                _nodes.UnionWith(path.Nodes);
                _relationships.UnionWith(path.Relationships);
                break;
            default:
                throw CypherErrors.Type($"Only nodes, relationships and paths can be deleted, but the value is a {value.Kind}.");
        }
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

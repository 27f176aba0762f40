using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Operators;

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

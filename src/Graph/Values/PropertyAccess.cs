using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Values.Temporal;

namespace CoEvolve.Graph.Values;

/// <summary>The dot: <c>subject.key</c>.</summary>
internal static class PropertyAccess
{
    /// <summary>Stands for a key whose token has not been looked up.</summary>
    public const int UnknownToken = -1;

    /// <param name="ctx">The graph from which the properties of a referenced entity are read.</param>
    /// <param name="subject">A map, entity, temporal value or point; of Null every property is Null.</param>
    /// <param name="key">The key.</param>
    /// <param name="keyToken">The key's token in the graph, or <see cref="UnknownToken"/> to have it looked up.</param>
    public static Value Get(FunctionContext ctx, Value subject, string key, int keyToken)
    {
        if (TryGet(ctx, subject, key, keyToken, out var value))
        {
            return value;
        }

        throw subject.Kind == ValueKind.Point
            ? CypherErrors.Argument($"A point in {subject.Heap<PointValue>()!.Crs} has no component '{key}'.")
            : CypherErrors.Type($"{TypeNames.Describe(subject)} has no property '{key}'.");
    }

    /// <summary>As <see cref="Get"/>, but false where the kind has no properties, or no component of that name.</summary>
    public static bool TryGet(FunctionContext ctx, Value subject, string key, int keyToken, out Value value)
    {
        switch (subject.Kind)
        {
            case ValueKind.Null:
                value = Value.Null;
                return true;
            case ValueKind.Map:
                value = subject.AsMap().GetOrNull(key);
                return true;
            case ValueKind.Node:
                value = OfNode(ctx, subject, key, keyToken);
                return true;
            case ValueKind.Relationship:
                value = OfRelationship(ctx, subject, key, keyToken);
                return true;
            case ValueKind.Point:
                return subject.Heap<PointValue>()!.TryGetComponent(key, out value);
            case >= ValueKind.Date and <= ValueKind.Duration:
                return TemporalComponents.TryGet(subject, key, out value);
            default:
                value = Value.Null;
                return false;
        }
    }

    private static Value OfNode(FunctionContext ctx, Value subject, string key, int keyToken)
    {
        if (subject.Heap<NodeValue>() is { } node)
        {
            return node.Properties.GetOrNull(key);
        }

        EntityAccess.RequireNode(ctx, subject.Bits);
        var token = Token(ctx, key, keyToken);
        return token >= 0 ? ctx.Graph.NodeProperty(subject.Bits, token) : Value.Null;
    }

    private static Value OfRelationship(FunctionContext ctx, Value subject, string key, int keyToken)
    {
        if (subject.Heap<RelationshipValue>() is { } relationship)
        {
            return relationship.Properties.GetOrNull(key);
        }

        EntityAccess.RequireRelationship(ctx, subject.Bits);
        var token = Token(ctx, key, keyToken);
        return token >= 0 ? ctx.Graph.RelationshipProperty(subject.Bits, token) : Value.Null;
    }

    private static int Token(FunctionContext ctx, string key, int keyToken) => keyToken >= 0 ? keyToken : ctx.Graph.PropertyKeys.Find(key);
}

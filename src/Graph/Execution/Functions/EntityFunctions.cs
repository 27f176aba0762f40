using CoEvolve.Graph.Cypher;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>Functions on nodes, relationships and paths.</summary>
internal static class EntityFunctions
{
    private const CypherTypes WithProperties = CypherTypes.Map | CypherTypes.Entity;

    public static IEnumerable<FunctionDefinition> All =>
    [
        FunctionTypes.Unary("id", CypherTypes.Entity, CypherTypes.Integer, value => Value.Of(Entity("id", value).Bits)),
        FunctionTypes.Unary("elementId", CypherTypes.Entity, CypherTypes.String, value =>
            Value.Of($"{(Entity("elementId", value).IsNode ? 4 : 5)}:coevolve:{value.Bits}")),
        FunctionTypes.Strict("labels", [CypherTypes.Node], CypherTypes.List, (context, arguments) => Labels(context, arguments[0])),
        FunctionTypes.Strict("type", [CypherTypes.Relationship], CypherTypes.String, (context, arguments) => Type(context, arguments[0])),
        FunctionTypes.Strict("startNode", [CypherTypes.Relationship], CypherTypes.Node, (context, arguments) => StartNode(context, arguments[0])),
        FunctionTypes.Strict("endNode", [CypherTypes.Relationship], CypherTypes.Node, (context, arguments) => EndNode(context, arguments[0])),
        FunctionTypes.Strict("keys", [WithProperties], CypherTypes.List, (context, arguments) =>
            Value.Of(PropertiesOf("keys", context, arguments[0]).Keys)),
        FunctionTypes.Strict("properties", [WithProperties], CypherTypes.Map, (context, arguments) =>
            Value.Of(PropertiesOf("properties", context, arguments[0]))),
        FunctionTypes.Unary("length", CypherTypes.Path, CypherTypes.Integer, Length),
        FunctionTypes.Unary("nodes", CypherTypes.Path, CypherTypes.List, Nodes),
        FunctionTypes.Unary("relationships", CypherTypes.Path, CypherTypes.List, Relationships),
    ];

    private static Value Entity(string function, Value value) => value.Kind is ValueKind.Node or ValueKind.Relationship
        ? value
        : throw FunctionTypes.WrongType(function, "a node or a relationship", value);

    private static Value Labels(FunctionContext context, Value value)
    {
        if (value.Heap<NodeValue>() is { } node)
        {
            return Value.Of(node.Labels);
        }

        if (!value.IsNode)
        {
            throw FunctionTypes.WrongType("labels", "a node", value);
        }

        EntityAccess.RequireNode(context, value.Bits);
        var tokens = context.Graph.LabelsOf(value.Bits);
        var names = new Value[tokens.Length];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = Value.Of(context.Graph.Labels[tokens[i]]);
        }

        return Value.Of(names);
    }

    /// <summary>The type is known of a deleted relationship too, as the openCypher TCK asks.</summary>
    private static Value Type(FunctionContext context, Value value) => value.Heap<RelationshipValue>() is { } relationship
        ? Value.Of(relationship.Type)
        : value.IsRelationship ? Value.Of(context.Graph.RelationshipTypes[context.Graph.TypeOf(value.Bits)])
        : throw FunctionTypes.WrongType("type", "a relationship", value);

    private static Value StartNode(FunctionContext context, Value value)
    {
        if (value.Heap<RelationshipValue>() is { } relationship)
        {
            return Value.NodeReference(relationship.StartId);
        }

        RequireRelationship("startNode", context, value);
        return Value.NodeReference(context.Graph.StartOf(value.Bits));
    }

    private static Value EndNode(FunctionContext context, Value value)
    {
        if (value.Heap<RelationshipValue>() is { } relationship)
        {
            return Value.NodeReference(relationship.EndId);
        }

        RequireRelationship("endNode", context, value);
        return Value.NodeReference(context.Graph.EndOf(value.Bits));
    }

    private static void RequireRelationship(string function, FunctionContext context, Value value)
    {
        if (!value.IsRelationship)
        {
            throw FunctionTypes.WrongType(function, "a relationship", value);
        }

        EntityAccess.RequireRelationship(context, value.Bits);
    }

    private static MapValue PropertiesOf(string function, FunctionContext context, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Map:
                return value.AsMap();
            case ValueKind.Node when value.Heap<NodeValue>() is { } node:
                return node.Properties;
            case ValueKind.Relationship when value.Heap<RelationshipValue>() is { } relationship:
                return relationship.Properties;
            case ValueKind.Node:
                EntityAccess.RequireNode(context, value.Bits);
                return ToMap(context.Graph.NodeProperties(value.Bits), context.Graph.PropertyKeys);
            case ValueKind.Relationship:
                EntityAccess.RequireRelationship(context, value.Bits);
                return ToMap(context.Graph.RelationshipProperties(value.Bits), context.Graph.PropertyKeys);
            default:
                throw FunctionTypes.WrongType(function, "a map, a node or a relationship", value);
        }
    }

    private static MapValue ToMap(Properties properties, TokenTable names)
    {
        var keys = new string[properties.Keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = names[properties.Keys[i]];
        }

        return new MapValue(keys, properties.Values.ToArray());
    }

    private static Value Length(Value value)
    {
        if (value.Heap<PathReference>() is { } reference)
        {
            return Value.Of((long)reference.Relationships.Length);
        }

        return value.Heap<PathValue>() is { } path ? Value.Of((long)path.Relationships.Count) : throw FunctionTypes.WrongType("length", "a path", value);
    }

    private static Value Nodes(Value value)
    {
        if (value.Heap<PathReference>() is { } reference)
        {
            return Value.Of(Array.ConvertAll(reference.Nodes, Value.NodeReference));
        }

        return value.Heap<PathValue>() is { } path
            ? Value.Of(path.Nodes.Select(Value.Of).ToArray())
            : throw FunctionTypes.WrongType("nodes", "a path", value);
    }

    private static Value Relationships(Value value)
    {
        if (value.Heap<PathReference>() is { } reference)
        {
            return Value.Of(Array.ConvertAll(reference.Relationships, Value.RelationshipReference));
        }

        return value.Heap<PathValue>() is { } path
            ? Value.Of(path.Relationships.Select(Value.Of).ToArray())
            : throw FunctionTypes.WrongType("relationships", "a path", value);
    }
}

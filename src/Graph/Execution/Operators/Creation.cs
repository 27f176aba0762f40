using CoEvolve.Graph.Cypher.Binding;
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

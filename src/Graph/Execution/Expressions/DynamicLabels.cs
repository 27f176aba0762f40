using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Execution.Expressions;

/// <summary><c>operand:$(names)</c>: whether an entity bears all of the names, or any of them; null of null.</summary>
internal sealed class DynamicLabelCheckExpression(CompiledExpression operand, CompiledExpression names, bool any) : CompiledExpression
{
    public override IEnumerable<CompiledExpression> Children => [operand, names];

    public override bool ReadsGraph => true;

    public override Value Evaluate(ExecutionContext context)
    {
        var entity = operand.Evaluate(context);
        if (entity.IsNull)
        {
            return Value.Null;
        }

        var wanted = DynamicNames.Read(names.Evaluate(context));
        return Value.Of(any ? wanted.Any(name => Bears(context, entity, name)) : wanted.All(name => Bears(context, entity, name)));
    }

    private static bool Bears(ExecutionContext context, Value entity, string name) => entity.Kind switch
    {
        ValueKind.Node => context.Graph.Labels.Find(name) is >= 0 and var label && context.Graph.HasLabel(EntityChecks.LiveNode(context, entity), label),
        ValueKind.Relationship => context.Graph.RelationshipTypes.Find(name) is >= 0 and var type && context.Graph.TypeOf(EntityChecks.LiveRelationship(context, entity)) == type,
        _ => throw CypherErrors.Type($"A label can be asked of a node or a relationship, but the value is a {entity.Kind}."),
    };
}

/// <summary>Names of labels and types that are computed.</summary>
internal static class DynamicNames
{
    private const string TokenNameCode = "Neo.ClientError.Schema.TokenNameError";

    /// <summary>The names that a string or a list of strings gives.</summary>
    public static IReadOnlyList<string> Read(Value value) => value.Kind switch
    {
        ValueKind.String => [Checked(value)],
        ValueKind.List => [.. value.AsList().Select(Checked)],
        _ => throw CypherErrors.Type($"A label or type is named by a string or a list of strings, but the value is {TypeNames.Describe(value)}."),
    };

    public static string[] Read(WrittenLabels labels, ExecutionContext context) => labels.Computed.Length == 0
        ? labels.Names
        : [.. labels.Names.Concat(labels.Computed.SelectMany(names => Read(names.Evaluate(context)))).Distinct()];

    /// <summary>The single name of a relationship's type.</summary>
    public static string ReadType(WrittenLabels type, ExecutionContext context) => Read(type, context) is [var name]
        ? name
        : throw CypherErrors.Type("A relationship has exactly one type.");

    private static string Checked(Value name)
    {
        if (!name.IsString)
        {
            throw CypherErrors.Type($"A label or type is named by a string, but the value is {TypeNames.Describe(name)}.");
        }

        var text = name.AsString();
        return text.Length > 0 && !text.Contains('\0', StringComparison.Ordinal)
            ? text
            : throw new CypherException(TokenNameCode, "A label or type has at least one character, and none of them is the null character.");
    }
}

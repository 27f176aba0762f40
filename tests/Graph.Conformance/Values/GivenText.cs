using System.Globalization;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Conformance.Values;

/// <summary>Writes an answer's value in the notation of <see cref="Expected"/>. Two values with one text are the same to every comparison here.</summary>
internal static class GivenText
{
    public static string Of(Value value) => value.Kind switch
    {
        ValueKind.Null => "null",
        ValueKind.Boolean => value.AsBoolean() ? "true" : "false",
        ValueKind.Integer => value.AsInteger().ToString(CultureInfo.InvariantCulture),
        ValueKind.Float => Notation.Float(value.AsDouble()),
        ValueKind.String => Notation.Quote(value.AsString()),
        ValueKind.List => $"[{string.Join(", ", value.AsList().Select(Of))}]",
        ValueKind.Map => Of(value.AsMap()),
        ValueKind.Node => Of(value.AsNode()),
        ValueKind.Relationship => Of(value.AsRelationship()),
        ValueKind.Path => Of(value.AsPath()),
        _ => $"{value.Kind}({CanonicalText.Of(value)})",
    };

    public static string Row(IEnumerable<Value> row) => $"| {string.Join(" | ", row.Select(Of))} |";

    private static string Of(MapValue map) => Notation.Map(map.Select(entry => (entry.Key, Of(entry.Value))));

    private static string Properties(MapValue map) => map.Count == 0 ? "" : Of(map);

    private static string Of(NodeValue node) => Notation.Node(node.Labels, Properties(node.Properties));

    private static string Of(RelationshipValue relationship) => Notation.Relationship(relationship.Type, Properties(relationship.Properties));

    private static string Of(PathValue path) => Notation.Path(
        [.. path.Nodes.Select(Of)],
        [.. path.Relationships.Select((relationship, i) => (Of(relationship), relationship.StartId == path.Nodes[i].Id))]);
}

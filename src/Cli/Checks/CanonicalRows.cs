using System.Globalization;
using System.Text;
using CoEvolve.Graph;
using CoEvolve.Graph.Values;

namespace CoEvolve.Cli.Checks;

/// <summary>Rows as text in which what Cypher leaves open does not show.</summary>
/// <remarks>
/// Left open are: the ids of nodes and relationships; the order of labels and of keys; the order of the elements that <c>collect</c> or a pattern comprehension gathers, so that
/// lists are put in order; the order of rows, unless the query ends with ORDER BY; and the last digits of sums of floating-point numbers, of which 12 are kept.
/// </remarks>
internal static class CanonicalRows
{
    /// <summary>Reads a result to its end: its rows, and a last one that says what was created and deleted, where anything was.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(IGraphResult result, string query, CancellationToken cancellationToken)
    {
        var rows = new List<string>();
        while (await result.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(string.Join(" | ", result.Current.ToArray().Select(Text)));
        }

        if (!IsOrdered(query))
        {
            rows.Sort(StringComparer.Ordinal);
        }

        var changed = result.Counters;
        if (changed.ContainsUpdates)
        {
            rows.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"changed: nodes +{changed.NodesCreated} -{changed.NodesDeleted}, relationships +{changed.RelationshipsCreated} -{changed.RelationshipsDeleted}, labels +{changed.LabelsAdded} -{changed.LabelsRemoved}"));
        }

        return rows;
    }

    internal static string Text(Value value) => value.Kind switch
    {
        ValueKind.Float => value.AsDouble().ToString("G12", CultureInfo.InvariantCulture),
        ValueKind.List => $"[{string.Join(", ", value.AsList().Select(Text).Order(StringComparer.Ordinal))}]",
        ValueKind.Map => Text(value.AsMap()),
        ValueKind.Node => Text(value.AsNode()),
        ValueKind.Relationship => Text(value.AsRelationship()),
        ValueKind.Path => Text(value.AsPath()),
        _ => value.ToString(),
    };

    private static bool IsOrdered(string query) => query.LastIndexOf("ORDER BY", StringComparison.Ordinal) > query.LastIndexOf("RETURN", StringComparison.Ordinal);

    private static string Text(MapValue map) => $"{{{string.Join(", ", map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}: {Text(entry.Value)}"))}}}";

    private static string Text(NodeValue node) => $"({string.Concat(node.Labels.Order(StringComparer.Ordinal).Select(label => ":" + label))} {Text(node.Properties)})";

    private static string Text(RelationshipValue relationship) => $"[:{relationship.Type} {Text(relationship.Properties)}]";

    private static string Text(PathValue path)
    {
        var text = new StringBuilder(Text(path.Nodes[0]));
        for (var i = 0; i < path.Relationships.Count; i++)
        {
            var forwards = path.Relationships[i].StartId == path.Nodes[i].Id;
            text.Append(forwards ? "-" : "<-").Append(Text(path.Relationships[i])).Append(forwards ? "->" : "-").Append(Text(path.Nodes[i + 1]));
        }

        return text.ToString();
    }
}

using System.Text.Json;
using CoEvolve.Graph.Conformance.Running;
using CoEvolve.Graph.Conformance.Values;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Conformance.Tck;

/// <summary>What a graph holds at one moment: entities by id, label names in use, and properties with their values.</summary>
internal sealed class GraphContent
{
    private readonly HashSet<long> _nodes = [];
    private readonly HashSet<long> _relationships = [];
    private readonly HashSet<string> _labels = [];
    private readonly HashSet<(char Kind, long Id, string Key, string Value)> _properties = [];

    public static async Task<GraphContent> ReadAsync(IGraph graph, CancellationToken cancellationToken)
    {
        var content = new GraphContent();
        foreach (var node in await AllAsync(graph, "MATCH (n) RETURN n", cancellationToken).ConfigureAwait(false))
        {
            content._nodes.Add(node.AsNode().Id);
            content._labels.UnionWith(node.AsNode().Labels);
            content.AddProperties('n', node.AsNode().Id, node.AsNode().Properties);
        }

        foreach (var relationship in await AllAsync(graph, "MATCH ()-[r]->() RETURN r", cancellationToken).ConfigureAwait(false))
        {
            content._relationships.Add(relationship.AsRelationship().Id);
            content.AddProperties('r', relationship.AsRelationship().Id, relationship.AsRelationship().Properties);
        }

        return content;
    }

    /// <summary>The changes from this content to a later one, as the TCK counts them: a property with a new value is one gone and one come.</summary>
    public SideEffects To(GraphContent after) => new(new SortedDictionary<string, int>(StringComparer.Ordinal)
    {
        ["+nodes"] = after._nodes.Except(_nodes).Count(),
        ["-nodes"] = _nodes.Except(after._nodes).Count(),
        ["+relationships"] = after._relationships.Except(_relationships).Count(),
        ["-relationships"] = _relationships.Except(after._relationships).Count(),
        ["+labels"] = after._labels.Except(_labels).Count(),
        ["-labels"] = _labels.Except(after._labels).Count(),
        ["+properties"] = after._properties.Except(_properties).Count(),
        ["-properties"] = _properties.Except(after._properties).Count(),
    });

    private static async Task<IEnumerable<Value>> AllAsync(IGraph graph, string query, CancellationToken cancellationToken)
    {
        var answer = await EngineAnswer.AskAsync(graph, query, EngineAnswer.NoParameters, cancellationToken).ConfigureAwait(false);
        return answer.Error is { } error ? throw new InvalidOperationException($"{query} failed: {error.Message}") : answer.Rows.Select(row => row[0]);
    }

    private void AddProperties(char kind, long id, MapValue properties)
    {
        foreach (var (key, value) in properties)
        {
            _properties.Add((kind, id, key, GivenText.Of(value)));
        }
    }
}

/// <summary>Changes by the TCK's names, <c>+nodes</c> to <c>-properties</c>; a name that is missing counts as 0.</summary>
internal sealed class SideEffects(IReadOnlyDictionary<string, int> counts)
{
    /// <summary>Reads what a case states; null where it states nothing.</summary>
    public static SideEffects? Read(JsonElement json) => json.ValueKind == JsonValueKind.Null
        ? null
        : new(json.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetInt32(), StringComparer.Ordinal));

    public bool Same(SideEffects other) => Significant().SequenceEqual(other.Significant());

    public override string ToString() => Significant().Any()
        ? $"side effects: {string.Join(", ", Significant().Select(entry => $"{entry.Key} {entry.Value}"))}"
        : "side effects: none";

    private IEnumerable<KeyValuePair<string, int>> Significant() =>
        counts.Where(entry => entry.Value != 0).OrderBy(entry => entry.Key, StringComparer.Ordinal);
}

using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Storage;

/// <summary>A graph in plain dictionaries: slow, and right by being obvious. The store must agree with it.</summary>
internal sealed class GraphModel
{
    public SortedDictionary<long, ModelNode> Nodes { get; } = [];

    public SortedDictionary<long, ModelRelationship> Relationships { get; } = [];

    public GraphModel Clone()
    {
        var copy = new GraphModel();
        foreach (var (id, node) in Nodes)
        {
            copy.Nodes.Add(id, new([.. node.Labels], new(node.Properties)));
        }

        foreach (var (id, relationship) in Relationships)
        {
            copy.Relationships.Add(id, relationship with { Properties = new(relationship.Properties) });
        }

        return copy;
    }

    public IEnumerable<long> LinksOf(long node, Direction direction, params int[] types) =>
        from entry in Relationships
        let relationship = entry.Value
        where types.Length == 0 || types.Contains(relationship.Type)
        where (direction != Direction.Incoming && relationship.Start == node) || (direction != Direction.Outgoing && relationship.End == node)
        select entry.Key;

    public bool HasLinks(long node) => Relationships.Values.Any(relationship => relationship.Start == node || relationship.End == node);

    /// <summary>Nodes of an index by key, then id: found by looking at all nodes.</summary>
    public IEnumerable<(Value[] Keys, long Node)> Entries(IndexDefinition index) =>
        from entry in Nodes
        where entry.Value.Labels.Contains(index.Label) && index.Keys.All(entry.Value.Properties.ContainsKey)
        select (index.Keys.Select(key => entry.Value.Properties[key]).ToArray(), entry.Key);
}

internal sealed record ModelNode(SortedSet<int> Labels, SortedDictionary<int, Value> Properties);

internal sealed record ModelRelationship(long Start, int Type, long End, SortedDictionary<int, Value> Properties);

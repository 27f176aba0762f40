using CoEvolve.Graph.Values;
using NodaTime;

namespace CoEvolve.Graph.Algorithms.Projection;

/// <summary>
/// A part of the graph as it was when it was projected, in arrays, under a name of its own. Nodes have the numbers 0 to n-1 here. Nodes and relationships never
/// change; properties and relationship types are added by <c>mutate</c>, each by swapping a whole dictionary, so that a run sees one state.
/// </summary>
internal sealed class ProjectedGraph
{
    /// <summary>The label or type of what was projected by <c>'*'</c>.</summary>
    public const string AllTypes = "__ALL__";

    /// <summary>What a node takes in memory: its id, and its place in the table of numbers.</summary>
    public const int BytesPerNode = 40;

    private readonly Lock _changing = new();
    private readonly Dictionary<long, int> _numbers = [];
    private volatile IReadOnlyDictionary<string, NodeColumn> _properties;
    private volatile IReadOnlyDictionary<string, RelationshipSet> _relationships;

    public ProjectedGraph(
        string name,
        long[] nodeIds,
        IReadOnlyDictionary<string, bool[]> labels,
        IReadOnlyDictionary<string, NodeColumn> properties,
        IReadOnlyDictionary<string, RelationshipSet> relationships)
    {
        Name = name;
        NodeIds = nodeIds;
        Labels = labels;
        _properties = properties;
        _relationships = relationships;
        for (var i = 0; i < nodeIds.Length; i++)
        {
            _numbers[nodeIds[i]] = i;
        }
    }

    public string Name { get; }

    /// <summary>The ids that the nodes have in the graph.</summary>
    public long[] NodeIds { get; }

    /// <summary>By projected label, which nodes bear it.</summary>
    public IReadOnlyDictionary<string, bool[]> Labels { get; }

    public IReadOnlyDictionary<string, NodeColumn> Properties => _properties;

    public IReadOnlyDictionary<string, RelationshipSet> Relationships => _relationships;

    public required MapValue Configuration { get; init; }

    public required Instant Created { get; init; }

    public Instant Modified { get; private set; }

    public int NodeCount => NodeIds.Length;

    public long RelationshipCount => _relationships.Values.Sum(set => (long)set.Count);

    public double Density => NodeCount < 2 ? 0 : RelationshipCount / ((double)NodeCount * (NodeCount - 1));

    public long Bytes => (12L * NodeCount) + (NodeCount * (long)Labels.Count) + (16L * NodeCount * _properties.Count) + _relationships.Values.Sum(set => set.Bytes);

    /// <summary>The number of a node, or -1 where it was not projected.</summary>
    public int NumberOf(long nodeId) => _numbers.GetValueOrDefault(nodeId, -1);

    /// <exception cref="CypherException">There is such a property.</exception>
    public void AddProperty(string name, NodeColumn column, Instant now)
    {
        lock (_changing)
        {
            if (_properties.ContainsKey(name))
            {
                throw AlgorithmErrors.Failed($"Node property `{name}` already exists in the in-memory graph.");
            }

            _properties = new Dictionary<string, NodeColumn>(_properties, StringComparer.Ordinal) { [name] = column };
            Modified = now;
        }
    }

    /// <exception cref="CypherException">There is such a type.</exception>
    public void AddRelationships(string type, RelationshipSet set, Instant now)
    {
        lock (_changing)
        {
            if (_relationships.ContainsKey(type))
            {
                throw AlgorithmErrors.Failed($"Relationship type `{type}` already exists in the in-memory graph.");
            }

            _relationships = new Dictionary<string, RelationshipSet>(_relationships, StringComparer.Ordinal) { [type] = set };
            Modified = now;
        }
    }

    /// <summary>Takes a property out; false where there is none.</summary>
    public bool RemoveProperty(string name, Instant now)
    {
        lock (_changing)
        {
            var rest = new Dictionary<string, NodeColumn>(_properties, StringComparer.Ordinal);
            var removed = rest.Remove(name);
            _properties = rest;
            Modified = removed ? now : Modified;
            return removed;
        }
    }

    /// <summary>Takes a relationship type out; null where there is none.</summary>
    public RelationshipSet? RemoveRelationships(string type, Instant now)
    {
        lock (_changing)
        {
            var rest = new Dictionary<string, RelationshipSet>(_relationships, StringComparer.Ordinal);
            rest.Remove(type, out var removed);
            _relationships = rest;
            Modified = removed is null ? Modified : now;
            return removed;
        }
    }
}

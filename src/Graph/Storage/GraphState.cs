using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage;

/// <summary>Which relationships of a node are meant.</summary>
internal enum Direction
{
    Outgoing,
    Incoming,
    Both,
}

/// <summary>An index over one label and one or more property keys.</summary>
internal sealed record IndexDefinition(string Name, int Label, int[] Keys, bool Unique);

/// <summary>One state of the whole graph: what a reader sees from its first look to its last.</summary>
internal sealed class GraphState
{
    public TokenTable Labels => throw new NotImplementedException();

    public TokenTable RelationshipTypes => throw new NotImplementedException();

    public TokenTable PropertyKeys => throw new NotImplementedException();

    public long NodeCount => throw new NotImplementedException();

    public long RelationshipCount => throw new NotImplementedException();

    public IReadOnlyList<IndexDefinition> Indexes => throw new NotImplementedException();

    public long CountNodes(int label) => throw new NotImplementedException();

    public long CountRelationships(int type) => throw new NotImplementedException();

    public bool NodeExists(long node) => throw new NotImplementedException();

    public bool RelationshipExists(long relationship) => throw new NotImplementedException();

    /// <summary>Tokens in ascending order.</summary>
    public ReadOnlySpan<int> LabelsOf(long node) => throw new NotImplementedException();

    public bool HasLabel(long node, int label) => throw new NotImplementedException();

    public int TypeOf(long relationship) => throw new NotImplementedException();

    public long StartOf(long relationship) => throw new NotImplementedException();

    public long EndOf(long relationship) => throw new NotImplementedException();

    /// <summary>Null where the property is missing.</summary>
    public Value NodeProperty(long node, int key) => throw new NotImplementedException();

    public Value RelationshipProperty(long relationship, int key) => throw new NotImplementedException();

    public Properties NodeProperties(long node) => throw new NotImplementedException();

    public Properties RelationshipProperties(long relationship) => throw new NotImplementedException();

    /// <summary>Number of relationships; a loop counts once in each direction and once for Both. Type -1 is any.</summary>
    public int Degree(long node, Direction direction, int type) => throw new NotImplementedException();

    /// <summary>Walks the relationships of a node, a loop once only for Both. No type (empty span) is any type.</summary>
    public AdjacencyCursor Expand(long node, Direction direction, ReadOnlySpan<int> types) => throw new NotImplementedException();

    public NodeCursor AllNodes() => throw new NotImplementedException();

    /// <summary>Ascending ids.</summary>
    public NodeCursor NodesWithLabel(int label) => throw new NotImplementedException();

    public RelationshipCursor AllRelationships() => throw new NotImplementedException();

    public RelationshipCursor RelationshipsOfType(int type) => throw new NotImplementedException();

    public IndexDefinition? FindIndex(int label, int key) => throw new NotImplementedException();

    public NodeCursor Seek(IndexDefinition index, ReadOnlySpan<Value> keys) => throw new NotImplementedException();

    public NodeCursor SeekRange(IndexDefinition index, Value from, bool fromInclusive, Value to, bool toInclusive) => throw new NotImplementedException();

    public NodeCursor SeekPrefix(IndexDefinition index, string prefix) => throw new NotImplementedException();

    /// <summary>A state that starts as this one and can be changed; this one stays as it is.</summary>
    public GraphState Fork() => throw new NotImplementedException();

    /// <summary>Ends changing: from now on this state is immutable and may be read by any thread.</summary>
    public void Freeze() => throw new NotImplementedException();

    public long CreateNode(ReadOnlySpan<int> labels) => throw new NotImplementedException();

    public long CreateRelationship(long start, int type, long end) => throw new NotImplementedException();

    /// <summary>The node must have no relationships left.</summary>
    public void DeleteNode(long node) => throw new NotImplementedException();

    public void DeleteRelationship(long relationship) => throw new NotImplementedException();

    public bool AddLabel(long node, int label) => throw new NotImplementedException();

    public bool RemoveLabel(long node, int label) => throw new NotImplementedException();

    /// <summary>Null removes. Returns whether anything changed.</summary>
    public bool SetNodeProperty(long node, int key, Value value) => throw new NotImplementedException();

    public bool SetRelationshipProperty(long relationship, int key, Value value) => throw new NotImplementedException();

    public void CreateIndex(IndexDefinition definition) => throw new NotImplementedException();

    public void DropIndex(string name) => throw new NotImplementedException();
}

internal struct NodeCursor
{
    public long Current => throw new NotImplementedException();

    public bool MoveNext() => throw new NotImplementedException();
}

internal struct RelationshipCursor
{
    public long Current => throw new NotImplementedException();

    public bool MoveNext() => throw new NotImplementedException();
}

internal struct AdjacencyCursor
{
    public long Relationship => throw new NotImplementedException();

    public long Neighbour => throw new NotImplementedException();

    public bool MoveNext() => throw new NotImplementedException();
}

/// <summary>The properties of one entity: keys and values at the same positions.</summary>
internal readonly ref struct Properties(ReadOnlySpan<int> keys, ReadOnlySpan<Value> values)
{
    public ReadOnlySpan<int> Keys { get; } = keys;

    public ReadOnlySpan<Value> Values { get; } = values;
}

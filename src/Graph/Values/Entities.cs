namespace CoEvolve.Graph.Values;

/// <summary>A node as a result shows it: read out of the graph at the moment the row was produced.</summary>
public sealed class NodeValue : HeapValue
{
    internal NodeValue(long id, IReadOnlyList<string> labels, MapValue properties)
    {
        Id = id;
        Labels = labels;
        Properties = properties;
    }

    /// <summary>The node's id, unique among the nodes of one graph.</summary>
    public long Id { get; }

    /// <summary>The labels, in the order of their first use in the graph.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The properties.</summary>
    public MapValue Properties { get; }

    internal override ValueKind Kind => ValueKind.Node;
}

/// <summary>A relationship as a result shows it.</summary>
public sealed class RelationshipValue : HeapValue
{
    internal RelationshipValue(long id, string type, long startId, long endId, MapValue properties)
    {
        Id = id;
        Type = type;
        StartId = startId;
        EndId = endId;
        Properties = properties;
    }

    /// <summary>The relationship's id, unique among the relationships of one graph.</summary>
    public long Id { get; }

    /// <summary>The relationship type.</summary>
    public string Type { get; }

    /// <summary>Id of the node where the relationship starts.</summary>
    public long StartId { get; }

    /// <summary>Id of the node where the relationship ends.</summary>
    public long EndId { get; }

    /// <summary>The properties.</summary>
    public MapValue Properties { get; }

    internal override ValueKind Kind => ValueKind.Relationship;
}

/// <summary>A path as a result shows it: n+1 nodes and the n relationships between them, in walking order.</summary>
public sealed class PathValue : HeapValue
{
    internal PathValue(IReadOnlyList<NodeValue> nodes, IReadOnlyList<RelationshipValue> relationships)
    {
        Nodes = nodes;
        Relationships = relationships;
    }

    /// <summary>The nodes along the path; a node may stand in it more than once.</summary>
    public IReadOnlyList<NodeValue> Nodes { get; }

    /// <summary>The relationships along the path; each may be walked against its direction.</summary>
    public IReadOnlyList<RelationshipValue> Relationships { get; }

    internal override ValueKind Kind => ValueKind.Path;
}

/// <summary>A path inside a running query: ids only. <c>Nodes.Length == Relationships.Length + 1</c>.</summary>
internal sealed class PathReference(long[] nodes, long[] relationships) : HeapValue
{
    public long[] Nodes => nodes;

    public long[] Relationships => relationships;

    internal override ValueKind Kind => ValueKind.Path;
}

/// <summary>A byte array.</summary>
public sealed class BytesValue : HeapValue
{
    private readonly byte[] _content;

    /// <summary>Copies the content.</summary>
    public BytesValue(ReadOnlySpan<byte> content) => _content = content.ToArray();

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Content => _content;

    internal override ValueKind Kind => ValueKind.Bytes;
}

namespace CoEvolve.Graph;

/// <summary>What a statement changed, as Neo4j counts it.</summary>
public sealed record QueryCounters
{
    /// <summary>Nodes created.</summary>
    public int NodesCreated { get; internal set; }

    /// <summary>Nodes deleted.</summary>
    public int NodesDeleted { get; internal set; }

    /// <summary>Relationships created.</summary>
    public int RelationshipsCreated { get; internal set; }

    /// <summary>Relationships deleted.</summary>
    public int RelationshipsDeleted { get; internal set; }

    /// <summary>Properties set, also those removed by setting null.</summary>
    public int PropertiesSet { get; internal set; }

    /// <summary>Labels put on nodes.</summary>
    public int LabelsAdded { get; internal set; }

    /// <summary>Labels taken from nodes.</summary>
    public int LabelsRemoved { get; internal set; }

    /// <summary>Indexes created.</summary>
    public int IndexesAdded { get; internal set; }

    /// <summary>Indexes dropped.</summary>
    public int IndexesRemoved { get; internal set; }

    /// <summary>Constraints created.</summary>
    public int ConstraintsAdded { get; internal set; }

    /// <summary>Constraints dropped.</summary>
    public int ConstraintsRemoved { get; internal set; }

    /// <summary>All changes of data.</summary>
    internal long Writes => NodesCreated + NodesDeleted + RelationshipsCreated + RelationshipsDeleted + PropertiesSet + LabelsAdded + LabelsRemoved;

    internal void Add(QueryCounters other)
    {
        NodesCreated += other.NodesCreated;
        NodesDeleted += other.NodesDeleted;
        RelationshipsCreated += other.RelationshipsCreated;
        RelationshipsDeleted += other.RelationshipsDeleted;
        PropertiesSet += other.PropertiesSet;
        LabelsAdded += other.LabelsAdded;
        LabelsRemoved += other.LabelsRemoved;
    }

    /// <summary>Whether anything changed.</summary>
    public bool ContainsUpdates => this != new QueryCounters();
}

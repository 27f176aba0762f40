using CoEvolve.Graph.Values;

namespace CoEvolve.Graph;

/// <summary>What a reader does not get to see. Hidden things do not exist for the reader: not in results, filters, counts, or errors. Immutable.</summary>
public sealed record GraphView
{
    /// <summary>The view that hides nothing.</summary>
    public static readonly GraphView Whole = new();

    /// <summary>Properties of nodes that are hidden.</summary>
    public IReadOnlyList<HiddenProperty> NodeProperties { get; init; } = [];

    /// <summary>Properties of relationships that are hidden.</summary>
    public IReadOnlyList<HiddenProperty> RelationshipProperties { get; init; } = [];

    /// <summary>Nodes that are hidden, with all their relationships.</summary>
    public IReadOnlyList<HiddenEntity> Nodes { get; init; } = [];

    /// <summary>Relationships that are hidden.</summary>
    public IReadOnlyList<HiddenEntity> Relationships { get; init; } = [];

    internal bool HidesNothing => NodeProperties.Count + RelationshipProperties.Count + Nodes.Count + Relationships.Count == 0;
}

/// <summary>A property that is hidden.</summary>
/// <param name="Kind">The label or relationship type of those that hide it; null for all.</param>
/// <param name="Key">The property's key.</param>
public sealed record HiddenProperty(string? Kind, string Key);

/// <summary>Nodes of a label, or relationships of a type, that are hidden.</summary>
/// <param name="Kind">The label or relationship type.</param>
/// <param name="Key">The property that decides, or null where all are hidden.</param>
/// <param name="Value">The value of that property with which they are hidden.</param>
/// <param name="Unless">Whether it is the other way round: hidden are all that have another value, or none.</param>
public sealed record HiddenEntity(string Kind, string? Key = null, Value Value = default, bool Unless = false);

using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage;

/// <summary>The properties of an entity: the number of its shape, and the values at the positions of the shape's keys (null for no property).</summary>
/// <remarks>The array is never changed once it stands in a record, since older states share it: a write puts a new one in.</remarks>
internal struct PropertyRow
{
    public int Shape;
    public Value[]? Values;
}

/// <summary>What is kept of a node beside its relationships.</summary>
internal struct NodeRecord
{
    /// <summary>The number of the label set + 1; 0 for a node that was deleted or never was.</summary>
    public int LabelSet;
    public PropertyRow Properties;
}

/// <summary>The relationships of a node.</summary>
internal struct NodeLinks
{
    /// <summary>Ascending types; null for none.</summary>
    public LinkGroup[]? Outgoing;
    public LinkGroup[]? Incoming;

    /// <summary>Whose both arrays are: this owner changes them in place, any other one copies them first.</summary>
    public long Owner;
}

/// <summary>What is kept of a relationship beside its properties.</summary>
internal struct RelationshipRecord
{
    public int Start;
    public int End;

    /// <summary>The type + 1; negated for a deleted relationship, which still knows its type and ends; 0 for one that never was.</summary>
    public int Type;
}

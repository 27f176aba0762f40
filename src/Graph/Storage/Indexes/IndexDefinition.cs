using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage;

/// <summary>What an index answers. Numbers are written to disk: append-only.</summary>
internal enum IndexKind : byte
{
    /// <summary>Equality, ranges and prefixes of values of every kind, over one key or several.</summary>
    Range = 0,

    /// <summary>Strings of one key: equality, STARTS WITH, ENDS WITH, CONTAINS.</summary>
    Text = 1,

    /// <summary>Points of one key: equality and places within bounds.</summary>
    Point = 2,

    /// <summary>All labels, or all relationship types. The storage always has it; the definition is what SHOW INDEXES tells and DROP INDEX takes away.</summary>
    Lookup = 3,

    /// <summary>Words of the strings of one or more keys, under one or more labels.</summary>
    FullText = 4,

    /// <summary>Vectors of one key, by their nearness.</summary>
    Vector = 5,
}

/// <summary>What an index holds. Numbers are written to disk: append-only.</summary>
internal enum EntityKind : byte
{
    Node = 0,
    Relationship = 1,
}

/// <summary>
/// An index over a label, or a relationship type, and one or more property keys; where it is unique, also the constraint of the same name that owns it.
/// An entity stands in it when it has the label and all keys, with values that the kind of index takes.
/// </summary>
/// <param name="Name">Shared by no other index or constraint.</param>
/// <param name="Label">The label's token, or that of the relationship type; the first of <see cref="Labels"/>; -1 for a look-up index.</param>
/// <param name="Keys">Property keys, in the order given.</param>
/// <param name="Unique">Whether it belongs to a uniqueness constraint.</param>
internal sealed record IndexDefinition(string Name, int Label, int[] Keys, bool Unique)
{
    public IndexKind Kind { get; init; }

    public EntityKind Entity { get; init; }

    /// <summary>All labels or types; more than one for full text only. None for a look-up index.</summary>
    public int[] Labels { get; init; } = Label < 0 ? [] : [Label];

    /// <summary>The settings of the index, with those that were not given at their defaults, in the order in which they are shown.</summary>
    public MapValue Configuration { get; init; } = MapValue.Empty;

    /// <summary>Its number, as SHOW INDEXES tells it; that of a constraint that owns it is the next one.</summary>
    public long Id { get; init; }

    /// <summary>Whether it covers an entity with these labels.</summary>
    public bool Covers(TokenSet labels)
    {
        foreach (var label in Labels)
        {
            if (labels.Contains(label))
            {
                return true;
            }
        }

        return false;
    }

    public bool HasKey(int key) => Array.IndexOf(Keys, key) >= 0;
}

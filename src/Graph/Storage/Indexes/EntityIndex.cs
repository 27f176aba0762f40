namespace CoEvolve.Graph.Storage.Indexes;

/// <summary>
/// One version of an index: its definition and its entries. <see cref="GraphState"/> tells it of every entity that comes to it, leaves it, or changes in it; a
/// version belongs to the state that may change it, and other states first make a copy of it.
/// </summary>
internal abstract class EntityIndex(IndexDefinition definition, long owner)
{
    public IndexDefinition Definition => definition;

    /// <summary>The state that may change this object.</summary>
    public long StateOwner => owner;

    /// <summary>How many entities stand in it.</summary>
    public abstract long Count { get; }

    /// <summary>An index of this kind without entries; null for the kinds that need none.</summary>
    public static EntityIndex? Create(IndexDefinition definition, long owner) => definition.Kind switch
    {
        IndexKind.Range or IndexKind.Text or IndexKind.Point => new PropertyIndex(definition, owner),
        IndexKind.FullText => new FullTextIndex(definition, owner),
        _ => null,
    };

    /// <summary>A version that starts as this one. Takes constant time, since most copies are made for a change or two.</summary>
    public abstract EntityIndex CopyFor(long owner);

    /// <summary>Whether an entity with these properties stands in the index, given that it has a label of the index.</summary>
    public abstract bool Takes(in PropertyRow row, TokenSetTable shapes);

    /// <summary>Enters an entity with these properties, which <see cref="Takes"/> has said belong here. It does not stand in the index yet.</summary>
    public abstract void Insert(in PropertyRow row, TokenSetTable shapes, int entity);

    /// <summary>Takes out an entity, which stands in the index with these properties.</summary>
    public abstract void Remove(in PropertyRow row, TokenSetTable shapes, int entity);

    /// <summary>Enters all of these into an index that is empty.</summary>
    public abstract void Fill(List<(int Entity, PropertyRow Row)> entities, TokenSetTable shapes);
}

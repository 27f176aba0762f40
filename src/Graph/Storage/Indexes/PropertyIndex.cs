using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage.Indexes;

/// <summary>The entries of an index over property values, as a tree in their order.</summary>
internal sealed class PropertyIndex : EntityIndex
{
    private readonly IndexTree _tree;
    private readonly Value[] _scratch;
    private long _pageOwner;

    public PropertyIndex(IndexDefinition definition, long owner)
        : this(definition, new IndexTree(definition.Keys.Length), owner)
    {
    }

    private PropertyIndex(IndexDefinition definition, IndexTree tree, long owner)
        : base(definition, owner)
    {
        _tree = tree;
        _pageOwner = owner;
        _scratch = new Value[definition.Keys.Length];
    }

    public override long Count => _tree.Count;

    public override PropertyIndex CopyFor(long owner) => new(Definition, _tree.Copy(), owner);

    public override bool Takes(in PropertyRow row, TokenSetTable shapes) => !KeysIn(in row, shapes).IsEmpty;

    public override void Insert(in PropertyRow row, TokenSetTable shapes, int entity) => _tree.Insert(KeysIn(in row, shapes), entity, _pageOwner);

    public override void Remove(in PropertyRow row, TokenSetTable shapes, int entity) => _tree.Remove(KeysIn(in row, shapes), entity, _pageOwner);

    /// <exception cref="CypherException">The index is unique and two entities have the same keys.</exception>
    public override void Fill(List<(int Entity, PropertyRow Row)> entities, TokenSetTable shapes)
    {
        var entries = new List<(ReadOnlyMemory<Value> Keys, int Entity)>(entities.Count);
        foreach (var (entity, row) in entities)
        {
            entries.Add((KeysIn(in row, shapes).ToArray(), entity));
        }

        entries.Sort(static (a, b) => IndexBound.At(b.Keys.Span, b.Entity).IsAfter(a.Keys.Span, a.Entity) ? -1 : a.Entity == b.Entity ? 0 : 1);
        _tree.Fill(entries, _pageOwner);
    }

    /// <summary>The keys of an entity with these properties; empty where it lacks one. Valid until the next call, and for the writing thread only.</summary>
    public ReadOnlySpan<Value> KeysIn(in PropertyRow row, TokenSetTable shapes)
    {
        if (row.Values is not { } values)
        {
            return default;
        }

        var shape = shapes[row.Shape];
        for (var i = 0; i < _scratch.Length; i++)
        {
            var position = shape.IndexOf(Definition.Keys[i]);
            if (position < 0 || !IsTaken(values[position]))
            {
                return default;
            }

            _scratch[i] = IndexKey.Normalise(values[position]);
        }

        return _scratch;
    }

    /// <summary>An entity other than the given one with equal keys, or -1. Of a unique index, which has at most one.</summary>
    public int FindOther(ReadOnlySpan<Value> keys, int entity)
    {
        foreach (var key in keys)
        {
            if (!IndexKey.CanBeSought(key))
            {
                return -1;
            }
        }

        var first = IndexWalk.FindFirst(_tree.Root, keys);
        return first == entity ? -1 : first;
    }

    /// <summary>The root as it is now; later changes of the writing state go to copies.</summary>
    public IndexTreeNode? Snapshot(bool writing)
    {
        if (writing)
        {
            _pageOwner = Owner.Next();
        }

        return _tree.Root;
    }

    /// <summary>The first two neighbours with equal keys, where there are such.</summary>
    public (int First, int Second, Value[] Keys)? FindEqual()
    {
        Value[] previous = [];
        var entity = -1;
        for (var walk = IndexWalk.Everything(_tree.Root); walk.MoveNext(); entity = walk.Node)
        {
            if (entity >= 0 && IndexBound.Before(walk.Keys).Matches(previous) && previous.All(IndexKey.CanBeSought))
            {
                return (entity, walk.Node, previous);
            }

            previous = [.. walk.Keys];
        }

        return null;
    }

    public long EstimateDistinct() => Definition.Unique ? Count : _tree.EstimateDistinct();

    private bool IsTaken(Value value) => Definition.Kind switch
    {
        IndexKind.Text => value.IsString,
        IndexKind.Point => value.Kind == ValueKind.Point,
        _ => true,
    };
}

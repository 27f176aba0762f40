using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage.Indexes;

/// <summary>One version of an index: its definition and its entries.</summary>
internal sealed class PropertyIndex
{
    private readonly IndexTree _tree;
    private readonly Value[] _scratch;
    private long _pageOwner;

    public PropertyIndex(IndexDefinition definition, long owner)
        : this(definition, new IndexTree(definition.Keys.Length), owner)
    {
    }

    private PropertyIndex(IndexDefinition definition, IndexTree tree, long owner)
    {
        Definition = definition;
        StateOwner = owner;
        _tree = tree;
        _pageOwner = owner;
        _scratch = new Value[definition.Keys.Length];
    }

    public IndexDefinition Definition { get; }

    /// <summary>The state that may change this object.</summary>
    public long StateOwner { get; }

    public long Count => _tree.Count;

    public PropertyIndex CopyFor(long owner) => new(Definition, _tree.Copy(), owner);

    public bool HasKey(int key) => Array.IndexOf(Definition.Keys, key) >= 0;

    /// <summary>The keys of a node with these properties; empty where it lacks one. Valid until the next call, and for the writing thread only.</summary>
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
            if (position < 0)
            {
                return default;
            }

            _scratch[i] = IndexKey.Normalise(values[position]);
        }

        return _scratch;
    }

    public void Insert(ReadOnlySpan<Value> keys, int node) => _tree.Insert(keys, node, _pageOwner);

    public void Remove(ReadOnlySpan<Value> keys, int node) => _tree.Remove(keys, node, _pageOwner);

    public void Fill(IEnumerable<(ReadOnlyMemory<Value> Keys, int Node)> ascending) => _tree.Fill(ascending, _pageOwner);

    /// <summary>A node other than the given one with equal keys, or -1.</summary>
    public int FindOther(ReadOnlySpan<Value> keys, int node)
    {
        foreach (var key in keys)
        {
            if (!IndexKey.CanBeSought(key))
            {
                return -1;
            }
        }

        var walk = IndexWalk.Equal(_tree.Root, keys.ToArray());
        while (walk.MoveNext())
        {
            if (walk.Node != node)
            {
                return walk.Node;
            }
        }

        return -1;
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

    public long EstimateDistinct() => Definition.Unique ? Count : _tree.EstimateDistinct();
}

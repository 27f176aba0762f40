using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage.Indexes;

/// <summary>A place between the entries of an index.</summary>
/// <remarks>
/// Entries are ordered by their keys, then by node. A bound stands before or after all entries that begin with its keys (which may
/// be fewer than the index has), before or at one entry, or before the first entry that is comparable with its key.
/// </remarks>
internal readonly ref struct IndexBound
{
    private readonly ReadOnlySpan<Value> _keys;
    private readonly int _node;
    private readonly bool _startOfClass;

    private IndexBound(ReadOnlySpan<Value> keys, int node, bool startOfClass)
    {
        _keys = keys;
        _node = node;
        _startOfClass = startOfClass;
    }

    public static IndexBound Before(ReadOnlySpan<Value> keys) => new(keys, -1, false);

    public static IndexBound After(ReadOnlySpan<Value> keys) => new(keys, int.MaxValue, false);

    public static IndexBound At(ReadOnlySpan<Value> keys, int node) => new(keys, node, false);

    /// <summary>Before the first entry whose first key is comparable with this one.</summary>
    public static IndexBound BeforeComparable(ReadOnlySpan<Value> key) => new(key, -1, true);

    /// <summary>Whether an entry stands before this place.</summary>
    public bool IsAfter(ReadOnlySpan<Value> entry, int node)
    {
        if (_startOfClass && IndexKey.AreComparable(entry[0], _keys[0]))
        {
            return false;
        }

        for (var i = 0; i < _keys.Length; i++)
        {
            var order = ValueOrder.Compare(entry[i], _keys[i]);
            if (order != 0)
            {
                return order < 0;
            }
        }

        return node < _node;
    }

    /// <summary>Whether an entry begins with the keys of this place.</summary>
    public bool Matches(ReadOnlySpan<Value> entry)
    {
        for (var i = 0; i < _keys.Length; i++)
        {
            if (ValueOrder.Compare(entry[i], _keys[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }
}

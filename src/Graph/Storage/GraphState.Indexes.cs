using CoEvolve.Graph.Storage.Indexes;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage;

internal sealed partial class GraphState
{
    private bool _ownsIndexes;

    /// <summary>The indexes over properties, with those that belong to constraints.</summary>
    public IReadOnlyList<IndexDefinition> Indexes => _definitions;

    /// <summary>The index over exactly this label and key, a unique one first; null where there is none.</summary>
    public IndexDefinition? FindIndex(int label, int key) => FindIndex(EntityKind.Node, IndexKind.Range, label, key);

    /// <summary>The index of a kind over exactly this label, or relationship type, and key, a unique one first; null where there is none.</summary>
    public IndexDefinition? FindIndex(EntityKind entity, IndexKind kind, int label, int key)
    {
        IndexDefinition? found = null;
        foreach (var definition in _definitions)
        {
            if (definition.Entity == entity && definition.Kind == kind && definition.Label == label && definition.Keys.Length == 1
                && definition.Keys[0] == key && found is not { Unique: true })
            {
                found = definition;
            }
        }

        return found;
    }

    /// <summary>About how many different keys an index holds; exact for a unique one.</summary>
    public long EstimateDistinct(IndexDefinition index) => TreeOf(index).EstimateDistinct();

    /// <summary>How many entities an index holds.</summary>
    public long CountEntries(IndexDefinition index) => IndexOf(index)?.Count ?? 0;

    /// <summary>The nodes whose keys, or the first of them where fewer are given, equal these in Cypher; by further keys, then id.</summary>
    public NodeCursor Seek(IndexDefinition index, ReadOnlySpan<Value> keys)
    {
        if (index.Unique && keys.Length == 1 && index.Keys.Length == 1)
        {
            var node = IndexKey.CanBeSought(keys[0]) ? IndexWalk.FindFirst(TreeOf(index).Snapshot(writing: false), [IndexKey.Normalise(keys[0])]) : -1;
            return node >= 0 ? NodeCursor.Single(node) : NodeCursor.Empty;
        }

        return WalkEqual(index, keys) is not { } walk ? NodeCursor.Empty
            : index.Unique && keys.Length == index.Keys.Length ? FirstOf(walk) : Walk(walk);
    }

    /// <summary>
    /// The nodes whose first key is comparable with the bounds and lies between them, by key, then id. A null bound is open; without
    /// any bound the whole index is walked. Lists are compared item by item in the total order, so that a list with items of several kinds
    /// may be found though Cypher's <c>&lt;</c> answers null: the caller filters lists again.
    /// </summary>
    public NodeCursor SeekRange(IndexDefinition index, Value from, bool fromInclusive, Value to, bool toInclusive) =>
        WalkRange(index, from, fromInclusive, to, toInclusive) is { } walk ? Walk(walk) : NodeCursor.Empty;

    /// <summary>The nodes whose first key is a string that begins so, by key, then id.</summary>
    public NodeCursor SeekPrefix(IndexDefinition index, string prefix) => Walk(WalkPrefix(index, prefix));

    /// <summary>As <see cref="Seek"/>, entry by entry, of nodes or relationships. An entity may have been deleted since; null where nothing can be equal.</summary>
    public IndexWalk? WalkEqual(IndexDefinition index, ReadOnlySpan<Value> keys)
    {
        var sought = new Value[keys.Length];
        for (var i = 0; i < sought.Length; i++)
        {
            if (!IndexKey.CanBeSought(keys[i]))
            {
                return null;
            }

            sought[i] = IndexKey.Normalise(keys[i]);
        }

        // Of a unique index only the first entry is taken, before anything else is written.
        var first = index.Unique && sought.Length == index.Keys.Length;
        return IndexWalk.Equal(TreeOf(index).Snapshot(writing: !first && !_frozen), sought);
    }

    /// <summary>As <see cref="SeekRange"/>, entry by entry.</summary>
    public IndexWalk? WalkRange(IndexDefinition index, Value from, bool fromInclusive, Value to, bool toInclusive)
    {
        if (from.IsNull && to.IsNull)
        {
            return IndexWalk.Everything(TreeOf(index).Snapshot(!_frozen));
        }

        if (!IsRangeBound(from) || !IsRangeBound(to) || (!from.IsNull && !to.IsNull && !IndexKey.AreComparable(from, to)))
        {
            return null;
        }

        return WalkBetween(index, IndexKey.Normalise(from), fromInclusive, IndexKey.Normalise(to), toInclusive);
    }

    /// <summary>As <see cref="SeekPrefix"/>, entry by entry.</summary>
    public IndexWalk WalkPrefix(IndexDefinition index, string prefix) => IndexWalk.Prefix(TreeOf(index).Snapshot(!_frozen), prefix);

    /// <summary>
    /// The entries of a point index whose points have this coordinate system and lie between two of it in the first coordinate: those within bounds, and others, which
    /// the caller filters by the coordinates that remain.
    /// </summary>
    public IndexWalk WalkPoints(IndexDefinition index, int srid, double from, double to, bool threeDimensions)
    {
        double? low = threeDimensions ? double.NegativeInfinity : null;
        double? high = threeDimensions ? double.PositiveInfinity : null;
        return WalkBetween(
            index,
            Value.Of(new PointValue(srid, from, double.NegativeInfinity, low)),
            fromInclusive: true,
            Value.Of(new PointValue(srid, to, double.PositiveInfinity, high)),
            toInclusive: true);
    }

    /// <summary>All entries of an index of a frozen state, in its order.</summary>
    internal IndexWalk EntriesOf(IndexDefinition index) => IndexWalk.Everything(TreeOf(index).Snapshot(writing: false));

    private IndexWalk WalkBetween(IndexDefinition index, Value from, bool fromInclusive, Value to, bool toInclusive)
    {
        var root = TreeOf(index).Snapshot(!_frozen);
        return to.IsNull ? IndexWalk.From(root, from, fromInclusive)
            : from.IsNull ? IndexWalk.To(root, to, toInclusive)
            : IndexWalk.Between(root, from, fromInclusive, to, toInclusive);
    }

    private static bool IsRangeBound(Value bound) =>
        bound.IsNull || (IndexKey.CanBeSought(bound) && bound.Kind is not (ValueKind.Duration or ValueKind.Point or ValueKind.Bytes or ValueKind.Map));

    private NodeCursor Walk(IndexWalk walk) => NodeCursor.Index(Written, walk);

    private static NodeCursor FirstOf(IndexWalk walk) => walk.MoveNext() ? NodeCursor.Single(walk.Node) : NodeCursor.Empty;

    /// <summary>The entries of an index; null for a kind that has none.</summary>
    internal EntityIndex? IndexOf(IndexDefinition definition)
    {
        foreach (var index in _indexes)
        {
            if (ReferenceEquals(index.Definition, definition))
            {
                return index;
            }
        }

        foreach (var index in _indexes)
        {
            if (index.Definition.Name == definition.Name)
            {
                return index;
            }
        }

        return null;
    }

    private PropertyIndex TreeOf(IndexDefinition definition) => IndexOf(definition) as PropertyIndex
        ?? throw new ArgumentException($"The graph has no index '{definition.Name}' over values.", nameof(definition));

    private EntityIndex OwnIndex(int place)
    {
        if (!_ownsIndexes)
        {
            _indexes = [.. _indexes];
            _ownsIndexes = true;
        }

        ref var index = ref _indexes[place];
        if (index.StateOwner != _owner)
        {
            index = index.CopyFor(_owner);
        }

        return index;
    }
}

using CoEvolve.Graph.Storage.Indexes;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage;

internal sealed partial class GraphState
{
    private bool _ownsIndexes;

    public IReadOnlyList<IndexDefinition> Indexes => _definitions;

    /// <summary>The index over exactly this label and key, a unique one first; null where there is none.</summary>
    public IndexDefinition? FindIndex(int label, int key)
    {
        IndexDefinition? found = null;
        foreach (var definition in _definitions)
        {
            if (definition.Label == label && definition.Keys.Length == 1 && definition.Keys[0] == key && found is not { Unique: true })
            {
                found = definition;
            }
        }

        return found;
    }

    /// <summary>About how many different keys an index holds; exact for a unique one.</summary>
    public long EstimateDistinct(IndexDefinition index) => IndexOf(index).EstimateDistinct();

    /// <summary>How many nodes an index holds.</summary>
    public long CountEntries(IndexDefinition index) => IndexOf(index).Count;

    /// <summary>The nodes whose keys, or the first of them where fewer are given, equal these in Cypher; by further keys, then id.</summary>
    public NodeCursor Seek(IndexDefinition index, ReadOnlySpan<Value> keys)
    {
        var entries = IndexOf(index);
        var sought = new Value[keys.Length];
        for (var i = 0; i < sought.Length; i++)
        {
            if (!IndexKey.CanBeSought(keys[i]))
            {
                return NodeCursor.Empty;
            }

            sought[i] = IndexKey.Normalise(keys[i]);
        }

        return entries.Definition.Unique && sought.Length == entries.Definition.Keys.Length
            ? FirstOf(IndexWalk.Equal(entries.Snapshot(writing: false), sought))
            : Walk(IndexWalk.Equal(entries.Snapshot(writing: !_frozen), sought));
    }

    /// <summary>
    /// The nodes whose first key is comparable with the bounds and lies between them, by key, then id. A null bound is open; without
    /// any bound the whole index is walked. Lists are compared item by item in the total order, so that a list with items of several kinds
    /// may be found though Cypher's <c>&lt;</c> answers null: the caller filters lists again.
    /// </summary>
    public NodeCursor SeekRange(IndexDefinition index, Value from, bool fromInclusive, Value to, bool toInclusive)
    {
        var entries = IndexOf(index);
        if (from.IsNull && to.IsNull)
        {
            return Walk(IndexWalk.Everything(entries.Snapshot(!_frozen)));
        }

        if (!IsRangeBound(from) || !IsRangeBound(to) || (!from.IsNull && !to.IsNull && !IndexKey.AreComparable(from, to)))
        {
            return NodeCursor.Empty;
        }

        from = IndexKey.Normalise(from);
        to = IndexKey.Normalise(to);
        var root = entries.Snapshot(!_frozen);
        return Walk(to.IsNull ? IndexWalk.From(root, from, fromInclusive)
            : from.IsNull ? IndexWalk.To(root, to, toInclusive)
            : IndexWalk.Between(root, from, fromInclusive, to, toInclusive));
    }

    /// <summary>The nodes whose first key is a string that begins so, by key, then id.</summary>
    public NodeCursor SeekPrefix(IndexDefinition index, string prefix) => Walk(IndexWalk.Prefix(IndexOf(index).Snapshot(!_frozen), prefix));

    /// <summary>All entries of an index of a frozen state, in its order.</summary>
    internal IndexWalk EntriesOf(IndexDefinition index) => IndexWalk.Everything(IndexOf(index).Snapshot(writing: false));

    /// <summary>Builds an index over what is there.</summary>
    /// <exception cref="CypherException">The index is unique and two nodes have the same keys; nothing was changed.</exception>
    public void CreateIndex(IndexDefinition definition)
    {
        AssertWritable();
        var index = new PropertyIndex(definition, _owner);
        var entries = new List<(ReadOnlyMemory<Value> Keys, int Node)>();
        for (var nodes = NodesWithLabel(definition.Label); nodes.MoveNext();)
        {
            var keys = index.KeysIn(in NodeOf(nodes.Current).Properties, _vocabulary.Shapes);
            if (!keys.IsEmpty)
            {
                entries.Add((keys.ToArray(), (int)nodes.Current));
            }
        }

        entries.Sort(static (a, b) => IndexBound.At(b.Keys.Span, b.Node).IsAfter(a.Keys.Span, a.Node) ? -1 : a.Node == b.Node ? 0 : 1);
        if (definition.Unique)
        {
            RequireDifferent(definition, entries);
        }

        index.Fill(entries);
        _indexes = [.. _indexes, index];
        _definitions = [.. _definitions, definition];
        _changes?.IndexCreated(definition);
    }

    /// <summary>Does nothing where no index has the name.</summary>
    public void DropIndex(string name)
    {
        AssertWritable();
        _indexes = [.. _indexes.Where(index => index.Definition.Name != name)];
        _definitions = [.. _definitions.Where(definition => definition.Name != name)];
        _changes?.IndexDropped(name);
    }

    private static bool IsRangeBound(Value bound) =>
        bound.IsNull || (IndexKey.CanBeSought(bound) && bound.Kind is not (ValueKind.Duration or ValueKind.Point or ValueKind.Bytes or ValueKind.Map));

    private NodeCursor Walk(IndexWalk walk) => NodeCursor.Index(Written, walk);

    private static NodeCursor FirstOf(IndexWalk walk) => walk.MoveNext() ? NodeCursor.Single(walk.Node) : NodeCursor.Empty;

    private PropertyIndex IndexOf(IndexDefinition definition)
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

        throw new ArgumentException($"The graph has no index '{definition.Name}'.", nameof(definition));
    }

    private PropertyIndex OwnIndex(int place)
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

    /// <summary>Puts a node with these labels and properties into its indexes, or into none where one refuses.</summary>
    private void EnterIndexes(int node, TokenSet labels, in PropertyRow row)
    {
        foreach (var index in _indexes)
        {
            if (labels.Contains(index.Definition.Label))
            {
                RequireFree(index, index.KeysIn(in row, _vocabulary.Shapes), node);
            }
        }

        for (var i = 0; i < _indexes.Length; i++)
        {
            if (labels.Contains(_indexes[i].Definition.Label))
            {
                Insert(i, node, in row);
            }
        }
    }

    private void LeaveIndexes(int node, TokenSet labels, in PropertyRow row)
    {
        for (var i = 0; i < _indexes.Length; i++)
        {
            if (labels.Contains(_indexes[i].Definition.Label))
            {
                Remove(i, node, in row);
            }
        }
    }

    private void ChangeIndexedLabel(int node, int label, bool added)
    {
        var row = NodeOf(node).Properties;
        foreach (var index in _indexes)
        {
            if (added && index.Definition.Label == label)
            {
                RequireFree(index, index.KeysIn(in row, _vocabulary.Shapes), node);
            }
        }

        for (var i = 0; i < _indexes.Length; i++)
        {
            if (_indexes[i].Definition.Label != label)
            {
                continue;
            }

            if (added)
            {
                Insert(i, node, in row);
            }
            else
            {
                Remove(i, node, in row);
            }
        }
    }

    private void ChangeIndexedKey(int node, int key, in PropertyRow old, in PropertyRow changed)
    {
        if (_indexes.Length == 0)
        {
            return;
        }

        var labels = LabelSetOf(node);
        foreach (var index in _indexes)
        {
            if (index.HasKey(key) && labels.Contains(index.Definition.Label))
            {
                RequireFree(index, index.KeysIn(in changed, _vocabulary.Shapes), node);
            }
        }

        for (var i = 0; i < _indexes.Length; i++)
        {
            if (_indexes[i].HasKey(key) && labels.Contains(_indexes[i].Definition.Label))
            {
                Remove(i, node, in old);
                Insert(i, node, in changed);
            }
        }
    }

    private void Insert(int place, int node, in PropertyRow row)
    {
        if (_indexes[place].KeysIn(in row, _vocabulary.Shapes) is { IsEmpty: false })
        {
            var index = OwnIndex(place);
            index.Insert(index.KeysIn(in row, _vocabulary.Shapes), node);
        }
    }

    private void Remove(int place, int node, in PropertyRow row)
    {
        if (_indexes[place].KeysIn(in row, _vocabulary.Shapes) is { IsEmpty: false })
        {
            var index = OwnIndex(place);
            index.Remove(index.KeysIn(in row, _vocabulary.Shapes), node);
        }
    }
}

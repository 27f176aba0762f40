using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage.Indexes;

/// <summary>An ordered set of (keys, node) that versions share: a B+tree whose nodes are copied the first time an owner changes them.</summary>
/// <remarks>
/// Leaves hold entries; a branch with n children holds n-1 separators, and all entries of child i stand before separator i, and those of
/// child i+1 not before it. A separator may outlive the entry that it was copied from. A node that is less than a quarter full
/// joins a sibling where both fit with room to spare, so that deleting and inserting in turns does not split and join in turns.
/// </remarks>
internal sealed class IndexTree(int width)
{
    private const int BulkFill = IndexTreeNode.Capacity * 7 / 8;
    private const int SampledLeaves = 16;

    private IndexTreeNode? _root;

    public int Width => width;

    public long Count { get; private set; }

    public IndexTreeNode? Root => _root;

    public IndexTree Copy() => new(width) { _root = _root, Count = Count };

    /// <summary>Puts in an entry that is not there yet.</summary>
    public void Insert(ReadOnlySpan<Value> keys, int node, long owner)
    {
        _root ??= IndexTreeNode.Leaf(width, owner);
        var right = Insert(ref _root, keys, node, owner, rightmost: true);
        if (right is not null)
        {
            var branch = IndexTreeNode.Branch(width, owner);
            branch.InsertChild(0, _root);
            branch.InsertChild(1, right);
            _root = branch;
        }

        Count++;
    }

    /// <summary>Takes out an entry. Returns whether it was there.</summary>
    public bool Remove(ReadOnlySpan<Value> keys, int node, long owner)
    {
        if (_root is null || !Remove(ref _root, keys, node, owner))
        {
            return false;
        }

        if (_root.Count == 0)
        {
            _root = null;
        }

        while (_root is { IsLeaf: false, Count: 1 })
        {
            _root = _root.Children[0];
        }

        Count--;
        return true;
    }

    /// <summary>Entries in ascending order become the whole tree: packed, and much faster than one by one.</summary>
    public void Fill(IEnumerable<(ReadOnlyMemory<Value> Keys, int Node)> ascending, long owner)
    {
        var level = new List<IndexTreeNode>();
        Count = 0;
        foreach (var (keys, node) in ascending)
        {
            if (level.Count == 0 || level[^1].Count == BulkFill)
            {
                level.Add(IndexTreeNode.Leaf(width, owner));
            }

            level[^1].InsertEntry(level[^1].Count, keys.Span, node);
            Count++;
        }

        while (level.Count > 1)
        {
            var parents = new List<IndexTreeNode>();
            foreach (var child in level)
            {
                if (parents.Count == 0 || parents[^1].Count == BulkFill)
                {
                    parents.Add(IndexTreeNode.Branch(width, owner));
                }

                parents[^1].InsertChild(parents[^1].Count, child);
            }

            level = parents;
        }

        _root = level.Count == 0 ? null : level[0];
    }

    /// <summary>About how many different keys there are, from the share of neighbouring entries that differ in some leaves.</summary>
    public long EstimateDistinct()
    {
        if (_root is null)
        {
            return 0;
        }

        long pairs = 0;
        long different = 0;
        for (var i = 0; i < SampledLeaves; i++)
        {
            var leaf = LeafAt((i + 0.5) / SampledLeaves);
            for (var entry = 1; entry < leaf.Count; entry++)
            {
                pairs++;
                different += IndexBound.Before(leaf.KeysOf(entry)).Matches(leaf.KeysOf(entry - 1)) ? 0 : 1;
            }
        }

        return pairs == 0 ? Count : 1 + (long)Math.Round((Count - 1) * (double)different / pairs);
    }

    private IndexTreeNode LeafAt(double share)
    {
        var node = _root!;
        while (!node.IsLeaf)
        {
            var place = share * node.Count;
            var child = Math.Min((int)place, node.Count - 1);
            share = place - child;
            node = node.Children[child];
        }

        return node;
    }

    /// <summary>The slot of an entry in a leaf, or the child for it in a branch: an entry equal to a separator belongs to its right.</summary>
    private static int PlaceOf(IndexTreeNode node, ReadOnlySpan<Value> keys, int entry) =>
        node.CountBefore(IndexBound.At(keys, node.IsLeaf ? entry : entry + 1));

    /// <summary>Returns the new right half where the node had to be split.</summary>
    private static IndexTreeNode? Insert(ref IndexTreeNode node, ReadOnlySpan<Value> keys, int entry, long owner, bool rightmost)
    {
        node = node.OwnedBy(owner);
        var place = PlaceOf(node, keys, entry);
        if (node.IsLeaf)
        {
            if (!node.IsFull)
            {
                node.InsertEntry(place, keys, entry);
                return null;
            }

            var appending = rightmost && place == node.Count;
            var half = node.Split(appending ? node.Count : node.Count / 2, owner);
            var target = place <= node.Count && !appending ? node : half;
            target.InsertEntry(target == node ? place : place - node.Count, keys, entry);
            return half;
        }

        var right = Insert(ref node.Children[place], keys, entry, owner, rightmost && place == node.Count - 1);
        if (right is null)
        {
            return null;
        }

        if (!node.IsFull)
        {
            node.InsertChild(place + 1, right);
            return null;
        }

        var upper = node.Split(rightmost && place == node.Count - 1 ? node.Count - 1 : node.Count / 2, owner);
        var (parent, position) = place < node.Count ? (node, place) : (upper, place - node.Count);
        parent.InsertChild(position + 1, right);
        return upper;
    }

    private static bool Remove(ref IndexTreeNode node, ReadOnlySpan<Value> keys, int entry, long owner)
    {
        var place = PlaceOf(node, keys, entry);
        if (node.IsLeaf)
        {
            if (place == node.Count || node.NodeOf(place) != entry || !IndexBound.At(keys, entry).Matches(node.KeysOf(place)))
            {
                return false;
            }

            node = node.OwnedBy(owner);
            node.RemoveEntry(place);
            return true;
        }

        // The path is owned before it is known that the entry is there; callers ask only for entries that are.
        node = node.OwnedBy(owner);
        if (!Remove(ref node.Children[place], keys, entry, owner))
        {
            return false;
        }

        node.MendChild(place, owner);
        return true;
    }
}

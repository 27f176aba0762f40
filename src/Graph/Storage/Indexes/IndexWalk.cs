using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage.Indexes;

/// <summary>Walks the entries of one version of an index from a place on, as long as they satisfy the end condition.</summary>
internal sealed class IndexWalk
{
    private readonly Stack<(IndexTreeNode Branch, int Child)> _path = new();
    private readonly End _end;
    private readonly Value[] _bound;
    private readonly bool _inclusive;
    private IndexTreeNode? _leaf;
    private int _slot;

    private IndexWalk(IndexTreeNode? root, IndexBound start, End end, Value[] bound, bool inclusive)
    {
        _end = end;
        _bound = bound;
        _inclusive = inclusive;
        if (root is null)
        {
            return;
        }

        while (!root.IsLeaf)
        {
            var child = root.CountBefore(start);
            _path.Push((root, child));
            root = root.Children[child];
        }

        _leaf = root;
        _slot = root.CountBefore(start) - 1;
    }

    private enum End
    {
        None,

        /// <summary>At the first entry that does not begin with the bound.</summary>
        DifferentKeys,

        /// <summary>At the first entry whose first key is not comparable with the bound.</summary>
        NotComparable,

        /// <summary>At the first entry beyond the bound, or not comparable with it.</summary>
        Beyond,

        /// <summary>At the first entry whose first key is not a string that begins with the bound.</summary>
        DifferentPrefix,
    }

    /// <summary>The node of the entry reached.</summary>
    public int Node => _leaf!.NodeOf(_slot);

    /// <summary>The keys of the entry reached.</summary>
    public ReadOnlySpan<Value> Keys => _leaf!.KeysOf(_slot);

    public static IndexWalk Everything(IndexTreeNode? root) => new(root, IndexBound.Before([]), End.None, [], true);

    public static IndexWalk Equal(IndexTreeNode? root, Value[] keys) => new(root, IndexBound.Before(keys), End.DifferentKeys, keys, true);

    public static IndexWalk From(IndexTreeNode? root, Value from, bool inclusive)
    {
        Value[] key = [from];
        return new(root, inclusive ? IndexBound.Before(key) : IndexBound.After(key), End.NotComparable, key, true);
    }

    public static IndexWalk To(IndexTreeNode? root, Value to, bool inclusive)
    {
        Value[] key = [to];
        return new(root, IndexBound.BeforeComparable(key), End.Beyond, key, inclusive);
    }

    public static IndexWalk Between(IndexTreeNode? root, Value from, bool fromInclusive, Value to, bool toInclusive)
    {
        Value[] key = [from];
        return new(root, fromInclusive ? IndexBound.Before(key) : IndexBound.After(key), End.Beyond, [to], toInclusive);
    }

    public static IndexWalk Prefix(IndexTreeNode? root, string prefix)
    {
        Value[] key = [Value.Of(prefix)];
        return new(root, IndexBound.Before(key), End.DifferentPrefix, key, true);
    }

    /// <summary>The node of the first entry that begins with these keys, or -1: as <see cref="Equal"/>, but without an object.</summary>
    public static int FindFirst(IndexTreeNode? root, ReadOnlySpan<Value> keys)
    {
        var bound = IndexBound.Before(keys);
        var leaf = root;
        var rightmost = true;
        while (leaf is { IsLeaf: false })
        {
            var child = leaf.CountBefore(bound);
            rightmost &= child == leaf.Count - 1;
            leaf = leaf.Children[child];
        }

        var slot = leaf?.CountBefore(bound) ?? 0;
        if (slot < leaf?.Count)
        {
            return bound.Matches(leaf.KeysOf(slot)) ? leaf.NodeOf(slot) : -1;
        }

        // The entry, if there is one, begins the next leaf.
        return !rightmost && Equal(root, keys.ToArray()) is var walk && walk.MoveNext() ? walk.Node : -1;
    }

    public bool MoveNext()
    {
        if (_leaf is null)
        {
            return false;
        }

        _slot++;
        while (_slot >= _leaf.Count)
        {
            if (!MoveToNextLeaf())
            {
                _leaf = null;
                return false;
            }
        }

        if (IsWithin(_leaf.KeysOf(_slot)))
        {
            return true;
        }

        _leaf = null;
        return false;
    }

    private bool MoveToNextLeaf()
    {
        while (_path.TryPop(out var step))
        {
            var child = step.Child + 1;
            if (child < step.Branch.Count)
            {
                _path.Push((step.Branch, child));
                var node = step.Branch.Children[child];
                while (!node.IsLeaf)
                {
                    _path.Push((node, 0));
                    node = node.Children[0];
                }

                _leaf = node;
                _slot = 0;
                return true;
            }
        }

        return false;
    }

    private bool IsWithin(ReadOnlySpan<Value> entry) => _end switch
    {
        End.None => true,
        End.DifferentKeys => IndexBound.Before(_bound).Matches(entry),
        End.NotComparable => IndexKey.AreComparable(entry[0], _bound[0]),
        End.DifferentPrefix => entry[0].IsString && entry[0].AsString().StartsWith(_bound[0].AsString(), StringComparison.Ordinal),
        _ => IndexKey.AreComparable(entry[0], _bound[0]) && ValueOrder.Compare(entry[0], _bound[0]) is var order
            && (order < 0 || (order == 0 && _inclusive)),
    };
}

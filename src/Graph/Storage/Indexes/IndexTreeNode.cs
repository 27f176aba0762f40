using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage.Indexes;

/// <summary>A leaf or a branch of an <see cref="IndexTree"/>.</summary>
/// <remarks>
/// Slot i of keys and nodes is entry i of a leaf. In a branch it is the least entry that child i may have; slot 0 of a branch is kept
/// too (it is what the parent needs when the branch is split), but never compared.
/// </remarks>
internal sealed class IndexTreeNode
{
    public const int Capacity = 64;

    private const int Low = Capacity / 4;
    private const int Joined = Capacity * 3 / 4;

    private readonly int _width;
    private readonly long _owner;
    private readonly Value[] _keys;
    private readonly int[] _nodes;

    private IndexTreeNode(int width, long owner, IndexTreeNode[] children)
    {
        _width = width;
        _owner = owner;
        _keys = new Value[Capacity * width];
        _nodes = new int[Capacity];
        Children = children;
    }

    private IndexTreeNode(IndexTreeNode original, long owner)
    {
        _width = original._width;
        _owner = owner;
        _keys = [.. original._keys];
        _nodes = [.. original._nodes];
        Children = original.IsLeaf ? [] : [.. original.Children];
        Count = original.Count;
    }

    public int Count { get; private set; }

    /// <summary>The first <see cref="Count"/> of them count; empty in a leaf.</summary>
    public IndexTreeNode[] Children { get; }

    public bool IsLeaf => Children.Length == 0;

    public bool IsFull => Count == Capacity;

    public static IndexTreeNode Leaf(int width, long owner) => new(width, owner, []);

    public static IndexTreeNode Branch(int width, long owner) => new(width, owner, new IndexTreeNode[Capacity]);

    public ReadOnlySpan<Value> KeysOf(int slot) => _keys.AsSpan(slot * _width, _width);

    public int NodeOf(int slot) => _nodes[slot];

    public IndexTreeNode OwnedBy(long owner) => _owner == owner ? this : new(this, owner);

    /// <summary>In a leaf: how many entries stand before a bound. In a branch: the child where the first entry not before it belongs.</summary>
    public int CountBefore(IndexBound bound)
    {
        var low = IsLeaf ? 0 : 1;
        var high = Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (bound.IsAfter(KeysOf(middle), _nodes[middle]))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return IsLeaf ? low : low - 1;
    }

    public void InsertEntry(int slot, ReadOnlySpan<Value> keys, int node)
    {
        Open(slot);
        keys.CopyTo(_keys.AsSpan(slot * _width));
        _nodes[slot] = node;
    }

    public void RemoveEntry(int slot) => Close(slot);

    /// <summary>A child with its least entry as the separator.</summary>
    public void InsertChild(int slot, IndexTreeNode child)
    {
        Array.Copy(Children, slot, Children, slot + 1, Count - slot);
        Open(slot);
        Children[slot] = child;
        child.KeysOf(0).CopyTo(_keys.AsSpan(slot * _width));
        _nodes[slot] = child._nodes[0];
    }

    /// <summary>Moves what stands from a slot on into a new node, which follows this one.</summary>
    public IndexTreeNode Split(int slot, long owner)
    {
        var right = IsLeaf ? Leaf(_width, owner) : Branch(_width, owner);
        right.TakeFrom(this, slot);
        Truncate(slot);
        return right;
    }

    /// <summary>Drops a child that has become empty, and joins one that has become nearly so with a sibling.</summary>
    public void MendChild(int slot, long owner)
    {
        var child = Children[slot];
        if (child.Count == 0)
        {
            RemoveChild(slot);
            return;
        }

        if (child.Count >= Low || Count == 1)
        {
            return;
        }

        var left = slot == 0 ? 0 : slot - 1;
        if (Children[left].Count + Children[left + 1].Count <= Joined)
        {
            var joined = Children[left].OwnedBy(owner);
            if (!joined.IsLeaf)
            {
                // Slot 0 of a branch may hold an outdated least entry; the separator here is always a valid one.
                Children[left + 1] = Children[left + 1].OwnedBy(owner);
                KeysOf(left + 1).CopyTo(Children[left + 1]._keys);
                Children[left + 1]._nodes[0] = _nodes[left + 1];
            }

            joined.TakeFrom(Children[left + 1], 0);
            Children[left] = joined;
            RemoveChild(left + 1);
        }
    }

    private void RemoveChild(int slot)
    {
        Array.Copy(Children, slot + 1, Children, slot, Count - slot - 1);
        Children[Count - 1] = null!;
        Close(slot);
    }

    private void TakeFrom(IndexTreeNode other, int slot)
    {
        var taken = other.Count - slot;
        other._keys.AsSpan(slot * _width, taken * _width).CopyTo(_keys.AsSpan(Count * _width));
        other._nodes.AsSpan(slot, taken).CopyTo(_nodes.AsSpan(Count));
        if (!IsLeaf)
        {
            other.Children.AsSpan(slot, taken).CopyTo(Children.AsSpan(Count));
        }

        Count += taken;
    }

    private void Truncate(int count)
    {
        _keys.AsSpan(count * _width, (Count - count) * _width).Clear();
        if (!IsLeaf)
        {
            Children.AsSpan(count, Count - count).Clear();
        }

        Count = count;
    }

    private void Open(int slot)
    {
        Array.Copy(_keys, slot * _width, _keys, (slot + 1) * _width, (Count - slot) * _width);
        Array.Copy(_nodes, slot, _nodes, slot + 1, Count - slot);
        Count++;
    }

    private void Close(int slot)
    {
        Array.Copy(_keys, (slot + 1) * _width, _keys, slot * _width, (Count - slot - 1) * _width);
        Array.Copy(_nodes, slot + 1, _nodes, slot, Count - slot - 1);
        Count--;
        _keys.AsSpan(Count * _width, _width).Clear();
    }
}

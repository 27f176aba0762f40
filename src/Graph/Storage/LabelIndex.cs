namespace CoEvolve.Graph.Storage;

/// <summary>The nodes that have one label: a bit a node, and their number.</summary>
internal sealed class LabelIndex
{
    private PagedArray<ulong> _words;
    private long _pageOwner;

    public LabelIndex(long owner)
    {
        StateOwner = owner;
        _pageOwner = owner;
    }

    private LabelIndex(LabelIndex original, long owner)
        : this(owner)
    {
        _words = original._words;
        Count = original.Count;
    }

    /// <summary>The state that may change this object.</summary>
    public long StateOwner { get; }

    public long Count { get; private set; }

    public LabelIndex CopyFor(long owner) => new(this, owner);

    /// <summary>The node must lack the label.</summary>
    public void Add(int node)
    {
        _words.Write(node >> 6, _pageOwner) |= 1UL << node;
        Count++;
    }

    /// <summary>The node must have the label.</summary>
    public void Remove(int node)
    {
        _words.Write(node >> 6, _pageOwner) &= ~(1UL << node);
        Count--;
    }

    /// <summary>The bits as they are now; later changes of the writing state go to copies of the pages.</summary>
    public PagedArray<ulong> Snapshot(bool writing)
    {
        if (writing)
        {
            _pageOwner = Owner.Next();
        }

        return _words;
    }
}

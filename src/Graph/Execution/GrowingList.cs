namespace CoEvolve.Graph.Execution;

/// <summary>A list that grows without ever being copied whole: a statement that fills it can be cancelled between any two items.</summary>
/// <remarks>
/// Item i stands at place i mod 4096 of part i / 4096. The first part starts small and is doubled until it is full, so that short lists stay small; all others are full-sized and never
/// move. What the list as a whole copies, at most, is 4096 items, and references to parts.
/// </remarks>
internal sealed class GrowingList<T>
{
    private const int PartBits = 12;
    private const int PartSize = 1 << PartBits;
    private const int FirstSize = 4;

    private T[][] _parts;

    /// <param name="expected">About how many items will come.</param>
    public GrowingList(int expected = 0) => _parts = [expected == 0 ? [] : new T[Math.Min(expected, PartSize)]];

    public int Count { get; private set; }

    public ref T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return ref _parts[index >> PartBits][index & (PartSize - 1)];
        }
    }

    public void Add(T item)
    {
        var (part, place) = (Count >> PartBits, Count & (PartSize - 1));
        if (place == (part == 0 ? _parts[0].Length : 0))
        {
            Grow(part);
        }

        _parts[part][place] = item;
        Count++;
    }

    public void Clear()
    {
        _parts = [[]];
        Count = 0;
    }

    /// <exception cref="OperationCanceledException">It was cancelled in the middle.</exception>
    public T[] ToArray(CancellationToken cancellation)
    {
        if (Count == 0)
        {
            return [];
        }

        var items = new T[Count];
        for (var from = 0; from < Count; from += PartSize)
        {
            cancellation.ThrowIfCancellationRequested();
            _parts[from >> PartBits].AsSpan(0, Math.Min(PartSize, Count - from)).CopyTo(items.AsSpan(from));
        }

        return items;
    }

    private void Grow(int part)
    {
        if (part == 0)
        {
            Array.Resize(ref _parts[0], Math.Clamp(2 * Count, FirstSize, PartSize));
            return;
        }

        if (part == _parts.Length)
        {
            Array.Resize(ref _parts, 2 * part);
        }

        _parts[part] = new T[PartSize];
    }
}

using System.Collections;

namespace CoEvolve.Graph.Values;

/// <summary>A LIST. Immutable.</summary>
public sealed class ListValue : HeapValue, IReadOnlyList<Value>
{
    /// <summary>The list without items.</summary>
    public static readonly ListValue Empty = new([]);

    private readonly Value[] _items;

    /// <summary>Takes over the array; the caller must not change it afterwards.</summary>
    internal ListValue(Value[] items) => _items = items;

    /// <summary>Number of items.</summary>
    public int Count => _items.Length;

    /// <summary>
    /// Whether this is the content of a property, unchanged. Neo4j 5 keeps such lists as arrays, which <c>reverse()</c> refuses; lists made of them by
    /// other functions are lists again.
    /// </summary>
    internal bool IsStored { get; init; }

    internal override ValueKind Kind => ValueKind.List;

    internal ReadOnlySpan<Value> Items => _items;

    /// <summary>The item at a zero-based position.</summary>
    public Value this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<Value> GetEnumerator() => ((IEnumerable<Value>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

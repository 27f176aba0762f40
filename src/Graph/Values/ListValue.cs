using System.Collections;

namespace CoEvolve.Graph.Values;

/// <summary>A LIST. Immutable.</summary>
public sealed class ListValue : HeapValue, IReadOnlyList<Value>
{
    /// <summary>The list without items.</summary>
    public static readonly ListValue Empty = new([]);

    private readonly Value[] _items;
    private int _searches;
    private ListMembership? _membership;

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

    /// <summary>A way to find items without going over all of them: null while the list was not searched often enough to be worth it, where its items do not allow it, and for the content of a property, beside which nothing is kept.</summary>
    internal ListMembership? Membership(CancellationToken cancellation)
    {
        if (_membership is not null || IsStored || _items.Length is < ListMembership.Least or > ListMembership.Most || _searches > ListMembership.SearchesBefore)
        {
            return _membership;
        }

        // Several threads may count at once: then it comes a little earlier or later.
        return ++_searches > ListMembership.SearchesBefore ? _membership = ListMembership.Of(this, cancellation) : null;
    }

    /// <summary>The item at a zero-based position.</summary>
    public Value this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<Value> GetEnumerator() => ((IEnumerable<Value>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

using System.Runtime.CompilerServices;

namespace CoEvolve.Graph.Values;

public readonly partial struct Value
{
    /// <summary>Of very long lists and strings so much from either end decides on the hash: the whole would take long, and nothing could stop it.</summary>
    private const int HashedItems = 1 << 12;
    private const int HashedCharacters = 1 << 15;
    private const int CancellationInterval = 1 << 14;

    /// <summary>Equivalence, as DISTINCT and grouping mean it: null equals null, NaN equals NaN, 1 equals 1.0.</summary>
    public bool Equals(Value other)
    {
        // One object, or one marker, with the same bits is one value, NaN included.
        if (ReferenceEquals(_reference, other._reference) && _bits == other._bits)
        {
            return true;
        }

        var kind = Kind;
        if (kind != other.Kind)
        {
            return IsNumber && other.IsNumber && Numbers.AreEqual(this, other);
        }

        return kind switch
        {
            ValueKind.Null => true,
            ValueKind.Float => Numbers.AreEqual(this, other) || (double.IsNaN(AsDouble()) && double.IsNaN(other.AsDouble())),
            ValueKind.String => string.Equals(Unsafe.As<string>(_reference), Unsafe.As<string>(other._reference), StringComparison.Ordinal),
            ValueKind.List => ListsEqual(AsList(), other.AsList(), default),
            ValueKind.Map => MapsEqual(AsMap(), other.AsMap()),
            ValueKind.Path => PathIds.Of(this).SequenceEqual(PathIds.Of(other)),
            ValueKind.Bytes => ((BytesValue)_reference!).Content.SequenceEqual(((BytesValue)other._reference!).Content),
            ValueKind.Time or ValueKind.LocalDateTime or ValueKind.DateTime or ValueKind.Duration or ValueKind.Point
                => ((HeapValue)_reference!).EquivalentTo((HeapValue)other._reference!),
            _ => _bits == other._bits,
        };
    }

    /// <summary>Equivalence, which of long lists takes long.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled in the middle.</exception>
    internal bool Equals(Value other, CancellationToken cancellation) =>
        !ReferenceEquals(_reference, other._reference) && Heap<ListValue>() is { } left && other.Heap<ListValue>() is { } right ? ListsEqual(left, right, cancellation) : Equals(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var kind = Kind;
        return kind switch
        {
            ValueKind.Null => 0,
            ValueKind.Integer => _bits.GetHashCode(),
            ValueKind.Float => Numbers.Hash(AsDouble()),
            ValueKind.String => TextHash(Unsafe.As<string>(_reference!)),
            ValueKind.List => ListHash(AsList()),
            ValueKind.Map => MapHash(AsMap()),
            ValueKind.Path => PathHash(),
            ValueKind.Bytes => BytesHash(((BytesValue)_reference!).Content),
            ValueKind.Time or ValueKind.LocalDateTime or ValueKind.DateTime or ValueKind.Duration or ValueKind.Point
                => ((HeapValue)_reference!).EquivalenceHash(),
            _ => HashCode.Combine(kind, _bits),
        };
    }

    /// <summary>The value as Cypher text, for people and logs.</summary>
    public override string ToString() => CypherText.Literal(this);

    /// <summary>What Cypher's <c>toString()</c> gives: ISO 8601 for temporal values, a string as it is; null for null, lists, maps, entities, paths and bytes.</summary>
    public string? ToTextOrNull() => CypherText.TryToString(this);

    /// <summary>Equivalence.</summary>
    public static bool operator ==(Value left, Value right) => left.Equals(right);

    /// <summary>The opposite of equivalence.</summary>
    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    private static bool ListsEqual(ListValue left, ListValue right, CancellationToken cancellation)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (i % CancellationInterval == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (!left[i].Equals(right[i], cancellation))
            {
                return false;
            }
        }

        return true;
    }

    private static bool MapsEqual(MapValue left, MapValue right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (!right.TryGetValue(left.KeySpan[i], out var value) || !left.ValueSpan[i].Equals(value))
            {
                return false;
            }
        }

        return true;
    }

    private static int ListHash(ListValue list)
    {
        var hash = default(HashCode);
        hash.Add(ValueKind.List);
        hash.Add(list.Count);
        AddItems(ref hash, list.Items[..Math.Min(list.Count, HashedItems)]);
        AddItems(ref hash, list.Items[Math.Max(Math.Min(list.Count, HashedItems), list.Count - HashedItems)..]);
        return hash.ToHashCode();
    }

    private static void AddItems(ref HashCode hash, ReadOnlySpan<Value> items)
    {
        foreach (var item in items)
        {
            hash.Add(item.GetHashCode());
        }
    }

    private static int TextHash(string text) => text.Length <= 2 * HashedCharacters ? string.GetHashCode(text, StringComparison.Ordinal)
        : HashCode.Combine(text.Length, string.GetHashCode(text.AsSpan(0, HashedCharacters), StringComparison.Ordinal), string.GetHashCode(text.AsSpan(text.Length - HashedCharacters), StringComparison.Ordinal));

    /// <summary>Entries are summed, because equal maps may hold their keys in different orders.</summary>
    private static int MapHash(MapValue map)
    {
        var sum = (int)ValueKind.Map;
        for (var i = 0; i < map.Count; i++)
        {
            unchecked
            {
                sum += HashCode.Combine(string.GetHashCode(map.KeySpan[i], StringComparison.Ordinal), map.ValueSpan[i].GetHashCode());
            }
        }

        return sum;
    }

    private static int BytesHash(ReadOnlySpan<byte> content)
    {
        var hash = default(HashCode);
        hash.AddBytes(content);
        return hash.ToHashCode();
    }

    private int PathHash()
    {
        var hash = default(HashCode);
        foreach (var id in PathIds.Of(this))
        {
            hash.Add(id);
        }

        return hash.ToHashCode();
    }
}

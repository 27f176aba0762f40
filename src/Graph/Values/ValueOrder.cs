using CoEvolve.Graph.Values.Temporal;

namespace CoEvolve.Graph.Values;

/// <summary>The total order of all values that ORDER BY ascending, min and max go by.</summary>
/// <remarks>
/// Between kinds: maps, nodes, relationships, lists, paths, points, zoned datetimes, local datetimes, dates, zoned times, local
/// times, durations, strings, booleans, numbers, and null last. Consistent with <see cref="Value.Equals(Value)"/>, except that -0.0 stands
/// before 0.0.
/// </remarks>
internal static class ValueOrder
{
    private const int CancellationInterval = 1 << 14;

    public static int Compare(Value a, Value b) => Compare(a, b, CancellationToken.None);

    /// <summary>The same of what may be long lists.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled in the middle.</exception>
    public static int Compare(Value a, Value b, CancellationToken cancellation)
    {
        if (a.IsInteger && b.IsInteger)
        {
            return a.Bits.CompareTo(b.Bits);
        }

        var rank = Rank(a.Kind);
        var difference = rank - Rank(b.Kind);
        return difference != 0 ? difference : CompareWithinRank(a, b, cancellation);
    }

    /// <summary>Strings by Unicode code point. UTF-16 units agree with it except where a surrogate meets a unit from U+E000 on.</summary>
    public static int CompareStrings(string a, string b)
    {
        var shared = a.AsSpan().CommonPrefixLength(b);
        return shared < a.Length && shared < b.Length
            ? CodePointRank(a[shared]).CompareTo(CodePointRank(b[shared]))
            : a.Length.CompareTo(b.Length);
    }

    /// <summary>A unit's place among units when surrogates, which stand for U+10000 and above, come after all others.</summary>
    private static int CodePointRank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;

    private static int CompareWithinRank(Value a, Value b, CancellationToken cancellation) => a.Kind switch
    {
        ValueKind.Null => 0,
        ValueKind.Integer or ValueKind.Float => Numbers.Compare(a, b),
        ValueKind.String => CompareStrings(a.AsString(), b.AsString()),
        ValueKind.List => CompareLists(a.AsList().Items, b.AsList().Items, cancellation),
        ValueKind.Map => CompareMaps(a.AsMap(), b.AsMap(), cancellation),
        ValueKind.Path => PathIds.Of(a).AsSpan().SequenceCompareTo(PathIds.Of(b)),
        ValueKind.Bytes => a.Heap<BytesValue>()!.Content.SequenceCompareTo(b.Heap<BytesValue>()!.Content),
        ValueKind.Point => a.Heap<PointValue>()!.CompareTo(b.Heap<PointValue>()!),
        >= ValueKind.Date and <= ValueKind.Duration => TemporalOrder.Compare(a, b),
        _ => a.Bits.CompareTo(b.Bits),
    };

    private static int CompareLists(ReadOnlySpan<Value> a, ReadOnlySpan<Value> b, CancellationToken cancellation)
    {
        var shared = Math.Min(a.Length, b.Length);
        for (var i = 0; i < shared; i++)
        {
            if (i % CancellationInterval == CancellationInterval - 1)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var order = Compare(a[i], b[i], cancellation);
            if (order != 0)
            {
                return order;
            }
        }

        return a.Length.CompareTo(b.Length);
    }

    /// <summary>The smaller map first; then by the sorted keys; then by the values in the order of the sorted keys.</summary>
    private static int CompareMaps(MapValue a, MapValue b, CancellationToken cancellation)
    {
        if (a.Count != b.Count)
        {
            return a.Count.CompareTo(b.Count);
        }

        var aKeys = SortedKeys(a);
        var bKeys = SortedKeys(b);
        for (var i = 0; i < aKeys.Length; i++)
        {
            var order = CompareStrings(aKeys[i], bKeys[i]);
            if (order != 0)
            {
                return order;
            }
        }

        foreach (var key in aKeys)
        {
            var order = Compare(a.GetOrNull(key), b.GetOrNull(key), cancellation);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    internal static string[] SortedKeys(MapValue map)
    {
        string[] keys = [.. map.KeySpan];
        Array.Sort(keys, CompareStrings);
        return keys;
    }

    private static int Rank(ValueKind kind) => kind switch
    {
        ValueKind.Map => 0,
        ValueKind.Node => 1,
        ValueKind.Relationship => 2,
        ValueKind.List => 3,
        ValueKind.Bytes => 4,
        ValueKind.Path => 5,
        ValueKind.Point => 6,
        ValueKind.DateTime => 7,
        ValueKind.LocalDateTime => 8,
        ValueKind.Date => 9,
        ValueKind.Time => 10,
        ValueKind.LocalTime => 11,
        ValueKind.Duration => 12,
        ValueKind.String => 13,
        ValueKind.Boolean => 14,
        ValueKind.Integer or ValueKind.Float => 15,
        _ => 16,
    };
}

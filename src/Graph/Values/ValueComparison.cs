namespace CoEvolve.Graph.Values;

/// <summary>The comparing operators: answers are true, false, or null where the operands cannot be compared.</summary>
internal static class ValueComparison
{
    private const int CancellationInterval = 1 << 14;

    public static Value Equal(Value a, Value b, CancellationToken cancellation = default) => FromTernary(AreEqual(a, b, cancellation));

    public static Value Less(Value a, Value b, CancellationToken cancellation = default) => Ordered(a, b, order => order < 0, ofEqual: false, cancellation);

    public static Value LessOrEqual(Value a, Value b, CancellationToken cancellation = default) => Ordered(a, b, order => order <= 0, ofEqual: true, cancellation);

    public static Value Greater(Value a, Value b, CancellationToken cancellation = default) => Ordered(a, b, order => order > 0, ofEqual: false, cancellation);

    public static Value GreaterOrEqual(Value a, Value b, CancellationToken cancellation = default) => Ordered(a, b, order => order >= 0, ofEqual: true, cancellation);

    /// <summary>Membership. As in Neo4j, a right side that is no list counts as a list of one item.</summary>
    public static Value In(Value item, Value list, CancellationToken cancellation = default)
    {
        if (list.IsNull)
        {
            return Value.Null;
        }

        if (list.Heap<ListValue>() is not { } items)
        {
            return Equal(item, list, cancellation);
        }

        if (item.Kind is ValueKind.String or ValueKind.Integer && items.Membership(cancellation) is { } membership)
        {
            return membership.Has(item);
        }

        var unknown = false;
        for (var i = 0; i < items.Count; i++)
        {
            Look(i, cancellation);
            switch (AreEqual(item, items[i], cancellation))
            {
                case true:
                    return Value.True;
                case null:
                    unknown = true;
                    break;
            }
        }

        return unknown ? Value.Null : Value.False;
    }

    /// <summary>Three-valued equality: null is unknown. Values of different kinds are unequal, numbers excepted.</summary>
    public static bool? AreEqual(Value a, Value b, CancellationToken cancellation = default)
    {
        if (a.IsInteger && b.IsInteger)
        {
            return a.Bits == b.Bits;
        }

        if (a.IsNull || b.IsNull)
        {
            return null;
        }

        if (a.IsNumber && b.IsNumber)
        {
            return Numbers.AreEqual(a, b);
        }

        if (a.Kind != b.Kind)
        {
            return false;
        }

        return a.Kind switch
        {
            ValueKind.List => ListsEqual(a.AsList(), b.AsList(), cancellation),
            ValueKind.Map => MapsEqual(a.AsMap(), b.AsMap(), cancellation),
            _ => a.Equals(b, cancellation),
        };
    }

    private static bool? ListsEqual(ListValue a, ListValue b, CancellationToken cancellation)
    {
        if (a.Count != b.Count)
        {
            return false;
        }

        bool? result = true;
        for (var i = 0; i < a.Count; i++)
        {
            Look(i, cancellation);
            var equal = AreEqual(a[i], b[i], cancellation);
            if (equal == false)
            {
                return false;
            }

            result = equal is null ? null : result;
        }

        return result;
    }

    private static bool? MapsEqual(MapValue a, MapValue b, CancellationToken cancellation)
    {
        if (a.Count != b.Count || a.Keys.Any(key => !b.ContainsKey(key)))
        {
            return false;
        }

        bool? result = true;
        for (var i = 0; i < a.Count; i++)
        {
            var equal = AreEqual(a.ValueSpan[i], b.GetOrNull(a.KeySpan[i]), cancellation);
            if (equal == false)
            {
                return false;
            }

            result = equal is null ? null : result;
        }

        return result;
    }

    private static Value Ordered(Value a, Value b, Func<int, bool> holds, bool ofEqual, CancellationToken cancellation)
    {
        if (a.IsNumber && b.IsNumber)
        {
            var comparable = !double.IsNaN(a.AsDouble()) && !double.IsNaN(b.AsDouble());
            return Value.Of(comparable && holds(Numbers.Compare(a, b)));
        }

        if (a.Kind == b.Kind && a.Kind is ValueKind.Duration or ValueKind.Point)
        {
            return ofEqual && a.Equals(b, cancellation) ? Value.True : Value.Null;
        }

        return Compare(a, b, cancellation) is { } order ? Value.Of(holds(order)) : Value.Null;
    }

    /// <summary>The order of two values, or null where there is none: different kinds, a null anywhere, unequal durations or points.</summary>
    private static int? Compare(Value a, Value b, CancellationToken cancellation)
    {
        if (a.IsNull || b.IsNull || (a.Kind != b.Kind && !(a.IsNumber && b.IsNumber)))
        {
            return null;
        }

        return a.Kind switch
        {
            ValueKind.List => CompareLists(a.AsList(), b.AsList(), cancellation),
            ValueKind.Map => CompareMaps(a.AsMap(), b.AsMap(), cancellation),
            ValueKind.Duration or ValueKind.Point => a.Equals(b, cancellation) ? 0 : null,
            _ => ValueOrder.Compare(a, b, cancellation),
        };
    }

    private static int? CompareLists(ListValue a, ListValue b, CancellationToken cancellation)
    {
        var shared = Math.Min(a.Count, b.Count);
        for (var i = 0; i < shared; i++)
        {
            Look(i, cancellation);
            var order = Compare(a[i], b[i], cancellation);
            if (order != 0)
            {
                return order;
            }
        }

        return a.Count.CompareTo(b.Count);
    }

    private static int? CompareMaps(MapValue a, MapValue b, CancellationToken cancellation)
    {
        if (a.Count != b.Count)
        {
            return a.Count.CompareTo(b.Count);
        }

        var aKeys = ValueOrder.SortedKeys(a);
        var bKeys = ValueOrder.SortedKeys(b);
        for (var i = 0; i < aKeys.Length; i++)
        {
            var order = ValueOrder.CompareStrings(aKeys[i], bKeys[i]);
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

    /// <summary>Lists may be very long.</summary>
    private static void Look(int place, CancellationToken cancellation)
    {
        if (place % CancellationInterval == CancellationInterval - 1)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static Value FromTernary(bool? truth) => truth is { } known ? Value.Of(known) : Value.Null;
}

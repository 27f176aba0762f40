using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage.Indexes;

/// <summary>How values stand as keys in an index.</summary>
/// <remarks>
/// Keys are ordered by <see cref="ValueOrder"/>, in which two values are equal where Cypher's <c>=</c> says so, with two exceptions that are
/// met here: -0.0 stands before 0.0, and so is kept as 0.0; NaN equals itself, and so is never sought.
/// </remarks>
internal static class IndexKey
{
    public static Value Normalise(Value value)
    {
        if (value.IsFloat && value.AsDouble() == 0)
        {
            return Value.Of(0.0);
        }

        if (value.Heap<ListValue>() is not { } list)
        {
            return value;
        }

        foreach (var item in list.Items)
        {
            if (item.IsFloat && double.IsNegative(item.AsDouble()) && item.AsDouble() == 0)
            {
                return Value.Of([.. list.Select(Normalise)]);
            }
        }

        return value;
    }

    /// <summary>Whether a value equals itself in Cypher; null, NaN and lists with them do not.</summary>
    public static bool CanBeSought(Value value)
    {
        if (value.IsNull || IsNaN(value))
        {
            return false;
        }

        if (value.Heap<ListValue>() is { } list)
        {
            foreach (var item in list.Items)
            {
                if (!CanBeSought(item))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>
    /// Whether one value can be smaller than the other in Cypher. Such values stand side by side in the order, in one run a class: integers
    /// and floats make one class, every other kind its own, and NaN is outside (it stands at the end of the numbers).
    /// </summary>
    public static bool AreComparable(Value a, Value b) => ClassOf(a) == ClassOf(b) && !IsNaN(a) && !IsNaN(b);

    private static ValueKind ClassOf(Value value) => value.Kind == ValueKind.Float ? ValueKind.Integer : value.Kind;

    private static bool IsNaN(Value value) => value.IsFloat && double.IsNaN(value.AsDouble());
}

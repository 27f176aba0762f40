namespace CoEvolve.Graph.Values;

/// <summary>Three-valued logic (Kleene). A list counts as true when it has items, a map always; other kinds are type errors.</summary>
/// <remarks>An operand that settles the answer (false for AND, true for OR) hides a type error on the other side, whichever side it stands on.</remarks>
internal static class Logic
{
    public static Value And(Value a, Value b)
    {
        if (IsFalse(a) || IsFalse(b))
        {
            return Value.False;
        }

        var (left, right) = (Truth(a), Truth(b));
        return left is null || right is null ? Value.Null : Value.True;
    }

    public static Value Or(Value a, Value b)
    {
        if (IsTrue(a) || IsTrue(b))
        {
            return Value.True;
        }

        var (left, right) = (Truth(a), Truth(b));
        return left is null || right is null ? Value.Null : Value.False;
    }

    public static Value Xor(Value a, Value b)
    {
        var (left, right) = (Truth(a), Truth(b));
        return left is null || right is null ? Value.Null : Value.Of(left != right);
    }

    public static Value Not(Value a) => Truth(a) is { } truth ? Value.Of(!truth) : Value.Null;

    /// <summary>The truth of an operand; null for Null. Throws a type error for a kind that has none.</summary>
    public static bool? Truth(Value value) => value.Kind switch
    {
        ValueKind.Null => null,
        ValueKind.Boolean => value.IsTrue,
        ValueKind.List => value.AsList().Count > 0,
        ValueKind.Map => true,
        _ => throw CypherErrors.Type($"A boolean is needed here, but {TypeNames.Describe(value)} was given."),
    };

    private static bool IsTrue(Value value) => value.Kind switch
    {
        ValueKind.Boolean => value.IsTrue,
        ValueKind.List => value.AsList().Count > 0,
        ValueKind.Map => true,
        _ => false,
    };

    private static bool IsFalse(Value value) => value.IsFalse || (value.Heap<ListValue>() is { Count: 0 });
}

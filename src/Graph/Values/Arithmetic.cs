using CoEvolve.Graph.Values.Temporal;

namespace CoEvolve.Graph.Values;

/// <summary>The arithmetic operators, and <c>||</c>. A null operand gives null.</summary>
internal static class Arithmetic
{
    /// <summary>The most characters of a string, an eighth of what .NET can hold, so that one that doubles is refused rather than fatal.</summary>
    public const int LongestString = 1 << 27;

    /// <summary>A list is held in memory whole; this many items take 800 MB.</summary>
    private const int LongestList = 50_000_000;

    public static Value Add(Value a, Value b, CancellationToken cancellation = default)
    {
        if (a.IsInteger && b.IsInteger)
        {
            var sum = unchecked(a.Bits + b.Bits);
            return ((a.Bits ^ sum) & (b.Bits ^ sum)) >= 0 ? Value.Of(sum) : throw Overflow(a, "+", b);
        }

        if (a.IsNull || b.IsNull)
        {
            return Value.Null;
        }

        if (a.IsNumber && b.IsNumber)
        {
            return Value.Of(a.AsDouble() + b.AsDouble());
        }

        if (a.Kind == ValueKind.List || b.Kind == ValueKind.List)
        {
            return Join(AsItems(a), AsItems(b), cancellation);
        }

        if ((a.IsString || b.IsString) && CypherText.TryToString(a) is { } left && CypherText.TryToString(b) is { } right)
        {
            return Concatenate(left, right, cancellation);
        }

        return TemporalArithmetic.TryAdd(a, b, out var result) ? result : throw Unsupported(a, "+", b);
    }

    public static Value Subtract(Value a, Value b)
    {
        if (a.IsInteger && b.IsInteger)
        {
            var difference = unchecked(a.Bits - b.Bits);
            return ((a.Bits ^ b.Bits) & (a.Bits ^ difference)) >= 0 ? Value.Of(difference) : throw Overflow(a, "-", b);
        }

        if (a.IsNull || b.IsNull)
        {
            return Value.Null;
        }

        if (a.IsNumber && b.IsNumber)
        {
            return Value.Of(a.AsDouble() - b.AsDouble());
        }

        return TemporalArithmetic.TrySubtract(a, b, out var result) ? result : throw Unsupported(a, "-", b);
    }

    public static Value Multiply(Value a, Value b)
    {
        if (a.IsInteger && b.IsInteger)
        {
            var high = Math.BigMul(a.Bits, b.Bits, out var product);
            return high == product >> 63 ? Value.Of(product) : throw Overflow(a, "*", b);
        }

        if (a.IsNull || b.IsNull)
        {
            return Value.Null;
        }

        if (a.IsNumber && b.IsNumber)
        {
            return Value.Of(a.AsDouble() * b.AsDouble());
        }

        return TemporalArithmetic.TryMultiply(a, b, out var result) ? result : throw Unsupported(a, "*", b);
    }

    /// <summary>Integers truncate towards zero. As in Neo4j, an integer zero as the divisor is an error whatever is divided.</summary>
    public static Value Divide(Value a, Value b)
    {
        if (b.IsInteger && b.Bits == 0)
        {
            throw CypherErrors.Arithmetic("/ by zero");
        }

        if (a.IsInteger && b.IsInteger)
        {
            return Value.Of(b.Bits == -1 ? unchecked(-a.Bits) : a.Bits / b.Bits);
        }

        if (a.IsNull || b.IsNull)
        {
            return Value.Null;
        }

        if (a.IsNumber && b.IsNumber)
        {
            return Value.Of(a.AsDouble() / b.AsDouble());
        }

        return TemporalArithmetic.TryDivide(a, b, out var result) ? result : throw Unsupported(a, "/", b);
    }

    /// <summary>The remainder, with the sign of the dividend.</summary>
    public static Value Modulo(Value a, Value b)
    {
        if (a.IsInteger && b.IsInteger)
        {
            return b.Bits switch
            {
                0 => throw CypherErrors.Arithmetic("/ by zero"),
                -1 => Value.Of(0L),
                var divisor => Value.Of(a.Bits % divisor),
            };
        }

        if (a.IsNull || b.IsNull)
        {
            return Value.Null;
        }

        return a.IsNumber && b.IsNumber ? Value.Of(a.AsDouble() % b.AsDouble()) : throw Unsupported(a, "%", b);
    }

    /// <summary>Always a float.</summary>
    public static Value Power(Value a, Value b)
    {
        if (a.IsNull || b.IsNull)
        {
            return Value.Null;
        }

        return a.IsNumber && b.IsNumber ? Value.Of(JavaPower(a.AsDouble(), b.AsDouble())) : throw Unsupported(a, "^", b);
    }

    /// <summary>0 - a, so that -(0.0) is 0.0 as in Neo4j; the literal -0.0 keeps its sign and does not come here.</summary>
    public static Value Negate(Value a)
    {
        if (a.IsInteger)
        {
            return a.Bits != long.MinValue ? Value.Of(-a.Bits) : throw Overflow(Value.Of(0L), "-", a);
        }

        return a.IsFloat ? Value.Of(0.0 - a.AsDouble())
            : a.IsNull ? Value.Null
            : throw CypherErrors.Type($"Only a number can be negated, but {TypeNames.Describe(a)} was given.");
    }

    /// <summary>Unary plus leaves any value as it is.</summary>
    public static Value Plus(Value a) => a;

    /// <summary>The operator <c>||</c>: two strings or two lists.</summary>
    public static Value Concatenate(Value a, Value b, CancellationToken cancellation = default)
    {
        if (!CanConcatenate(a) || !CanConcatenate(b) || (a.Kind != b.Kind && !a.IsNull && !b.IsNull))
        {
            throw Unsupported(a, "||", b);
        }

        if (a.IsNull || b.IsNull)
        {
            return Value.Null;
        }

        return a.IsString ? Concatenate(a.AsString(), b.AsString(), cancellation) : Join(a.AsList().Items, b.AsList().Items, cancellation);
    }

    private static bool CanConcatenate(Value value) => value.Kind is ValueKind.Null or ValueKind.String or ValueKind.List;

    /// <summary>Java differs from IEEE 754-2008's pow for the bases 1 and -1: there an infinite or NaN exponent gives NaN.</summary>
    private static double JavaPower(double a, double b) => Math.Abs(a) == 1 && !double.IsFinite(b) ? double.NaN : Math.Pow(a, b);

    private static Value Concatenate(string left, string right, CancellationToken cancellation) => left.Length + (long)right.Length <= LongestString ? Value.Of(PatientCopy.Joined(left, right, cancellation))
        : throw CypherErrors.TooLarge($"A string would have more than {LongestString} characters, the most that one may have.");

    private static Value Join(ReadOnlySpan<Value> left, ReadOnlySpan<Value> right, CancellationToken cancellation)
    {
        if (left.Length + (long)right.Length > LongestList)
        {
            throw CypherErrors.TooLarge($"A list would have more than {LongestList} items, the most that one may hold.");
        }

        var items = new Value[left.Length + right.Length];
        PatientCopy.Copy(left, items, cancellation);
        PatientCopy.Copy(right, items.AsSpan(left.Length), cancellation);
        return Value.Of(items);
    }

    private static ReadOnlySpan<Value> AsItems(Value value) => value.Heap<ListValue>() is { } list ? list.Items : (Value[])[value];

    private static CypherException Overflow(Value a, string sign, Value b) =>
        CypherErrors.Arithmetic($"{CypherText.Literal(a)} {sign} {CypherText.Literal(b)} does not fit into a 64-bit integer.");

    private static CypherException Unsupported(Value a, string sign, Value b) =>
        CypherErrors.Type($"The operator {sign} cannot take {TypeNames.Describe(a)} and {TypeNames.Describe(b)}.");
}

namespace CoEvolve.Graph.Values;

/// <summary>Integers and floats against each other, without rounding integers that a double cannot hold (beyond 2^53).</summary>
internal static class Numbers
{
    private const double TwoPow63 = 9223372036854775808.0;

    /// <summary>Numerical equality; NaN equals nothing, 0.0 equals -0.0.</summary>
    public static bool AreEqual(Value left, Value right) => (left.IsInteger, right.IsInteger) switch
    {
        (true, true) => left.Bits == right.Bits,
        (true, false) => AreEqual(left.Bits, right.AsDouble()),
        (false, true) => AreEqual(right.Bits, left.AsDouble()),
        _ => left.AsDouble() == right.AsDouble(),
    };

    /// <summary>Total order: -Infinity … -0.0, 0.0 and 0 … Infinity, NaN.</summary>
    /// <remarks>As in Neo4j, -0.0 stands before zero although the two are equal.</remarks>
    public static int Compare(Value left, Value right) => (left.IsInteger, right.IsInteger) switch
    {
        (true, true) => left.Bits.CompareTo(right.Bits),
        (true, false) => Compare(left.Bits, right.AsDouble()),
        (false, true) => -Compare(right.Bits, left.AsDouble()),
        _ => Compare(left.AsDouble(), right.AsDouble()),
    };

    /// <summary>The hash of a float, equal to that of the integer that it equals.</summary>
    public static int Hash(double value)
    {
        if (value is >= -TwoPow63 and < TwoPow63 && Math.Truncate(value) == value)
        {
            return ((long)value).GetHashCode();
        }

        return double.IsNaN(value) ? double.NaN.GetHashCode() : value.GetHashCode();
    }

    private static bool AreEqual(long integer, double real) =>
        real is >= -TwoPow63 and < TwoPow63 && Math.Truncate(real) == real && (long)real == integer;

    private static int Compare(long integer, double real)
    {
        if (double.IsNaN(real) || real >= TwoPow63)
        {
            return -1;
        }

        if (real < -TwoPow63)
        {
            return 1;
        }

        var whole = (long)real;
        if (integer != whole)
        {
            return integer.CompareTo(whole);
        }

        return whole == 0 ? Compare(0.0, real) : 0.0.CompareTo(real - whole);
    }

    private static int Compare(double left, double right)
    {
        if (left < right)
        {
            return -1;
        }

        if (left > right)
        {
            return 1;
        }

        if (left == right)
        {
            return left != 0 ? 0 : double.IsNegative(right).CompareTo(double.IsNegative(left));
        }

        return double.IsNaN(left).CompareTo(double.IsNaN(right));
    }
}

using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage.Indexes;

/// <summary>Order of values until the total order of all kinds is here.</summary>
internal static class ValueOrder
{
    public static int Compare(Value a, Value b)
    {
        if (a.IsNumber && b.IsNumber)
        {
            return a.IsInteger && b.IsInteger ? a.Bits.CompareTo(b.Bits) : OfDoubles(a.AsDouble(), b.AsDouble());
        }

        if (a.Kind != b.Kind)
        {
            return Rank(a.Kind).CompareTo(Rank(b.Kind));
        }

        return a.IsString ? string.CompareOrdinal(a.AsString(), b.AsString()) : a.Bits.CompareTo(b.Bits);
    }

    private static int OfDoubles(double a, double b) =>
        double.IsNaN(a) ? (double.IsNaN(b) ? 0 : 1) : double.IsNaN(b) ? -1 : a.CompareTo(b);

    private static int Rank(ValueKind kind) => kind == ValueKind.Float ? (int)ValueKind.Integer : (int)kind;
}

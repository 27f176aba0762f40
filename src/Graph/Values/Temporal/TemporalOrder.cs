namespace CoEvolve.Graph.Values.Temporal;

internal static class TemporalOrder
{
    public static int Compare(Value a, Value b) => a.Bits.CompareTo(b.Bits);
}

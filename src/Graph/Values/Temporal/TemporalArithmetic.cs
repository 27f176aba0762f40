namespace CoEvolve.Graph.Values.Temporal;

internal static class TemporalArithmetic
{
    public static bool TryAdd(Value left, Value right, out Value result) => None(out result);

    public static bool TrySubtract(Value left, Value right, out Value result) => None(out result);

    public static bool TryMultiply(Value left, Value right, out Value result) => None(out result);

    public static bool TryDivide(Value left, Value right, out Value result) => None(out result);

    private static bool None(out Value result)
    {
        result = Value.Null;
        return false;
    }
}

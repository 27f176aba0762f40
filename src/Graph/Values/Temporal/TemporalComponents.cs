namespace CoEvolve.Graph.Values.Temporal;

internal static class TemporalComponents
{
    public static bool TryGet(Value subject, string key, out Value result)
    {
        result = Value.Null;
        return false;
    }
}

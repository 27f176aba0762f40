namespace CoEvolve.Graph.Values.Temporal;

internal static class TemporalText
{
    public static string Format(Value value) => $"{value.Kind} {value.Bits}";
}

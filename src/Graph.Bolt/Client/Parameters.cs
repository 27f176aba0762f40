using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Client;

/// <summary>Checks parameters before anything of them is sent.</summary>
internal static class Parameters
{
    /// <exception cref="ArgumentException">A value is a node, a relationship or a path, which no server takes.</exception>
    public static void Require(MapValue values)
    {
        foreach (var (name, value) in values)
        {
            if (!CanBeSent(value))
            {
                throw new ArgumentException($"The parameter ${name} holds a node, a relationship or a path: send its id instead.", nameof(values));
            }
        }
    }

    private static bool CanBeSent(Value value) => value.Kind switch
    {
        ValueKind.Node or ValueKind.Relationship or ValueKind.Path => false,
        ValueKind.List => value.AsList().All(CanBeSent),
        ValueKind.Map => value.AsMap().Values.All(CanBeSent),
        _ => true,
    };
}

namespace CoEvolve.Graph.Bolt.Client;

/// <summary>A Neo4j that cannot be reached, was lost on the way, or does not speak the protocol. Whether a statement under way took effect is not known, unless the message says so.</summary>
public sealed class GraphUnavailableException : IOException
{
    internal GraphUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

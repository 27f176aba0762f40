namespace CoEvolve.Graph.Bolt.Client;

/// <summary>A Neo4j that cannot be reached, was lost on the way, or does not speak the protocol. Whether a statement under way took effect is not known, unless the message says so.</summary>
public sealed class GraphUnavailableException : IOException
{
    internal GraphUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>Whether a server was lost while it committed a transaction, which may have taken effect or not: a writing one must not simply be done again.</summary>
    public bool IsOutcomeUnknown { get; internal init; }

    /// <summary>Whether the server is there, and this client alone has too much under way with it.</summary>
    internal bool IsOfBusyPool { get; init; }
}

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>Another program listens on the port already.</summary>
public sealed class PortTakenException : IOException
{
    internal PortTakenException(int port, Exception cause)
        : base($"Port {port} is taken by another program.", cause)
    {
        Port = port;
    }

    /// <summary>The port.</summary>
    public int Port { get; }
}

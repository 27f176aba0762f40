namespace CoEvolve.Graph.Bolt.PackStream;

/// <summary>Bytes that are not what the protocol allows.</summary>
internal sealed class PackFormatException(string message, bool isTruncated = false) : Exception(message)
{
    /// <summary>Whether the message ended inside a value: then nothing of it can be told, and the connection is of no use any more.</summary>
    public bool IsTruncated => isTruncated;
}

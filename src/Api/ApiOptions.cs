using System.Net;

namespace CoEvolve.Api;

/// <summary>Where the API listens. Checked by <see cref="Validate"/> before the host is built.</summary>
public sealed record ApiOptions
{
    /// <summary>The port that the programme's documents name.</summary>
    public const int DefaultPort = 5080;

    /// <summary>
    /// The address to listen on. Default 127.0.0.1: the API has no sign-in of its own yet, so only programs on this machine (a reverse
    /// proxy among them) reach it.
    /// </summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The TCP port, 0–65535; 0 takes any free one. Default 5080.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Where traces go, an OTLP address such as <c>http://127.0.0.1:4317</c>; null for nowhere. Default nowhere.</summary>
    public Uri? Collector { get; init; }

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/> for a port that does not exist.</summary>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, IPEndPoint.MaxPort);
    }
}

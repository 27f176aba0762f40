using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>How a Bolt server listens and whom it cuts off. Immutable; checked when the server starts.</summary>
public sealed record BoltServerOptions
{
    /// <summary>The port that drivers and Neo4j Browser try first.</summary>
    public const int DefaultPort = 7687;

    /// <summary>The address to listen on. Default 127.0.0.1: only programs on this machine.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The TCP port, 0–65535; 0 takes any free one. Default 7687.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The certificate, with its key, for connections in TLS. Default none. With one, connections from beyond this machine must use it.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Whether connections without TLS are taken from beyond this machine: passwords and data can then be read on the way. Default no.</summary>
    public bool AllowPlainText { get; init; }

    /// <summary>Whether users must log on. Default yes; without, everybody who reaches the port is an admin, so that it is refused beyond loopback.</summary>
    public bool RequireLogin { get; init; } = true;

    /// <summary>The host and port that clients are told to come to where they did not say how they reached the server. Default: what the server listens on.</summary>
    public string? AdvertisedAddress { get; init; }

    /// <summary>What analysts do not see. Default: nothing is hidden.</summary>
    public GraphView AnalystView { get; init; } = GraphView.Whole;

    /// <summary>The most connections at once, 1–100,000; further ones are closed at once. Default 1,000.</summary>
    public int MaxConnections { get; init; } = 1_000;

    /// <summary>The largest message, from 8 KiB to 1 GiB. Default 64 MiB: an import sends a few thousand rows in one. Before login it is 8 KiB, always.</summary>
    public int MaxMessageBytes { get; init; } = 64 << 20;

    /// <summary>The time from connecting to being logged on, from 0.1 s to an hour. Default 30 s.</summary>
    public TimeSpan LoginTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time for a message to come whole once it has begun, from 0.1 s to a day. Default 2 minutes: what a large import takes over a slow line.</summary>
    public TimeSpan MessageTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The time that a client may leave what is sent to it unread, from 0.1 s to a day. Default 10 minutes: people look at the first page of a result and go on.</summary>
    public TimeSpan WriteTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The time that a connection may say nothing with no query running, from 0.1 s to a year. Default 2 hours: twice what drivers keep a connection in their pool.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How often a client that waits for a query is told that the server lives, from 0.1 s to a minute. Default 60 s: half of what clients are told to wait.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a transaction waits for a bookmark of the future, from 0 to an hour. Default 30 s.</summary>
    public TimeSpan BookmarkTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether clients are asked to tell how they are used. Default no.</summary>
    public bool Telemetry { get; init; }

    /// <exception cref="ArgumentException">A value is outside its range, or the combination would let strangers in or passwords out.</exception>
    internal void Validate()
    {
        Require(Port is >= 0 and <= IPEndPoint.MaxPort, nameof(Port), Port);
        Require(MaxConnections is >= 1 and <= 100_000, nameof(MaxConnections), MaxConnections);
        Require(MaxMessageBytes is >= 8 << 10 and <= 1 << 30, nameof(MaxMessageBytes), MaxMessageBytes);
        RequireTime(LoginTime, TimeSpan.FromHours(1), nameof(LoginTime));
        RequireTime(MessageTime, TimeSpan.FromDays(1), nameof(MessageTime));
        RequireTime(WriteTime, TimeSpan.FromDays(1), nameof(WriteTime));
        RequireTime(IdleTime, TimeSpan.FromDays(365), nameof(IdleTime));
        RequireTime(KeepAliveInterval, TimeSpan.FromMinutes(1), nameof(KeepAliveInterval));
        Require(BookmarkTime >= TimeSpan.Zero && BookmarkTime <= TimeSpan.FromHours(1), nameof(BookmarkTime), BookmarkTime);
        if (!IPAddress.IsLoopback(Address) && !RequireLogin)
        {
            throw new ArgumentException($"On {Address} others than this machine's programs reach the server: logins cannot be switched off there.");
        }

        if (!IPAddress.IsLoopback(Address) && Certificate is null && !AllowPlainText)
        {
            throw new ArgumentException($"On {Address} passwords would go over the network in plain text: configure a certificate, or allow plain text by name.");
        }
    }

    private static void RequireTime(TimeSpan value, TimeSpan most, string name) => Require(value >= TimeSpan.FromMilliseconds(100) && value <= most, name, value);

    private static void Require(bool holds, string name, object value)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, "The option is outside the range that its documentation gives.");
        }
    }
}

using System.Globalization;

namespace CoEvolve.Graph.Bolt.Client;

/// <summary>Host and port of one server.</summary>
internal readonly record struct ServerAddress(string Host, int Port)
{
    private const int DefaultPort = 7687;

    public static ServerAddress Of(Uri uri) => new(uri.IdnHost.Trim('[', ']'), uri.Port > 0 ? uri.Port : DefaultPort);

    /// <summary>As servers write it in routing tables: an IPv6 address stands in brackets.</summary>
    public static ServerAddress Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > text.LastIndexOf(']') && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new(text[..colon].Trim('[', ']'), port)
            : new(text.Trim('[', ']'), DefaultPort);
    }

    /// <summary>Whether there can be such a server.</summary>
    public bool IsPossible => Host.Length > 0 && Port is > 0 and <= ushort.MaxValue;

    public override string ToString() => Host.Contains(':', StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"[{Host}]:{Port}")
        : string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}

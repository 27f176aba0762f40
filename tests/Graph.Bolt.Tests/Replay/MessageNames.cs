using System.Globalization;

namespace CoEvolve.Graph.Bolt.Tests.Replay;

/// <summary>The tags of messages by the names that recordings give them.</summary>
internal static class MessageNames
{
    private const string UnknownTag = "TAG_";

    private static readonly Dictionary<string, byte> Tags = new()
    {
        ["HELLO"] = 0x01,
        ["GOODBYE"] = 0x02,
        ["RESET"] = 0x0F,
        ["RUN"] = 0x10,
        ["BEGIN"] = 0x11,
        ["COMMIT"] = 0x12,
        ["ROLLBACK"] = 0x13,
        ["DISCARD"] = 0x2F,
        ["PULL"] = 0x3F,
        ["TELEMETRY"] = 0x54,
        ["ROUTE"] = 0x66,
        ["LOGON"] = 0x6A,
        ["LOGOFF"] = 0x6B,
        ["SUCCESS"] = 0x70,
        ["RECORD"] = 0x71,
        ["IGNORED"] = 0x7E,
        ["FAILURE"] = 0x7F,
    };

    public static byte TagOf(string name) => name.StartsWith(UnknownTag, StringComparison.Ordinal)
        ? byte.Parse(name.AsSpan(UnknownTag.Length), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        : Tags[name];
}

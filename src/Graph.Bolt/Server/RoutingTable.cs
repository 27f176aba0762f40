using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>The routing table of a cluster of one: this server in every role.</summary>
internal static class RoutingTable
{
    private const long SecondsToLive = 300;

    public static Value Of(string address, string? database)
    {
        var full = Value.Of(Value.Of(WithPort(address)));
        var entries = new List<KeyValuePair<string, Value>>
        {
            new("ttl", Value.Of(SecondsToLive)),
            new("servers", Value.Of(Server(full, "WRITE"), Server(full, "READ"), Server(full, "ROUTE"))),
        };
        if (database is not null)
        {
            entries.Add(new("db", Value.Of(database)));
        }

        return Value.Of(MapValue.From(entries));
    }

    private static Value Server(Value addresses, string role) => Value.Of(MapValue.From([new("addresses", addresses), new("role", Value.Of(role))]));

    private static string WithPort(string address) => address.LastIndexOf(':') > address.LastIndexOf(']') ? address : $"{address}:{BoltServerOptions.DefaultPort}";
}

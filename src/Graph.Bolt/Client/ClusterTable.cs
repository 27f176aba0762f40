using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Client;

/// <summary>Which servers of a cluster read, write and know of the others, as one of them told.</summary>
/// <param name="Readers">Servers for reading.</param>
/// <param name="Writers">Servers for writing.</param>
/// <param name="Routers">Servers that tell such tables.</param>
/// <param name="Known">When it was told.</param>
/// <param name="Ttl">How long it holds.</param>
internal sealed record ClusterTable(IReadOnlyList<ServerAddress> Readers, IReadOnlyList<ServerAddress> Writers, IReadOnlyList<ServerAddress> Routers, long Known, TimeSpan Ttl)
{
    public static ClusterTable Empty { get; } = new([], [], [], 0, TimeSpan.Zero);

    /// <returns>The table, or null where the answer has none.</returns>
    public static ClusterTable? Read(MapValue answer, long now) =>
        answer.GetOrNull("rt") is { Kind: ValueKind.Map } map
        && map.AsMap().GetOrNull("ttl") is { Kind: ValueKind.Integer } ttl
        && map.AsMap().GetOrNull("servers") is { Kind: ValueKind.List } servers
            ? new(Of(servers, "READ"), Of(servers, "WRITE"), Of(servers, "ROUTE"), now, TimeSpan.FromSeconds(Math.Clamp(ttl.AsInteger(), 0, 86_400)))
            : null;

    public IReadOnlyList<ServerAddress> For(AccessMode mode) => mode == AccessMode.Read ? Readers : Writers;

    /// <summary>The table without a server that has lost its role as writer.</summary>
    public ClusterTable WithoutWriter(ServerAddress address) => this with { Writers = Without(Writers, address) };

    /// <summary>The table without a server that went away.</summary>
    public ClusterTable WithoutServer(ServerAddress address) => new(Without(Readers, address), Without(Writers, address), Without(Routers, address), Known, Ttl);

    private static IReadOnlyList<ServerAddress> Without(IReadOnlyList<ServerAddress> servers, ServerAddress gone) => [.. servers.Where(server => server != gone)];

    /// <summary>What is no address is passed over.</summary>
    private static IReadOnlyList<ServerAddress> Of(Value servers, string role) =>
    [
        .. servers.AsList()
            .Where(server => server.Kind == ValueKind.Map && server.AsMap().GetOrNull("role").Equals(Value.Of(role)) && server.AsMap().GetOrNull("addresses").Kind == ValueKind.List)
            .SelectMany(server => server.AsMap()["addresses"].AsList())
            .Where(address => address.Kind == ValueKind.String)
            .Select(address => ServerAddress.Parse(address.AsString()))
            .Where(address => address.IsPossible)
            .Distinct(),
    ];
}

using System.Collections.Concurrent;
using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Client;

/// <summary>Knows which server to ask: the one of the address, or for <c>neo4j://</c> one of those in the cluster's routing table, in turn.</summary>
internal sealed class Router(Neo4jGraphOptions options, TimeProvider clock) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ServerAddress, ConnectionPool> _pools = new();
    private readonly Connector _connector = new(options, clock);
    private readonly ServerAddress _seed = ServerAddress.Of(options.Address);
    private readonly SemaphoreSlim _asking = new(1, 1);
    private volatile Table? _table;
    private int _turn;

    /// <summary>Connections in use, to all servers.</summary>
    public int BusyCount => _pools.Values.Sum(pool => pool.BusyCount);

    /// <summary>What a server is told of how it was reached.</summary>
    public static MapValue Context(ServerAddress address) => MapValue.From([new("address", Value.Of(address.ToString()))]);

    /// <exception cref="GraphUnavailableException">No server of the role could be reached.</exception>
    public async ValueTask<(ConnectionPool Pool, ClientConnection Connection)> AcquireAsync(AccessMode mode, CancellationToken cancellationToken)
    {
        if (!options.IsRouted)
        {
            var only = Pool(_seed);
            return (only, await only.AcquireAsync(cancellationToken).ConfigureAwait(false));
        }

        GraphUnavailableException? last = null;
        for (var round = 0; round < 2; round++)
        {
            var table = await TableAsync(cancellationToken).ConfigureAwait(false);
            var servers = mode == AccessMode.Read ? table.Readers : table.Writers;
            var first = (uint)Interlocked.Increment(ref _turn);
            for (var i = 0; i < servers.Count; i++)
            {
                var address = servers[(int)((first + (uint)i) % (uint)servers.Count)];
                try
                {
                    var pool = Pool(address);
                    return (pool, await pool.AcquireAsync(cancellationToken).ConfigureAwait(false));
                }
                catch (GraphUnavailableException unreached)
                {
                    last = unreached;
                    Forget(address);
                }
            }

            _table = null;
        }

        throw last ?? new GraphUnavailableException($"The cluster of {_seed} has no server for {(mode == AccessMode.Read ? "reading" : "writing")} at present.");
    }

    /// <summary>Takes note of a server that has lost its role, or that went away.</summary>
    public void Forget(ServerAddress address)
    {
        if (_table is { } table)
        {
            _table = new(Without(table.Readers, address), Without(table.Writers, address), Without(table.Routers, address), table.Known, table.Ttl);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools.Values)
        {
            await pool.DisposeAsync().ConfigureAwait(false);
        }

        _asking.Dispose();
    }

    private static IReadOnlyList<ServerAddress> Without(IReadOnlyList<ServerAddress> servers, ServerAddress gone) => [.. servers.Where(server => server != gone)];

    private ConnectionPool Pool(ServerAddress address) => _pools.GetOrAdd(address, one => new ConnectionPool(one, _connector, options, clock));

    private bool IsCurrent(Table? table) => table is { Readers.Count: > 0, Writers.Count: > 0 } && clock.GetElapsedTime(table.Known) < table.Ttl;

    private async ValueTask<Table> TableAsync(CancellationToken cancellationToken)
    {
        if (_table is { } known && IsCurrent(known))
        {
            return known;
        }

        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _table is { } made && IsCurrent(made) ? made : _table = await AskAsync(_table?.Routers ?? [], cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _asking.Release();
        }
    }

    private async ValueTask<Table> AskAsync(IReadOnlyList<ServerAddress> routers, CancellationToken cancellationToken)
    {
        GraphUnavailableException? last = null;
        foreach (var address in routers.Append(_seed).Distinct())
        {
            try
            {
                return await AskAsync(address, cancellationToken).ConfigureAwait(false);
            }
            catch (GraphUnavailableException unreached)
            {
                last = unreached;
            }
        }

        throw last!;
    }

    private async ValueTask<Table> AskAsync(ServerAddress address, CancellationToken cancellationToken)
    {
        var pool = Pool(address);
        var connection = await pool.AcquireAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var database = MapValue.From(options.Database is { } name ? [new("db", Value.Of(name))] : []);
            connection.Add(MessageTag.Route, Value.Of(Context(_seed)), Value.Of(ListValue.Empty), Value.Of(database));
            await connection.SendAsync(cancellationToken).ConfigureAwait(false);
            return Table.Read(await connection.ReceiveSuccessAsync(cancellationToken).ConfigureAwait(false), clock.GetTimestamp())
                ?? throw connection.Broken("sent a routing table that cannot be read");
        }
        finally
        {
            await pool.ReleaseAsync(connection).ConfigureAwait(false);
        }
    }

    private sealed record Table(
        IReadOnlyList<ServerAddress> Readers, IReadOnlyList<ServerAddress> Writers, IReadOnlyList<ServerAddress> Routers, long Known, TimeSpan Ttl)
    {
        public static Table? Read(MapValue answer, long now)
        {
            if (answer.GetOrNull("rt") is not { Kind: ValueKind.Map } map
                || map.AsMap().GetOrNull("ttl") is not { Kind: ValueKind.Integer } ttl
                || map.AsMap().GetOrNull("servers") is not { Kind: ValueKind.List } servers)
            {
                return null;
            }

            return new(Of(servers, "READ"), Of(servers, "WRITE"), Of(servers, "ROUTE"), now, TimeSpan.FromSeconds(Math.Clamp(ttl.AsInteger(), 0, 86_400)));
        }

        private static IReadOnlyList<ServerAddress> Of(Value servers, string role) =>
        [
            .. servers.AsList()
                .Where(server => server.Kind == ValueKind.Map && server.AsMap().GetOrNull("role").Equals(Value.Of(role)) && server.AsMap().GetOrNull("addresses").Kind == ValueKind.List)
                .SelectMany(server => server.AsMap()["addresses"].AsList())
                .Where(address => address.Kind == ValueKind.String)
                .Select(address => ServerAddress.Parse(address.AsString())),
        ];
    }
}

using System.Collections.Concurrent;
using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Client;

/// <summary>Knows which server to ask: the one of the address, or for <c>neo4j://</c> one of those in the cluster's routing table, in turn.</summary>
/// <param name="options">How the cluster is reached.</param>
/// <param name="clock">Tells when a table has become too old.</param>
/// <param name="bookmarks">What a server must know before it tells a table: the database may have been made just now.</param>
internal sealed class Router(Neo4jGraphOptions options, TimeProvider clock, Func<IReadOnlyList<string>> bookmarks) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ServerAddress, ConnectionPool> _pools = new();
    private readonly Connector _connector = new(options, clock);
    private readonly ServerAddress _seed = ServerAddress.Of(options.Address);
    private readonly SemaphoreSlim _asking = new(1, 1);
    private readonly Lock _changing = new();
    private volatile ClusterTable _table = ClusterTable.Empty;
    private int _turn;

    /// <summary>Connections in use, to all servers.</summary>
    public int BusyCount => _pools.Values.Sum(pool => pool.BusyCount);

    /// <summary>What a server is told of how it was reached.</summary>
    public static MapValue Context(ServerAddress address) => MapValue.From([new("address", Value.Of(address.ToString()))]);

    /// <exception cref="GraphUnavailableException">No server of the role could be reached.</exception>
    /// <exception cref="CypherException">A server refused the login, or there is no such database.</exception>
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
            var servers = (await TableAsync(mode, cancellationToken).ConfigureAwait(false)).For(mode);
            var first = (uint)Interlocked.Increment(ref _turn);
            for (var i = 0; i < servers.Count; i++)
            {
                var address = servers[(int)((first + (uint)i) % (uint)servers.Count)];
                try
                {
                    var pool = Pool(address);
                    return (pool, await pool.AcquireAsync(cancellationToken).ConfigureAwait(false));
                }
                catch (GraphUnavailableException unreached) when (!unreached.IsOfBusyPool)
                {
                    last = unreached;
                    ForgetServer(address);
                }
            }
        }

        throw last ?? new GraphUnavailableException($"The cluster of {_seed} has no server for {(mode == AccessMode.Read ? "reading" : "writing")} at present.");
    }

    /// <summary>Takes note of a server that writes no longer. It may still read.</summary>
    public void ForgetWriter(ServerAddress address)
    {
        lock (_changing)
        {
            _table = _table.WithoutWriter(address);
        }
    }

    /// <summary>Takes note of a server that went away.</summary>
    public void ForgetServer(ServerAddress address)
    {
        lock (_changing)
        {
            _table = _table.WithoutServer(address);
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

    private ConnectionPool Pool(ServerAddress address) => _pools.GetOrAdd(address, one => new ConnectionPool(one, _connector, options, clock));

    /// <summary>A table in which another role has nobody still serves this one.</summary>
    private bool IsCurrent(ClusterTable table, AccessMode mode) => table.For(mode).Count > 0 && clock.GetElapsedTime(table.Known) < table.Ttl;

    private async ValueTask<ClusterTable> TableAsync(AccessMode mode, CancellationToken cancellationToken)
    {
        if (_table is var known && IsCurrent(known, mode))
        {
            return known;
        }

        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_table is var made && IsCurrent(made, mode))
            {
                return made;
            }

            var told = await AskAsync(_table.Routers, mode, cancellationToken).ConfigureAwait(false);
            lock (_changing)
            {
                return _table = told;
            }
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>Asks one router after the other, the address that was given last, until one knows a server for the role.</summary>
    private async ValueTask<ClusterTable> AskAsync(IReadOnlyList<ServerAddress> routers, AccessMode mode, CancellationToken cancellationToken)
    {
        ClusterTable? best = null;
        GraphUnavailableException? last = null;
        foreach (var address in routers.Append(_seed).Distinct())
        {
            try
            {
                var table = await AskAsync(address, cancellationToken).ConfigureAwait(false);
                if (table.For(mode).Count > 0)
                {
                    return table;
                }

                best ??= table;
            }
            catch (GraphUnavailableException unreached)
            {
                last = unreached;
            }
            catch (CypherException refused) when (!ServerFailure.IsOfRequest(refused))
            {
                last = new($"{address} tells no routing table: {refused.Message}", refused);
            }
        }

        return best ?? throw last!;
    }

    private async ValueTask<ClusterTable> AskAsync(ServerAddress address, CancellationToken cancellationToken)
    {
        var pool = Pool(address);
        var connection = await pool.AcquireAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var database = MapValue.From(options.Database is { } name ? [new("db", Value.Of(name))] : []);
            connection.Add(MessageTag.Route, Value.Of(Context(_seed)), Value.Of(bookmarks()), Value.Of(database));
            await connection.SendAsync(cancellationToken).ConfigureAwait(false);
            return ClusterTable.Read(await connection.ReceiveSuccessAsync(cancellationToken).ConfigureAwait(false), clock.GetTimestamp())
                ?? throw connection.Broken("sent a routing table that cannot be read");
        }
        finally
        {
            await pool.ReleaseAsync(connection).ConfigureAwait(false);
        }
    }
}

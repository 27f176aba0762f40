using System.Collections.Concurrent;

namespace CoEvolve.Graph.Bolt.Client;

/// <summary>The connections to one server. Safe to use from several threads.</summary>
internal sealed class ConnectionPool(ServerAddress address, Connector connector, Neo4jGraphOptions options, TimeProvider clock) : IAsyncDisposable
{
    private readonly ConcurrentStack<ClientConnection> _idle = new();
    private readonly SemaphoreSlim _free = new(options.MaxConnections);
    private volatile bool _isClosed;

    /// <summary>Connections that nobody uses.</summary>
    public int IdleCount => _idle.Count;

    /// <summary>Connections in use.</summary>
    public int BusyCount => options.MaxConnections - _free.CurrentCount;

    /// <exception cref="GraphUnavailableException">All connections are in use and none was given back in time, or the server was not reached.</exception>
    public async ValueTask<ClientConnection> AcquireAsync(CancellationToken cancellationToken)
    {
        if (!await _free.WaitAsync(options.AcquireTime, cancellationToken).ConfigureAwait(false))
        {
            throw new GraphUnavailableException($"All {options.MaxConnections} connections to {address} were in use for {options.AcquireTime.TotalSeconds:0.#} s.") { IsOfBusyPool = true };
        }

        ClientConnection? connection = null;
        try
        {
            while (_idle.TryPop(out var idle))
            {
                if (await IsFitAsync(idle).ConfigureAwait(false))
                {
                    return connection = idle;
                }

                await idle.DisposeAsync().ConfigureAwait(false);
            }

            return connection = await connector.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (connection is null)
            {
                _free.Release();
            }
        }
    }

    /// <summary>Takes a connection back: brought in order where it needs that, closed where it is of no more use.</summary>
    public async ValueTask ReleaseAsync(ClientConnection connection)
    {
        try
        {
            if (!connection.IsBroken && (!connection.NeedsReset || await connection.ResetAsync().ConfigureAwait(false)) && !_isClosed && connection.IsQuiet)
            {
                connection.LastUsed = clock.GetTimestamp();
                _idle.Push(connection);
                return;
            }

            await connection.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Closes the connections that nobody uses; others are closed when they are given back.</summary>
    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        while (_idle.TryPop(out var connection))
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> IsFitAsync(ClientConnection connection) => connection.IsQuiet
        && clock.GetElapsedTime(connection.Created) < options.MaxConnectionAge
        && (clock.GetElapsedTime(connection.LastUsed) < options.LivenessTime || await connection.ResetAsync().ConfigureAwait(false));
}

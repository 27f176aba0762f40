using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using CoEvolve.Graph.Bolt.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>Opens an embedded graph to Neo4j's drivers, cypher-shell and Neo4j Browser: Bolt 4.0 to 5.8 over TCP and WebSocket on one port. Safe to use from several threads.</summary>
public sealed partial class BoltServer : IAsyncDisposable
{
    private const int Backlog = 512;

    private static readonly TimeSpan CheckInterval = TimeSpan.FromMilliseconds(100);

    private readonly ServedGraph _served;
    private readonly ILogger _log;
    private readonly Socket _listener;
    private readonly ConcurrentDictionary<BoltConnection, Task> _connections = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ITimer _checks;
    private readonly Task _accepting;
    private int _isDisposed;

    private BoltServer(ServedGraph served, Socket listener, ILogger log)
    {
        (_served, _listener, _log) = (served, listener, log);
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
        served.AdvertisedAddress = served.Options.AdvertisedAddress
            ?? (IPAddress.IsLoopback(EndPoint.Address) || EndPoint.Address.Equals(IPAddress.Any) || EndPoint.Address.Equals(IPAddress.IPv6Any) ? $"localhost:{EndPoint.Port}" : EndPoint.ToString());
        _checks = served.Clock.CreateTimer(_ => Check(), null, CheckInterval, CheckInterval);
        _accepting = AcceptAsync();
    }

    /// <summary>Where the server listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Connections at this moment.</summary>
    public int ConnectionCount => _connections.Count;

    /// <summary>Starts to listen.</summary>
    /// <param name="graph">The graph; it stays the caller's, and must outlive the server.</param>
    /// <param name="users">Who may log on.</param>
    /// <param name="options">How to listen; the defaults where left out.</param>
    /// <param name="clock">Measures times; the system's clock where left out.</param>
    /// <param name="log">Where events go; nowhere where left out.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or would let passwords be read on the way.</exception>
    /// <exception cref="PortTakenException">Another program listens there.</exception>
    /// <exception cref="IOException">The address is not this machine's, or may not be listened on.</exception>
    public static BoltServer Start(EmbeddedGraph graph, BoltUsers users, BoltServerOptions? options = null, TimeProvider? clock = null, ILogger? log = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(users);
        options ??= new();
        options.Validate();
        var listener = new Socket(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(options.Address, options.Port));
            listener.Listen(Backlog);
        }
        catch (SocketException refused)
        {
            listener.Dispose();
            throw refused.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? new PortTakenException(options.Port, refused)
                : new IOException($"The server cannot listen on {options.Address}, port {options.Port}: {refused.Message}.", refused);
        }

        return new(new(graph, users, options, clock ?? TimeProvider.System), listener, log ?? NullLogger.Instance);
    }

    /// <summary>Stops listening, ends all queries, and closes all connections; those in a query are told why.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        await _checks.DisposeAsync().ConfigureAwait(false);
        foreach (var connection in _connections.Keys)
        {
            connection.Stop();
        }

        var all = Task.WhenAll(_connections.Values);
        var grace = Task.Delay(TimeSpan.FromSeconds(5), _served.Clock, CancellationToken.None);
        if (await Task.WhenAny(all, grace).ConfigureAwait(false) == grace)
        {
            foreach (var connection in _connections.Keys)
            {
                connection.Cut();
            }

            await all.ConfigureAwait(false);
        }

        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync(_stopping.Token).ConfigureAwait(false);
            }
            catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException failure)
            {
                // Files or memory have run out for now: other connections will give some back.
                LogAcceptFailed(_log, failure.SocketErrorCode);
                await Task.Delay(CheckInterval, _served.Clock, CancellationToken.None).ConfigureAwait(false);
                continue;
            }

            if (_connections.Count >= _served.Options.MaxConnections)
            {
                LogTooMany(_log, _served.Options.MaxConnections);
                socket.Dispose();
                continue;
            }

            var connection = new BoltConnection(socket, _served, defect => LogDefect(_log, defect));
            var running = new TaskCompletionSource();
            _connections[connection] = running.Task;
            _ = ServeAsync(connection, running);
        }
    }

    private async Task ServeAsync(BoltConnection connection, TaskCompletionSource running)
    {
        await Task.Yield();
        await connection.RunAsync().ConfigureAwait(false);
        _connections.TryRemove(connection, out _);
        connection.Dispose();
        running.SetResult();
    }

    private void Check()
    {
        foreach (var connection in _connections.Keys)
        {
            try
            {
                connection.Check();
            }
            catch (ObjectDisposedException)
            {
                // It ended at this moment.
            }
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "A Bolt connection could not be accepted: {Error}")]
    private static partial void LogAcceptFailed(ILogger log, SocketError error);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "A Bolt connection was closed at once, since {Limit} are open")]
    private static partial void LogTooMany(ILogger log, int limit);

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "A Bolt request met a defect")]
    private static partial void LogDefect(ILogger log, Exception defect);
}

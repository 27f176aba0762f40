using System.Net;
using System.Net.Sockets;

namespace CoEvolve.Graph.Bolt.Tests;

/// <summary>How a scripted server spoils a conversation.</summary>
internal enum Spoiling
{
    /// <summary>It closes.</summary>
    Cut,

    /// <summary>It says nothing more.</summary>
    Silence,

    /// <summary>It sends bytes that mean nothing.</summary>
    Garbage,

    /// <summary>It sends what is right in itself but answers nothing that was asked.</summary>
    WrongState,
}

/// <summary>Stands between a client and a real server, and spoils the first connections behind a number of the server's bytes; later ones go through whole.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly Spoiling _spoiling;
    private readonly Task _accepting;
    private int _left;

    public ScriptedServer(int target, Spoiling spoiling, int bytes, int connections = 1)
    {
        (_target, _spoiling, Bytes, _left) = (target, spoiling, bytes, connections);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>How many of the server's bytes go through before the conversation is spoiled.</summary>
    public int Bytes { get; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The server's bytes that went through on the longest connection.</summary>
    public int Longest { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = PlayAsync(await _listener.AcceptSocketAsync(_stop.Token));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task PlayAsync(Socket client)
    {
        var spoils = Interlocked.Decrement(ref _left) >= 0;
        try
        {
            using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await server.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
            await using var left = new NetworkStream(client, ownsSocket: true);
            await using var right = new NetworkStream(server);
            var requests = left.CopyToAsync(right, _stop.Token);
            await AnswerAsync(right, left, spoils ? Bytes : int.MaxValue);
            await requests.WaitAsync(TimeSpan.FromMilliseconds(1), _stop.Token);
        }
        catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException or ObjectDisposedException or TimeoutException)
        {
            // One side has closed.
        }
    }

    private async Task AnswerAsync(NetworkStream server, NetworkStream client, int whole)
    {
        var buffer = new byte[4096];
        var sent = 0;
        while (sent < whole)
        {
            var count = await server.ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, whole - sent)), _stop.Token);
            if (count == 0)
            {
                return;
            }

            await client.WriteAsync(buffer.AsMemory(0, count), _stop.Token);
            sent += count;
            Longest = Math.Max(Longest, sent);
        }

        switch (_spoiling)
        {
            case Spoiling.Silence:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
                break;
            case Spoiling.Garbage:
                await client.WriteAsync(Enumerable.Range(0, 64).Select(i => (byte)((i * 37) + 11)).ToArray(), _stop.Token);
                break;
            case Spoiling.WrongState:
                await client.WriteAsync(Conversation.Messages("B17191C0", "B17191C0", "B07E"), _stop.Token);
                break;
            default:
                break;
        }
    }
}

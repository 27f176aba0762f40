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

/// <summary>
/// Plays the server's part of a transcript to the first connections, up to one of its bytes, and spoils the conversation there; later connections go through to the
/// real server. What the spoilt ones hear depends on nothing but the transcript: neither on time nor on what else goes on.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private static readonly byte[] Nonsense = [.. Enumerable.Range(0, 64).Select(i => (byte)((i * 37) + 11))];
    private static readonly byte[] Unasked = Conversation.Messages("B17191C0", "B17191C0", "B07E");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _spoilt = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _target;
    private readonly Transcript _transcript;
    private readonly Spoiling _spoiling;
    private readonly int _whole;
    private readonly Task _accepting;
    private int _left;

    /// <param name="target">The real server's port.</param>
    /// <param name="transcript">What is played.</param>
    /// <param name="spoiling">How it ends.</param>
    /// <param name="whole">How many of the server's bytes are sent before.</param>
    /// <param name="connections">How many connections are spoilt.</param>
    public ScriptedServer(int target, Transcript transcript, Spoiling spoiling, int whole, int connections = 1)
    {
        (_target, _transcript, _spoiling, _whole, _left) = (target, transcript, spoiling, whole, connections);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Done when the first conversation was spoilt.</summary>
    public Task Spoilt => _spoilt.Task;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();

        // The listener goes last: who asks a disposed one to accept is told that it does not listen.
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                _ = ServeAsync(client, _left-- > 0);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket, bool spoils)
    {
        try
        {
            await using var client = new NetworkStream(socket, ownsSocket: true);
            await (spoils ? SpoilAsync(client) : PassOnAsync(client));
        }
        catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side has closed.
        }
    }

    private async Task PassOnAsync(NetworkStream client)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
        await using var server = new NetworkStream(socket);
        await Task.WhenAny(client.CopyToAsync(server, _stop.Token), server.CopyToAsync(client, _stop.Token));
    }

    /// <summary>The last whole bytes and the first wrong ones go out as one piece.</summary>
    private async Task SpoilAsync(NetworkStream client)
    {
        var left = _whole;
        foreach (var (isServers, bytes) in _transcript.Steps)
        {
            if (!isServers)
            {
                await client.ReadExactlyAsync(new byte[bytes.Length], _stop.Token);
            }
            else if (bytes.Length <= left)
            {
                await client.WriteAsync(bytes, _stop.Token);
                left -= bytes.Length;
            }
            else
            {
                await client.WriteAsync((byte[])[.. bytes.AsSpan(0, left), .. Wrong()], _stop.Token);
                break;
            }
        }

        _spoilt.TrySetResult();
        if (_spoiling != Spoiling.Silence)
        {
            client.Socket.Shutdown(SocketShutdown.Send);
        }

        await client.CopyToAsync(Stream.Null, _stop.Token);
    }

    private ReadOnlySpan<byte> Wrong() => _spoiling switch
    {
        Spoiling.Garbage => Nonsense,
        Spoiling.WrongState => Unasked,
        _ => [],
    };
}

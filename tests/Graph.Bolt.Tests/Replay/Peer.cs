using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using CoEvolve.Graph.Bolt.Transport;

namespace CoEvolve.Graph.Bolt.Tests.Replay;

/// <summary>The client's end of one connection of a recording. What a client said without waiting goes out as one piece.</summary>
internal sealed class Peer(NetworkStream line, ManualClock clock) : IAsyncDisposable
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly MemoryStream _waiting = new();
    private Stream _stream = line;
    private byte[]? _held;
    private bool _isInHttp;

    /// <summary>The statement that was run last.</summary>
    public string Statement { get; set; } = "";

    /// <summary>Recorded rows that did not come yet, and rows that came and were not recorded yet: without ORDER BY their order is nobody's promise.</summary>
    public List<string> MissingRows { get; } = [];

    /// <inheritdoc cref="MissingRows"/>
    public List<string> ExtraRows { get; } = [];

    /// <summary>When the last line of the connection was recorded, in milliseconds.</summary>
    public double Time { get; set; }

    /// <summary>Whether one of the sides has ended the connection.</summary>
    public bool IsOver { get; set; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Send(ReadOnlySpan<byte> bytes) => _waiting.Write(bytes);

    public async Task FlushAsync()
    {
        if (_waiting.Length > 0)
        {
            var bytes = _waiting.ToArray();
            _waiting.SetLength(0);
            try
            {
                await _stream.WriteAsync(bytes, Token);
            }
            catch (Exception closed) when (IsOver && closed is IOException or ObjectDisposedException or WebSocketException)
            {
                // A client that has not yet noticed the end says something into the void.
            }
        }
    }

    /// <summary>Sends a WebSocket frame as only servers may.</summary>
    public async Task SendUnmaskedAsync(byte[] bytes) => await line.WriteAsync((byte[])[0x82, (byte)bytes.Length, .. bytes], Token);

    public async Task CloseAsync()
    {
        await FlushAsync();
        IsOver = true;
        if (_stream is NetworkStream { Socket.Connected: true } network)
        {
            network.Socket.Shutdown(SocketShutdown.Send);
        }
        else
        {
            await _stream.DisposeAsync();
        }
    }

    /// <summary>Reads the head of an HTTP answer, its body, and goes on in the WebSocket where the answer opens one.</summary>
    public async Task<string> ReadHttpAsync(double milliseconds)
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head.Append((char)(await ReadExactlyAsync(1, milliseconds))[0]);
        }

        var text = head.ToString();
        if (text.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
        {
            _stream = new WebSocketByteStream(WebSocket.CreateFromStream(_stream, new WebSocketCreationOptions { IsServer = false }));
        }
        else if (text.Split("content-length: ") is [_, var length])
        {
            await ReadExactlyAsync(int.Parse(length.Split('\r')[0], CultureInfo.InvariantCulture), milliseconds);
            _isInHttp = true;
        }

        return text;
    }

    /// <summary>Whether the message read last was a row.</summary>
    public bool HasRows { get; set; }

    /// <summary>Whether a list of ours has ended before Neo4j's.</summary>
    public bool IsAtEndOfList => _held is not null;

    /// <summary>Puts a message back, which is read again.</summary>
    public void Hold(byte[] message) => _held = message;

    public async Task<byte[]> ReadMessageAsync(double milliseconds)
    {
        if (_held is { } held)
        {
            _held = null;
            return held;
        }

        var message = new List<byte>();
        while (true)
        {
            var size = BinaryPrimitives.ReadUInt16BigEndian(await ReadExactlyAsync(2, milliseconds));
            if (size == 0 && message.Count > 0)
            {
                return [.. message];
            }

            message.AddRange(await ReadExactlyAsync(size, milliseconds));
        }
    }

    /// <param name="count">How many bytes are read.</param>
    /// <param name="milliseconds">How long the real server took; the server's clock is moved on where that was long.</param>
    public async Task<byte[]> ReadExactlyAsync(int count, double milliseconds)
    {
        await FlushAsync();
        var bytes = new byte[count];
        await WaitAsync(_stream.ReadExactlyAsync(bytes, Token).AsTask(), milliseconds);
        return bytes;
    }

    /// <summary>Whether the server closes. What it had to say before does not matter where the client has closed already.</summary>
    public async Task<bool> IsClosedAsync(double milliseconds)
    {
        await FlushAsync();
        try
        {
            while (true)
            {
                var read = _stream.ReadAsync(new byte[4096], Token).AsTask();
                await WaitAsync(read, milliseconds);
                if (await read == 0)
                {
                    return true;
                }

                if (!IsOver && !_isInHttp)
                {
                    return false;
                }
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException or WebSocketException)
        {
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await line.DisposeAsync();
        await _waiting.DisposeAsync();
    }

    private async Task WaitAsync(Task read, double milliseconds)
    {
        if (milliseconds > 1_000)
        {
            await clock.AdvanceUntilAsync(read, Step);
        }

        // What is sent after a moment is so by the server's clock. It goes on a little only, so that no time is over because the machine is busy.
        for (var i = 0; i < 3 && !read.IsCompleted; i++)
        {
            await Task.WhenAny(read, Task.Delay(Moment, TimeProvider.System, Token));
            if (!read.IsCompleted)
            {
                clock.Advance(Moment);
            }
        }

        await read.WaitAsync(AnswerTime, Token);
    }
}

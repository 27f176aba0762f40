using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using CoEvolve.Graph.Bolt.Transport;

namespace CoEvolve.Graph.Bolt.Tests.Replay;

/// <summary>Answers a client with what a recorded Neo4j said in one talk. Its connections share the place that the talk has reached.</summary>
internal sealed class RecordedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private readonly ConcurrentBag<Task> _serving = [];

    public RecordedServer(RecordedTalk talk)
    {
        Talk = talk;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public RecordedTalk Talk { get; }

    /// <summary>How many requests of the talk are behind it.</summary>
    public int Place { get; set; }

    /// <summary>What the client asked that the recorded one did not; null where there was nothing of that.</summary>
    public string? Complaint { get; set; }

    public string Address => ((IPEndPoint)_listener.LocalEndpoint).ToString();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();

        // The listener goes last: who asks a disposed one to accept is told that it does not listen.
        await _accepting;
        _listener.Dispose();
        await Task.WhenAll(_serving);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _serving.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The replay is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        using var output = new MessageWriter(stream);
        var answers = new RecordedAnswers(this, output);
        try
        {
            await stream.ReadExactlyAsync(new byte[Handshake.Size], _stop.Token);
            await stream.WriteAsync(Talk.Version, _stop.Token);
            while (!answers.IsOver)
            {
                answers.Answer(await Conversation.ReadMessageAsync(stream).WaitAsync(_stop.Token));
                await output.FlushAsync(_stop.Token);
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException)
        {
            // One side has closed.
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or JsonException or KeyNotFoundException)
        {
            Complaint ??= wrong.ToString();
        }
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Bolt.PackStream;
using CoEvolve.Graph.Bolt.Tests.Replay;
using CoEvolve.Graph.Bolt.Transport;

namespace CoEvolve.Graph.Bolt.Tests;

/// <summary>
/// One server of a cluster that a test makes up. Every statement gives one row with the server's name; a commit gives a bookmark with the name and a number. A test says which requests are refused and at
/// which one the server dies; what it is asked is noted.
/// </summary>
internal sealed class ScriptedCore : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _serving = [];
    private readonly ScriptedCluster _cluster;
    private readonly Task _accepting;
    private int _commits;

    public ScriptedCore(string name, ScriptedCluster cluster)
    {
        (Name, _cluster) = (name, cluster);
        _listener.Start();
        Address = _listener.LocalEndpoint.ToString()!;
        _accepting = AcceptAsync();
    }

    public string Name { get; }

    public string Address { get; }

    /// <summary>The code with which a kind of request is refused.</summary>
    public ConcurrentDictionary<byte, string> Refusals { get; } = new();

    /// <summary>The request at which the server dies without a word.</summary>
    public byte? DiesAt { get; set; }

    /// <summary>What happens as it dies.</summary>
    public Action Dying { get; set; } = () => { };

    /// <summary>The requests by their names and contents, without the login.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    public int Count(string request) => Heard.Count(heard => heard.StartsWith(request, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        Die();
        await _accepting;
        await Task.WhenAll(_serving);
    }

    private void Die()
    {
        _stop.Cancel();
        _listener.Dispose();
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
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException or InvalidOperationException)
        {
            // It is dead; between two connections the listener then says that it does not listen.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        using var output = new MessageWriter(stream);
        try
        {
            await stream.ReadExactlyAsync(new byte[Handshake.Size], _stop.Token);
            await stream.WriteAsync((byte[])[0, 0, 8, 5], _stop.Token);
            var hasFailed = false;
            while (await Conversation.ReadMessageAsync(stream).WaitAsync(_stop.Token) is var message && message[1] != MessageTag.Goodbye)
            {
                Hear(message);
                if (message[1] == DiesAt)
                {
                    Dying();
                    Die();
                    return;
                }

                hasFailed &= message[1] != MessageTag.Reset;
                hasFailed = Answer(output, message[1], hasFailed);
                await output.FlushAsync(_stop.Token);
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException)
        {
            // One side has closed.
        }
    }

    private void Hear(byte[] message)
    {
        var name = message[1] switch
        {
            MessageTag.Route => "ROUTE",
            MessageTag.Begin => "BEGIN",
            MessageTag.Run => "RUN",
            MessageTag.Commit => "COMMIT",
            _ => null,
        };
        if (name is not null)
        {
            var reader = new PackReader(message);
            Heard.Enqueue($"{name} {Canonical.Text(ref reader)}");
        }
    }

    /// <returns>Whether requests are ignored from now on.</returns>
    private bool Answer(MessageWriter output, byte tag, bool hasFailed)
    {
        if (hasFailed)
        {
            output.Begin(0, MessageTag.Ignored);
            output.End();
            return true;
        }

        if (Refusals.TryGetValue(tag, out var code))
        {
            Say(output, MessageTag.Failure, ("neo4j_code", code), ("message", "as the test has it"));
            return true;
        }

        switch (tag)
        {
            case MessageTag.Route:
                Route(output);
                break;
            case MessageTag.Run:
                output.Begin(1, MessageTag.Success);
                output.Pack.WriteMapHeader(1);
                output.Pack.Write("fields");
                output.Pack.WriteListHeader(1);
                output.Pack.Write("server");
                output.End();
                break;
            case MessageTag.Pull:
                output.Begin(1, MessageTag.Record);
                output.Pack.WriteListHeader(1);
                output.Pack.Write(Name);
                output.End();
                Say(output, MessageTag.Success, ("type", "rw"));
                break;
            case MessageTag.Commit:
                Say(output, MessageTag.Success, ("bookmark", $"{Name}-{Interlocked.Increment(ref _commits)}"));
                break;
            default:
                Say(output, MessageTag.Success);
                break;
        }

        return false;
    }

    private void Route(MessageWriter output)
    {
        var (ttl, servers) = _cluster.TableOf(this);
        output.Begin(1, MessageTag.Success);
        output.Pack.WriteMapHeader(1);
        output.Pack.Write("rt");
        output.Pack.WriteMapHeader(2);
        output.Pack.Write("ttl");
        output.Pack.Write(ttl);
        output.Pack.Write("servers");
        output.Pack.WriteListHeader(servers.Count);
        foreach (var (role, addresses) in servers)
        {
            output.Pack.WriteMapHeader(2);
            output.Pack.Write("role");
            output.Pack.Write(role);
            output.Pack.Write("addresses");
            output.Pack.WriteListHeader(addresses.Count);
            addresses.ForEach(address => output.Pack.Write(address));
        }

        output.End();
    }

    private static void Say(MessageWriter output, byte tag, params ReadOnlySpan<(string Key, string Value)> entries)
    {
        output.Begin(1, tag);
        output.Pack.WriteMapHeader(entries.Length);
        foreach (var (key, value) in entries)
        {
            output.Pack.Write(key);
            output.Pack.Write(value);
        }

        output.End();
    }
}

using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using CoEvolve.Graph.Bolt.PackStream;
using CoEvolve.Graph.Bolt.Security;

namespace CoEvolve.Graph.Bolt.Tests.Replay;

/// <summary>Plays the clients' part of a recording to our server, and compares what it answers with what Neo4j answered.</summary>
internal sealed class ServerReplay(Recording recording, Served served, ManualClock clock) : IAsyncDisposable
{
    private readonly Dictionary<int, Peer> _peers = [];

    /// <summary>What Neo4j calls a thing, and what our server does: clients name it later.</summary>
    private readonly Dictionary<string, string> _names = [];

    private Task _stopping = Task.CompletedTask;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <returns>The first difference, or null.</returns>
    public static async Task<string?> PlayAsync(Recording recording, Served served, ManualClock clock)
    {
        clock.Advance(BoltUsers.LockTime);
        await using var replay = new ServerReplay(recording, served, clock);
        foreach (var (number, line) in recording.Lines)
        {
            try
            {
                if (line.TryGetProperty("c", out var connection) && await replay.StepAsync(connection.GetInt32(), line) is { } difference)
                {
                    return $"line {number}: {difference}";
                }
            }
            catch (Exception lost) when (lost is IOException or TimeoutException or PackFormatException or WebSocketException or ObjectDisposedException)
            {
                return $"line {number}: {lost.GetType().Name} instead of {Short(line)}";
            }
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in _peers.Values)
        {
            await peer.DisposeAsync();
        }

        await clock.AdvanceUntilAsync(_stopping, TimeSpan.FromSeconds(1));
    }

    private static string Short(JsonElement line) => line.GetRawText() is { Length: > 160 } text ? text[..160] : line.GetRawText();

    private async Task<string?> StepAsync(int id, JsonElement line)
    {
        if (!_peers.TryGetValue(id, out var peer))
        {
            clock.Advance(id == recording.LastConnection ? recording.LastPause : TimeSpan.Zero);
            _peers[id] = peer = new(await served.ConnectAsync(), clock);
        }

        var waited = line.TryGetProperty("t", out var time) ? time.GetDouble() - peer.Time : 0;
        peer.Time += waited;
        if (peer.Time > recording.StopTime && _stopping == Task.CompletedTask)
        {
            await peer.FlushAsync();
            _stopping = served.Server.DisposeAsync().AsTask();
        }

        if (line.TryGetProperty("elided", out var elided))
        {
            return await SkipRowsAsync(peer, elided.GetInt32());
        }

        if (line.TryGetProperty("usual_opening", out var version))
        {
            return await OpenAsync(peer, version.GetString()!);
        }

        if (!line.TryGetProperty("name", out var name))
        {
            return null;
        }

        if (line.GetProperty("dir").GetString() == "S")
        {
            return await ReceiveAsync(peer, name.GetString()!, line, waited);
        }

        await SendAsync(peer, name.GetString()!, line, waited);
        return null;
    }

    private static async Task<string?> SkipRowsAsync(Peer peer, int count)
    {
        for (var i = 0; i < count && !peer.IsAtEndOfList; i++)
        {
            var message = await peer.ReadMessageAsync(0);
            if (message[1] == MessageNames.TagOf("RECORD"))
            {
                continue;
            }

            if (!Statements.IsShow(peer.Statement))
            {
                return "a row is missing";
            }

            peer.Hold(message);
        }

        return null;
    }

    /// <summary>The handshake with one version, and the login.</summary>
    private static async Task<string?> OpenAsync(Peer peer, string version)
    {
        var (major, minor) = (byte.Parse(version[..1]), byte.Parse(version[2..]));
        peer.Send(Conversation.Handshake(major, minor));
        await peer.ReadExactlyAsync(4, 0);
        var hello = Conversation.Map(("user_agent", Values.Value.Of("rec-raw/1.0")), ("bolt_agent", Conversation.Map(("product", Values.Value.Of("rec-raw/1.0")))));
        (string, Values.Value)[] credentials = [("scheme", Values.Value.Of("basic")), ("principal", Values.Value.Of("neo4j")), ("credentials", Values.Value.Of(Served.Password))];
        if (major == 5 && minor > 0)
        {
            peer.Send(Conversation.Request(0x01, hello));
            peer.Send(Conversation.Request(0x6A, Conversation.Map(credentials)));
            await peer.ReadMessageAsync(0);
        }
        else
        {
            peer.Send(Conversation.Request(0x01, Conversation.Map([("user_agent", Values.Value.Of("rec-raw/1.0")), .. credentials])));
        }

        return (await peer.ReadMessageAsync(0))[1] == MessageNames.TagOf("SUCCESS") ? null : "the login is refused";
    }

    private async Task SendAsync(Peer peer, string name, JsonElement line, double waited)
    {
        if (waited > 100)
        {
            await peer.FlushAsync();
        }

        if (line.TryGetProperty("ws_frames", out var frames) && frames.ValueKind == JsonValueKind.Array && frames[0].ValueKind == JsonValueKind.Object
            && !frames[0].GetProperty("masked").GetBoolean())
        {
            await peer.SendUnmaskedAsync(Convert.FromHexString(line.GetProperty("hex").GetString()!));
            return;
        }

        switch (name)
        {
            case "CLOSE":
                await peer.CloseAsync();
                break;
            case "HANDSHAKE" or "HANDSHAKE_CHOICE" or "LEFTOVER":
                peer.Send(Convert.FromHexString(line.GetProperty("hex").GetString()!));
                await peer.FlushAsync();
                break;
            case "HTTP_REQUEST":
                peer.Send(Encoding.ASCII.GetBytes(line.GetProperty("text").GetString()!));
                break;
            case "NOOP":
                peer.Send([0, 0]);
                break;
            case "WS_PING" or "WS_PONG":
                break;
            case "WS_CLOSE":
                await peer.CloseAsync();
                break;
            default:
                peer.IsOver |= name == "GOODBYE";
                if (name == "RUN" && line.TryGetProperty("fields", out var fields) && fields[0].ValueKind == JsonValueKind.String)
                {
                    peer.Statement = fields[0].GetString()!;
                }

                peer.Send(Framed(Bytes(line)));
                break;
        }
    }

    private byte[] Bytes(JsonElement line)
    {
        if (line.TryGetProperty("hex", out var hex) && !_names.Keys.Any(name => line.GetRawText().Contains($"\"{name}\"", StringComparison.Ordinal)))
        {
            return Convert.FromHexString(hex.GetString()!);
        }

        var fields = line.GetProperty("fields");
        var writer = new PackWriter();
        writer.WriteStructureHeader(fields.GetArrayLength(), MessageNames.TagOf(line.GetProperty("name").GetString()!));
        foreach (var field in fields.EnumerateArray())
        {
            Canonical.Pack(writer, field, _names);
        }

        return writer.Written.ToArray();
    }

    private static byte[] Framed(byte[] message)
    {
        var framed = new List<byte>();
        for (var at = 0; at < message.Length; at += 16_384)
        {
            var chunk = message.AsSpan(at, Math.Min(16_384, message.Length - at));
            framed.AddRange([(byte)(chunk.Length >> 8), (byte)chunk.Length]);
            framed.AddRange(chunk);
        }

        return [.. framed, 0, 0];
    }

    private async Task<string?> ReceiveAsync(Peer peer, string name, JsonElement line, double waited)
    {
        switch (name)
        {
            case "CLOSE":
                var isClosed = await peer.IsClosedAsync(waited);
                peer.IsOver = true;
                return isClosed ? null : "the connection goes on";
            case "HANDSHAKE_ANSWER" or "HANDSHAKE_MANIFEST":
                var wanted = Convert.FromHexString(line.GetProperty("hex").GetString()!);
                var got = await peer.ReadExactlyAsync(wanted.Length, waited);
                var compared = name == "HANDSHAKE_MANIFEST" ? wanted.Length - 1 : wanted.Length; // the last byte of a manifest is noise
                return wanted.AsSpan(0, compared).SequenceEqual(got.AsSpan(0, compared)) ? null : $"{Convert.ToHexString(got)} instead of {Convert.ToHexString(wanted)}";
            case "HTTP_RESPONSE":
                var status = line.GetProperty("text").GetString()!.Split('\r')[0];
                return await peer.ReadHttpAsync(waited) is var head && head.StartsWith(status, StringComparison.Ordinal) ? null : $"{head} instead of {status}";
            case "NOOP":
                return await peer.ReadExactlyAsync(2, waited) is [0, 0] ? null : "no sign of life";
            case "WS_CLOSE" or "WS_PONG" or "WS_PING":
                return null;
            default:
                return await CompareAsync(peer, name, line.GetProperty("fields"), waited);
        }
    }

    /// <summary>Lists of what a server has of its own may be longer or shorter than Neo4j's; there must be some of it, in rows of the same width.</summary>
    private async Task<string?> CompareAsync(Peer peer, string name, JsonElement fields, double waited)
    {
        var isRow = name == "RECORD";
        if (Statements.IsShow(peer.Statement) && isRow && peer.IsAtEndOfList)
        {
            return null;
        }

        var message = await peer.ReadMessageAsync(waited);
        while (Statements.IsShow(peer.Statement) && !isRow && peer.HasRows && message[1] == MessageNames.TagOf("RECORD"))
        {
            message = await peer.ReadMessageAsync(waited);
        }

        if (Statements.IsShow(peer.Statement) && isRow && peer.HasRows && message[1] == MessageNames.TagOf("SUCCESS"))
        {
            peer.Hold(message);
            return null;
        }

        peer.HasRows = isRow;
        return Answers.Compare(message, name, fields, peer, _names);
    }
}

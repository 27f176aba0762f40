using System.Buffers.Binary;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using CoEvolve.Graph.Bolt.PackStream;
using CoEvolve.Graph.Bolt.Transport;

namespace CoEvolve.Graph.Bolt.Tests.Replay;

/// <summary>Plays the clients' part of a recording to our server, and compares what it answers with what Neo4j answered.</summary>
internal sealed class ServerReplay(Served served) : IAsyncDisposable
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);

    /// <summary>Values that belong to one server or one moment.</summary>
    private static readonly string[] Own =
        ["t_first", "t_last", "bookmark", "server", "connection_id", "advertised_address", "message", "description", "plan", "profile", "rt", "diagnostic_record", "cause", "gql_status"];

    private readonly Dictionary<int, Stream> _connections = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <returns>The first difference, or null.</returns>
    public static async Task<string?> PlayAsync(IReadOnlyList<JsonElement> lines, bool login = true, bool telemetry = false)
    {
        await using var served = Served.Start(new() { RequireLogin = login, Telemetry = telemetry });
        await using var replay = new ServerReplay(served);
        for (var i = 0; i < lines.Count; i++)
        {
            if (!lines[i].TryGetProperty("c", out var connection))
            {
                continue;
            }

            try
            {
                if (await replay.StepAsync(connection.GetInt32(), lines[i]) is { } difference)
                {
                    return $"line {i + 2}: {difference}";
                }
            }
            catch (Exception lost) when (lost is IOException or TimeoutException or PackFormatException or WebSocketException or ObjectDisposedException)
            {
                return $"line {i + 2}: {lost.GetType().Name} instead of {Short(lines[i])}";
            }
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stream in _connections.Values)
        {
            await stream.DisposeAsync();
        }
    }

    private static string Short(JsonElement line) => line.GetRawText() is { Length: > 160 } text ? text[..160] : line.GetRawText();

    private async Task<string?> StepAsync(int id, JsonElement line)
    {
        if (!_connections.TryGetValue(id, out var stream))
        {
            _connections[id] = stream = await served.ConnectAsync();
        }

        if (line.TryGetProperty("elided", out var elided))
        {
            for (var i = 0; i < elided.GetInt32(); i++)
            {
                if (await ReadAsync(stream) is not [_, 0x71, ..])
                {
                    return "a row is missing";
                }
            }

            return null;
        }

        if (!line.TryGetProperty("name", out var name))
        {
            return null;
        }

        return line.GetProperty("dir").GetString() == "C"
            ? await SendAsync(id, stream, name.GetString()!, line)
            : await ReceiveAsync(stream, name.GetString()!, line);
    }

    private async Task<string?> SendAsync(int id, Stream stream, string name, JsonElement line)
    {
        switch (name)
        {
            case "CLOSE":
                if (stream is NetworkStream network && network.Socket.Connected)
                {
                    network.Socket.Shutdown(SocketShutdown.Send);
                }
                else
                {
                    await stream.DisposeAsync();
                }

                return null;
            case "HANDSHAKE" or "HANDSHAKE_CHOICE":
                await stream.WriteAsync(Convert.FromHexString(line.GetProperty("hex").GetString()!), Token);
                return null;
            case "HTTP_REQUEST":
                await stream.WriteAsync(Encoding.ASCII.GetBytes(line.GetProperty("text").GetString()!), Token);
                _connections[id] = await UpgradeAsync(stream);
                return null;
            case "WS_CLOSE" or "WS_PING" or "WS_PONG" or "NOOP":
                return null;
            default:
                await stream.WriteAsync(Framed(Bytes(line)), Token);
                return null;
        }
    }

    private static async Task<Stream> UpgradeAsync(Stream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < 4 || !head[^4..].SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            await stream.ReadExactlyAsync(one, Token).AsTask().WaitAsync(AnswerTime, Token);
            head.Add(one[0]);
        }

        return Encoding.ASCII.GetString([.. head]).StartsWith("HTTP/1.1 101", StringComparison.Ordinal)
            ? new WebSocketByteStream(WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = false }))
            : stream;
    }

    private static byte[] Bytes(JsonElement line)
    {
        if (line.TryGetProperty("hex", out var hex))
        {
            return Convert.FromHexString(hex.GetString()!);
        }

        var fields = line.GetProperty("fields");
        var writer = new PackWriter();
        writer.WriteStructureHeader(fields.GetArrayLength(), Tag(line.GetProperty("name").GetString()!));
        foreach (var field in fields.EnumerateArray())
        {
            Canonical.Pack(writer, field);
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

    private static async Task<string?> ReceiveAsync(Stream stream, string name, JsonElement line)
    {
        switch (name)
        {
            case "CLOSE":
                return await IsClosedAsync(stream) ? null : "the connection goes on";
            case "HANDSHAKE_ANSWER" or "HANDSHAKE_MANIFEST":
                var hex = line.GetProperty("hex").GetString()!;
                var answer = new byte[hex.Length / 2];
                await stream.ReadExactlyAsync(answer, Token).AsTask().WaitAsync(AnswerTime, Token);
                var (wanted, got) = (hex.ToUpperInvariant(), Convert.ToHexString(answer));
                return name == "HANDSHAKE_MANIFEST" ? wanted[..^2] == got[..^2] ? null : $"{got} instead of {wanted}" : wanted == got ? null : $"{got} instead of {wanted}";
            case "HTTP_RESPONSE" or "WS_CLOSE" or "WS_PONG" or "WS_PING" or "NOOP":
                return null;
            default:
                return Compare(await ReadAsync(stream), name, line.GetProperty("fields"));
        }
    }

    private static async Task<bool> IsClosedAsync(Stream stream)
    {
        try
        {
            return await stream.ReadAsync(new byte[1], Token).AsTask().WaitAsync(AnswerTime, Token) == 0;
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException or WebSocketException)
        {
            return true;
        }
    }

    private static string? Compare(byte[] message, string name, JsonElement fields)
    {
        if (message[1] != Tag(name))
        {
            var read = new PackReader(message);
            return $"{Canonical.Text(ref read)} instead of {name} {Canonical.Text(fields)}";
        }

        if (fields.GetArrayLength() == 0)
        {
            return null;
        }

        var reader = new PackReader(message);
        reader.ReadStructureHeader();
        if (name == "RECORD")
        {
            var row = Canonical.Text(ref reader);
            return row == Canonical.Text(fields[0]) ? null : $"row {row} instead of {Canonical.Text(fields[0])}";
        }

        var writer = new PackWriter();
        Canonical.Pack(writer, fields[0]);
        var recorded = new PackReader(writer.Written.Span);
        return CompareEntries(Canonical.Entries(ref reader), Canonical.Entries(ref recorded));
    }

    private static string? CompareEntries(SortedDictionary<string, string> got, SortedDictionary<string, string> wanted)
    {
        string[] optional = ["cause", "diagnostic_record"];
        var (gotKeys, wantedKeys) = (got.Keys.Except(optional), wanted.Keys.Except(optional));
        if (!gotKeys.SequenceEqual(wantedKeys))
        {
            return $"keys {string.Join(",", got.Keys)} instead of {string.Join(",", wanted.Keys)}";
        }

        foreach (var (key, value) in wanted.Where(entry => !Own.Contains(entry.Key)))
        {
            if (Essence(key, got[key]) != Essence(key, value))
            {
                return $"{key} {got[key]} instead of {value}";
            }
        }

        return null;
    }

    /// <summary>Of statuses and notifications the codes, without their wording.</summary>
    private static string Essence(string key, string value) => key is "statuses" or "notifications"
        ? string.Join(',', System.Text.RegularExpressions.Regex.Matches(value, "(?:gql_status|[^_]code):\"([^\"]*)\"").Select(match => match.Groups[1].Value))
        : value;

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        var message = new List<byte>();
        var header = new byte[2];
        while (true)
        {
            await stream.ReadExactlyAsync(header, Token).AsTask().WaitAsync(AnswerTime, Token);
            var size = BinaryPrimitives.ReadUInt16BigEndian(header);
            if (size == 0 && message.Count > 0)
            {
                return [.. message];
            }

            var chunk = new byte[size];
            await stream.ReadExactlyAsync(chunk, Token).AsTask().WaitAsync(AnswerTime, Token);
            message.AddRange(chunk);
        }
    }

    private static byte Tag(string name) => name switch
    {
        "HELLO" => 0x01,
        "GOODBYE" => 0x02,
        "RESET" => 0x0F,
        "RUN" => 0x10,
        "BEGIN" => 0x11,
        "COMMIT" => 0x12,
        "ROLLBACK" => 0x13,
        "DISCARD" => 0x2F,
        "PULL" => 0x3F,
        "TELEMETRY" => 0x54,
        "ROUTE" => 0x66,
        "LOGON" => 0x6A,
        "LOGOFF" => 0x6B,
        "SUCCESS" => 0x70,
        "RECORD" => 0x71,
        "IGNORED" => 0x7E,
        "FAILURE" => 0x7F,
        _ => 0,
    };
}

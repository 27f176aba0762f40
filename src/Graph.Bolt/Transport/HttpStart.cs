using System.Globalization;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace CoEvolve.Graph.Bolt.Transport;

/// <summary>What browsers ask of the port in HTTP: to become a WebSocket, or what is served here.</summary>
internal static class HttpStart
{
    private const int MaxHead = 8192;
    private const string WebSocketKeySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, section 1.3

    private static readonly TimeSpan PingInterval = TimeSpan.Zero; // Bolt keeps itself alive

    /// <summary>Answers one request.</summary>
    /// <returns>The bytes inside the WebSocket, or null where the request is answered and the connection to be closed.</returns>
    public static async ValueTask<WebSocketByteStream?> AnswerAsync(Stream stream, string discovery, CancellationToken cancellationToken)
    {
        var head = await ReadHeadAsync(stream, cancellationToken).ConfigureAwait(false);
        if (head is null || !head.StartsWith("GET ", StringComparison.Ordinal))
        {
            return null;
        }

        if (Header(head, "upgrade") is { } upgrade && upgrade.Equals("websocket", StringComparison.OrdinalIgnoreCase))
        {
            return head.StartsWith("GET / ", StringComparison.Ordinal) && Header(head, "sec-websocket-key") is { } key
                ? await UpgradeAsync(stream, key, cancellationToken).ConfigureAwait(false)
                : null;
        }

        var body = Encoding.UTF8.GetBytes(discovery);
        var answer = string.Create(CultureInfo.InvariantCulture,
            $"HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\nvary: Accept\r\ncontent-type: application/json\r\ncontent-length: {body.Length}\r\nconnection: close\r\n\r\n");
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(answer), .. body], cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        return null;
    }

    private static async ValueTask<WebSocketByteStream> UpgradeAsync(Stream stream, string key, CancellationToken cancellationToken)
    {
#pragma warning disable CA5350 // RFC 6455 prescribes SHA-1 here; it proves that the server speaks the protocol and protects nothing.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + WebSocketKeySuffix)));
#pragma warning restore CA5350
        var answer = $"HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: {accept}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        return new(WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = PingInterval }));
    }

    // Byte by byte, so that nothing behind the head is taken; it comes once a connection and is short.
    private static async ValueTask<string?> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[MaxHead];
        for (var length = 0; length < MaxHead;)
        {
            if (await stream.ReadAsync(head.AsMemory(length, 1), cancellationToken).ConfigureAwait(false) == 0)
            {
                return null;
            }

            length++;
            if (head.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
            {
                return Encoding.ASCII.GetString(head, 0, length);
            }
        }

        return null;
    }

    private static string? Header(string head, string name)
    {
        foreach (var line in head.Split("\r\n").Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line.AsSpan(0, colon).Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return line[(colon + 1)..].Trim();
            }
        }

        return null;
    }
}

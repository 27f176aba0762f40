using System.Buffers.Binary;
using System.Net.Sockets;
using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Bolt.Transport;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Tests;

/// <summary>Talks to a server by hand.</summary>
internal static class Conversation
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static byte[] Handshake(byte major, byte minor) => [0x60, 0x60, 0xB0, 0x17, 0, 0, minor, major, .. new byte[12]];

    /// <summary>Messages given as the hexadecimal digits of their bytes, each in one chunk.</summary>
    public static byte[] Messages(params string[] messages) => [.. messages.Select(Convert.FromHexString).SelectMany(Chunk)];

    public static byte[] Chunk(byte[] message)
    {
        var chunk = new byte[message.Length + 4];
        BinaryPrimitives.WriteUInt16BigEndian(chunk, (ushort)message.Length);
        message.CopyTo(chunk, 2);
        return chunk;
    }

    public static byte[] Request(byte tag, params Value[] fields)
    {
        using var stream = new MemoryStream();
        using var writer = new MessageWriter(stream);
        writer.Begin(fields.Length, tag);
        foreach (var field in fields)
        {
            ValueWriter.Write(writer.Pack, new(new(5, 8)), field);
        }

        writer.End();
        return writer.Pack.Written.ToArray();
    }

    public static byte[] Run(string cypher) => Request(MessageTag.Run, Value.Of(cypher), Value.Of(MapValue.Empty), Value.Of(MapValue.Empty));

    public static Value Map(params (string Key, Value Value)[] entries) => Value.Of(MapValue.From(entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value))));

    /// <summary>A stream that has logged on in Bolt 5.8 and read the answers.</summary>
    public static async Task<NetworkStream> LogOnAsync(Served served)
    {
        var stream = await served.ConnectAsync();
        await stream.WriteAsync((byte[])
        [
            .. Handshake(5, 8),
            .. Request(MessageTag.Hello, Map(("user_agent", Value.Of("by hand")), ("bolt_agent", Map(("product", Value.Of("by hand")))))),
            .. Request(MessageTag.Logon, Map(("scheme", Value.Of("basic")), ("principal", Value.Of("neo4j")), ("credentials", Value.Of(Served.Password)))),
        ], Token);
        await stream.ReadExactlyAsync(new byte[4], Token);
        await ReadMessageAsync(stream);
        Assert.Equal(MessageTag.Success, (await ReadMessageAsync(stream))[1]);
        return stream;
    }

    public static async Task<byte[]> ReadMessageAsync(Stream stream)
    {
        var message = new List<byte>();
        var header = new byte[2];
        while (true)
        {
            await stream.ReadExactlyAsync(header, Token);
            var size = BinaryPrimitives.ReadUInt16BigEndian(header);
            if (size == 0 && message.Count > 0)
            {
                return [.. message];
            }

            var chunk = new byte[size];
            await stream.ReadExactlyAsync(chunk, Token);
            message.AddRange(chunk);
        }
    }

    /// <summary>Reads until the other side closes, and counts.</summary>
    public static async Task<int> ReadToEndAsync(Stream stream)
    {
        var buffer = new byte[4096];
        var total = 0;
        try
        {
            while (await stream.ReadAsync(buffer, Token).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Token) is var count and > 0)
            {
                total += count;
            }
        }
        catch (IOException)
        {
            // Closed with bytes of ours unread, which the system tells as a reset.
        }

        return total;
    }
}

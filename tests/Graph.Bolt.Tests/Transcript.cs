using System.Net;
using System.Net.Sockets;

namespace CoEvolve.Graph.Bolt.Tests;

/// <summary>What a client and a real server said to each other, in the order in which it was said.</summary>
/// <param name="Steps">Bytes, and whether they are the server's.</param>
internal sealed record Transcript(IReadOnlyList<(bool IsServers, byte[] Bytes)> Steps)
{
    /// <summary>How many bytes the server sent.</summary>
    public int Length => Steps.Sum(step => step.IsServers ? step.Bytes.Length : 0);

    /// <summary>Takes down one conversation.</summary>
    /// <param name="port">The real server's port.</param>
    /// <param name="converse">Has the conversation over the port that it is given, and closes it.</param>
    public static async Task<Transcript> TakeAsync(int port, Func<int, Task> converse)
    {
        var steps = new List<(bool, byte[])>();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var talking = converse(((IPEndPoint)listener.LocalEndpoint).Port);
        await using var client = new NetworkStream(await listener.AcceptSocketAsync(TestContext.Current.CancellationToken), ownsSocket: true);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        await using var server = new NetworkStream(socket, ownsSocket: true);
        await Task.WhenAll(PassAsync(client, server, isServers: false, steps), PassAsync(server, client, isServers: true, steps), talking);
        return new(steps);
    }

    /// <summary>Noted before it is passed on, so that an answer never stands before what it answers.</summary>
    private static async Task PassAsync(NetworkStream from, NetworkStream to, bool isServers, List<(bool, byte[])> steps)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, TestContext.Current.CancellationToken) is var count and > 0)
            {
                lock (steps)
                {
                    steps.Add((isServers, buffer[..count]));
                }

                await to.WriteAsync(buffer.AsMemory(0, count), TestContext.Current.CancellationToken);
            }
        }
        catch (IOException)
        {
            // The other side has closed already.
        }

        try
        {
            to.Socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // So has this one.
        }
    }
}

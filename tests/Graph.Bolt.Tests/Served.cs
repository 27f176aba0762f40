using System.Net;
using System.Net.Sockets;
using CoEvolve.Graph.Bolt.Client;
using CoEvolve.Graph.Bolt.Security;
using CoEvolve.Graph.Bolt.Server;
using CoEvolve.Graph.Values;
using Microsoft.Extensions.Logging;

namespace CoEvolve.Graph.Bolt.Tests;

/// <summary>A server on a free port over a graph in memory.</summary>
internal sealed class Served : IAsyncDisposable
{
    public const string Password = "partner-test-1";

    private Served(EmbeddedGraph graph, BoltUsers users, BoltServer server) => (Graph, Users, Server) = (graph, users, server);

    public EmbeddedGraph Graph { get; }

    public BoltUsers Users { get; }

    public BoltServer Server { get; }

    public static Served Start(BoltServerOptions? options = null, TimeProvider? clock = null, ILogger? log = null)
    {
        var graph = EmbeddedGraph.InMemory();
        var users = BoltUsers.InMemory(iterations: 1_000, clock);
        users.EnsureFirstUser(Password);
        return new(graph, users, BoltServer.Start(graph, users, (options ?? new()) with { Port = 0 }, clock, log));
    }

    public Neo4jGraph Client(string scheme = "bolt", BoltCredentials? credentials = null, Func<Neo4jGraphOptions, Neo4jGraphOptions>? change = null)
    {
        var options = new Neo4jGraphOptions
        {
            Address = new($"{scheme}://localhost:{Server.EndPoint.Port}"),
            Credentials = credentials ?? BoltCredentials.Basic(BoltUsers.FirstUser, Password),
        };
        return new(change?.Invoke(options) ?? options, seed: 1);
    }

    public async Task<NetworkStream> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Server.EndPoint.Port), TestContext.Current.CancellationToken);
        return new(socket, ownsSocket: true);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Graph.DisposeAsync();
    }
}

/// <summary>Short ways to ask.</summary>
internal static class Asking
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<List<Value[]>> RowsAsync(this IGraph graph, string cypher, params (string Name, Value Value)[] parameters) =>
        await RowsAsync(await graph.RunAsync(cypher, parameters.ToDictionary(one => one.Name, one => one.Value), Token));

    public static async Task<List<Value[]>> RowsAsync(this IGraphTransaction transaction, string cypher) => await RowsAsync(await transaction.RunAsync(cypher, cancellationToken: Token));

    public static async Task<Value> ValueAsync(this IGraph graph, string cypher, params (string Name, Value Value)[] parameters) =>
        Assert.Single(Assert.Single(await graph.RowsAsync(cypher, parameters)));

    public static async Task<string> CodeAsync(this IGraph graph, string cypher) => (await Assert.ThrowsAsync<CypherException>(() => graph.RowsAsync(cypher))).Code;

    private static async Task<List<Value[]>> RowsAsync(IGraphResult result)
    {
        var rows = new List<Value[]>();
        await using (result)
        {
            while (await result.ReadAsync(Token))
            {
                rows.Add(result.Current.ToArray());
            }
        }

        return rows;
    }
}

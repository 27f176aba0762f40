using CoEvolve.Graph.Bolt.Client;
using CoEvolve.Graph.Bolt.Security;

namespace CoEvolve.Graph.Bolt.Tests;

/// <summary>The client against a server that fails at every byte of a conversation.</summary>
public sealed class SpoiledConversationTests
{
    private const string Statement = "UNWIND range(1, 5) AS i RETURN i, 'text ' + toString(i) AS t";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("Cut")]
    [InlineData("Garbage")]
    [InlineData("WrongState")]
    [InlineData("Silence")]
    public async Task Each_failure_is_told_and_leaves_a_healthy_pool(string spoiling)
    {
        await using var served = Served.Start();
        var whole = await LengthAsync(served);
        Assert.InRange(whole, 150, 2_000);
        var kind = Enum.Parse<Spoiling>(spoiling);
        for (var at = 0; at < whole; at += kind == Spoiling.Silence ? 37 : 1)
        {
            await using var script = new ScriptedServer(served.Server.EndPoint.Port, kind, at);
            await using var graph = Through(script, kind);
            await FailOrSucceedAsync(graph, at);
            Assert.Equal(0, graph.BusyConnections);
            Assert.Equal(5, (await graph.RowsAsync(Statement)).Count);
            Assert.Equal(0, graph.BusyConnections);
        }
    }

    [Fact]
    public async Task Managed_work_is_done_again_when_the_server_goes_away_under_it()
    {
        await using var served = Served.Start();
        foreach (var at in new[] { 0, 3, 100, 200 })
        {
            await using var script = new ScriptedServer(served.Server.EndPoint.Port, Spoiling.Cut, at, connections: 2);
            await using var graph = Through(script, Spoiling.Cut);
            Assert.Equal(5, await graph.InTransactionAsync(AccessMode.Read, async (transaction, _) => (await transaction.RowsAsync(Statement)).Count, Token));
        }
    }

    private static Neo4jGraph Through(ScriptedServer script, Spoiling kind) => new(new()
    {
        Address = new($"bolt://localhost:{script.Port}"),
        Credentials = BoltCredentials.Basic(BoltUsers.FirstUser, Served.Password),
        ConnectTime = kind == Spoiling.Silence ? TimeSpan.FromMilliseconds(800) : TimeSpan.FromSeconds(10),
        ReceiveTime = kind == Spoiling.Silence ? TimeSpan.FromMilliseconds(400) : TimeSpan.FromSeconds(10),
        RetryPause = TimeSpan.FromMilliseconds(1),
    });

    private static async Task<int> LengthAsync(Served served)
    {
        await using var script = new ScriptedServer(served.Server.EndPoint.Port, Spoiling.Cut, int.MaxValue);
        await using var graph = Through(script, Spoiling.Cut);
        await graph.RowsAsync(Statement);
        return script.Longest;
    }

    private static async Task FailOrSucceedAsync(Neo4jGraph graph, int at)
    {
        try
        {
            await graph.RowsAsync(Statement);
        }
        catch (GraphUnavailableException told)
        {
            Assert.Contains("localhost", told.Message, StringComparison.Ordinal);
        }
        catch (CypherException told) when (told.Code == "Neo.ClientError.Request.Invalid")
        {
            // A server that ignores what it was asked without having failed.
        }
        catch (Exception other) when (other is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"At byte {at}: {other}");
        }
    }
}

using CoEvolve.Graph.Bolt.Client;
using CoEvolve.Graph.Bolt.Security;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Tests;

/// <summary>What a result of our client asks of a server, and what it makes of the end that it is told.</summary>
public sealed class ClientResultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 10)]
    [InlineData(10, 10)]
    [InlineData(11, 20)]
    public async Task Rows_behind_those_that_were_asked_for_are_not_sent_when_nobody_wants_them(int read, int sent)
    {
        await using var served = Served.Start();
        var transcript = await Transcript.TakeAsync(served.Server.EndPoint.Port, async port =>
        {
            await using var graph = new Neo4jGraph(new() { Address = new($"bolt://127.0.0.1:{port}"), Credentials = BoltCredentials.Basic(BoltUsers.FirstUser, Served.Password), FetchSize = 10 });
            await using (var result = await graph.RunAsync("UNWIND range(1, 1000) AS i RETURN 7777", cancellationToken: Token))
            {
                for (var i = 0; i < read; i++)
                {
                    Assert.True(await result.ReadAsync(Token));
                }
            }

            Assert.Equal(Value.Of(1L), await graph.ValueAsync("RETURN 1"));
        });
        Assert.Equal(sent, Count(transcript, isServers: true, "B17191C91E61"));
        Assert.Equal(1, Count(transcript, isServers: false, "B12FA1816EFF"));
    }

    [Fact]
    public async Task What_a_statement_is_told_besides_its_rows_arrives()
    {
        await using var served = Served.Start();
        await using var graph = served.Client();
        await using var result = await graph.RunAsync("MATCH (a:NoSuchLabel), (b) RETURN a", cancellationToken: Token);
        Assert.Empty(result.Notifications);
        Assert.False(await result.ReadAsync(Token));
        Assert.Equal(
            [("01N50", NotificationSeverity.Warning, "UNRECOGNIZED", new SourcePosition(9, 1, 10)), ("03N90", NotificationSeverity.Information, "PERFORMANCE", new SourcePosition(0, 1, 1))],
            result.Notifications.Select(one => (one.GqlStatus, one.Severity, one.Category, one.Position!.Value)).Order());
    }

    [Fact]
    public void What_older_servers_tell_is_understood_too()
    {
        var position = Conversation.Map(("offset", Value.Of(9L)), ("line", Value.Of(1L)), ("column", Value.Of(10L)));
        var warning = Conversation.Map(("code", Value.Of("Neo.ClientNotification.Statement.X")), ("severity", Value.Of("WARNING")), ("category", Value.Of("HINT")), ("title", Value.Of("t")), ("description", Value.Of("d")), ("position", position));
        var bare = Conversation.Map(("code", Value.Of("Neo.ClientNotification.Statement.Y")));
        var told = ToldNotifications.Read(Conversation.Map(("notifications", Value.Of(warning, bare, Value.Of(1L)))).AsMap());
        Assert.Equal(
            [
                new("Neo.ClientNotification.Statement.X", "01N42", "t", "d", NotificationSeverity.Warning, "HINT", new(9, 1, 10)),
                new("Neo.ClientNotification.Statement.Y", "03N42", "", "", NotificationSeverity.Information, "", null),
            ],
            told);
    }

    /// <summary>How often bytes stand in what one side said.</summary>
    private static int Count(Transcript transcript, bool isServers, string bytes) =>
        Convert.ToHexString([.. transcript.Steps.Where(step => step.IsServers == isServers).SelectMany(step => step.Bytes)]).Split(bytes).Length - 1;
}

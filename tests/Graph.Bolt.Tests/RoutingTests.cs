using CoEvolve.Graph.Bolt.Client;
using CoEvolve.Graph.Bolt.Messages;

namespace CoEvolve.Graph.Bolt.Tests;

/// <summary>Our client and a cluster of several servers, of which some go away or change their roles.</summary>
public sealed class RoutingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_go_to_the_readers_in_turn_and_writes_to_the_writer()
    {
        await using var cluster = new ScriptedCluster("bc a abc");
        await using var graph = cluster.Graph();
        var asked = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            asked.Add(await AskAsync(graph, AccessMode.Read));
        }

        Assert.Equal(["b", "b", "c", "c"], asked.Order());
        Assert.Equal("a", await AskAsync(graph, AccessMode.Write));
        Assert.Equal("a", (await graph.ValueAsync("RETURN 1")).AsString());
        Assert.Equal(1, cluster.Count("ROUTE"));
        Assert.All(cluster.B.Heard.Concat(cluster.C.Heard).Where(heard => heard.StartsWith("BEGIN", StringComparison.Ordinal)), heard => Assert.Contains("mode:\"r\"", heard, StringComparison.Ordinal));
        Assert.DoesNotContain(cluster.A.Heard, heard => heard.Contains("mode", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bookmarks_are_sent_with_each_question_for_servers_and_to_each_server()
    {
        await using var cluster = new ScriptedCluster("b a a") { Ttl = 0 };
        await using var graph = cluster.Graph();
        await AskAsync(graph, AccessMode.Write);
        await AskAsync(graph, AccessMode.Read);
        await AskAsync(graph, AccessMode.Write);
        Assert.Equal([false, true, true], cluster.A.Heard.Where(heard => heard.StartsWith("ROUTE", StringComparison.Ordinal)).Select(heard => heard.Contains("-1\"", StringComparison.Ordinal)));
        Assert.Contains("bookmarks:[\"a-1\"]", cluster.B.Heard.First(), StringComparison.Ordinal);
        Assert.Contains("bookmarks:[\"b-1\"]", cluster.A.Heard.Last(heard => heard.StartsWith("BEGIN", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_is_asked_for_again_when_it_is_too_old_and_not_before()
    {
        await using var cluster = new ScriptedCluster("b a a");
        var clock = new ManualClock();
        await using var graph = cluster.Graph(clock);
        await AskAsync(graph, AccessMode.Read);
        cluster.Roles = "c b a";
        clock.Advance(TimeSpan.FromSeconds(299));
        Assert.Equal(("b", "a", 1), (await AskAsync(graph, AccessMode.Read), await AskAsync(graph, AccessMode.Write), cluster.Count("ROUTE")));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(("c", "b", 2), (await AskAsync(graph, AccessMode.Read), await AskAsync(graph, AccessMode.Write), cluster.Count("ROUTE")));
    }

    [Fact]
    public async Task A_reader_that_is_not_reached_is_passed_over_from_then_on()
    {
        await using var cluster = new ScriptedCluster("bc a a");
        await using var graph = cluster.Graph();
        await cluster.B.DisposeAsync();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("c", await AskAsync(graph, AccessMode.Read));
        }

        Assert.Equal(1, cluster.Count("ROUTE"));
    }

    [Fact]
    public async Task When_no_writer_is_reached_the_cluster_is_asked_who_writes_now()
    {
        await using var cluster = new ScriptedCluster("c b a");
        await using var graph = cluster.Graph();
        Assert.Equal("b", await AskAsync(graph, AccessMode.Write));
        await cluster.B.DisposeAsync();
        cluster.Roles = "b c a";
        Assert.Equal("c", (await graph.ValueAsync("RETURN 1")).AsString());
        Assert.Equal(2, cluster.Count("ROUTE"));
    }

    [Fact]
    public async Task Other_routers_are_asked_where_the_first_one_went_away()
    {
        await using var cluster = new ScriptedCluster("bc b abc");
        var clock = new ManualClock();
        await using var graph = cluster.Graph(clock);
        await AskAsync(graph, AccessMode.Read);
        await cluster.A.DisposeAsync();
        await cluster.B.DisposeAsync();
        cluster.Roles = "c c c";
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(("c", "c"), (await AskAsync(graph, AccessMode.Write), await AskAsync(graph, AccessMode.Read)));
    }

    [Fact]
    public async Task A_writing_transaction_is_done_again_on_another_server_when_its_own_dies_before_the_commit()
    {
        await using var cluster = new ScriptedCluster("c b a");
        cluster.B.DiesAt = MessageTag.Run;
        cluster.B.Dying = () => cluster.Roles = "c c a";
        await using var graph = cluster.Graph();
        Assert.Equal("c", await AskAsync(graph, AccessMode.Write));
        Assert.Equal((1, 1, 1), (cluster.B.Count("RUN"), cluster.C.Count("RUN"), cluster.C.Count("COMMIT")));
    }

    [Fact]
    public async Task A_commit_of_which_nobody_knows_whether_it_was_done_is_not_done_twice()
    {
        await using var cluster = new ScriptedCluster("c b a");
        cluster.B.DiesAt = MessageTag.Commit;
        cluster.B.Dying = () => cluster.Roles = "c c a";
        await using var graph = cluster.Graph();
        var told = await Assert.ThrowsAsync<GraphUnavailableException>(() => AskAsync(graph, AccessMode.Write));
        Assert.True(told.IsOutcomeUnknown);
        Assert.Contains("whether it did is not known", told.Message, StringComparison.Ordinal);
        Assert.Equal(1, cluster.Count("COMMIT"));
        Assert.Equal("c", await AskAsync(graph, AccessMode.Write));
    }

    [Fact]
    public async Task A_read_is_done_again_wherever_its_server_dies()
    {
        foreach (var tag in new[] { MessageTag.Begin, MessageTag.Run, MessageTag.Pull, MessageTag.Commit })
        {
            await using var cluster = new ScriptedCluster("b a a");
            cluster.B.DiesAt = tag;
            cluster.B.Dying = () => cluster.Roles = "c a a";
            await using var graph = cluster.Graph();
            Assert.Equal("c", await AskAsync(graph, AccessMode.Read));
        }
    }

    [Fact]
    public async Task A_statement_by_itself_is_not_done_again_when_its_server_dies_under_it()
    {
        await using var cluster = new ScriptedCluster("c b a");
        cluster.B.DiesAt = MessageTag.Run;
        cluster.B.Dying = () => cluster.Roles = "c c a";
        await using var graph = cluster.Graph();
        await Assert.ThrowsAsync<GraphUnavailableException>(() => graph.ValueAsync("RETURN 1"));
        Assert.Equal(1, cluster.Count("RUN"));
        Assert.Equal("c", (await graph.ValueAsync("RETURN 1")).AsString());
    }

    [Theory]
    [InlineData("Neo.ClientError.Cluster.NotALeader")]
    [InlineData("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase")]
    public async Task A_writer_that_writes_no_longer_is_asked_to_write_no_more_but_still_to_read(string code)
    {
        await using var cluster = new ScriptedCluster("b b a");
        await using var graph = cluster.Graph();
        Assert.Equal("b", await AskAsync(graph, AccessMode.Write));
        cluster.B.Refusals[MessageTag.Run] = code;
        cluster.Roles = "b c a";
        Assert.Equal("c", await AskAsync(graph, AccessMode.Write));
        Assert.Equal("c", (await graph.ValueAsync("RETURN 1")).AsString());
        cluster.B.Refusals.Clear();
        Assert.Equal("b", await AskAsync(graph, AccessMode.Read));
        Assert.Equal(2, cluster.Count("ROUTE"));
    }

    [Fact]
    public async Task A_writer_lost_is_looked_for_without_a_question_for_each_read_meanwhile()
    {
        await using var cluster = new ScriptedCluster("b b a");
        await using var graph = cluster.Graph();
        await AskAsync(graph, AccessMode.Read);
        cluster.B.Refusals[MessageTag.Run] = "Neo.ClientError.Cluster.NotALeader";
        await using (var transaction = await graph.BeginTransactionAsync(AccessMode.Write, Token))
        {
            await Assert.ThrowsAsync<CypherException>(() => transaction.RowsAsync("RETURN 1"));
        }

        cluster.B.Refusals.Clear();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("b", await AskAsync(graph, AccessMode.Read));
        }

        Assert.Equal(1, cluster.Count("ROUTE"));
    }

    [Fact]
    public async Task A_server_whose_database_is_not_available_is_asked_for_nothing()
    {
        await using var cluster = new ScriptedCluster("bc a a");
        cluster.B.Refusals[MessageTag.Begin] = "Neo.TransientError.General.DatabaseUnavailable";
        await using var graph = cluster.Graph();
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal("c", await AskAsync(graph, AccessMode.Read));
        }

        Assert.InRange(cluster.B.Count("BEGIN"), 0, 1);
    }

    [Fact]
    public async Task A_table_without_a_writer_is_asked_for_again_and_then_told()
    {
        await using var cluster = new ScriptedCluster("bc - a");
        await using var graph = cluster.Graph();
        var told = await Assert.ThrowsAsync<GraphUnavailableException>(() => graph.RunAsync("RETURN 1", cancellationToken: Token).AsTask());
        Assert.Contains("has no server for writing at present", told.Message, StringComparison.Ordinal);
        Assert.Equal(2, cluster.Count("ROUTE"));
        Assert.Contains(await AskAsync(graph, AccessMode.Read), "bc", StringComparison.Ordinal);
        Assert.Equal(2, cluster.Count("ROUTE"));
        cluster.Roles = "bc a a";
        Assert.Equal("a", await AskAsync(graph, AccessMode.Write));
    }

    [Fact]
    public async Task A_router_that_knows_no_writer_does_not_keep_others_from_being_asked()
    {
        await using var cluster = new ScriptedCluster("c b bca") { Ttl = 0 };
        await using var graph = cluster.Graph();
        await AskAsync(graph, AccessMode.Read);
        cluster.Opinions[cluster.B] = "c - bca";
        Assert.Equal("b", await AskAsync(graph, AccessMode.Write));
        cluster.C.Refusals[MessageTag.Route] = "Neo.TransientError.General.DatabaseUnavailable";
        Assert.Equal("b", await AskAsync(graph, AccessMode.Write));
        Assert.True(cluster.C.Count("ROUTE") > 0);
    }

    [Fact]
    public async Task A_refusal_that_each_router_would_give_is_told_at_once()
    {
        await using var cluster = new ScriptedCluster("c b abc") { Ttl = 0 };
        await using var graph = cluster.Graph();
        await AskAsync(graph, AccessMode.Read);
        cluster.A.Refusals[MessageTag.Route] = "Neo.ClientError.Database.DatabaseNotFound";
        Assert.Equal("Neo.ClientError.Database.DatabaseNotFound", await graph.CodeAsync("RETURN 1"));
        Assert.Equal((2, 0), (cluster.A.Count("ROUTE"), cluster.B.Count("ROUTE") + cluster.C.Count("ROUTE")));
    }

    [Fact]
    public async Task What_is_no_address_is_passed_over()
    {
        await using var cluster = new ScriptedCluster("?b ?a ?a");
        await using var graph = cluster.Graph();
        Assert.Equal(("b", "a"), (await AskAsync(graph, AccessMode.Read), await AskAsync(graph, AccessMode.Write)));
    }

    [Fact]
    public async Task Where_no_server_is_left_the_last_one_is_named()
    {
        await using var cluster = new ScriptedCluster("b b a");
        await using var graph = cluster.Graph();
        await cluster.A.DisposeAsync();
        var told = await Assert.ThrowsAsync<GraphUnavailableException>(() => graph.RunAsync("RETURN 1", cancellationToken: Token).AsTask());
        Assert.Contains(cluster.A.Address, told.Message, StringComparison.Ordinal);
    }

    /// <returns>The name of the server that answered.</returns>
    private static async Task<string> AskAsync(Neo4jGraph graph, AccessMode mode) =>
        await graph.InTransactionAsync(mode, async (transaction, _) => (await transaction.RowsAsync("RETURN 1"))[0][0].AsString(), Token);
}

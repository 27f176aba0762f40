using CoEvolve.Graph.Bolt.Client;

namespace CoEvolve.Graph.Bolt.Tests;

/// <summary>Our client against our server.</summary>
public sealed class ClientAndServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bolt")]
    [InlineData("neo4j")]
    public async Task Values_of_every_type_come_back(string scheme)
    {
        await using var served = Served.Start();
        await using var graph = served.Client(scheme);
        var text = "[1, 2.5, 'x', true, null, {a: [1]}, date('2024-02-29'), time('10:11:12.000000013+07:00'), localtime('01:02'), localdatetime('2024-01-02T03:04'), "
            + "datetime('2024-01-02T03:04:05[Asia/Jayapura]'), datetime('2024-01-02T03:04:05-03:30'), duration('P1Y2M3DT4.5S'), point({x: 1, y: 2}), point({longitude: 106.8, latitude: -6.2, height: 5})]";
        var sent = await graph.ValueAsync($"RETURN {text}");
        var back = await graph.ValueAsync("RETURN $v", ("v", sent));
        Assert.Equal(Wire.Text(await served.Graph.ValueAsync($"RETURN {text}")), Wire.Text(sent));
        Assert.Equal(Wire.Text(sent), Wire.Text(back));
    }

    [Fact]
    public async Task Nodes_relationships_and_paths_arrive_whole()
    {
        await using var served = Served.Start();
        await using var graph = served.Client();
        await graph.RowsAsync("CREATE (:A {n: 1})-[:R {w: 2.5}]->(:B:C)");
        var row = Assert.Single(await graph.RowsAsync("MATCH p = (b:B)<-[r:R]-(a:A) RETURN a, r, p"));
        Assert.Equal(1, row[0].AsNode().Properties["n"].AsInteger());
        Assert.Equal(("R", 2.5, row[0].AsNode().Id), (row[1].AsRelationship().Type, row[1].AsRelationship().Properties["w"].AsDouble(), row[1].AsRelationship().StartId));
        Assert.Equal([["B", "C"], ["A"]], row[2].AsPath().Nodes.Select(node => node.Labels));
        Assert.Equal(row[0].AsNode().Id, Assert.Single(row[2].AsPath().Relationships).StartId);
    }

    [Fact]
    public async Task Counters_and_the_kind_of_a_statement_are_told_at_the_end()
    {
        await using var served = Served.Start();
        await using var graph = served.Client();
        await using var result = await graph.RunAsync("CREATE (:A {n: 1})-[:R]->(:B)", cancellationToken: Token);
        Assert.Equal((2, 1, 1, 2), (result.Counters.NodesCreated, result.Counters.RelationshipsCreated, result.Counters.PropertiesSet, result.Counters.LabelsAdded));
        Assert.Equal(QueryType.Write, result.QueryType);
    }

    [Theory]
    [InlineData("EXPLAIN", false)]
    [InlineData("PROFILE", true)]
    public async Task A_plan_comes_with_the_end_of_the_result(string keyword, bool counted)
    {
        await using var served = Served.Start();
        await using var graph = served.Client();
        await graph.RowsAsync("CREATE (:A)-[:R]->(:B)");
        await using var result = await graph.RunAsync($"{keyword} MATCH (a:A)-[:R]->(b) RETURN count(*) AS n", cancellationToken: Token);
        while (await result.ReadAsync(Token))
        {
        }

        var steps = new List<QueryPlan>();
        for (var step = result.Plan; step is not null; step = step.Children.SingleOrDefault())
        {
            steps.Add(step);
        }

        Assert.Equal(["ProduceResults", "EagerAggregation", "Expand(All)", "NodeByLabelScan"], steps.Select(step => step.Operator));
        Assert.Equal(["n", "count(*) AS n", "(a)-[:R]->(b)", "a:A"], steps.Select(step => step.Details));
        Assert.Equal(counted ? [1L, 1L, 1L, 1L] : new long?[4], steps.Select(step => step.Rows));
        Assert.Equal(counted, steps[0].DbHits is not null);
    }

    [Fact]
    public async Task A_transaction_is_seen_by_others_only_after_its_commit_and_never_after_a_rollback()
    {
        await using var served = Served.Start();
        await using var graph = served.Client();
        await using (var transaction = await graph.BeginTransactionAsync(AccessMode.Write, Token))
        {
            await transaction.RowsAsync("CREATE (:T)");
            Assert.Equal(1, (await transaction.RowsAsync("MATCH (t:T) RETURN count(t)"))[0][0].AsInteger());
            Assert.Equal(0, (await graph.ValueAsync("MATCH (t:T) RETURN count(t)")).AsInteger());
            await transaction.CommitAsync(Token);
        }

        await using (var transaction = await graph.BeginTransactionAsync(AccessMode.Write, Token))
        {
            await transaction.RowsAsync("CREATE (:T)");
        }

        Assert.Equal(1, (await graph.ValueAsync("MATCH (t:T) RETURN count(t)")).AsInteger());
    }

    [Fact]
    public async Task A_failed_statement_undoes_its_transaction_and_leaves_the_connection_fit()
    {
        await using var served = Served.Start();
        await using var graph = served.Client(change: options => options with { MaxConnections = 1 });
        await using (var transaction = await graph.BeginTransactionAsync(AccessMode.Write, Token))
        {
            await transaction.RowsAsync("CREATE (:T)");
            Assert.Equal("Neo.ClientError.Statement.SyntaxError", (await Assert.ThrowsAsync<CypherException>(() => transaction.RowsAsync("RETRN 1"))).Code);
            await Assert.ThrowsAsync<CypherException>(() => transaction.CommitAsync(Token).AsTask());
        }

        Assert.Equal(0, (await graph.ValueAsync("MATCH (t:T) RETURN count(t)")).AsInteger());
        Assert.Equal("Neo.ClientError.Statement.ArithmeticError", await graph.CodeAsync("UNWIND [1, 0] AS x RETURN 1 / x"));
        Assert.Equal("Neo.ClientError.Statement.AccessMode", await ReadOnlyCodeAsync(graph));
        Assert.Equal(0, graph.BusyConnections);
    }

    [Fact]
    public async Task A_cancelled_statement_ends_on_the_server_and_its_connection_is_used_again()
    {
        await using var served = Served.Start();
        await using var graph = served.Client(change: options => options with { MaxConnections = 1 });
        Assert.Equal(1, (await graph.ValueAsync("RETURN 1")).AsInteger());
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            graph.RunAsync("UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a, b WHERE a + b = -1 RETURN count(*)", cancellationToken: cancelled.Token).AsTask().ContinueWith(
                async run => await (await run).ReadAsync(cancelled.Token), Token, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap());
        Assert.Equal(5, (await graph.ValueAsync("RETURN 5")).AsInteger());
        Assert.Equal(1, served.Server.ConnectionCount);
    }

    [Fact]
    public async Task A_statement_that_runs_longer_than_its_transaction_may_is_ended_by_the_server()
    {
        var clock = new ManualClock();
        await using var served = Served.Start(clock: clock);
        await using var graph = served.Client(change: options => options with { TransactionTime = TimeSpan.FromSeconds(1) });
        var running = graph.CodeAsync("UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a, b WHERE a + b = -1 RETURN count(*)");
        await clock.AdvanceUntilAsync(running, TimeSpan.FromMilliseconds(100));
        Assert.Equal("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration", await running);
        Assert.Equal(5, (await graph.ValueAsync("RETURN 5")).AsInteger());
    }

    [Fact]
    public async Task A_transaction_whose_client_falls_silent_holds_up_nobody_beyond_its_time()
    {
        var clock = new ManualClock();
        await using var served = Served.Start(clock: clock);
        await using var graph = served.Client(change: options => options with { TransactionTime = TimeSpan.FromSeconds(1) });
        await using var transaction = await graph.BeginTransactionAsync(AccessMode.Write, Token);
        await using (var result = await transaction.RunAsync("CREATE (:Silent)", cancellationToken: Token))
        {
            while (await result.ReadAsync(Token))
            {
            }
        }

        var another = Task.Run(() => served.Graph.RowsAsync("CREATE (:Another)"), Token);
        await clock.AdvanceUntilAsync(another, TimeSpan.FromMilliseconds(100));

        var told = await Assert.ThrowsAsync<CypherException>(async () => await transaction.CommitAsync(Token));
        Assert.Equal("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration", told.Code);
        Assert.Equal(1, (await graph.ValueAsync("MATCH (n) RETURN count(n)")).AsInteger());
    }

    [Fact]
    public async Task Rows_beyond_one_fetch_all_come_and_a_result_may_be_left_early()
    {
        await using var served = Served.Start();
        await using var graph = served.Client(change: options => options with { FetchSize = 7, MaxConnections = 1 });
        foreach (var count in new[] { 0, 6, 7, 8, 70 })
        {
            Assert.Equal(Enumerable.Range(1, count).Select(one => (long)one), (await graph.RowsAsync($"UNWIND range(1, {count}) AS i RETURN i")).Select(row => row[0].AsInteger()));
        }

        await using (var result = await graph.RunAsync("UNWIND range(1, 100000) AS i RETURN i", cancellationToken: Token))
        {
            Assert.True(await result.ReadAsync(Token));
        }

        Assert.Equal(5, (await graph.ValueAsync("RETURN 5")).AsInteger());
    }

    [Fact]
    public async Task What_one_caller_wrote_the_next_one_sees()
    {
        await using var served = Served.Start();
        await using var graph = served.Client("neo4j");
        for (var i = 1; i <= 50; i++)
        {
            await graph.RowsAsync("CREATE (:S)");
            await using var reader = await graph.BeginTransactionAsync(AccessMode.Read, Token);
            Assert.Equal(i, (await reader.RowsAsync("MATCH (s:S) RETURN count(s)"))[0][0].AsInteger());
        }
    }

    [Fact]
    public async Task Managed_work_is_done_once_and_its_value_given()
    {
        await using var served = Served.Start();
        await using var graph = served.Client();
        var counted = await graph.InTransactionAsync(AccessMode.Write, async (transaction, _) => (await transaction.RowsAsync("CREATE (n:M) RETURN 42"))[0][0].AsInteger(), Token);
        Assert.Equal(42, counted);
        Assert.Equal(1, (await graph.ValueAsync("MATCH (n:M) RETURN count(n)")).AsInteger());
    }

    [Theory]
    [InlineData("http://localhost")]
    [InlineData("bolt://user:secret@localhost")]
    [InlineData("bolt+x://localhost")]
    public void Addresses_of_something_else_are_refused(string address) => Assert.Throws<ArgumentException>(() => new Neo4jGraph(new() { Address = new(address) }));

    [Fact]
    public async Task Nobody_at_the_address_is_told_as_such()
    {
        await using var graph = new Neo4jGraph(new() { Address = new("bolt://localhost:1") });
        Assert.Contains("localhost:1 could not be reached", (await Assert.ThrowsAsync<GraphUnavailableException>(() => graph.RunAsync("RETURN 1", cancellationToken: Token).AsTask())).Message, StringComparison.Ordinal);
    }

    private static async Task<string> ReadOnlyCodeAsync(Neo4jGraph graph)
    {
        await using var transaction = await graph.BeginTransactionAsync(AccessMode.Read, Token);
        return (await Assert.ThrowsAsync<CypherException>(() => transaction.RowsAsync("CREATE (:T)"))).Code;
    }
}

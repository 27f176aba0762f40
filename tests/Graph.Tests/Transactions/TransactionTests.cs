using CoEvolve.Graph.Tests.Execution;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Transactions;

public class TransactionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_keeps_the_state_with_which_it_began()
    {
        await using var graph = await QueryRows.GraphOf("CREATE (:N)");
        await using var reader = await graph.BeginTransactionAsync(AccessMode.Read, Cancellation);
        await graph.Run("CREATE (:N)");
        Assert.Equal(["1"], await reader.Rows("MATCH (n:N) RETURN count(n)"));
        Assert.Equal(["2"], await graph.Rows("MATCH (n:N) RETURN count(n)"));
    }

    [Fact]
    public async Task A_result_that_is_being_read_does_not_see_a_later_write()
    {
        await using var graph = await QueryRows.GraphOf("UNWIND range(1, 5) AS x CREATE (:N)");
        await using var result = await graph.RunAsync("MATCH (n:N) RETURN n", null, Cancellation);
        Assert.True(await result.ReadAsync(Cancellation));
        await graph.Run("MATCH (n:N) DELETE n");
        var rows = 1;
        while (await result.ReadAsync(Cancellation))
        {
            rows++;
        }

        Assert.Equal(5, rows);
    }

    [Fact]
    public async Task Rolling_back_undoes_every_statement()
    {
        await using var graph = await QueryRows.GraphOf("CREATE (:N {x: 1})");
        var transaction = await graph.BeginTransactionAsync(AccessMode.Write, Cancellation);
        await transaction.Rows("MATCH (n:N) SET n.x = 2");
        await transaction.Rows("CREATE (:N {x: 3})");
        Assert.Equal(["[2, 3]"], await transaction.Rows("MATCH (n:N) WITH n.x AS x ORDER BY x RETURN collect(x)"));
        await transaction.RollbackAsync(Cancellation);
        Assert.Equal(["[1]"], await graph.Rows("MATCH (n:N) RETURN collect(n.x)"));
    }

    [Fact]
    public async Task Disposing_of_a_transaction_rolls_it_back_and_lets_the_next_writer_in()
    {
        await using var graph = EmbeddedGraph.InMemory();
        await using (var transaction = await graph.BeginTransactionAsync(AccessMode.Write, Cancellation))
        {
            await transaction.Rows("CREATE (:N)");
        }

        await graph.Run("CREATE (:M)");
        Assert.Equal(["0 | 1"], await graph.Rows("RETURN COUNT { (:N) } AS n, COUNT { (:M) } AS m"));
    }

    [Fact]
    public async Task A_failed_statement_keeps_the_whole_transaction_from_committing()
    {
        await using var graph = EmbeddedGraph.InMemory();
        await using var transaction = await graph.BeginTransactionAsync(AccessMode.Write, Cancellation);
        await transaction.Rows("CREATE (:N)");
        await Assert.ThrowsAsync<CypherException>(() => transaction.Rows("UNWIND [1, 0] AS x CREATE (:M {y: 1 / x})"));
        await Assert.ThrowsAsync<CypherException>(async () => await transaction.CommitAsync(Cancellation));
        Assert.Equal(["0"], await graph.Rows("MATCH (n) RETURN count(n)"));
    }

    [Fact]
    public async Task A_reading_transaction_refuses_to_write()
    {
        await using var graph = EmbeddedGraph.InMemory();
        await using var transaction = await graph.BeginTransactionAsync(AccessMode.Read, Cancellation);
        var refused = await Assert.ThrowsAsync<CypherException>(() => transaction.Rows("CREATE (:N)"));
        Assert.Equal("Neo.ClientError.Statement.AccessMode", refused.Code);
    }

    [Fact]
    public async Task Writers_take_turns_and_lose_nothing()
    {
        await using var graph = await QueryRows.GraphOf("CREATE (:Counter {n: 0})");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    await graph.Run("MATCH (c:Counter) SET c.n = c.n + 1");
                }
            },
            Cancellation)));
        Assert.Equal(["400"], await graph.Rows("MATCH (c:Counter) RETURN c.n"));
    }

    [Fact]
    public async Task Readers_beside_a_writer_always_see_whole_transactions()
    {
        await using var graph = await QueryRows.GraphOf("CREATE (:Account {id: 1, balance: 50}), (:Account {id: 2, balance: 50})");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var reader = Task.Run(
            async () =>
            {
                var sums = new HashSet<string>();
                do
                {
                    sums.UnionWith(await graph.Rows("MATCH (a:Account) RETURN sum(a.balance)"));
                }
                while (!stop.IsCancellationRequested);

                return sums;
            },
            Cancellation);
        for (var i = 0; i < 200; i++)
        {
            await graph.Run("MATCH (a:Account {id: 1}), (b:Account {id: 2}) SET a.balance = a.balance - 1, b.balance = b.balance + 1");
        }

        await stop.CancelAsync();
        Assert.Equal(["100"], await reader);
    }

    [Fact]
    public async Task A_long_query_heeds_its_cancellation()
    {
        await using var graph = await QueryRows.GraphOf("UNWIND range(1, 300) AS x CREATE (:N)");
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await using var result = await graph.RunAsync("MATCH (a:N), (b:N), (c:N), (d:N) RETURN count(*)", null, cancel.Token);
            await result.ReadAsync(Cancellation);
        });
    }

    [Fact]
    public async Task A_cancelled_write_leaves_nothing()
    {
        await using var graph = EmbeddedGraph.InMemory();
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
            await graph.RunAsync("UNWIND range(1, 40000000) AS x CREATE (:N)", new Dictionary<string, Value>(), cancel.Token));
        Assert.Equal(["0"], await graph.Rows("MATCH (n) RETURN count(n)"));
    }
}

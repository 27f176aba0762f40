using static CoEvolve.Graph.Tests.Language.Answers;

namespace CoEvolve.Graph.Tests.Language;

/// <summary>CALL { … } IN TRANSACTIONS.</summary>
public class BatchTests
{
    [Fact]
    public async Task Batches_before_a_failure_stay_and_the_failed_one_leaves_nothing()
    {
        await using var graph = EmbeddedGraph.InMemory();

        var error = await Assert.ThrowsAsync<CypherException>(() =>
            Rows(graph, "UNWIND [1, 2, 3, 0, 5] AS d CALL (d) { CREATE (:Load {share: 60 / d}) } IN TRANSACTIONS OF 2 ROWS"));

        Assert.Equal("Neo.ClientError.Statement.ArithmeticError", error.Code);
        Assert.Equal(["60", "30"], await Rows(graph, "MATCH (l:Load) RETURN l.share ORDER BY l.share DESC"));
    }

    [Theory]
    [InlineData("CONTINUE", "1 | true | true", "0 | true | false", "2 | true | true")]
    [InlineData("BREAK", "1 | true | true", "0 | true | false", "2 | false | false")]
    public async Task A_failed_batch_is_told_of_by_its_status(string policy, params string[] rows)
    {
        await using var graph = EmbeddedGraph.InMemory();

        Assert.Equal(rows, await Rows(graph, $$"""
            UNWIND [1, 0, 2] AS d CALL (d) { CREATE (l:Load {share: 60 / d}) RETURN l.share AS share } IN TRANSACTIONS OF 1 ROW
            ON ERROR {{policy}} REPORT STATUS AS s RETURN d, s.started, s.committed
            """));
    }

    [Fact]
    public async Task A_batch_is_seen_by_readers_as_soon_as_it_is_committed_and_later_clauses_see_all()
    {
        await using var graph = await GraphOf("UNWIND range(1, 5) AS i CREATE (:Old {i: i})");

        Assert.Equal(["0"], await Rows(graph, "MATCH (o:Old) CALL (o) { DELETE o } IN TRANSACTIONS OF 2 ROWS WITH count(*) AS n MATCH (o:Old) WITH count(o) AS left RETURN left"));
        Assert.Equal(["0"], await Rows(graph, "MATCH (o:Old) RETURN count(o)"));
    }

    [Fact]
    public async Task A_transaction_of_several_statements_takes_no_batches()
    {
        await using var graph = EmbeddedGraph.InMemory();
        await using var transaction = await graph.BeginTransactionAsync(AccessMode.Write, TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<CypherException>(async () =>
            await transaction.RunAsync("UNWIND [1] AS i CALL (i) { CREATE (:N) } IN TRANSACTIONS", cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("Neo.DatabaseError.Transaction.TransactionStartFailed", error.Code);
    }

    [Fact]
    public async Task Batches_are_on_the_disk_when_the_statement_fails_later()
    {
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using (var graph = EmbeddedGraph.Open(folder))
        {
            await Assert.ThrowsAsync<CypherException>(() => Rows(graph, "UNWIND [1, 2, 0] AS d CALL (d) { CREATE (:Load {share: 60 / d}) } IN TRANSACTIONS OF 1 ROW"));
        }

        await using (var again = EmbeddedGraph.Open(folder))
        {
            Assert.Equal(["2"], await Rows(again, "MATCH (l:Load) RETURN count(l)"));
        }

        Directory.Delete(folder, recursive: true);
    }
}

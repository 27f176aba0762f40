using CoEvolve.Graph.Tests.Execution;

namespace CoEvolve.Graph.Tests.Model;

/// <summary>Readers beside a writer see states that were committed, and no others.</summary>
public class SnapshotModelTests
{
    private const int Accounts = 20;
    private const int Total = Accounts * 100;
    private const int Transfers = 300;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sum_that_every_transaction_keeps_is_what_every_reader_sees()
    {
        await using var graph = await QueryRows.GraphOf(
            "CREATE INDEX FOR (a:Account) ON (a.id)",
            "CREATE INDEX FOR (a:Account) ON (a.balance)",
            $"UNWIND range(0, {Accounts - 1}) AS i CREATE (:Account {{id: i, balance: 100}})");
        var writer = Task.Run(() => WriteAsync(graph), Token);
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => ReadAsync(graph, writer), Token)).ToArray();
        await writer;
        Assert.All(await Task.WhenAll(readers), reads => Assert.True(reads > 0));
        Assert.Equal([$"{Transfers}"], await graph.Rows("MATCH (:Account)-[t:PAID]->(:Account) RETURN count(t)"));
    }

    private static async Task WriteAsync(EmbeddedGraph graph)
    {
        var random = new Random(5);
        for (var i = 0; i < Transfers; i++)
        {
            var (from, to) = (random.Next(Accounts), random.Next(Accounts - 1));
            to += to >= from ? 1 : 0;
            await using var transaction = await graph.BeginTransactionAsync(AccessMode.Write, Token);
            await transaction.Rows($"MATCH (a:Account {{id: {from}}}) SET a.balance = a.balance - 7");
            await transaction.Rows($"MATCH (a:Account {{id: {from}}}), (b:Account {{id: {to}}}) SET b.balance = b.balance + 7 CREATE (a)-[:PAID {{amount: 7}}]->(b)");
            await transaction.CommitAsync(Token);
        }
    }

    /// <summary>Within a transaction: the scan and the index agree on the sum, and what was paid explains each balance.</summary>
    private static async Task<int> ReadAsync(EmbeddedGraph graph, Task writer)
    {
        var reads = 0;
        do
        {
            await using var transaction = await graph.BeginTransactionAsync(AccessMode.Read, Token);
            Assert.Equal([$"{Total}"], await transaction.Rows("MATCH (a:Account) RETURN sum(a.balance)"));
            Assert.Equal([$"{Total}"], await transaction.Rows("MATCH (a:Account) WHERE a.balance > -100000 RETURN sum(a.balance)"));
            Assert.Equal(["0"], await transaction.Rows(
                "MATCH (a:Account) WHERE a.balance <> 100 + 7 * COUNT { (a)<-[:PAID]-() } - 7 * COUNT { (a)-[:PAID]->() } RETURN count(a)"));
            reads++;
        }
        while (!writer.IsCompleted);

        return reads;
    }
}

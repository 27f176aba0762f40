using System.Diagnostics;

namespace CoEvolve.Graph.Tests.Execution;

/// <summary>Statements that would run for hours end when they are told to.</summary>
public sealed class CancellationTests : IAsyncLifetime
{
    private readonly EmbeddedGraph _graph = EmbeddedGraph.InMemory();

    public async ValueTask InitializeAsync()
    {
        await RunAsync("UNWIND range(0, 1499) AS i CREATE (:N {i: i, t: toString(i % 7)})", CancellationToken.None);
        await RunAsync("CREATE INDEX FOR (n:N) ON (n.i)", CancellationToken.None);
        await RunAsync("MATCH (a:N) UNWIND [(a.i * 7 + 1) % 1500, (a.i * 13 + 5) % 1500, (a.i + 1) % 1500, (a.i + 701) % 1500] AS j MATCH (b:N {i: j}) CREATE (a)-[:R {w: a.i % 5 + 1.0}]->(b)", CancellationToken.None);
        await RunAsync("CALL gds.graph.project('g', 'N', 'R')", CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _graph.DisposeAsync();

    [Theory]
    [InlineData("MATCH (a), (b), (c), (d) RETURN count(*)")]
    [InlineData("MATCH (a), (b), (c), (d) WHERE a.i + b.i + c.i + d.i < 0 RETURN a")]
    [InlineData("MATCH (a:N)-[*1..40]->(b:N) RETURN count(*)")]
    [InlineData("MATCH (a:N {i: 0})((x)-[:R]->(y) WHERE x.i >= 0){5,40}(b:N) RETURN count(*)")]
    [InlineData("MATCH p = allShortestPaths((a:N)-[*]-(b:N)) WHERE a <> b AND length(p) > 100 RETURN count(*)")]
    [InlineData("MATCH p = SHORTEST 1000000 (a:N)-[:R]->+(b:N) RETURN count(p)")]
    [InlineData("UNWIND range(1, 3000000) AS x WITH x, x % 1000 AS k ORDER BY k, -x WITH collect(x) AS xs UNWIND range(1, 1000000) AS y WITH xs, y UNWIND xs AS z RETURN count(z)")]
    [InlineData("UNWIND range(1, 40000000) AS x WITH x % 1000003 AS k, count(*) AS c, collect(x)[0] AS y RETURN sum(c)")]
    [InlineData("RETURN reduce(s = 0, x IN range(1, 10000) | s + reduce(t = 0, y IN range(1, 100000) | t + y))")]
    [InlineData("RETURN [x IN range(1, 100000) | all(y IN range(1, 100000) WHERE y > 0)][0]")]
    [InlineData("RETURN reduce(s = 'a', x IN range(1, 20000000) | substring(s + toString(x), 0, 10000))")]
    [InlineData("UNWIND range(1, 1000000) AS x CREATE (:M {x: x}) WITH x MATCH (n:N), (m:N) RETURN count(*)")]
    [InlineData("UNWIND range(1, 100000) AS x MATCH (n:N) SET n.x = x")]
    [InlineData("UNWIND range(1, 1000000) AS x CALL gds.betweenness.stream('g') YIELD score RETURN count(*)")]
    [InlineData("UNWIND range(1, 1000000) AS x CALL gds.pageRank.stream('g', {maxIterations: 10000000, tolerance: 0.0}) YIELD score RETURN count(*)")]
    [InlineData("UNWIND range(1, 1000000) AS x CALL gds.louvain.stream('g') YIELD communityId RETURN count(*)")]
    [InlineData("UNWIND range(1, 1000000) AS x CALL gds.nodeSimilarity.stream('g') YIELD similarity RETURN count(*)")]
    [InlineData("WITH reduce(s = 'a', i IN range(1, 24) | s + s) AS s, reduce(t = 'a', i IN range(1, 16) | t + t) AS t UNWIND range(1, 1000) AS n RETURN count(s CONTAINS t + 'b' + t)")]
    [InlineData("WITH reduce(s = 'ab', i IN range(1, 22) | s + s) AS s UNWIND range(1, 1000) AS n RETURN sum(size(split(replace(s, 'ba', 'c'), 'c')))")]
    [InlineData("UNWIND range(1, 1000) AS n RETURN count('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' + n =~ '(?=a)(a|aa)*(b|a)*c')")]
    [InlineData("WITH [x IN range(1, 3000000) | x] AS l UNWIND range(1, 1000) AS n RETURN count(tail(l) + reverse(l) = l + tail(l))")]
    [InlineData("UNWIND range(1, 1000000) AS x CALL gds.fastRP.stream('g', {embeddingDimension: 512}) YIELD nodeId RETURN count(*)")]
    public async Task A_statement_ends_when_it_is_cancelled(string query)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = Task.Run(() => RunAsync(query, cancellation.Token), TestContext.Current.CancellationToken);
        await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken));
        Assert.False(running.IsCompleted, "The statement is over too soon to be cancelled.");

        var since = Stopwatch.GetTimestamp();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        TestContext.Current.TestOutputHelper!.WriteLine($"{Stopwatch.GetElapsedTime(since).TotalMilliseconds:0} ms after it was cancelled");
    }

    private async Task RunAsync(string query, CancellationToken cancellation)
    {
        await using var result = await _graph.RunAsync(query, cancellationToken: cancellation);
        while (await result.ReadAsync(CancellationToken.None))
        {
        }
    }
}

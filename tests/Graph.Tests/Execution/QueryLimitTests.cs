using CoEvolve.Graph.Execution.Procedures;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;
using static CoEvolve.Graph.Tests.Language.Answers;

namespace CoEvolve.Graph.Tests.Execution;

public class QueryLimitTests
{
    private const string TimedOut = "Neo.ClientError.Transaction.TransactionTimedOut";
    private const string OutOfMemory = "Neo.TransientError.General.MemoryPoolOutOfMemoryError";
    private const string Syntax = "Neo.ClientError.Statement.SyntaxError";

    private static readonly QueryLimits OneMebibyte = new() { MemoryBytes = 1 << 20 };

    [Theory]
    [InlineData("UNWIND range(1, 1000) AS x CALL test.second() RETURN x")]
    [InlineData("UNWIND range(1, 1000) AS x CALL test.second() RETURN count(*)")]
    [InlineData("UNWIND range(1, 1000) AS x CALL test.second() CREATE (:Late {x: x})")]
    [InlineData("CALL test.second() CALL test.second() CALL test.second() CALL test.second() UNWIND range(1, 1000) AS x RETURN x ORDER BY -x")]
    public async Task A_statement_whose_time_is_over_fails_alone_and_leaves_nothing(string query)
    {
        var clock = new SteppedClock();
        await using var graph = EmbeddedGraph.InMemory(new QueryLimits { Time = TimeSpan.FromSeconds(3) }, clock);
        graph.RegisterProcedure(new ProcedureDefinition("test.second", [], [], (_, _) =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return [[]];
        }));

        Assert.Equal(TimedOut, (await Assert.ThrowsAsync<CypherException>(() => Rows(graph, query))).Code);
        Assert.Equal(["0"], await Rows(graph, "CALL test.second() MATCH (n) RETURN count(n)"));

        await using (var transaction = await graph.BeginTransactionAsync(AccessMode.Write, Cancellation))
        {
            await transaction.RunAsync("CREATE (:Early)", cancellationToken: Cancellation);
            Assert.Equal(TimedOut, (await Assert.ThrowsAsync<CypherException>(() => ReadAll(transaction, query))).Code);
            await Assert.ThrowsAsync<CypherException>(() => transaction.CommitAsync(Cancellation).AsTask());
        }

        Assert.Equal(["0"], await Rows(graph, "MATCH (n) RETURN count(n)"));
    }

    [Theory]
    [InlineData("UNWIND range(1, 20000) AS x RETURN x ORDER BY -x")]
    [InlineData("UNWIND range(1, 20000) AS x WITH x, toString(x) + 'xxxxxxxxxxxxxxxxxxxxxxxx' AS s ORDER BY s LIMIT 15000 RETURN max(s)")]
    [InlineData("UNWIND range(1, 20000) AS x RETURN x, count(*)")]
    [InlineData("UNWIND range(1, 20000) AS x RETURN DISTINCT x")]
    [InlineData("UNWIND range(1, 20000) AS x RETURN count(DISTINCT x)")]
    [InlineData("UNWIND range(1, 40000) AS x RETURN size(collect(x))")]
    [InlineData("UNWIND range(1, 40000) AS x RETURN percentileCont(x, 0.5)")]
    [InlineData("RETURN size(range(1, 100000))")]
    [InlineData("UNWIND range(1, 20000) AS x CREATE (:N {x: x})")]
    [InlineData("UNWIND range(1, 20000) AS x CREATE (n:N) SET n.x = x")]
    [InlineData("UNWIND range(1, 20000) AS x MERGE (:N {x: x}) RETURN x")]
    [InlineData("RETURN size([x IN range(1, 30000) | [y IN range(1, 30) | y * x]])")]
    [InlineData("RETURN size([x IN range(1, 60000) WHERE x % 2 = 0 | x] + range(1, 60000))")]
    [InlineData("RETURN size(reduce(s = 'abcdefgh', x IN range(1, 30) | s + s))")]
    [InlineData("RETURN size(replace('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'a', reduce(s = 'abcdefgh', x IN range(1, 14) | s + s)))")]
    [InlineData("MATCH (a:P {i: 0}), (b:P {i: 9}) MATCH p = shortestPath((a)-[*]-(b)) RETURN length(p)")]
    [InlineData("MATCH p = ANY SHORTEST (a:P {i: 0})-[:R]->+(b:Leaf {z: 1}) RETURN length(p)")]
    [InlineData("UNWIND range(1, 3) AS n CALL gds.graph.project('g' + n, '*', {R: {orientation: 'UNDIRECTED'}}) YIELD nodeCount RETURN nodeCount")]
    [InlineData("UNWIND range(1, 100) AS n MATCH (a)-[:R]->(b) RETURN gds.graph.project('g', a, b).nodeCount")]
    public async Task A_statement_that_would_keep_too_much_fails_alone(string query)
    {
        await using var graph = EmbeddedGraph.InMemory(OneMebibyte);
        for (var i = 0; i < 10; i++)
        {
            await Rows(graph, $"CREATE (p:P {{i: {i}}}) WITH p UNWIND range(1, 1000) AS x CREATE (p)-[:R]->(:Leaf)");
        }

        await Rows(graph, "MATCH (p:P), (q:P {i: p.i + 1}) CREATE (p)-[:R]->(q)");

        Assert.Equal(OutOfMemory, (await Assert.ThrowsAsync<CypherException>(() => Rows(graph, query))).Code);
        Assert.Equal(["10010"], await Rows(graph, "MATCH (n) RETURN count(n)"));
        Assert.Empty(StateCheck.Run(graph.CommittedState, Cancellation));
    }

    [Theory]
    [InlineData("UNWIND range(1, 300) AS i CALL (i) { UNWIND range(1, 300) AS j WITH j ORDER BY -j RETURN count(j) AS c } RETURN sum(c)", "90000")]
    [InlineData("UNWIND range(1, 300) AS i CALL (i) { UNWIND range(1, 300) AS j WITH DISTINCT j RETURN count(j) AS c } RETURN sum(c)", "90000")]
    [InlineData("RETURN reduce(s = 0, x IN range(1, 200000) | s + x)", "20000100000")]
    [InlineData("RETURN size([x IN range(200000, 1, -1) WHERE x % 100 = 0])", "2000")]
    [InlineData("WITH range(1, 5000) AS list UNWIND range(1, 3000) AS i WITH list, i ORDER BY -i RETURN sum(size(list))", "15000000")]
    [InlineData("UNWIND range(1, 20000) AS i CALL (i) { CREATE (:N {i: i}) } IN TRANSACTIONS OF 100 ROWS RETURN count(*)", "20000")]
    [InlineData("UNWIND range(1, 100) AS i RETURN sum(size(range(1, 10000)))", "1000000")]
    public async Task What_is_let_go_or_shared_counts_no_longer(string query, string answer)
    {
        await using var graph = EmbeddedGraph.InMemory(new QueryLimits { MemoryBytes = 3 << 20 });

        Assert.Equal([answer], await Rows(graph, query));
    }

    [Theory]
    [InlineData("UNWIND range(1, 11) AS x RETURN x")]
    [InlineData("UNWIND range(1, 11) AS x CREATE (n:N) RETURN n")]
    public async Task More_rows_than_allowed_are_not_answered(string query)
    {
        await using var graph = EmbeddedGraph.InMemory(new QueryLimits { Rows = 10 });

        Assert.Equal("Neo.ClientError.Transaction.Terminated", (await Assert.ThrowsAsync<CypherException>(() => Rows(graph, query))).Code);
        Assert.Equal(10, (await Rows(graph, query.Replace("11", "10", StringComparison.Ordinal))).Length);
        Assert.Equal(["10000"], await Rows(graph, "UNWIND range(1, 10000) AS x RETURN count(x)"));
    }

    [Theory]
    [InlineData("RETURN [1,2,3,4,5,6,7,8,9,10,11]", "line 1, column 8")]
    [InlineData("RETURN {a:1,b:2,c:3,d:4,e:5,f:6,g:7,h:8,i:9,j:10,k:11}", "line 1, column 8")]
    [InlineData("RETURN 1,\n '12345678901'", "line 2, column 2")]
    [InlineData("RETURN ((((((((((((1))))))))))))", "line 1")]
    [InlineData("RETURN 1 /*                                                                                                          */", "line 1, column 1")]
    public async Task What_is_too_large_in_the_text_is_a_mistake_in_the_text(string query, string place)
    {
        await using var graph = EmbeddedGraph.InMemory(new QueryLimits { LiteralItems = 10, StringLength = 10, Depth = 10, TextLength = 100 });

        var refusal = await Assert.ThrowsAsync<CypherException>(() => Rows(graph, query));

        Assert.Equal(Syntax, refusal.Code);
        Assert.Contains(place, refusal.Message, StringComparison.Ordinal);
        Assert.NotEmpty(await Rows(graph, "RETURN [1,2,3,4,5,6,7,8,9,10], {a: 1}, '1234567890', ((((1))))"));
    }

    [Fact]
    public void A_string_that_doubles_without_end_is_refused_before_it_is_made()
    {
        var half = Graph.Values.Value.Of(new string('a', (Arithmetic.LongestString / 2) + 1));

        Assert.Equal(OutOfMemory, Assert.Throws<CypherException>(() => Arithmetic.Add(half, half, TestContext.Current.CancellationToken)).Code);
    }

    public static TheoryData<QueryLimits> Impossible => new(
        new QueryLimits { Time = TimeSpan.Zero },
        new QueryLimits { Time = TimeSpan.FromDays(31) },
        new QueryLimits { MemoryBytes = 1000 },
        new QueryLimits { Rows = 0 },
        new QueryLimits { TextLength = 99 },
        new QueryLimits { StringLength = 9 },
        new QueryLimits { LiteralItems = 9 },
        new QueryLimits { Depth = 1001 });

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Limits_outside_their_ranges_are_refused(QueryLimits limits) => Assert.Throws<ArgumentOutOfRangeException>(() => EmbeddedGraph.InMemory(limits));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task ReadAll(IGraphTransaction transaction, string query)
    {
        await using var result = await transaction.RunAsync(query, cancellationToken: Cancellation);
        while (await result.ReadAsync(Cancellation))
        {
        }
    }
}

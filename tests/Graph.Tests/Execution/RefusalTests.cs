namespace CoEvolve.Graph.Tests.Execution;

/// <summary>What is known to be wrong before running is refused, with the place.</summary>
public class RefusalTests
{
    private const string Syntax = "Neo.ClientError.Statement.SyntaxError";

    [Theory]
    [InlineData("RETURN x", 1, 8)]
    [InlineData("MATCH (n)\nWHERE m.x = 1 RETURN n", 2, 7)]
    [InlineData("MATCH (n) RETURN n.x AS a, n.y AS a", 1, 18)]
    [InlineData("MATCH (n)-[n]->() RETURN n", 1, 12)]
    [InlineData("MATCH (n) WITH n.x RETURN 1", 1, 16)]
    [InlineData("MATCH (n) RETURN foo(n)", 1, 18)]
    [InlineData("RETURN sqrt()", 1, 8)]
    [InlineData("RETURN 1 AND true", 1, 8)]
    [InlineData("MATCH (n) WHERE count(n) > 1 RETURN n", 1, 17)]
    [InlineData("CREATE (a)-[:R|S]->(b)", 1, 11)]
    [InlineData("CREATE (a)-[:R]-(b)", 1, 11)]
    [InlineData("MATCH (a) CREATE (a:X)", 1, 19)]
    [InlineData("RETURN 1 AS a UNION RETURN 2 AS b", 1, 15)]
    [InlineData("MATCH (n) RETURN n LIMIT n.x", 1, 26)]
    [InlineData("MATCH (n)", 1, 1)]
    [InlineData("RETURN 1 LIMIT -1", 1, 16)]
    [InlineData("MATCH (n) RETURN n.x + count(*)", 1, 18)]
    [InlineData("WITH 1 AS n MATCH (n) RETURN n", 1, 20)]
    [InlineData("MATCH (n) WHERE EXISTS { CREATE (m) } RETURN n", 1, 17)]
    [InlineData("CREATE (a) MATCH (b) RETURN b", 1, 12)]
    public async Task A_mistake_is_a_syntax_error_with_line_and_column(string query, int line, int column)
    {
        await using var graph = EmbeddedGraph.InMemory();
        var refused = await graph.Fails(query);
        Assert.Equal(Syntax, refused.Code);
        Assert.Equal((line, column), (refused.Position!.Value.Line, refused.Position!.Value.Column));
    }

    [Fact]
    public async Task An_unknown_procedure_is_named()
    {
        var refused = await EmbeddedGraph.InMemory().Fails("CALL no.such()");
        Assert.Equal("Neo.ClientError.Procedure.ProcedureNotFound", refused.Code);
        Assert.Contains("no.such", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UNWIND [1, 'a'] AS x RETURN x.y", "Neo.ClientError.Statement.TypeError")]
    [InlineData("UNWIND [1, 0] AS x RETURN 1 / x", "Neo.ClientError.Statement.ArithmeticError")]
    [InlineData("UNWIND [9223372036854775807] AS x RETURN x + 1", "Neo.ClientError.Statement.ArithmeticError")]
    [InlineData("RETURN range(1, 2, 0)", "Neo.ClientError.Statement.ArgumentError")]
    public async Task A_mistake_seen_while_running_has_its_own_code(string query, string code) =>
        Assert.Equal(code, (await EmbeddedGraph.InMemory().Fails(query)).Code);

    [Fact]
    public async Task A_long_chain_of_operators_does_not_exhaust_the_stack()
    {
        await using var graph = EmbeddedGraph.InMemory();
        var sum = string.Join(" + ", Enumerable.Repeat("1", 20_000));
        Assert.Equal(["20000"], await graph.Rows($"RETURN {sum} AS x ORDER BY {sum}"));
    }
}

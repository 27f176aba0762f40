using static CoEvolve.Graph.Tests.Language.Answers;
using CypherValue = CoEvolve.Graph.Values.Value;

namespace CoEvolve.Graph.Tests.Language;

/// <summary>Mistakes of type that are seen before a statement runs, and where they are reported.</summary>
public class StaticTypeTests
{
    [Theory]
    [InlineData("RETURN date('2024-02-29') + 1", 29)]
    [InlineData("RETURN duration('P1D') * duration('P2D')", 26)]
    [InlineData("RETURN -duration('P1D')", 9)]
    [InlineData("RETURN true + 1", 15)]
    [InlineData("RETURN {a: 1} + {b: 2}", 17)]
    [InlineData("RETURN [1, 2]['a']", 15)]
    [InlineData("RETURN {a: 1}[0]", 15)]
    [InlineData("WITH 12 AS n RETURN n[0]", 21)]
    [InlineData("RETURN reduce(s = 0, x IN ['a'] | s + x)", 37)]
    public async Task An_operand_that_cannot_be_right_is_reported_where_it_stands(string query, int column)
    {
        var error = await Error(query);

        Assert.Equal("Neo.ClientError.Statement.SyntaxError", error.Code);
        Assert.Equal(column, error.Position!.Value.Column);
    }

    [Theory]
    [InlineData("date('2024-02-29') + duration('P1D')", "date('2024-03-01')")]
    [InlineData("duration('P1D') * 2", "duration('P2D')")]
    [InlineData("2 * duration('P1D')", "duration('P2D')")]
    [InlineData("1 + [2]", "[1, 2]")]
    [InlineData("'a' + 1 + 2.5", "'a12.5'")]
    [InlineData("[x IN [1, 'b', null] | x + 'c']", "['1c', 'bc', null]")]
    public async Task What_may_be_right_runs(string expression, string answer) => Assert.Equal(answer.Replace("date(", "DATE(", StringComparison.Ordinal).Replace("duration(", "DURATION(", StringComparison.Ordinal), await Value(expression), ignoreCase: true);

    [Theory]
    [InlineData("1.0 / 0", "Infinity")]
    [InlineData("9007199254740993 = 9007199254740992.0", "true")]
    public async Task Literals_of_both_kinds_of_number_are_floats_together(string expression, string answer) => Assert.Equal(answer, await Value(expression));

    [Fact]
    public async Task A_parameter_is_judged_by_its_value_each_time_the_statement_is_sent()
    {
        await using var graph = EmbeddedGraph.InMemory();
        var token = TestContext.Current.CancellationToken;
        async Task<string> Size(CypherValue value)
        {
            await using var result = await graph.RunAsync("RETURN size($v) AS n", new Dictionary<string, CypherValue> { ["v"] = value }, token);
            return await result.ReadAsync(token) ? result.Current[0].ToString() : "";
        }

        Assert.Equal("3", await Size(CypherValue.Of("abc")));
        var error = await Assert.ThrowsAsync<CypherException>(() => Size(CypherValue.Of(12L)));
        Assert.Equal(("Neo.ClientError.Statement.SyntaxError", 13), (error.Code, error.Position!.Value.Column));
        Assert.Equal("2", await Size(CypherValue.Of("ab")));
    }

    [Fact]
    public async Task A_relationship_variable_that_stands_for_two_relationships_has_no_match() =>
        Assert.Equal(["0"], await Rows("CREATE ()-[:R]->()-[:R]->()", "MATCH (a)-[r]->(b)-[r]->(c) RETURN count(*)"));
}

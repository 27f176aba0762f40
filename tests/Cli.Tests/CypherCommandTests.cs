namespace CoEvolve.Cli.Tests;

public sealed class CypherCommandTests : IAsyncLifetime
{
    private readonly Workspace _workspace = new();

    public async ValueTask InitializeAsync()
    {
        var run = await Coevolve.RunAsync("import", _workspace.Package("package", "a,Aksi,cso,11,true"), "--data", _workspace.Data);
        Assert.Equal(0, run.ExitCode);
    }

    public ValueTask DisposeAsync()
    {
        _workspace.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("EXPLAIN MATCH (a:Actor) RETURN a.name", "Total database accesses: ?")]
    [InlineData(":explain MATCH (a:Actor) RETURN a.name", "Total database accesses: ?")]
    [InlineData(":profile MATCH (a:Actor) RETURN a.name", "DB Hits")]
    [InlineData("PROFILE MATCH (a:Actor) RETURN a.name", "a.name AS `a.name`")]
    public async Task A_plan_is_a_table_of_operators(string statement, string part)
    {
        var run = await CypherAsync(statement);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("| +NodeByLabelScan | ", run.Output, StringComparison.Ordinal);
        Assert.Contains(part, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_are_a_table_with_nodes_as_Cypher_writes_them()
    {
        var run = await CypherAsync("MATCH p = (a:Actor)-[:BASED_IN]->(l) RETURN a.name AS name, p, date('2026-03-02') AS day, [1, 2.0, null] AS list");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("│ Aksi │ (:Actor:Cso {id: 'a', name: 'Aksi', …})-[:BASED_IN]->(:Locality:Province {code:", run.Output, StringComparison.Ordinal);
        Assert.Contains("│ 2026-03-02 │ [1, 2.0, null] │", run.Output, StringComparison.Ordinal);
        Assert.Equal("1 row\n", run.Error);
    }

    [Fact]
    public async Task Rows_are_objects_for_programs()
    {
        var run = await CypherAsync("UNWIND [1, 2] AS x RETURN x, date('2026-03-02') AS day, {y: x * 1.0} AS map", "--json");

        Assert.Equal("""[{"x":1,"day":"2026-03-02","map":{"y":1.0}},{"x":2,"day":"2026-03-02","map":{"y":2.0}}]""" + "\n", run.Output);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Parameters_are_text_by_name_or_of_any_type_in_an_object()
    {
        var run = await CypherAsync(
            "RETURN $code AS code, $limit AS limit, date($asOf).year AS year, $codes AS codes", "--json",
            "--param", "code=11.10", "--params", """{"limit":5,"asOf":"2026-03-02","codes":["a","b"]}""");

        Assert.Equal("""[{"code":"11.10","limit":5,"year":2026,"codes":["a","b"]}]""" + "\n", run.Output);
    }

    [Fact]
    public async Task What_a_statement_writes_is_there_for_the_next_command()
    {
        var write = await CypherAsync("CREATE (:Note {text: 'x'})-[:ON]->(:Thing)");
        var read = await CypherAsync("MATCH (n:Note)-[:ON]->(:Thing) RETURN n.text AS text", "--json");

        Assert.Equal(0, write.ExitCode);
        Assert.Empty(write.Output);
        Assert.Equal("saved; nodes created: 2, relationships created: 1, properties set: 1, labels added: 2\n", write.Error);
        Assert.Equal("[{\"text\":\"x\"}]\n", read.Output);
    }

    [Fact]
    public async Task A_statement_can_come_from_standard_input()
    {
        var run = await Coevolve.RunWithInputAsync("RETURN 1 AS one\n", "cypher", "-", "--data", _workspace.Data, "--json");

        Assert.Equal("[{\"one\":1}]\n", run.Output);
    }

    [Theory]
    [InlineData("MATCH (a RETURN a", "Neo.ClientError.Statement.SyntaxError")]
    [InlineData("RETURN $x", "Neo.ClientError.Statement.ParameterMissing")]
    [InlineData("RETURN 1 / 0", "Neo.ClientError.Statement.ArithmeticError")]
    public async Task A_wrong_statement_fails_with_its_status_code_in_one_line(string statement, string code)
    {
        var run = await CypherAsync(statement);

        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith($"[{code}]", run.Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_characters_of_the_data_do_not_reach_the_terminal()
    {
        var run = await CypherAsync("RETURN 'a\\u001b[31mred\\u0007' AS text");

        Assert.DoesNotContain('\u001b', run.Output);
        Assert.DoesNotContain('\u0007', run.Output);
        Assert.Contains("a [31mred", run.Output, StringComparison.Ordinal);
    }

    private Task<Run> CypherAsync(params string[] arguments) => Coevolve.RunAsync(["cypher", .. arguments, "--data", _workspace.Data]);
}

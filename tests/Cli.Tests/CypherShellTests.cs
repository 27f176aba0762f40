namespace CoEvolve.Cli.Tests;

public sealed class CypherShellTests : IAsyncLifetime
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

    [Fact]
    public async Task A_script_runs_statements_of_several_lines_with_parameters_that_the_graph_evaluates()
    {
        var run = await ScriptAsync(
            """
            // the first statement has three lines
            :param limit => 2 * 3
            :param {day: date('2026-03-02'), twice: $limit * 2};
            MATCH (a:Actor)
            WHERE a.name <> ';'
            RETURN a.name AS name, $limit AS l, $day.year AS y, $twice AS t, $given AS g;
            RETURN 1 AS one; RETURN 2 AS two
            """,
            "--json", "--param", "given=x");

        Assert.Equal("""[{"name":"Aksi","l":6,"y":2026,"t":12,"g":"x"}]""" + "\n" + """[{"one":1}]""" + "\n" + """[{"two":2}]""" + "\n", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Rows_are_a_table_with_their_number_and_the_time()
    {
        var run = await ScriptAsync("UNWIND [1, 2] AS x RETURN x;");

        Assert.Contains("│ 2 │", run.Output, StringComparison.Ordinal);
        Assert.Matches("^2 rows; [0-9]+ ms\n$", run.Error);
    }

    [Fact]
    public async Task Parameters_are_shown_and_forgotten()
    {
        var run = await ScriptAsync(":param name => 'Aksi'\n:params\n:clear\n:params\nRETURN $name;");

        Assert.Contains("│ name │ 'Aksi' │", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("no parameters", run.Error, StringComparison.Ordinal);
        Assert.Contains("[Neo.ClientError.Statement.ParameterMissing]", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task A_script_ends_at_its_first_fault_with_the_place_and_exit_code_1()
    {
        var run = await ScriptAsync("RETURN 1 AS one;\n\nMATCH (a:Actor)\nRETURN nam AS name;\nRETURN 3 AS three;");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("one", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("three", run.Output, StringComparison.Ordinal);
        Assert.Contains("(line 2, column 8) [Neo.ClientError.Statement.SyntaxError], in the statement that begins on line 3 of the input\n", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("\n  RETURN nam AS name\n         ^\n", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(":nonsense", "there is no command :nonsense: :help lists them")]
    [InlineData(":param x 5", ":param limit => 2 * 5")]
    [InlineData(":param x => 1 +", "[Neo.ClientError.Statement.SyntaxError]")]
    [InlineData(":commit", "no transaction is open")]
    [InlineData(":begin\n:begin", "a transaction is open already")]
    public async Task A_wrong_command_is_a_fault_too(string script, string message)
    {
        var run = await ScriptAsync(script + "\nRETURN 1;");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task A_plan_is_shown_for_explain_and_with_what_was_counted_for_profile()
    {
        var explained = await ScriptAsync(":explain MATCH (a:Actor)\nRETURN a.name;");
        var profiled = await ScriptAsync(":profile\nMATCH (a:Actor) RETURN a.name;");

        Assert.Contains("| +NodeByLabelScan | ", explained.Output, StringComparison.Ordinal);
        Assert.Contains("Total database accesses: ?", explained.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Aksi", explained.Output, StringComparison.Ordinal);
        Assert.Contains("Aksi", profiled.Output, StringComparison.Ordinal);
        Assert.Contains("DB Hits", profiled.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_that_is_rolled_back_leaves_nothing_and_one_that_is_committed_stays()
    {
        var run = await ScriptAsync(
            """
            :begin
            CREATE (:Note {text: 'gone'});
            MATCH (n:Note) RETURN count(n) AS within;
            :rollback
            MATCH (n:Note) RETURN count(n) AS after;
            :begin
            CREATE (:Note {text: 'stays'});
            :commit
            """,
            "--json");
        var read = await ScriptAsync("MATCH (n:Note) RETURN n.text AS text;", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("[]\n[{\"within\":1}]\n[{\"after\":0}]\n[]\n", run.Output);
        Assert.Contains("in the transaction; nodes created: 1", run.Error, StringComparison.Ordinal);
        Assert.Equal("[{\"text\":\"stays\"}]\n", read.Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("RETURN 1 / 0;\n:commit")]
    [InlineData(":exit")]
    public async Task A_transaction_that_nobody_commits_is_undone_and_the_script_has_failed(string rest)
    {
        var run = await ScriptAsync(":begin\nCREATE (:Note);\n" + rest);
        var read = await ScriptAsync("MATCH (n:Note) RETURN count(n) AS notes;", "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("rolled back", run.Error, StringComparison.Ordinal);
        Assert.Equal("[{\"notes\":0}]\n", read.Output);
    }

    [Fact]
    public async Task Help_lists_the_commands_and_exit_leaves()
    {
        var run = await ScriptAsync(":help\n:exit\nRETURN 1;");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.All([":explain", ":profile", ":param ", ":params", ":clear", ":begin", ":commit, :rollback", ":exit"], command => Assert.Contains("\n" + command, "\n" + run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_works_on_the_graph_of_a_running_server()
    {
        using var neo4j = await ServedNeo4j.StartAsync(_workspace.Data, "a-password-of-tests");
        using var shell = neo4j.Start("cypher", "--graph", neo4j.Address, "--json");

        var run = await shell.EndAsync(":param name => 'Aksi'\nMATCH (a:Actor {name: $name}) RETURN count(a) AS found;\n:begin\nCREATE (:Note);\n:rollback\nMATCH (n:Note) RETURN count(n) AS notes;\nRETURN nam;\n");

        Assert.Equal("[{\"found\":1}]\n[]\n[{\"notes\":0}]\n", run.Output);
        Assert.EndsWith("[Neo.ClientError.Statement.SyntaxError], in the statement that begins on line 7 of the input\n  RETURN nam\n         ^\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
    }

    private Task<Run> ScriptAsync(string script, params string[] arguments) =>
        Coevolve.RunWithInputAsync(script + "\n", ["cypher", .. arguments, "--data", _workspace.Data]);
}

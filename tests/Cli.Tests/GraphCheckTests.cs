using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CoEvolve.Cli.Tests;

public sealed partial class GraphCheckTests
{
    [Fact]
    public async Task The_embedded_graph_answers_every_query_as_expected_and_keeps_nothing_of_the_check()
    {
        using var workspace = new Workspace();

        var run = await Coevolve.RunAsync("graph", "check", "--data", workspace.Data);

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.EndsWith(" passed, 0 failed\n", run.Output, StringComparison.Ordinal);
        var left = await Coevolve.RunAsync("cypher", "MATCH (n) RETURN count(n) AS nodes", "--data", workspace.Data, "--json");
        Assert.Equal("[{\"nodes\":0}]\n", left.Output);
    }

    [Fact]
    public async Task The_same_answers_come_over_Bolt()
    {
        using var workspace = new Workspace();
        await Coevolve.RunAsync("import", workspace.Package("other", "x,Lain,cso,11,true"), "--data", workspace.Data);
        using var neo4j = await ServedNeo4j.StartAsync(workspace.Data, "a-password-of-tests");

        var refused = await neo4j.RunAsync("graph", "check", "--graph", neo4j.Address);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("the graph holds data", refused.Error, StringComparison.Ordinal);
        var kept = await neo4j.RunAsync("cypher", "MATCH (n) RETURN count(n) AS nodes", "--graph", neo4j.Address, "--json");
        Assert.Equal("[{\"nodes\":4}]\n", kept.Output);

        await neo4j.RunAsync("cypher", "MATCH (n) DETACH DELETE n", "--graph", neo4j.Address);
        var run = await neo4j.RunAsync("graph", "check", "--graph", neo4j.Address);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.EndsWith(" passed, 0 failed\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_difference_is_told_row_by_row_and_fails()
    {
        using var workspace = new Workspace();
        Assert.Equal(0, (await Coevolve.RunAsync("graph", "check", "--write", workspace["expected"])).ExitCode);
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(workspace["expected"], TestContext.Current.CancellationToken))!;
        expected["Network/Queries/count-actors"]!["rows"]![0] = "1217";
        expected["Network/Queries/count-actors"]!["fingerprints"] = "0000000000";
        await File.WriteAllTextAsync(workspace["expected"], expected.ToJsonString(), TestContext.Current.CancellationToken);

        var run = await Coevolve.RunAsync("graph", "check", "--expectation", workspace["expected"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Network/Queries/count-actors: missing: 1217\nNetwork/Queries/count-actors: unexpected: 1216\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith(" passed, 1 failed\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_case_finds_something()
    {
        using var stream = typeof(Checks.Expectation).Assembly.GetManifestResourceStream("Checks/expectation.json")!;
        using var expected = System.Text.Json.JsonDocument.Parse(stream);
        Assert.All(expected.RootElement.EnumerateObject(), answer => Assert.NotEqual(0, answer.Value.GetProperty("count").GetInt32()));
    }

    /// <summary>Cypher stands in files of its own; in code it could be sent without a name, and no check would run it.</summary>
    [Fact]
    public void No_code_above_the_graph_holds_Cypher()
    {
        var source = Path.Combine(Path.GetDirectoryName(FirstNetwork.FindData()!)!, "src");
        var found = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => !Path.GetRelativePath(source, file).StartsWith("Graph", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(file).Where(line => SentText().IsMatch(line)).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"));
        Assert.Equal(["CypherExpression.cs: var result = await calculator.RunAsync(\"RETURN \" + expression + \"\\nAS value\", null, cancellationToken).ConfigureAwait(false);"], found);
    }

    /// <summary>Text that is given to a graph at once, or begins as a statement does and is kept under a name.</summary>
    [GeneratedRegex("""RunAsync\(\s*[$@]*"|=>?\s*[$@]*"+(MATCH|OPTIONAL MATCH|MERGE|UNWIND|CALL|RETURN|CREATE \(|WITH) """)]
    private static partial Regex SentText();
}

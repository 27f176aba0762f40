using System.Text.Json;

namespace CoEvolve.Cli.Tests;

/// <summary>The product on a graph that another process serves over Bolt.</summary>
public sealed class Neo4jTests
{
    private const string Password = "a-password-of-tests";

    [Fact]
    public async Task Import_lists_jobs_and_the_API_run_on_a_Neo4j_and_give_what_a_folder_gives()
    {
        using var workspace = new Workspace();
        await Coevolve.RunAsync("import", workspace.Package("other", "x,Lain,cso,11,true"), "--data", workspace.Data);
        using var neo4j = await ServedNeo4j.StartAsync(workspace.Data, Password);
        string[] place = ["--graph", neo4j.Address, "--data", workspace["beside"]];
        await neo4j.RunAsync("cypher", "MATCH (n) DETACH DELETE n", "--graph", neo4j.Address);

        var empty = await neo4j.RunAsync(["serve", "--port", "0", .. place]);
        Assert.Equal(1, empty.ExitCode);
        Assert.Contains("holds no network: import one first", empty.Error, StringComparison.Ordinal);

        var imported = await neo4j.RunAsync(["import", Workspace.Seeds, Workspace.Sample, .. place, "--json"]);
        Assert.Equal(0, imported.ExitCode);
        var again = await neo4j.RunAsync(["import", Workspace.Seeds, Workspace.Sample, .. place, "--json"]);
        Assert.All(again.Json().GetProperty("packages").EnumerateArray(), package => Assert.False(package.GetProperty("changes").GetProperty("any").GetBoolean()));

        await Coevolve.RunAsync("import", Workspace.Seeds, Workspace.Sample, "--data", workspace["folder"]);
        foreach (string[] command in (string[][])[["recommend", "sample-cso-006"], ["triads", "sample-cso-006"]])
        {
            var onNeo4j = await neo4j.RunAsync([.. command, "--json", .. place]);
            var inFolder = await Coevolve.RunAsync([.. command, "--json", "--data", workspace["folder"]]);
            Assert.Equal(inFolder.Output, onNeo4j.Output);
            Assert.DoesNotContain(Password, onNeo4j.Output + onNeo4j.Error, StringComparison.Ordinal);
        }

        using var api = neo4j.Start(["serve", "--port", "0", "--json", .. place]);
        await api.UntilAsync(() => api.Output.Contains('}', StringComparison.Ordinal));
        using var announcement = JsonDocument.Parse(api.Output);
        Assert.Equal(neo4j.Address, announcement.RootElement.GetProperty("graph").GetString());
        Assert.Equal(JsonValueKind.Null, announcement.RootElement.GetProperty("bolt").ValueKind);
        using var client = new HttpClient { BaseAddress = new(announcement.RootElement.GetProperty("address").GetString()!) };
        Assert.Equal("""{"status":"ok","actors":1216}""", await client.GetStringAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken));
        using var list = JsonDocument.Parse(await client.GetStringAsync(new Uri("/api/v1/actors/sample-cso-006/recommendations", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Equal(1, list.RootElement.GetProperty("items")[0].GetProperty("rank").GetInt32());
        Assert.Equal(0, await api.TerminateAsync());
        Assert.DoesNotContain(Password, api.Output + api.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_was_stopped_is_done_again_without_doubling()
    {
        using var workspace = new Workspace();
        await Coevolve.RunAsync("import", workspace.Package("other", "x,Lain,cso,11,true"), "--data", workspace.Data);
        using var neo4j = await ServedNeo4j.StartAsync(workspace.Data, Password);
        const string Count = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS relationships";
        using (var stopped = neo4j.Start("import", Workspace.Seeds, "--graph", neo4j.Address))
        {
            var nodes = 0L;
            while (nodes < 500)
            {
                var seen = await neo4j.RunAsync("cypher", Count, "--graph", neo4j.Address, "--json");
                nodes = seen.Json()[0].GetProperty("nodes").GetInt64();
            }

            await stopped.KillAsync();
        }

        Assert.Equal(0, (await neo4j.RunAsync("import", Workspace.Seeds, "--graph", neo4j.Address)).ExitCode);
        await Coevolve.RunAsync("import", workspace["other"], Workspace.Seeds, "--data", workspace["folder"]);
        var (whole, expected) = (await neo4j.RunAsync("cypher", Count, "--graph", neo4j.Address, "--json"), await Coevolve.RunAsync("cypher", Count, "--data", workspace["folder"], "--json"));
        Assert.Equal(expected.Output, whole.Output);
    }

    [Fact]
    public async Task Jobs_publish_their_lists_in_the_Neo4j()
    {
        using var workspace = new Workspace();
        await Coevolve.RunAsync("import", workspace.Package("package", "a,Aksi,cso,11,true", "b,Badan,government,11,true", "c,Cipta,business,11,true"), "--data", workspace.Data);
        using var neo4j = await ServedNeo4j.StartAsync(workspace.Data, Password);

        var rescored = await neo4j.RunAsync("rescore", "--full", "--graph", neo4j.Address, "--data", workspace["beside"]);

        Assert.Equal(0, rescored.ExitCode);
        var published = await neo4j.RunAsync("cypher", "MATCH (:Actor {id: 'a'})-[r:RECOMMENDED]->(b) RETURN b.id AS id ORDER BY id", "--graph", neo4j.Address, "--json");
        Assert.Equal("""[{"id":"b"},{"id":"c"}]""" + "\n", published.Output);
    }

    [Theory]
    [InlineData("bolt://ana:secret-word@localhost", "says more than where the Neo4j is")]
    [InlineData("http://localhost", "no address of a Neo4j")]
    [InlineData("localhost", "no address of a Neo4j")]
    public async Task A_wrong_address_is_a_mistake_in_the_command_and_is_told_without_secrets(string address, string part)
    {
        var run = await Coevolve.RunAsync("cypher", "RETURN 1", "--graph", address);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(part, run.Complaint(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_a_folder_heeds_is_refused_beside_a_Neo4j()
    {
        var run = await Coevolve.RunAsync("serve", "--graph", "bolt://localhost:1", "--query-seconds", "5");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--query-seconds is for the graph of a data folder", run.Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Neo4j_that_is_not_there_is_told_in_one_line()
    {
        var run = await Coevolve.RunAsync("cypher", "RETURN 1", "--graph", "bolt://127.0.0.1:1");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("127.0.0.1:1", run.Complaint(), StringComparison.Ordinal);
    }
}

namespace CoEvolve.Cli.Tests;

/// <summary>On the network that a newcomer gets: seeds and sample.</summary>
public sealed class RecommendCommandTests : IClassFixture<RecommendCommandTests.FirstNetworkFolder>
{
    private const string Actor = "sample-cso-001";

    private readonly FirstNetworkFolder _network;

    public RecommendCommandTests(FirstNetworkFolder network) => _network = network;

    [Fact]
    public async Task The_list_for_people_is_Indonesian_by_default_and_marks_made_up_actors()
    {
        var run = await RecommendAsync("--limit", "5");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("Mitra yang direkomendasikan bagi Contoh ", run.Output, StringComparison.Ordinal);
        Assert.Contains("(contoh)", run.Output, StringComparison.Ordinal);
        Assert.Contains("Alasan", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_for_people_can_be_English()
    {
        var run = await RecommendAsync("--limit", "5", "--language", "en");

        Assert.StartsWith("Recommended partners for Contoh ", run.Output, StringComparison.Ordinal);
        Assert.Contains("Reason", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_for_programs_has_the_shape_of_the_api()
    {
        var list = (await RecommendAsync("--limit", "3", "--kind", "government,business", "--json")).Json();

        Assert.Equal(["items", "asOf", "policy", "model", "next"], list.EnumerateObject().Select(member => member.Name));
        Assert.Equal([1, 2, 3], list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("rank").GetInt32()));
    }

    [Fact]
    public async Task The_given_query_with_its_parameters_returns_paths_between_the_pair()
    {
        var item = (await RecommendAsync("--limit", "1", "--json")).Json().GetProperty("items")[0];
        var cypher = item.GetProperty("cypher");

        var run = await Coevolve.RunAsync(
            "cypher", cypher.GetProperty("query").GetString()!, "--params", cypher.GetProperty("parameters").GetRawText(), "--data", _network.Data, "--json");

        Assert.Equal(0, run.ExitCode);
        var rows = run.Json().EnumerateArray().ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            var nodes = row.GetProperty("path").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("properties")).ToList();
            Assert.Equal(Actor, nodes[0].GetProperty("id").GetString());
            Assert.Equal(item.GetProperty("candidate").GetProperty("id").GetString(), nodes[^1].GetProperty("id").GetString());
        });
    }

    [Theory]
    [InlineData("id", "tidak ada aktor dengan id 'nobody'")]
    [InlineData("en", "no actor with the id 'nobody'")]
    public async Task An_unknown_actor_is_a_failure_told_in_the_language_asked_for(string language, string complaint)
    {
        var run = await Coevolve.RunAsync("recommend", "nobody", "--language", language, "--data", _network.Data);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(complaint, run.Complaint(), StringComparison.Ordinal);
    }

    private Task<Run> RecommendAsync(params string[] arguments) => Coevolve.RunAsync(["recommend", Actor, .. arguments, "--data", _network.Data]);

    /// <summary>A data folder with the seeds and the sample, imported once for all tests of the class.</summary>
    public sealed class FirstNetworkFolder : IAsyncLifetime
    {
        private readonly Workspace _workspace = new();

        /// <summary>The folder.</summary>
        public string Data => _workspace.Data;

        public async ValueTask InitializeAsync()
        {
            var run = await Coevolve.RunAsync("import", Workspace.Seeds, Workspace.Sample, "--data", Data);
            Assert.True(run.ExitCode == 0, run.Error);
        }

        public ValueTask DisposeAsync()
        {
            _workspace.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

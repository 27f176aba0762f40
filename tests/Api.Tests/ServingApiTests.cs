using System.Net;
using System.Text.Json;
using CoEvolve.Graph;
using CoEvolve.Matching.Evaluation;
using CoEvolve.Matching.Ingest;
using CoEvolve.Matching.Ranking.Registry;

namespace CoEvolve.Api.Tests;

/// <summary>A model from its training to its lists: the example network, the real host, the real registry.</summary>
[Trait("Category", "Slow")]
public sealed class ServingApiTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coevolve-api-models-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_trained_and_promoted_model_serves_lists_and_is_taken_back_without_a_restart()
    {
        var token = TestContext.Current.CancellationToken;
        await using var graph = EmbeddedGraph.InMemory();
        foreach (var package in new[] { "seeds", "sample" })
        {
            await NetworkImport.RunAsync(graph, Path.Combine(Root(), "data", package), cancellationToken: token);
        }

        await using var app = ApiHost.Build(new() { Port = 0 }, graph, TimeProvider.System, new() { Serving = new() { Models = _folder } });
        await app.StartAsync(token);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        var actor = await PartnerAsync(graph);
        var prior = await ListAsync(client, actor);
        Assert.Equal("prior", prior.GetProperty("model").GetString());

        var registry = new ModelRegistry(_folder);
        var model = await ModelTrial.RunAsync(graph, registry, new() { Today = new(2026, 1, 1), Origins = 2, SpreadLists = 20 }, token);
        Assert.NotNull(model);
        Assert.Equal("prior", (await ListAsync(client, actor)).GetProperty("model").GetString());

        // Whether it is better than the prior on this little data is another matter: the gate is held open.
        File.WriteAllText(Path.Combine(_folder, "serving.json"), JsonSerializer.Serialize(new[] { model.Id }));
        var served = await ListAsync(client, actor);
        Assert.Equal(model.Id, served.GetProperty("model").GetString());
        Assert.NotEmpty(served.GetProperty("items").EnumerateArray());
        Assert.All(served.GetProperty("items").EnumerateArray(), item =>
        {
            var (score, forward, backward) = (item.GetProperty("score").GetDouble(), item.GetProperty("forward").GetDouble(), item.GetProperty("backward").GetDouble());
            Assert.Equal(Math.Sqrt(forward * backward), score, 1e-9);
            Assert.Contains(item.GetProperty("candidate").GetProperty("name").GetString()!, item.GetProperty("reason").GetString()!, StringComparison.Ordinal);
        });
        Assert.NotEqual(
            prior.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("score").GetDouble()),
            served.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("score").GetDouble()));

        Assert.Equal((model.Id, null), registry.RollBack());
        Assert.Equal(prior.ToString(), (await ListAsync(client, actor)).ToString());
    }

    private static async Task<JsonElement> ListAsync(HttpClient client, string actor)
    {
        using var response = await client.GetAsync($"/api/v1/actors/{actor}/recommendations?limit=10", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    /// <summary>A CSO that has been in partnerships for long.</summary>
    private static async Task<string> PartnerAsync(EmbeddedGraph graph)
    {
        await using var result = await graph.RunAsync(
            "MATCH (a:Cso)-[:MEMBER_OF]->(p:Partnership) WHERE p.status = 'active' OR p.status = 'ended' RETURN a.id AS id, count(p) AS n ORDER BY n DESC, id LIMIT 1",
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(await result.ReadAsync(TestContext.Current.CancellationToken));
        return result.Current[0].AsString();
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CoEvolve.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside of the repository.");
        }

        return folder;
    }
}

using System.Text.Json;
using CoEvolve.Jobs.Rescoring;
using CoEvolve.Jobs.Training;
using CoEvolve.Matching.Ranking.Registry;
using CoEvolve.Matching.Recommendations;

namespace CoEvolve.Jobs.Tests;

public sealed class TrainingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_nobody_found_a_partner_nothing_is_trained_and_the_prior_serves()
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token);
        Assert.Equal(1, await network.RunAsync(Job(network), Token));
        using var record = await RecordAsync(network);
        Assert.Equal(JsonValueKind.Null, record.RootElement.GetProperty("Model").ValueKind);
        Assert.Null(await network.Ledger.Models.ServingAsync(Token));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_week_trains_a_model_judges_it_by_the_gate_and_the_night_runs_with_what_serves()
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token, actors: 1);
        network.Clock.Set("2026-01-01T00:00Z"); // the sample network has new partners in the half year before
        Assert.Equal(1, await network.RunAsync(Job(network), Token));
        var registry = new ModelRegistry(network["models"]);
        var id = Assert.Single(registry.Ids());
        using (var record = await RecordAsync(network))
        {
            Assert.Equal(id, record.RootElement.GetProperty("Model").GetString());
            Assert.Equal(registry.Serving == id, record.RootElement.GetProperty("Promoted").GetBoolean());
            Assert.True(record.RootElement.GetProperty("Positives").GetInt32() > 0);
        }

        Assert.Equal(registry.Serving, (await network.Ledger.Models.ServingAsync(Token))?.Id);

        // Begun again, as after a crash, it gives the same model.
        await network.RunAsync(Job(network), Token);
        Assert.Equal([id], registry.Ids());

        // A model that serves is what runs name, whoever let it serve; taken back, the prior is.
        if (registry.Serving is null)
        {
            await File.WriteAllTextAsync(Path.Combine(network["models"], "serving.json"), JsonSerializer.Serialize<string[]>([id]), Token);
        }

        var night = network.Rescoring(
            options: new RescoringOptions { ChunkSize = 500, DriftLists = 20, ListLength = 3, EdgesPerActor = 1 }, matching: new MatchingOptions { Serving = new() { Models = network["models"] } });
        Assert.Equal(1, await network.RunAsync(night, Token));
        Assert.Equal(id, (await network.Ledger.Runs.VisibleAsync(Token))!.Model);
        Assert.Equal(id, (await network.Ledger.Models.ServingAsync(Token))!.Id);
        using (var record = await RecordAsync(network))
        {
            Assert.Equal(JsonValueKind.Array, record.RootElement.GetProperty("Drifted").ValueKind);
        }
    }

    [Fact]
    public async Task A_model_that_is_taken_back_serves_no_longer_in_the_ledger_either()
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token);
        await network.Ledger.Models.NoteServingAsync("taken-back", Token);
        await network.RunAsync(network.Rescoring(), Token);
        Assert.Null(await network.Ledger.Models.ServingAsync(Token));
        Assert.Equal(Recommender.Prior, (await network.Ledger.Runs.VisibleAsync(Token))!.Model);
    }

    private static TrainingJob Job(SampleNetwork network) => new(network.Graph, network.Ledger, new ModelRegistry(network["models"]), network.Clock, new TrainingOptions { Threads = 1 });

    private static async Task<JsonDocument> RecordAsync(SampleNetwork network) => JsonDocument.Parse((await network.Ledger.Jobs.RecentAsync(1, Token)).Single().Record!);
}

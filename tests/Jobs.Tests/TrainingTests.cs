using System.Text.Json;
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

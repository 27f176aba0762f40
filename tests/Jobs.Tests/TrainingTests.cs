using System.Globalization;
using System.Text.Json;
using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Jobs.Training;
using CoEvolve.Ledger.Runs;
using CoEvolve.Ledger.Schedules;
using CoEvolve.Matching.Ingest.Worlds;
using CoEvolve.Matching.Ranking.Registry;
using CoEvolve.Matching.Recommendations;

namespace CoEvolve.Jobs.Tests;

public sealed class TrainingTests
{
    /// <summary>Partners are sought far from one's own place: the prior, which trusts in nearness, foresees next to nothing, and any model that has learned is better.</summary>
    private static readonly WorldOptions Learnable = new(WorldKind.Adversarial, 1, 60);

    /// <summary>Partners are found by chance: a model has nothing to learn, and in this one the prior happens to foresee more.</summary>
    private static readonly WorldOptions Chance = new(WorldKind.Null, 2, 60);

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

    [Fact]
    public async Task A_model_that_foresees_more_than_the_prior_is_registered_serves_stands_in_the_ledger_and_is_the_same_when_trained_again()
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token, world: Learnable);
        Assert.Equal(1, await network.RunAsync(Job(network), Token));

        var registry = Registry(network);
        var model = registry.Load(Assert.Single(registry.Ids())).Model;
        Assert.Equal(model.Id, registry.Serving);
        Assert.InRange(model.Record.HeldOut!.Queries.Count, 30, 60);
        Assert.True(model.Record.Metrics["ndcg@10"] > 1.5 * model.Record.Metrics["prior ndcg@10"], string.Join(", ", model.Record.Metrics));

        var entry = (await network.Ledger.Models.ServingAsync(Token))!;
        Assert.Equal((model.Id, ModelState.Serving, network.Clock.Now), (entry.Id, entry.State, entry.PromotedAt));
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"learned from {model.Record.Positives} positives until 2026-02-02"), entry.Description);
        Assert.Equal(model.Record.Metrics, JsonSerializer.Deserialize<Dictionary<string, double>>(entry.Metrics));
        Assert.Equal(("job train", "promote", "model " + model.Id, "NoWorse"), Assert.Single(await PromotionsAsync(network)));
        Assert.Null(await network.Ledger.Audit.FirstBreakAsync(Token));

        using (var record = await RecordAsync(network))
        {
            Assert.Equal((model.Id, model.Id), (Text(record, "Model"), Text(record, "Serving")));
            Assert.True(record.RootElement.GetProperty("Promoted").GetBoolean());
            Assert.Equal(["prior"], Against(record));
        }

        await network.RunAsync(Job(network), Token);
        Assert.Equal([model.Id], registry.Ids());
        Assert.Single(await PromotionsAsync(network));
        using var again = await RecordAsync(network);
        Assert.Equal((model.Id, "AlreadyServing", model.Id), (Text(again, "Model"), Text(again, "Reason"), Text(again, "Serving")));
    }

    [Fact]
    public async Task A_run_that_ended_between_promotion_and_ledger_is_made_good_when_it_is_begun_again()
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token, world: Learnable);
        var registry = Registry(network);
        await network.RunAsync(Job(network, new() { Threads = 1, HeldOutDays = 300, Promotes = false }), Token);
        Assert.Null(registry.Serving);
        Assert.True(registry.Promote(registry.Ids()[0]).Promoted); // the ledger hears nothing of it

        await network.RunAsync(Job(network), Token);
        var model = Assert.Single(registry.Ids());
        Assert.Equal(model, (await network.Ledger.Models.ServingAsync(Token))!.Id);
        Assert.Equal("model " + model, Assert.Single(await PromotionsAsync(network)).Subject);
    }

    [Fact]
    public async Task A_model_that_the_gate_refuses_is_kept_as_a_candidate_and_what_served_goes_on()
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token, world: Chance);
        Assert.Equal(1, await network.RunAsync(Job(network), Token));
        Assert.Single(Registry(network).Ids());
        Assert.Null(Registry(network).Serving);
        Assert.Null(await network.Ledger.Models.ServingAsync(Token));
        Assert.Empty(await PromotionsAsync(network));
        using var record = await RecordAsync(network);
        Assert.Equal("Worse", Text(record, "Reason"));
        Assert.False(record.RootElement.GetProperty("Promoted").GetBoolean());
    }

    [Fact]
    public async Task A_run_that_is_cut_off_at_any_reading_leaves_the_serving_model_as_it_was()
    {
        await using var network = await SampleNetwork.CreateAsync(null, Token, world: Learnable);
        await network.RunAsync(Job(network), Token);
        var serving = Registry(network).Serving!;
        network.Clock.Now += TimeSpan.FromDays(7);

        var cuts = 0;
        for (var ended = false; !ended; cuts++)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var job = new TrainingJob(new CutGraph(network.Graph, cuts, stop), network.Ledger, Registry(network), network.Clock, Options);
            var runner = network.Runner(job);
            if (cuts == 0)
            {
                await runner.AskAsync(job.Name, Token);
            }

            var run = Assert.Single(await network.Ledger.Jobs.OpenAsync(Token));
            ended = await runner.RunAsync(run.Id, null, stop.Token);
            if (!ended)
            {
                Assert.Equal([serving], Registry(network).Ids());
                Assert.Equal(serving, Registry(network).Serving);
                Assert.Equal(serving, (await network.Ledger.Models.ServingAsync(Token))!.Id);
                Assert.Equal(JobState.Running, (await network.Ledger.Jobs.FindAsync(run.Id, Token))!.State); // open: the next look begins it again
            }
        }

        // Each reading was one cut; the run that was left in peace tried its model beside the prior and the one that serves.
        Assert.InRange(cuts, 5, 500);
        Assert.Equal(2, Registry(network).Ids().Count);
        using var record = await RecordAsync(network);
        Assert.Equal([serving, "prior"], Against(record).Order(StringComparer.Ordinal));
        Assert.Equal(Text(record, "Serving"), (await network.Ledger.Models.ServingAsync(Token))!.Id);
        Assert.DoesNotContain(Directory.GetDirectories(network["models"]), path => Path.GetFileName(path).StartsWith('.'));
    }

    private static TrainingOptions Options => new() { Threads = 1, HeldOutDays = 300 };

    private static ModelRegistry Registry(SampleNetwork network) => new(network["models"]);

    private static TrainingJob Job(SampleNetwork network, TrainingOptions? options = null) => new(network.Graph, network.Ledger, Registry(network), network.Clock, options ?? Options);

    private static string? Text(JsonDocument record, string member) => record.RootElement.GetProperty(member).GetString();

    private static string[] Against(JsonDocument record) => [.. record.RootElement.GetProperty("Comparisons").EnumerateArray().Select(comparison => comparison.GetProperty("Against").GetString()!)];

    private static async Task<JsonDocument> RecordAsync(SampleNetwork network) => JsonDocument.Parse((await network.Ledger.Jobs.RecentAsync(1, Token)).Single().Record!);

    private static async Task<(string Who, string Act, string Subject, string Detail)[]> PromotionsAsync(SampleNetwork network) =>
        [.. (await network.Ledger.Audit.RecentAsync(100, Token)).Where(entry => entry.Act == "promote").Select(entry => (entry.Who, entry.Act, entry.Subject, entry.Detail))];

    /// <summary>Stops the run as soon as so many readings have been asked for.</summary>
    private sealed class CutGraph(IGraph graph, int after, CancellationTokenSource stop) : IGraph
    {
        private int _asked;

        public async ValueTask<IGraphResult> RunAsync(string cypher, IReadOnlyDictionary<string, Value>? parameters = null, CancellationToken cancellationToken = default)
        {
            await CountAsync();
            return await graph.RunAsync(cypher, parameters, cancellationToken);
        }

        public async ValueTask<IGraphTransaction> BeginTransactionAsync(AccessMode mode, CancellationToken cancellationToken = default)
        {
            await CountAsync();
            return await graph.BeginTransactionAsync(mode, cancellationToken);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private Task CountAsync() => _asked++ == after ? stop.CancelAsync() : Task.CompletedTask;
    }
}

using CoEvolve.Matching.Evaluation;
using CoEvolve.Matching.Ingest.Worlds;

namespace CoEvolve.Matching.Tests.Ingest;

[Trait("Category", "Slow")]
public sealed class WorldTests
{
    [Fact]
    public async Task In_a_world_of_chance_nothing_is_foreseen()
    {
        var result = await WorldTrial.RunAsync(new(WorldKind.Null, 1, 150), cancellationToken: TestContext.Current.CancellationToken);
        var lift = result.Ndcg10["coevolve"] - result.Ndcg10["random"];
        Assert.True(Math.Abs(lift) < 3 * result.LiftError, $"{result}");
        Assert.True(Math.Abs(result.Ndcg10["oracle"] - result.Ndcg10["random"]) < 3 * result.LiftError, $"{result}");
    }

    [Fact]
    public async Task Where_tastes_rule_the_oracle_is_far_above_chance_and_nearness_helps()
    {
        var result = await WorldTrial.RunAsync(new(WorldKind.Latent, 1, 150), cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Ndcg10["oracle"] > 3 * result.Ndcg10["random"], $"{result}");
        Assert.True(result.Ndcg10["same-locality-sector"] > result.Ndcg10["random"], $"{result}");
        Assert.True(result.Ndcg10["coevolve"] > result.Ndcg10["random"] + (3 * result.LiftError), $"{result}");
        Assert.InRange(result.ShareOfCeiling, 0, 1);
    }

    [Fact]
    public async Task Where_nearness_hurts_whoever_trusts_in_it_is_below_chance()
    {
        var result = await WorldTrial.RunAsync(new(WorldKind.Adversarial, 1, 150), cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Ndcg10["same-locality-sector"] < result.Ndcg10["random"], $"{result}");
        Assert.True(result.Ndcg10["oracle"] > 3 * result.Ndcg10["random"], $"{result}");
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_one_others()
    {
        var folders = new[] { 1UL, 1UL, 2UL }.Select(seed =>
        {
            var folder = Directory.CreateTempSubdirectory("coevolve-world-").FullName;
            World.Draw(new(WorldKind.Latent, seed, 60)).Write(folder);
            return folder;
        }).ToArray();
        string Text(string folder) => string.Concat(Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllText));
        Assert.Equal(Text(folders[0]), Text(folders[1]));
        Assert.NotEqual(Text(folders[0]), Text(folders[2]));
        Assert.All(folders, folder => Directory.Delete(folder, recursive: true));
    }

    [Fact]
    public void Those_of_little_renown_state_less_of_themselves()
    {
        var actors = World.Draw(new(WorldKind.Latent, 3, 600)).Actors;
        double Stating(IEnumerable<WorldActor> some) => some.Average(actor => actor.States.Offers ? 1 : 0);
        Assert.True(Stating(actors.Where(actor => actor.Renown > 0)) > Stating(actors.Where(actor => actor.Renown < 0)) + 0.2);
    }

    [Fact]
    public void Nobody_finds_the_same_partner_twice()
    {
        var world = World.Draw(new(WorldKind.Adversarial, 5, 60));
        var pairs = world.Partnerships.SelectMany(partnership => partnership.Members.SelectMany(a => partnership.Members.Where(b => a < b).Select(b => (a, b)))).ToArray();
        Assert.Equal(pairs.Length, pairs.Distinct().Count());
        Assert.All(world.Partnerships, partnership => Assert.Equal(partnership.Members.Length, partnership.Members.Distinct().Count()));
    }

    [Theory]
    [InlineData(59)]
    [InlineData(5001)]
    public void A_world_of_another_size_is_refused(int actors) => Assert.Throws<ArgumentOutOfRangeException>(() => World.Draw(new(WorldKind.Null, 1, actors)));
}

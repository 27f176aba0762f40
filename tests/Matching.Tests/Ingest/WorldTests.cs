using CoEvolve.Matching.Ingest.Worlds;

namespace CoEvolve.Matching.Tests.Ingest;

public sealed class WorldTests
{
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

using CoEvolve.Matching.Ingest;
using CoEvolve.Matching.Ingest.Generation;
using CoEvolve.Matching.Ingest.Rows;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Tests.Ingest;

public sealed class NetworkGeneratorTests : IDisposable
{
    private static readonly string[] Files = ["actors.csv", "offers.csv", "needs.csv", "partnerships.csv", "feedback.csv"];

    private readonly string _folder = Directory.CreateTempSubdirectory("coevolve-sample-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_one_does_not()
    {
        var bytes = new[] { Generate("a", 60, 1), Generate("b", 60, 1), Generate("c", 60, 2) }
            .Select(folder => Files.Select(file => File.ReadAllText(Path.Combine(folder, file))).ToList())
            .ToList();

        Assert.Equal(bytes[0], bytes[1]);
        Assert.NotEqual(bytes[0], bytes[2]);
    }

    [Fact]
    public void Lots_are_those_of_the_published_generator()
    {
        // First outputs of SplitMix64 for the seed 1234567, as widely published for checking: 6457827717110365317, 3203168211198807973.
        var lots = new Lots(1234567);

        Assert.Equal((6457827717110365317UL >> 11) * (1.0 / (1UL << 53)), lots.Share());
        Assert.Equal((3203168211198807973UL >> 11) * (1.0 / (1UL << 53)), lots.Share());
    }

    [Fact]
    public void Six_hundred_actors_are_200_organisations_in_34_provinces_and_400_companies()
    {
        var actors = Actors(Generate("sample", 600, 1));

        Assert.Equal(
            new Dictionary<ActorKind, int> { [ActorKind.Cso] = 200, [ActorKind.Business] = 400, [ActorKind.Academia] = 34, [ActorKind.Other] = 7 },
            actors.CountBy(actor => actor.Kind).ToDictionary());
        var byProvince = actors.Where(actor => actor.Kind == ActorKind.Cso).CountBy(actor => actor.Locality![..2]).ToDictionary();
        Assert.Equal(34, byProvince.Count);
        Assert.Equal(5, byProvince.Values.Min());
        Assert.Equal("32", byProvince.MaxBy(entry => entry.Value).Key);
        Assert.InRange(actors.Sum(actor => actor.Leaders ?? 0), 400, 1000);
    }

    [Fact]
    public void Every_example_says_that_it_is_one()
    {
        Assert.All(Actors(Generate("sample", 90, 3)), actor =>
        {
            Assert.StartsWith("sample-", actor.Id, StringComparison.Ordinal);
            Assert.StartsWith("Contoh ", actor.Name, StringComparison.Ordinal);
            Assert.EndsWith("@example.org", actor.Email, StringComparison.Ordinal);
            Assert.True(actor.Sample);
            Assert.True(actor.Consent);
        });
    }

    [Fact]
    public void The_committed_sample_is_what_the_generator_makes()
    {
        var made = Generate("sample", 600, 1);
        var committed = Path.Combine(Path.GetDirectoryName(Seeds.Folder)!, "sample");

        Assert.All(Files, file => Assert.Equal(File.ReadAllText(Path.Combine(committed, file)), File.ReadAllText(Path.Combine(made, file))));
    }

    [Fact]
    public void Seeds_that_are_of_no_use_are_a_reported_problem()
    {
        var report = NetworkGenerator.Run(new(60, 1), Path.Combine(_folder, "nowhere"), Path.Combine(_folder, "out"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(0, report.Actors);
        Assert.Equal("The folder does not exist.", Assert.Single(report.Problems).Reason);
    }

    private static List<ActorRow> Actors(string sample)
    {
        var log = new ImportLog(new());
        var known = new KnownNetwork();
        var seeds = new PackageReader(Seeds.Folder, new(), known, log);
        Assert.True(seeds.Open(false, false));
        _ = seeds.Localities();
        _ = seeds.Sectors();
        var reader = new PackageReader(sample, new(), known, log);
        Assert.True(reader.Open(graphHasLocalities: true, graphHasActors: false));
        var actors = reader.Actors().ToList();
        Assert.Equal(0, log.ProblemCount);
        return actors;
    }

    private string Generate(string name, int actors, ulong seed)
    {
        var folder = Path.Combine(_folder, name);
        var report = NetworkGenerator.Run(new(actors, seed), Seeds.Folder, folder, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(report.Problems);
        return folder;
    }
}

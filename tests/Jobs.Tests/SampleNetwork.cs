using System.Globalization;
using CoEvolve.Graph;
using CoEvolve.Jobs.Consent;
using CoEvolve.Jobs.Rescoring;
using CoEvolve.Jobs.Scheduling;
using CoEvolve.Ledger;
using CoEvolve.Ledger.Runs;
using CoEvolve.Matching.Ingest;
using CoEvolve.Matching.Ingest.Worlds;
using CoEvolve.Matching.Recommendations;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoEvolve.Jobs.Tests;

/// <summary>A clock that stands until it is moved; its timers never ring.</summary>
public sealed class Clock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;

    /// <summary>Moves on to an instant, such as <c>2026-02-02T00:00Z</c>.</summary>
    public void Set(string instant) => Now = DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}

/// <summary>A small network, a ledger and everything that works on them.</summary>
internal sealed class SampleNetwork : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coevolve-jobs-tests-").FullName;

    public Clock Clock { get; } = new(new(2026, 2, 1, 18, 0, 0, TimeSpan.Zero));

    public EmbeddedGraph Graph { get; private set; } = null!;

    public LedgerStore Ledger { get; private set; } = null!;

    public string this[string name] => Path.Combine(_folder, name);

    /// <summary>The small network, with <paramref name="actors"/> the sample network, or a world with a past to learn from.</summary>
    public static async Task<SampleNetwork> CreateAsync(string? connection, CancellationToken cancellationToken, int actors = 0, WorldOptions? world = null)
    {
        var network = new SampleNetwork();
        network.Graph = EmbeddedGraph.InMemory(network.Clock);
        await NetworkImport.PrepareAsync(network.Graph, cancellationToken);
        await network.ImportAsync(world is not null ? network.WriteWorld(world) : actors == 0 ? network.WritePackage() : Path.Combine(Data(), "sample"), cancellationToken);
        network.Ledger = await LedgerStore.OpenAsync(new() { Connection = connection ?? network["ledger.db"] }, network.Clock, cancellationToken);
        return network;
    }

    public ConsentJob Consent() => new(Graph, Ledger);

    public RescoringJob Rescoring(RunMode mode = RunMode.Incremental, RescoringOptions? options = null, MatchingOptions? matching = null) => new(
        mode, Graph, new Recommender(Graph, Clock, matching ?? new() { ProfileLifetime = TimeSpan.Zero }), Ledger, Consent(), Clock, options ?? new() { ChunkSize = 2, Parallelism = 1 }, NullLogger<RescoringJob>.Instance);

    public JobRunner Runner(params IJob[] jobs) => new(Ledger, jobs, "test", Clock, NullLogger<JobRunner>.Instance);

    /// <summary>Asks for a job and runs what is due.</summary>
    public async Task<int> RunAsync(IJob job, CancellationToken cancellationToken)
    {
        Clock.Now += TimeSpan.FromSeconds(1);
        var runner = Runner(job);
        await runner.AskAsync(job.Name, cancellationToken);
        return await runner.RunDueAsync(cancellationToken);
    }

    public async Task CypherAsync(string statement, CancellationToken cancellationToken) => await CountAsync(statement, cancellationToken);

    /// <summary>The number of rows, or the number in the one row's first column.</summary>
    public async Task<long> CountAsync(string statement, CancellationToken cancellationToken)
    {
        await using var result = await Graph.RunAsync(statement, cancellationToken: cancellationToken);
        var count = 0L;
        while (await result.ReadAsync(cancellationToken))
        {
            count = result.Current.Length > 0 && statement.Contains("count(", StringComparison.Ordinal) ? result.Current[0].AsInteger() : count + 1;
        }

        return count;
    }

    public async Task<string[]> ListAsync(string actor, CancellationToken cancellationToken) =>
        [.. (await Ledger.Lists.VisibleAsync(new(actor), cancellationToken))?.List.Items.Select(item => item.Candidate.Id.Value) ?? ["(none)"]];

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        await Graph.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A CSO, a government and a business in Aceh; a CSO and a business in Papua; nothing in common but the nation.</summary>
    private string WritePackage()
    {
        var package = this["package"];
        Directory.CreateDirectory(package);
        File.WriteAllLines(Path.Combine(package, "localities.csv"),
        [
            "code,name,tier,parent", "id,Indonesia,national,", "id-s,Sumatera,region,id", "11,Aceh,province,id-s", "11.01,Kabupaten Aceh Selatan,district,11",
            "id-p,Papua,region,id", "91,Papua,province,id-p", "91.71,Kota Jayapura,district,91",
        ]);
        File.WriteAllLines(Path.Combine(package, "sectors.csv"), ["code,name_id,name_en,parent", "health,Kesehatan,Health,", "fish,Perikanan,Fisheries,"]);
        File.WriteAllLines(Path.Combine(package, "resources.csv"), ["code,name_id,name_en,parent", "funds,Dana,Funds,", "skill,Keahlian,Skill,"]);
        File.WriteAllLines(Path.Combine(package, "actors.csv"),
        [
            "id,name,kind,locality,serves,sectors,email,language,consent",
            "cso-a,Yayasan <b>Sehat</b> & Sejahtera,cso,11.01,11.01,health,a@example.org,id,true",
            "gov-a,Pemerintah Kabupaten Aceh Selatan,government,11.01,11.01,health,g@example.org,id,true",
            "biz-a,PT Aceh Maju,business,11.01,11,health,b@example.org,en,true",
            "cso-p,Yayasan Papua,cso,91.71,91.71,fish,p@example.org,id,true",
            "biz-p,PT Papua,business,91.71,91,fish,q@example.org,en,true",
        ]);
        File.WriteAllLines(Path.Combine(package, "offers.csv"), ["actor,resource", "biz-a,funds", "biz-p,skill"]);
        File.WriteAllLines(Path.Combine(package, "needs.csv"), ["actor,resource", "cso-a,funds", "cso-p,skill"]);
        return package;
    }

    private string WriteWorld(WorldOptions world)
    {
        World.Draw(world).Write(this["world"]);
        return this["world"];
    }

    private async Task ImportAsync(string package, CancellationToken cancellationToken)
    {
        await using var transaction = await Graph.BeginTransactionAsync(AccessMode.Write, cancellationToken);
        string[] packages = package.EndsWith("sample", StringComparison.Ordinal) ? [Path.Combine(Data(), "seeds"), package] : [package];
        foreach (var one in packages)
        {
            var report = await NetworkImport.RunAsync(transaction, one, new(), null, cancellationToken);
            Assert.Equal(ImportOutcome.Written, report.Outcome);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static string Data()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder!.FullName, "data", "seeds")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "data");
    }
}

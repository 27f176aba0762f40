using CoEvolve.Ledger.Lists;
using CoEvolve.Ledger.Runs;
using CoEvolve.Ledger.Schedules;
using CoEvolve.Matching.Network;
using CoEvolve.Testing;

[assembly: AssemblyFixture(typeof(PrivatePostgres))]

namespace CoEvolve.Ledger.Tests;

/// <summary>A clock that stands until it is moved.</summary>
public sealed class Clock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>What every test of the ledger starts from: an empty one, at Monday noon in Jakarta. Each test runs on both databases.</summary>
public abstract class LedgerTests : IAsyncLifetime
{
    protected static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("coevolve-ledger-tests-").FullName;

    protected Clock Clock { get; } = new(new(2026, 2, 2, 5, 0, 0, TimeSpan.Zero));

    protected LedgerStore Ledger { get; private set; } = null!;

    protected string Connection { get; private set; } = "";

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Connection = NewConnection(_folder);
        Ledger = await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected abstract string NewConnection(string folder);

    protected Task<LedgerStore> OpenAsync() => LedgerStore.OpenAsync(new() { Connection = Connection, KeptRuns = 2 }, Clock, Token);

    protected async Task<Lease> HoldAsync(string job = "rescore") => (await Ledger.Leases.TakeAsync(job, "test", Minute, Token))!;

    protected static ActorList ListOf(string actor, params string[] candidates) => new(new(actor), "f-" + actor, [.. candidates.Select(Partner)]);

    /// <summary>A run with these lists, made and published.</summary>
    protected async Task<Run> PublishedAsync(Lease lease, long? basedOn, params ActorList[] lists)
    {
        var run = await Ledger.Runs.BeginAsync(RunMode.Full, new(2026, 2, 2), "prior", basedOn, lease, Token);
        await Ledger.Runs.WriteAsync(run, lists, lists.Length, lists.Length, lease, Token);
        await Ledger.Runs.PublishAsync(run, "test", lease, Token);
        await Ledger.Runs.CompleteAsync(run, "{}", lease, Token);
        return run;
    }

    protected async Task<IEnumerable<string>?> VisibleAsync(string actor) =>
        (await Ledger.Lists.VisibleAsync(new(actor), Token))?.List.Items.Select(item => item.Candidate.Id.Value);

    private static ListedPartner Partner(string id, int index) => new()
    {
        Rank = index + 1,
        Candidate = new(new(id), "Nama " + id, ActorKind.Business, new(new("11.01"), "Aceh Selatan", Tier.District), Sample: true),
        Score = new(0.5),
        Forward = new(0.25),
        Backward = new(1),
        Tier = Tier.Province,
        Propensity = new(1),
        Reason = new("karena", "because"),
        Rules = ["a-rule", "b-rule"],
        Cypher = "RETURN 1",
        Parameters = """{"actor":"x"}""",
    };
}

using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CoEvolve.Graph;
using CoEvolve.Jobs.Consent;
using CoEvolve.Jobs.Rescoring;
using CoEvolve.Jobs.Scheduling;
using CoEvolve.Ledger;
using CoEvolve.Ledger.Runs;
using CoEvolve.Matching.Ingest;
using CoEvolve.Matching.Ingest.Generation;
using CoEvolve.Matching.Recommendations;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoEvolve.Nights;

/// <summary>
/// A night and the next over an example network, by the jobs of the product: prices, everyone's list, then what a few edits have changed. Graph and ledger are on disk, each commit flushed.
/// </summary>
internal sealed class Night : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coevolve-nights-").FullName;
    private readonly TimeProvider _time = new ReferenceTime();
    private readonly Stages _stages = new();
    private EmbeddedGraph _graph = null!;
    private LedgerStore _ledger = null!;

    public static async Task RunAsync(int actors, int threads, int edits, string seeds)
    {
        await using var night = new Night();
        await night.ImportAsync(actors, seeds);
        await night.WorkAsync(new RescoringOptions { Parallelism = threads }, edits);
    }

    public async ValueTask DisposeAsync()
    {
        _stages.Dispose();
        await _ledger.DisposeAsync();
        await _graph.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ImportAsync(int actors, string seeds)
    {
        var watch = Stopwatch.StartNew();
        var package = Path.Combine(_folder, "package");
        NetworkGenerator.Run(new(actors, 1), seeds, package);
        _graph = EmbeddedGraph.Open(Path.Combine(_folder, "graph"), _time);
        await NetworkImport.PrepareAsync(_graph, default);
        foreach (var source in (string[])[seeds, package])
        {
            var report = await NetworkImport.RunAsync(_graph, source, new());
            Console.Error.WriteLine($"{source}: {report.Outcome}");
        }

        _ledger = await LedgerStore.OpenAsync(new() { Connection = Path.Combine(_folder, "ledger.db") }, _time, default);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"imported after {watch.Elapsed.TotalSeconds:N1} s"));
    }

    private async Task WorkAsync(RescoringOptions options, int edits)
    {
        var recommender = new Recommender(_graph, _time);
        var consent = new ConsentJob(_graph, _ledger);
        RescoringJob Rescoring(RunMode mode) => new(mode, _graph, recommender, _ledger, consent, _time, options, NullLogger<RescoringJob>.Instance);
        IJob[] jobs = [new PriceJob(recommender, _ledger, _time, options), Rescoring(RunMode.Full), Rescoring(RunMode.Incremental)];
        var runner = new JobRunner(_ledger, jobs, "bench", _time, NullLogger<JobRunner>.Instance);
        var watch = Stopwatch.StartNew();
        await MeasureAsync(runner, jobs[0]);
        await MeasureAsync(runner, jobs[1]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the night: {watch.Elapsed.TotalSeconds:N1} s with {options.Parallelism} threads"));
        Console.WriteLine($"lists {await HashAsync()}");
        await using (var edit = await _graph.RunAsync($"MATCH (a:Cso) WHERE a.sample = true WITH a ORDER BY a.id LIMIT {edits} SET a.capacity = coalesce(a.capacity, 1) + 1"))
        {
            while (await edit.ReadAsync())
            {
            }
        }

        await MeasureAsync(runner, jobs[2]);
        Console.WriteLine($"lists {await HashAsync()}");
    }

    private async Task MeasureAsync(JobRunner runner, IJob job)
    {
        _stages.Take();
        var (watch, before) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        await runner.AskAsync(job.Name);
        if (await runner.RunDueAsync() != 1)
        {
            throw new InvalidOperationException($"The job {job.Name} did not end well.");
        }

        using var process = Process.GetCurrentProcess();
        var record = (await _ledger.Jobs.RecentAsync(1)).Single().Record;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{job.Name}: {watch.Elapsed.TotalSeconds:N1} s, {(process.TotalProcessorTime - before).TotalSeconds:N1} s of processor time, most memory {process.PeakWorkingSet64 / 1e9:N2} GB: {record}"));
        foreach (var (name, seconds, times) in _stages.Take())
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {seconds:N2} | {times:N0} |"));
        }
    }

    /// <summary>A hash over all visible lists: who stands where, with which score, propensity and reason.</summary>
    private async Task<string> HashAsync()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var run = (await _ledger.Runs.VisibleAsync())!.Id;
        for (var after = ""; ;)
        {
            var page = await _ledger.Lists.PageAsync(run, after, 1000);
            foreach (var list in page)
            {
                foreach (var item in list.Items)
                {
                    hash.AppendData(Encoding.UTF8.GetBytes(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{list.Actor.Value} {item.Rank} {item.Candidate.Id.Value} {item.Score.Value:R} {item.Forward.Value:R} {item.Backward.Value:R} {item.Tier} {item.Propensity.Value:R} {item.Placement} {item.Reason.Indonesian} {item.Reason.English} {string.Join(';', item.Rules)} {item.Parameters}\n")));
                }
            }

            if (page.Count == 0)
            {
                return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
            }

            after = page[^1].Actor.Value;
        }
    }

    /// <summary>A clock that runs as clocks do, from the noon of the network's day.</summary>
    private sealed class ReferenceTime : TimeProvider
    {
        private readonly TimeSpan _offset = new DateTimeOffset(NetworkGenerator.ReferenceDay, new(5, 0), TimeSpan.Zero) - System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _offset;
    }
}

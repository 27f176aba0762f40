using System.Text.Json;
using CoEvolve.Jobs.Scheduling;
using CoEvolve.Ledger;
using CoEvolve.Ledger.Runs;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations;

namespace CoEvolve.Jobs.Rescoring;

/// <summary>
/// Finds the prices of sought-after partners. The next night sees other prices than those of the visible lists and makes everyone's anew. What survives a crash: the old prices, until the new ones
/// replace them at once.
/// </summary>
public sealed class PriceJob(Recommender recommender, LedgerStore ledger, TimeProvider time, RescoringOptions options) : IJob
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public string Name => "price";

    /// <inheritdoc/>
    public string LeaseName => "rescore"; // a run has one table of prices

    /// <inheritdoc/>
    public async Task<string> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var cut = await ledger.Runs.InterruptedAsync(cancellationToken);
        var everyone = await ledger.Runs.VisibleAsync(cancellationToken) is { } visible ? (await ledger.Runs.ActorsAsync(visible.Id, cancellationToken)).Count : 0;
        var done = new Count();
        var prices = recommender.RepriceAsync(ProgrammeDay.Today(time), options.Parallelism, done, cancellationToken);
        while (await Task.WhenAny(prices, Task.Delay(ReportEvery, cancellationToken)) != prices)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await context.ReportAsync(done.Value, Math.Max(done.Value, everyone));
        }

        var report = await prices;
        if (cut is { State: RunState.Running })
        {
            await ledger.Runs.AbandonAsync(cut, JsonSerializer.Serialize(new { Why = "prices have changed" }), context.Lease, cancellationToken);
        }

        await context.ReportAsync(report.Askers, report.Askers);
        return JsonSerializer.Serialize(new { report.Askers, report.Partners, report.Cheaper, report.LeastPrice, report.Ndcg10, Prices = recommender.Prices.Fingerprint });
    }

    /// <summary>The most that was reported; reports come from several threads.</summary>
    private sealed class Count : IProgress<int>
    {
        private int _value;

        public int Value => Volatile.Read(ref _value);

        public void Report(int value)
        {
            for (var seen = Value; value > seen; seen = Value)
            {
                if (Interlocked.CompareExchange(ref _value, value, seen) == seen)
                {
                    return;
                }
            }
        }
    }
}

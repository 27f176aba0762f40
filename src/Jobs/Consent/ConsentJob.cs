using System.Text.Json;
using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Jobs.Scheduling;
using CoEvolve.Ledger;
using CoEvolve.Ledger.Lists;
using CoEvolve.Ledger.Privacy;
using CoEvolve.Matching.Network;

namespace CoEvolve.Jobs.Consent;

/// <summary>
/// Brings consent, objection, erasure and answers from the ledger into the graph. The ledger has acted at once; this makes candidates, training sets and the
/// analysts' view follow. Every step sets a state, so running it again changes nothing; it also undoes what an import has brought back.
/// </summary>
public sealed class ConsentJob(IGraph graph, LedgerStore ledger) : IJob
{
    /// <inheritdoc/>
    public string Name => "consent";

    /// <inheritdoc/>
    public string LeaseName => "consent";

    /// <inheritdoc/>
    public async Task<string> RunAsync(JobContext context, CancellationToken cancellationToken) => JsonSerializer.Serialize(await ApplyAsync(cancellationToken));

    /// <summary>Does it, and says how many actors or edges each step changed.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ApplyAsync(CancellationToken cancellationToken = default)
    {
        var done = new SortedDictionary<string, long>(StringComparer.Ordinal)
        {
            ["withdrawn"] = await SetAsync("Consent/withdraw", ConsentPurpose.Matching, given: false, cancellationToken),
            ["objected"] = await SetAsync("Consent/object", ConsentPurpose.Profiling, given: false, cancellationToken),
            ["given"] = await SetAsync("Consent/give", ConsentPurpose.Matching, given: true, cancellationToken),
            ["agreed"] = await SetAsync("Consent/agree", ConsentPurpose.Profiling, given: true, cancellationToken),
            ["erased"] = await EraseAsync(cancellationToken),
            ["answers"] = await AnswersAsync(cancellationToken),
        };
        return done;
    }

    private async Task<long> SetAsync(string query, ConsentPurpose purpose, bool given, CancellationToken cancellationToken)
    {
        var actors = await ledger.Consents.StandingAsync(purpose, given, cancellationToken);
        var counters = actors.Count == 0 ? null : await graph.WriteAsync(query, new() { ["actors"] = Value.Of(actors.Select(actor => actor.Value)) }, cancellationToken);
        return (counters?.PropertiesSet ?? 0) + (counters?.RelationshipsDeleted ?? 0);
    }

    // Graph first: what dies in between is still due in the ledger.
    private async Task<long> EraseAsync(CancellationToken cancellationToken)
    {
        var present = await graph.ReadAsync("Consent/actors", [], row => new ActorId(row[0].AsString()), cancellationToken);
        var due = (await ledger.Consents.DueErasuresAsync(cancellationToken)).Union(await ledger.Consents.ErasedAmongAsync(present, cancellationToken)).ToArray();
        foreach (var actor in due)
        {
            var counters = await graph.WriteAsync("Consent/erase", new() { ["actor"] = Value.Of(actor.Value) }, cancellationToken);
            await ledger.Consents.EraseAsync(
                actor, new Dictionary<string, long> { ["nodes"] = counters.NodesDeleted, ["relationships"] = counters.RelationshipsDeleted }, cancellationToken);
        }

        return due.Length;
    }

    private async Task<long> AnswersAsync(CancellationToken cancellationToken)
    {
        var count = 0L;
        while (await ledger.Feedback.NewAsync(500, cancellationToken) is { Count: > 0 } answers)
        {
            var rows = answers.Select(answer => Value.Of(MapValue.From(new Dictionary<string, Value>
            {
                ["from"] = Value.Of(answer.Actor.Value),
                ["to"] = Value.Of(answer.Candidate.Value),
                ["verdict"] = Value.Of(Text(answer.Verdict)),
                ["at"] = Value.Of(DateOnly.FromDateTime(answer.At.ToOffset(TimeSpan.FromHours(7)).DateTime)),
            })));
            await graph.WriteAsync("Consent/answers", new() { ["rows"] = Value.Of([.. rows]) }, cancellationToken);
            await ledger.Feedback.InGraphAsync(answers, cancellationToken);
            count += answers.Count;
        }

        return count;
    }

    // As network packages and candidates know them; "not now" lets a pair rest for a month.
    private static string Text(Verdict verdict) => verdict switch
    {
        Verdict.Accepted => "accepted",
        Verdict.Later => "not_now",
        _ => "declined",
    };
}

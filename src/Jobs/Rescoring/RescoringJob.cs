using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Jobs.Consent;
using CoEvolve.Jobs.Scheduling;
using CoEvolve.Ledger;
using CoEvolve.Ledger.Lists;
using CoEvolve.Ledger.Runs;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Ranking.Registry;
using CoEvolve.Matching.Recommendations;
using Microsoft.Extensions.Logging;

namespace CoEvolve.Jobs.Rescoring;

/// <summary>
/// Makes everyone's list anew: incremental, what has changed since the visible run; full, everyone, and compares. Another model or other prices than those of the visible run make it full. What survives a crash: every chunk that was
/// written stands in the run and is not made again, unless the graph has changed since; the old lists stand until the new ones are whole; edges are written list by list and may be
/// written again.
/// </summary>
public sealed partial class RescoringJob : IJob
{
    private readonly IGraph _graph;
    private readonly Recommender _recommender;
    private readonly LedgerStore _ledger;
    private readonly ConsentJob _consent;
    private readonly TimeProvider _time;
    private readonly RescoringOptions _options;
    private readonly ILogger _logger;
    private readonly RunMode _mode;

    /// <summary>One job for each mode; both run under the same lease.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public RescoringJob(
        RunMode mode, IGraph graph, Recommender recommender, LedgerStore ledger, ConsentJob consent, TimeProvider time, RescoringOptions options, ILogger<RescoringJob> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_mode, _graph, _recommender, _ledger, _consent, _time, _options, _logger) = (mode, graph, recommender, ledger, consent, time, options, logger);
    }

    /// <inheritdoc/>
    public string Name => _mode == RunMode.Full ? "rescore-full" : "rescore";

    /// <inheritdoc/>
    public string LeaseName => "rescore";

    /// <inheritdoc/>
    public async Task<string> RunAsync(JobContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        await _consent.ApplyAsync(cancellationToken);
        var started = _time.GetTimestamp();
        if (await _ledger.Runs.InterruptedAsync(cancellationToken) is { State: RunState.Visible } half)
        {
            await FinishAsync(half, context, new(), cancellationToken);
        }

        var figures = new RescoringFigures();
        var run = await ScoreAsync(context, figures, cancellationToken);
        figures.TakenOver = await JobMeters.StageAsync("switch", () => _ledger.Runs.PublishAsync(run, "job " + Name, context.Lease, cancellationToken));
        await MeasureDriftAsync(run, figures, cancellationToken);
        await FinishAsync(run, context, figures, cancellationToken);
        var duration = _time.GetElapsedTime(started).TotalMilliseconds;
        Published(_logger, run.Id, run.Mode, figures.Scored, figures.TakenOver, figures.Different, duration);
        return figures.Json(run.Id);
    }

    private async Task<Run> ScoreAsync(JobContext context, RescoringFigures figures, CancellationToken cancellationToken)
    {
        var asOf = ProgrammeDay.Today(_time);
        var visible = await _ledger.Runs.VisibleAsync(cancellationToken);
        var prints = await JobMeters.StageAsync("fingerprints", () => Lists.FingerprintsAsync(_graph, asOf, cancellationToken));
        figures.Prices = _recommender.Prices.Fingerprint;
        var priced = RescoringFigures.PricesOf(visible?.Record) == figures.Prices;
        var run = await ResumeOrBeginAsync(asOf, priced ? visible : null, context, cancellationToken);
        var compared = run.Mode == RunMode.Full && priced && visible?.Model == run.Model ? visible?.Id : null;
        var before = run.BasedOn is { } older ? await _ledger.Runs.ActorsAsync(older, cancellationToken) : [];
        var wanted = run.Mode == RunMode.Full ? new(prints.Keys, StringComparer.Ordinal) : await JobMeters.StageAsync("whom edits touch", () => AffectedAsync(before, prints, run.BasedOn, cancellationToken));
        var written = (await _ledger.Runs.ActorsAsync(run.Id, cancellationToken)).ToDictionary(actor => actor.Actor, actor => actor.Fingerprint);
        wanted.UnionWith(written.Keys);
        var open = wanted.Where(actor => written.GetValueOrDefault(actor) != prints.GetValueOrDefault(actor, "")).ToArray();
        (figures.Everyone, figures.Scored, figures.Resumed) = (prints.Count, open.Length, wanted.Count - open.Length);
        Begun(_logger, run.Id, run.Mode, open.Length, wanted.Count - open.Length, prints.Count);
        using var held = open.Length * _options.HoldFrom >= prints.Count ? _recommender.Hold(asOf) : null;
        var done = (long)figures.Resumed;
        async Task<int> KeepAsync(ActorList[] lists)
        {
            if (compared is { } with)
            {
                figures.Different += await JobMeters.StageAsync("comparison", () => DifferentAsync(with, lists, cancellationToken));
            }

            done += lists.Length;
            await _ledger.Runs.WriteAsync(run, lists, done, wanted.Count, context.Lease, cancellationToken);
            await context.ReportAsync(done, wanted.Count);
            return lists.Length;
        }

        await InTurnAsync(
            open.Chunk(_options.ChunkSize),
            chunk => JobMeters.StageAsync("lists", () => MakeAsync(chunk, prints, asOf, cancellationToken)),
            lists => JobMeters.StageAsync("ledger", () => KeepAsync(lists)));

        if (run.Mode == RunMode.Full && figures.Different > _options.DifferenceTolerated * Math.Max(1, prints.Count))
        {
            figures.Alarm = true;
            Differs(_logger, run.Id, figures.Different, prints.Count);
        }

        return run;
    }

    /// <summary>Makes a chunk while the one before it is kept: chunks are kept one after the other, in their order.</summary>
    private static async Task InTurnAsync<TChunk, TMade>(IEnumerable<TChunk> chunks, Func<TChunk, Task<TMade>> make, Func<TMade, Task<int>> keep)
    {
        var kept = Task.FromResult(0);
        try
        {
            foreach (var chunk in chunks)
            {
                var made = await make(chunk);
                await kept;
                kept = Task.Run(() => keep(made));
            }
        }
        finally
        {
            // Also when a chunk could not be made: nothing goes on behind the back of whoever hears of it.
            await kept;
        }
    }

    /// <summary>The run that was cut off on the same day with the same task goes on; any other is given up.</summary>
    private async Task<Run> ResumeOrBeginAsync(DateOnly asOf, Run? visible, JobContext context, CancellationToken cancellationToken)
    {
        var model = await _recommender.PrepareAsync(asOf, cancellationToken);
        await _ledger.Models.NoteServingAsync(model == Recommender.Prior ? null : model, cancellationToken);
        var basedOn = _mode == RunMode.Full || visible is null || visible.Model != model ? null : (long?)visible.Id;
        var mode = basedOn is null ? RunMode.Full : RunMode.Incremental;
        return await _ledger.Runs.InterruptedAsync(cancellationToken) is { State: RunState.Running } cut
            && cut.AsOf == asOf && cut.Mode == mode && cut.BasedOn == basedOn && cut.Model == model
            ? cut
            : await _ledger.Runs.BeginAsync(mode, asOf, model, basedOn, context.Lease, cancellationToken);
    }

    /// <summary>Whoever changed, came or went; those in whose lists they stand; those whose rules could find them now; those whose lists lost somebody by a withdrawal.</summary>
    private async Task<SortedSet<string>> AffectedAsync(IReadOnlyList<RunActor> before, SortedDictionary<string, string> prints, long? basedOn, CancellationToken cancellationToken)
    {
        var known = before.ToDictionary(actor => actor.Actor, actor => actor.Fingerprint);
        var changed = prints.Where(entry => known.GetValueOrDefault(entry.Key)?.TrimEnd(RunActor.Gap) != entry.Value).Select(entry => entry.Key)
            .Concat(known.Keys.Where(actor => !prints.ContainsKey(actor))).ToArray();
        var affected = new SortedSet<string>(changed.Concat(known.Where(entry => entry.Value.EndsWith(RunActor.Gap) && prints.ContainsKey(entry.Key)).Select(entry => entry.Key)), StringComparer.Ordinal);
        if (changed.Length == 0 || basedOn is not { } run)
        {
            return affected;
        }

        affected.UnionWith((await _ledger.Runs.ReadersOfAsync(run, changed, cancellationToken)).SelectMany(readers => readers));
        foreach (var chunk in changed.Chunk(50))
        {
            var near = await _graph.ReadAsync("Rescoring/touched", new() { ["changed"] = Value.Of(chunk) }, row => row[0].AsString(), cancellationToken);
            affected.UnionWith(near.Where(prints.ContainsKey));
        }

        return affected;
    }

    private async Task<ActorList[]> MakeAsync(string[] actors, SortedDictionary<string, string> prints, DateOnly asOf, CancellationToken cancellationToken)
    {
        var lists = new ActorList[actors.Length];
        await Parallel.ForAsync(
            0,
            actors.Length,
            new ParallelOptions { MaxDegreeOfParallelism = _options.Parallelism, CancellationToken = cancellationToken },
            async (index, stop) => lists[index] = prints.TryGetValue(actors[index], out var print)
                ? await Lists.MakeAsync(_recommender, new(actors[index]), print, asOf, _options.ListLength, stop)
                : new(new(actors[index]), "", []));
        return lists;
    }

    private async Task<int> DifferentAsync(long visible, ActorList[] lists, CancellationToken cancellationToken)
    {
        var different = 0;
        var old = await _ledger.Lists.CandidatesAsync(visible, [.. lists.Select(list => list.Actor)], cancellationToken);
        foreach (var list in lists)
        {
            different += !old.TryGetValue(list.Actor, out var before) || !before.SequenceEqual(list.Items.Select(item => item.Candidate.Id)) ? 1 : 0;
        }

        return different;
    }

    private async Task MeasureDriftAsync(Run run, RescoringFigures figures, CancellationToken cancellationToken)
    {
        if (run.Model == Recommender.Prior || _recommender.ModelFolder is not { } folder
            || await DriftCheck.RunAsync(_graph, new ModelRegistry(folder), run.AsOf, _options.DriftLists, cancellationToken) is not { } report)
        {
            return;
        }

        var drift = report.Columns;
        foreach (var column in drift.Where(column => !double.IsNaN(column.Psi)))
        {
            JobMeters.Drift.Record(column.Psi, new KeyValuePair<string, object?>("column", column.Column));
        }

        figures.Drifted = [.. drift.Where(column => column.Level == DriftLevel.Alarming).Select(column => column.Column)];
        if (figures.Drifted.Length > 0)
        {
            var columns = string.Join(", ", figures.Drifted);
            Drifted(_logger, run.Id, run.Model, figures.Drifted.Length, columns);
        }
    }

    /// <summary>Writes the edges that analysts see, and closes the run.</summary>
    private async Task FinishAsync(Run run, JobContext context, RescoringFigures figures, CancellationToken cancellationToken)
    {
        var listed = await _ledger.Runs.ActorsAsync(run.Id, cancellationToken);
        var sources = listed.Where(actor => actor.SourceRun == run.Id).Select(actor => actor.Actor);
        var gone = await _graph.ReadAsync("Rescoring/without-list", new() { ["listed"] = Value.Of(listed.Select(actor => actor.Actor)) }, row => row[0].AsString(), cancellationToken);
        await InTurnAsync(
            sources.Concat(gone).Order(StringComparer.Ordinal).Chunk(_options.ChunkSize),
            async chunk => (Actors: chunk, Rows: await JobMeters.StageAsync("edges read", () => EdgesAsync(run, chunk, cancellationToken))),
            async chunk =>
            {
                figures.Edges += await JobMeters.StageAsync("edges written", () => PublishEdgesAsync(chunk.Actors, chunk.Rows, cancellationToken));
                await _ledger.Leases.ConfirmAsync(context.Lease, cancellationToken);
                return chunk.Rows.Length;
            });

        await _ledger.Runs.CompleteAsync(run, figures.Json(run.Id), context.Lease, cancellationToken);
    }

    private async Task<Value[]> EdgesAsync(Run run, string[] actors, CancellationToken cancellationToken) =>
        [.. (await _ledger.Lists.EdgesAsync(run.Id, [.. actors.Select(actor => new ActorId(actor))], _options.EdgesPerActor, cancellationToken)).Select(edge => Row(run, edge))];

    // In one transaction for each chunk: an analyst sees an actor's old edges or its new ones.
    private async Task<long> PublishEdgesAsync(string[] actors, Value[] rows, CancellationToken cancellationToken)
    {
        await using var transaction = await _graph.BeginTransactionAsync(AccessMode.Write, cancellationToken);
        await RunAsync(transaction, "Rescoring/unpublish", new() { ["actors"] = Value.Of(actors) }, cancellationToken);
        await RunAsync(transaction, "Rescoring/publish", new() { ["rows"] = Value.Of(rows) }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows.Length;
    }

    private static async Task RunAsync(IGraphTransaction transaction, string query, Dictionary<string, Value> parameters, CancellationToken cancellationToken)
    {
        await using var result = await transaction.RunAsync(JobQueries.Get(query), parameters, cancellationToken);
        while (await result.ReadAsync(cancellationToken))
        {
        }
    }

    private static Value Row(Run run, ListEdge edge) => Value.Of(MapValue.From(new Dictionary<string, Value>
    {
        ["actor"] = Value.Of(edge.Actor.Value),
        ["candidate"] = Value.Of(edge.Candidate.Value),
        ["run"] = Value.Of(run.Id),
        ["rank"] = Value.Of((long)edge.Rank),
        ["score"] = Value.Of(edge.Score.Value),
        ["tier"] = Value.Of(edge.Tier.Code()),
        ["reason"] = Value.Of(edge.Reason),
    }));

    [LoggerMessage(EventId = 100, Level = LogLevel.Information, Message = "Run {Run} ({Mode}) scores {Open} actors, {Resumed} stand from before, {Everyone} take part")]
    private static partial void Begun(ILogger logger, long run, RunMode mode, int open, int resumed, int everyone);

    [LoggerMessage(EventId = 101, Level = LogLevel.Information, Message = "Run {Run} ({Mode}) is visible: {Scored} lists made, {TakenOver} taken over, {Different} different, {DurationMs:0} ms")]
    private static partial void Published(ILogger logger, long run, RunMode mode, int scored, int takenOver, int different, double durationMs);

    [LoggerMessage(EventId = 102, Level = LogLevel.Error, Message = "Run {Run}: {Different} of {Everyone} lists of the full run differ from the incremental ones")]
    private static partial void Differs(ILogger logger, long run, int different, int everyone);

    [LoggerMessage(EventId = 103, Level = LogLevel.Warning, Message = "Run {Run}: the model {Model} meets another world than it learned from in {Count} columns: {Columns}")]
    private static partial void Drifted(ILogger logger, long run, string model, int count, string columns);
}

using CoEvolve.Graph;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Network.Proximity;
using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Evaluation;

/// <summary>
/// Measures how well methods foresee partnerships: each learns from the network before a day and ranks, for every actor that found new partners from that day on, all
/// who could have been one. Settings are chosen on a validation period inside of the past, never on the test period.
/// </summary>
public sealed class NetworkEvaluation
{
    private readonly EvaluationOptions _options;
    private readonly IProgress<EvaluationProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly TemporalSplit _test;
    private readonly TemporalSplit? _validation;
    private readonly RankingQuery[] _validationQueries;
    private readonly IReadOnlyList<RankingMethod> _methods;
    private double _done;

    private NetworkEvaluation(TemporalSplit test, TemporalSplit? validation, EvaluationOptions options, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        (_test, _options, _progress, _cancellation) = (test, options, progress, cancellationToken);
        _validationQueries = validation is null ? [] : Sample(validation.Queries);
        _validation = _validationQueries.Length >= options.FewestValidationQueries ? validation : null;
        _methods = [.. MethodCatalog.All.Where(method => options.Methods?.Contains(method.Name) != false)];
    }

    /// <summary>Evaluates the methods on the network of a graph.</summary>
    /// <param name="graph">The network, past and future. It is only read.</param>
    /// <param name="options">What is asked.</param>
    /// <param name="progress">Hears of each step, from several threads.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The measures; null where the test period has no query at all.</returns>
    /// <exception cref="ArgumentException">The options are wrong.</exception>
    public static async Task<EvaluationResult?> RunAsync(
        IGraph graph, EvaluationOptions options, IProgress<EvaluationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problems().FirstOrDefault() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        progress?.Report(new("reading the network", 0, 1));
        var until = options.Until ?? await DayAfterLastAsync(graph, options, cancellationToken);
        var test = await TemporalSplit.ReadAsync(graph, options.Split, until, options.ToSplit(), cancellationToken);
        if (test.Queries.Count == 0)
        {
            return null;
        }

        var days = Math.Min(until.DayNumber - options.Split.DayNumber, options.LongestValidation);
        var validation = await TemporalSplit.ReadAsync(graph, options.Split.AddDays(-days), options.Split, options.ToSplit() with { Origins = 0 }, cancellationToken);
        return new NetworkEvaluation(test, validation, options, progress, cancellationToken).Run();
    }

    private static async Task<DateOnly> DayAfterLastAsync(IGraph graph, EvaluationOptions options, CancellationToken cancellationToken)
    {
        var future = await ProjectionReader.ReadPartnershipsAsync(graph, options.Split, DateOnly.MaxValue, new(), cancellationToken);
        return future.Max(partnership => partnership.Start)?.AddDays(1) ?? options.Split.AddDays(1);
    }

    private EvaluationResult Run()
    {
        IReadOnlyList<RankingQuery> queries = [.. _test.Queries, .. _test.Newcomers];
        var bootstrap = new PartnershipBootstrap(queries, _test.Future.Count, _options.Resamples, _options.Seed);
        var measures = new SliceMeasures(QuerySlices.Of(_test, _options.WarmFrom, queries), bootstrap, _test.Network.Actors.Count);
        var ranker = new QueryRanker(_test, _options);
        IReadOnlyList<FeatureCost> costs = [];
        var runs = new List<(RankingMethod Method, Choice Choice, MethodRun Run, IReadOnlyList<SliceResult> Slices)>();
        foreach (var method in _methods)
        {
            var choice = Choose(method);
            Report($"{method.Name}: learning", 0);
            var training = _test.ToTraining(_options.Seed, _options.Threads, _cancellation) with { Progress = learned => Report($"{method.Name}: learning", learned) };
            var scorer = choice.Setting.Fit(training);
            _done++;
            var run = ranker.Run(scorer, queries, ranked => Report($"{method.Name}: ranking", (double)ranked / queries.Count), _cancellation);
            _done++;
            runs.Add((method, choice, run, measures.Of(run)));
            costs = scorer is ListRanker ranking ? ranking.Source.Table.Costs() : costs;
        }

        var own = runs.Where(entry => entry.Method == OwnMethods.Coevolve).Select(entry => entry.Run).FirstOrDefault();
        var others = own is null ? [] : runs.Where(entry => entry.Run != own).Select(entry => entry.Run).ToArray();
        var adjusted = others.Zip(PartnershipBootstrap.Holm([.. others.Select(other => measures.PValue(own!, other))])).ToDictionary(pair => pair.First, pair => pair.Second);
        var best = runs.OrderByDescending(entry => entry.Method.IsBaseline).ThenByDescending(entry => entry.Slices[0].Ndcg10.Value).First();
        return new(Protocol(), best.Method.Name, [.. runs.Select(entry => new MethodResult
        {
            Name = entry.Method.Name,
            IsBaseline = entry.Method.IsBaseline,
            Setting = entry.Choice.Setting.Text,
            Tried = entry.Choice.Tried,
            RatioToBestBaseline = measures.Ratio(entry.Run, best.Run),
            PAgainstCoevolve = adjusted.TryGetValue(entry.Run, out var p) ? p : null,
            Slices = entry.Slices,
        })], costs);
    }

    /// <summary>The setting with the highest NDCG@10 in the validation period; the first one where there is nothing to choose by.</summary>
    private Choice Choose(RankingMethod method)
    {
        if (_validation is null || method.Settings.Count == 1)
        {
            _done += method.Settings.Count;
            return new(method.Settings[0], []);
        }

        var ranker = new QueryRanker(_validation, _options);
        var training = _validation.ToTraining(_options.Seed, _options.Threads, _cancellation);
        var tried = new List<(Setting Setting, double Ndcg10)>();
        foreach (var setting in method.Settings)
        {
            Report($"{method.Name}: trying {setting.Text}", 0);
            var run = ranker.Run(setting.Fit(training), _validationQueries, null, _cancellation);
            tried.Add((setting, run.Metrics.Average(query => query.Ndcg10)));
            _done++;
        }

        return new(tried.MaxBy(entry => entry.Ndcg10).Setting, [.. tried.Select(entry => (entry.Setting.Text, entry.Ndcg10))]);
    }

    /// <summary>Queries drawn by chance that does not depend on their order.</summary>
    private RankingQuery[] Sample(IReadOnlyList<RankingQuery> queries) =>
        [.. queries.OrderBy(query => TieBreak.Of(query.Actor.Id, _options.Seed)).Take(_options.ValidationQueries)];

    private void Report(string step, double part) =>
        _progress?.Report(new(step, _done + part, _methods.Sum(method => method.Settings.Count + 2)));

    private EvaluationProtocol Protocol() => new()
    {
        Split = _options.Split,
        Until = _test.Until,
        ValidationFrom = _validation?.Network.AsOf.AddDays(1),
        ValidationQueries = _validation is null ? 0 : _validationQueries.Length,
        AcrossKinds = _options.AcrossKinds,
        SameLocality = _options.SameLocality,
        Actors = _test.Network.Actors.Count,
        TrainingPartnerships = _test.Network.Partnerships.Count,
        TestPartnerships = _test.Future.Count,
        Queries = _test.Queries.Count,
        Newcomers = _test.Newcomers.Count,
        MeanRelevant = _test.Queries.Average(query => query.Relevant.Length),
        Seed = _options.Seed,
        Resamples = _options.Resamples,
    };

    private sealed record Choice(Setting Setting, IReadOnlyList<(string Setting, double Ndcg10)> Tried);
}

using System.Globalization;
using System.Text.Json;
using CoEvolve.Graph;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Proximity;
using CoEvolve.Matching.Ranking;
using CoEvolve.Matching.Ranking.Learning;
using CoEvolve.Matching.Ranking.Registry;

namespace CoEvolve.Matching.Evaluation;

/// <summary>How a model for production is trained and tried.</summary>
public sealed record ModelTrialOptions
{
    /// <summary>The first day that the training does not see.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Days before <see cref="Today"/> on which the model is tried and from which it does not learn. Default 180. 30 to 365.</summary>
    public int HeldOutDays { get; init; } = 180;

    /// <summary>Earlier periods of the same length to learn from; those that lie between two of them count as well. Default 4. 1 to 20.</summary>
    public int Origins { get; init; } = 4;

    /// <summary>Of all that is drawn.</summary>
    public int Seed { get; init; } = 20261124;

    /// <summary>They change no result.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Lists whose rows are kept as what is usual, against which drift is measured. Default 300.</summary>
    public int SpreadLists { get; init; } = 300;

    /// <summary>Hears what each feature has cost when the lists of the trial were made; null for nobody.</summary>
    public Action<IReadOnlyList<FeatureCost>>? Profile { get; init; }
}

/// <summary>Trains a model on the past of a network, tries it on the days since, together with the prior and the model that serves, and puts it into the registry.</summary>
public sealed class ModelTrial
{
    private readonly TemporalSplit _split;
    private readonly ModelTrialOptions _options;
    private readonly LearningTraining _training;
    private readonly CancellationToken _cancellation;

    private ModelTrial(TemporalSplit split, ModelTrialOptions options, CancellationToken cancellationToken)
    {
        (_split, _options, _cancellation) = (split, options, cancellationToken);
        _training = split.ToTraining(options.Seed, options.Threads, cancellationToken);
    }

    /// <summary>Trains, tries and registers a model. Where training gives the very model that serves, tried on the same days, that one is the result: compared with itself it would be another.</summary>
    /// <returns>The model; null where nobody found a new partner in the days on which it would be tried, so that nothing could be shown.</returns>
    public static async Task<RegisteredModel?> RunAsync(IGraph graph, ModelRegistry registry, ModelTrialOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(options);
        var reading = new SplitOptions { Origins = options.Origins, ConsentWhereUnknown = false };
        var split = await TemporalSplit.ReadAsync(graph, options.Today.AddDays(-options.HeldOutDays), options.Today, reading, cancellationToken);
        return split.Queries.Count == 0 ? null : new ModelTrial(split, options, cancellationToken).Run(registry);
    }

    private RegisteredModel Run(ModelRegistry registry)
    {
        var source = new ListSource(_training);
        string[] columns = [.. source.Table.Columns.Select(column => column.Name)];
        var text = ModelTraining.Train(_training, columns, new());
        var (json, serving) = (JsonSerializer.Serialize(text), registry.Serving);
        if (Again(registry, serving, json) is { } same)
        {
            return same;
        }

        var trained = new RankingModel(text);
        var (model, prior) = (Measure(new ListRanker(source, trained)), Measure(new PriorRanking(_training)));

        // A model whose columns are no longer computed cannot serve, and the prior does in its place: that is what the new one has to be compared with.
        var current = serving is null ? null : RankingModelText.Parse(registry.Load(serving).Trained) is var kept && kept.Columns.SequenceEqual(columns) ? Measure(new ListRanker(source, new(kept))) : prior;
        _options.Profile?.Invoke(source.Table.Costs());
        var measures = new Dictionary<string, double> { ["ndcg@10"] = model.Average(query => query.Ndcg10), ["recall@10"] = model.Average(query => query.Recall10), ["prior ndcg@10"] = prior.Average(query => query.Ndcg10) };
        return registry.Add(json, new()
        {
            Columns = columns,
            From = _training.Origins.SelectMany(origin => origin.Future).Min(partnership => partnership.Start),
            Until = _options.Today,
            Positives = _training.Origins.SelectMany(Positives).Distinct().Count(),
            Options = new Dictionary<string, string>
            {
                ["held-out days"] = Text(_options.HeldOutDays),
                ["origins"] = Text(_training.Origins.Count),
                ["seed"] = Text(_options.Seed),
                ["weight of the trees"] = text.Learned.ToString(CultureInfo.InvariantCulture),
                ["falls back on"] = string.Join(", ", text.Base),
            },
            Metrics = measures,
            HeldOut = new(_split.Network.AsOf.AddDays(1), _split.Until, "ndcg@10", serving, [.. _split.Queries.Select((query, place) => new HeldOutQuery(
                _split.Future[query.Partnerships[0]].Id, model[place].Ndcg10, prior[place].Ndcg10, current?[place].Ndcg10))]),
            Spreads = Spreads(source, trained),
        });
    }

    private RegisteredModel? Again(ModelRegistry registry, string? serving, string json) =>
        serving is not null && registry.Load(serving) is var (kept, trained) && trained == json && kept.Record.Until == _options.Today && kept.Record.HeldOut?.From == _split.Network.AsOf.AddDays(1) ? kept : null;

    private static IEnumerable<(ActorId, ActorId)> Positives(TemporalSplit origin) =>
        origin.Queries.Concat(origin.Newcomers).SelectMany(query => query.Relevant.Select(found => (query.Actor.Id, origin.Network.Actors[found].Id)));

    private QueryMetrics[] Measure(Scorer scorer) => new QueryRanker(_split, new() { Split = _split.Until, Seed = _options.Seed, Threads = _options.Threads })
        .Run(scorer, _split.Queries, null, _cancellation).Metrics;

    private Dictionary<string, Spread> Spreads(ListSource source, RankingModel model)
    {
        var (lists, rows, scores) = (source.NewRows(), new List<float>(), new List<float>());
        foreach (var query in _split.Queries.OrderBy(query => TieBreak.Of(query.Actor.Id, _options.Seed)).Take(_options.SpreadLists))
        {
            _cancellation.ThrowIfCancellationRequested();
            lists.Turn(query);
            var values = new double[lists.Candidates.Length];
            model.For(query, _split.Network).Score(lists.Matrix, values);
            rows.AddRange(lists.Matrix);
            scores.AddRange(values.Select(value => (float)value));
        }

        var spreads = new Dictionary<string, Spread> { ["score"] = Drift.SpreadOf([.. scores]) };
        var width = source.Table.Width;
        foreach (var (place, column) in source.Table.Columns.Index())
        {
            spreads[column.Name] = Drift.SpreadOf([.. Enumerable.Range(0, scores.Count).Select(row => rows[(row * width) + place])]);
        }

        return spreads;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using CoEvolve.Matching.Candidates;

namespace CoEvolve.Matching.Ranking.Learning;

/// <summary>How a ranking is learned.</summary>
internal sealed record ModelTrainingOptions
{
    /// <summary>How trees are grown.</summary>
    public TreeOptions Trees { get; init; } = new();

    /// <summary>Most lists of actors with a history taken of one origin. Default 2,000, which bounds the time of training.</summary>
    public int ListsPerOrigin { get; init; } = 2000;

    /// <summary>Most lists of newcomers taken of one origin. Default 500: what is known of newcomers is soon learned.</summary>
    public int NewcomersPerOrigin { get; init; } = 500;

    /// <summary>Most lists of the latest origin by which trees are tried, with all of their candidates. Default 1,000.</summary>
    public int TrialLists { get; init; } = 1000;

    /// <summary>Most lists of an origin that ask for more candidates than the ranking will: see <see cref="ModelTraining"/>. Default 500.</summary>
    public int WiderListsPerOrigin { get; init; } = 500;

    /// <summary>Candidates that stay candidates, drawn for each list. Default 100.</summary>
    public int Negatives { get; init; } = 100;

    /// <summary>Below so many lists to train on, trees have no more than half of the say. Default 200: so few leave the choice between trees and simple measures to chance.</summary>
    public int ListsForTreesAlone { get; init; } = 200;

    /// <summary>Below so many lists there are no trees. Default 40.</summary>
    public int FewestLists { get; init; } = 40;

    /// <summary>Weights of the trees that the held-out period chooses among.</summary>
    public IReadOnlyList<double> Weights { get; init; } = [0, 0.25, 0.5, 0.75, 1];
}

/// <summary>
/// Learns a ranking from earlier lists: for each earlier split, who among the candidates of its queries became a new partner. The latest split is held out to choose between
/// the simple measures, the trees and what lies between, and to calibrate; then the trees are grown again with it. Actors with a history and newcomers have a model each.
/// </summary>
/// <remarks>
/// Where only some candidates are asked for (across kinds, in the same locality), lists of all candidates are learned from as well: what makes partners is much the same, and narrow lists
/// are few. Every row is computed from the projection before its split. Deterministic: lists and negatives are drawn by numbers that depend on ids and the seed.
/// </remarks>
internal sealed class ModelTraining
{
    // The lists of one origin take about as long as so many trees.
    private const int TreesALists = 10;

    private static readonly TreeObjective[] Objectives = Enum.GetValues<TreeObjective>();

    // What the model may fall back on: each by itself, and the mean of those that differ most.
    private static readonly IReadOnlyList<IReadOnlyList<string>> Bases =
    [
        ["page-rank.share", "recent-rp3-beta.share", "adamic-adar.share", "recent-popularity.share", "local-popularity.share"],
        ["page-rank.share", "recent-page-rank.share", "recent-rp3-beta.share", "common-neighbours.share", "factors.share"],
        ["common-neighbours.share"], ["adamic-adar.share"], ["resource-allocation.share"], ["page-rank.share"], ["recent-page-rank.share"],
        ["rp3-beta.share"], ["recent-rp3-beta.share"], ["factors.share"], ["sector-walk.share"], ["recent-popularity.share"], ["local-popularity.share"],
        ["region-peers.share"], ["newcomers.share"], ["kind-newcomers.share"], ["region-newcomers.share"], ["prior.share"],
    ];

    private readonly LearningTraining _training;
    private readonly ModelTrainingOptions _options;
    private readonly ListSource[] _sources;
    private double _done;

    private ModelTraining(LearningTraining training, ModelTrainingOptions options)
    {
        (_training, _options) = (training, options);
        _sources = [.. training.Origins.Select(origin => new ListSource(origin.ToTraining(training.Seed, training.Threads, training.Cancellation)))];
    }

    /// <summary>Learns from the earlier splits of a training.</summary>
    /// <param name="training">What is learned from.</param>
    /// <param name="columns">Names of the columns of all rows.</param>
    /// <param name="options">How.</param>
    public static RankingModelText Train(LearningTraining training, IReadOnlyList<string> columns, ModelTrainingOptions options)
    {
        if (training.Origins.Count == 0)
        {
            return new(columns, [], Bases[0], 0, null);
        }

        var learning = new ModelTraining(training, options);
        return learning.Learn(columns, newcomers: false) with { Newcomers = learning.Learn(columns, newcomers: true) };
    }

    private RankingModelText Learn(IReadOnlyList<string> columns, bool newcomers)
    {
        var heldOut = _training.Origins[0];
        var most = newcomers ? _options.NewcomersPerOrigin : _options.ListsPerOrigin;
        var latest = Lists(0, heldOut, newcomers, _options.TrialLists, null);
        var (before, after) = (new List<TrainingRows>(), new List<TrainingRows>());
        foreach (var (number, origin) in _training.Origins.Index())
        {
            // Trees that are tried on the latest period have seen none of it.
            var rows = origin.Until <= heldOut.Network.AsOf.AddDays(1) ? before : after;
            foreach (var split in Wider(origin).Select(origin.Under))
            {
                rows.Add(Lists(number, split, newcomers, _options.WiderListsPerOrigin, _options.Negatives).Rows);
            }

            rows.Add(Lists(number, origin, newcomers, most, _options.Negatives).Rows);
            Done(TreesALists);
        }

        var chosen = Choose(Grow(before), columns, latest, before.Sum(rows => rows.Groups.Length));
        return chosen.Learned > 0 ? chosen with { Trees = Grow([.. after, .. before]) } : chosen;
    }

    /// <summary>What asks for more candidates than a split does.</summary>
    private static IEnumerable<CandidateFilter> Wider(TemporalSplit split) =>
        new[] { split.Filter with { SameLocality = null }, new CandidateFilter() }.Distinct().Where(filter => filter != split.Filter);

    private LearningLists Lists(int origin, TemporalSplit split, bool newcomers, int most, int? negatives) =>
        LearningLists.Of(split, _sources[origin].Under(split.Eligibility), newcomers, most, _training, negatives);

    private TrainedTrees[] Grow(IReadOnlyCollection<TrainingRows> parts)
    {
        if (parts.Sum(part => part.Groups.Length) < _options.FewestLists)
        {
            return [];
        }

        var rows = TrainingRows.Concat(parts);
        var texts = TreeTraining.Train(rows, _sources[0].Table.Columns, Objectives, _options.Trees, _training, () => Done(1));
        return [.. Objectives.Zip(texts, (objective, text) => Standardised(objective, text, rows))];
    }

    /// <summary>Says how far the learning is: lists of all origins for both models, and trees twice for each.</summary>
    private void Done(double steps)
    {
        _done += steps;
        _training.Progress?.Invoke(Math.Min(1, _done / 2 / ((TreesALists * _training.Origins.Count) + (2.0 * Objectives.Length * _options.Trees.Trees))));
    }

    private static TrainedTrees Standardised(TreeObjective objective, string text, TrainingRows rows)
    {
        var scores = new float[rows.Labels.Length];
        new Trees.TreeScorer(Trees.LightGbmText.Parse(text)).Score(rows.Rows, scores);
        double mean = scores.Average(score => (double)score);
        var deviation = Math.Sqrt(scores.Average(score => (score - mean) * (score - mean)));
        return new(objective, text, mean, deviation > 0 ? deviation : 1);
    }

    /// <summary>The base and the weight with the highest NDCG@10 in the held-out lists, calibrated on them.</summary>
    private RankingModelText Choose(TrainedTrees[] trees, IReadOnlyList<string> columns, LearningLists heldOut, int trainedOn)
    {
        RankingModelText Model(IReadOnlyList<string> names, double weight) => new(columns, weight > 0 ? trees : [], names, weight, null);
        var simple = Bases.Select(names => Model(names, 0)).MaxBy(model => heldOut.Ndcg(new(model)))!;
        var most = trees.Length == 0 ? 0 : trainedOn < _options.ListsForTreesAlone ? 0.5 : 1;
        var best = _options.Weights.Where(weight => weight <= most).Select(weight => Model(simple.Base, weight)).MaxBy(model => heldOut.Ndcg(new(model)))!;
        var (values, labels) = heldOut.Values(new(best));
        return best with { Calibration = values.Length > 0 ? Calibration.Fit(values, labels) : null };
    }
}

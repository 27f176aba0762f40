namespace CoEvolve.Matching.Ranking.Learning;

/// <summary>How a ranking is learned.</summary>
internal sealed record ModelTrainingOptions
{
    /// <summary>How trees are grown.</summary>
    public TreeOptions Trees { get; init; } = new();

    /// <summary>Most lists taken of one origin. Default 1,200, which bounds the time of training.</summary>
    public int ListsPerOrigin { get; init; } = 1200;

    /// <summary>Candidates that stay candidates, drawn for each list. Default 80.</summary>
    public int Negatives { get; init; } = 80;

    /// <summary>Below so many lists to train on, trees have no more than half of the say. Default 200: trees over fewer lists lost to the best simple measure on two networks of three.</summary>
    public int ListsForTreesAlone { get; init; } = 200;

    /// <summary>Below so many lists there are no trees. Default 40: a tenth of them positive would not fill the leaves of one tree.</summary>
    public int FewestLists { get; init; } = 40;

    /// <summary>Weights of the trees that the held-out period chooses among.</summary>
    public IReadOnlyList<double> Weights { get; init; } = [0, 0.25, 0.5, 0.75, 1];
}

/// <summary>
/// Learns a ranking from earlier lists: for each earlier split, who among the candidates of its queries became a new partner. The latest split is held out to choose between
/// the simple measures, the trees and what lies between, and to calibrate; then the trees are grown again with it.
/// </summary>
/// <remarks>Every row is computed from the projection before its split. Deterministic: lists and negatives are drawn by numbers that depend on ids and the seed.</remarks>
internal static class ModelTraining
{
    private static readonly TreeObjective[] Objectives = Enum.GetValues<TreeObjective>();

    // What the model may fall back on: each by itself, and the mean of those that differ most.
    private static readonly IReadOnlyList<IReadOnlyList<string>> Bases =
    [
        ["page-rank.share", "recent-rp3-beta.share", "adamic-adar.share", "recent-popularity.share", "local-popularity.share"],
        ["page-rank.share", "recent-page-rank.share", "recent-rp3-beta.share", "common-neighbours.share", "factors.share"],
        ["common-neighbours.share"], ["adamic-adar.share"], ["resource-allocation.share"], ["page-rank.share"], ["recent-page-rank.share"],
        ["rp3-beta.share"], ["recent-rp3-beta.share"], ["factors.share"], ["sector-walk.share"], ["recent-popularity.share"], ["local-popularity.share"],
        ["region-peers.share"], ["prior.share"],
    ];

    /// <summary>Learns from the earlier splits of a training.</summary>
    public static RankingModelText Train(LearningTraining training, IReadOnlyList<string> columns, ModelTrainingOptions options)
    {
        if (training.Origins.Count == 0)
        {
            return new(columns, [], Bases[0], 0, null);
        }

        var latest = LearningLists.Of(training.Origins[0], training, options, whole: true);
        var earlier = training.Origins.Skip(1).Select(origin => LearningLists.Of(origin, training, options, whole: false)).Where(lists => lists.Rows.Groups.Length > 0).ToArray();
        var heldOut = earlier.Length > 0 ? Grow(TrainingRows.Concat([.. earlier.Select(lists => lists.Rows)]), latest, training, options) : [];
        var chosen = Choose(heldOut, columns, latest, earlier.Sum(lists => lists.Rows.Groups.Length), options);
        if (chosen.Learned > 0)
        {
            var all = TrainingRows.Concat([latest.Sampled(options), .. earlier.Select(lists => lists.Rows)]);
            chosen = chosen with { Trees = Grow(all, latest, training, options) };
        }

        return chosen;
    }

    private static TrainedTrees[] Grow(TrainingRows rows, LearningLists lists, LearningTraining training, ModelTrainingOptions options) =>
        rows.Groups.Length < options.FewestLists || rows.Positives == 0
            ? []
            : [.. Objectives.Select(objective => TreeTraining.Train(rows, lists.Columns, objective, options.Trees, training.Seed, training.Threads, training.Cancellation))
                .Select((text, place) => Standardised(Objectives[place], text, rows))];

    private static TrainedTrees Standardised(TreeObjective objective, string text, TrainingRows rows)
    {
        var scores = new float[rows.Labels.Length];
        new Trees.TreeScorer(Trees.LightGbmText.Parse(text)).Score(rows.Rows, scores);
        double mean = scores.Average(score => (double)score);
        var deviation = Math.Sqrt(scores.Average(score => (score - mean) * (score - mean)));
        return new(objective, text, mean, deviation > 0 ? deviation : 1);
    }

    /// <summary>The base and the weight with the highest NDCG@10 in the held-out lists, calibrated on them.</summary>
    private static RankingModelText Choose(TrainedTrees[] trees, IReadOnlyList<string> columns, LearningLists heldOut, int trainedOn, ModelTrainingOptions options)
    {
        RankingModelText Model(IReadOnlyList<string> names, double weight) => new(columns, weight > 0 ? trees : [], names, weight, null);
        var simple = Bases.Select(names => Model(names, 0)).MaxBy(model => heldOut.Ndcg(new(model)))!;
        var most = trees.Length == 0 ? 0 : trainedOn < options.ListsForTreesAlone ? 0.5 : 1;
        var best = options.Weights.Where(weight => weight <= most).Select(weight => Model(simple.Base, weight)).MaxBy(model => heldOut.Ndcg(new(model)))!;
        var (values, labels) = heldOut.Values(new(best));
        return best with { Calibration = values.Length > 0 ? Calibration.Fit(values, labels) : null };
    }
}

using CoEvolve.Matching.Network.Proximity;
using CoEvolve.Matching.Ranking;
using CoEvolve.Matching.Ranking.Learning;

namespace CoEvolve.Matching.Evaluation;

/// <summary>The project's own methods.</summary>
internal static class OwnMethods
{
    /// <summary>The production path end to end: rules, features, model; prices off. It chooses and calibrates by itself, inside of the past.</summary>
    public static RankingMethod Coevolve { get; } = new("coevolve", IsBaseline: false, new Setting("", training => Learn((LearningTraining)training)));

    private static ListRanker Learn(LearningTraining training)
    {
        var source = new ListSource(training);
        var model = ModelTraining.Train(training, [.. source.Table.Columns.Select(column => column.Name)], new());
        return new(source, new(model));
    }
}

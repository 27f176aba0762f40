using System.Text.Json;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Network.Proximity;
using CoEvolve.Matching.Ranking.Learning;
using CoEvolve.Matching.Ranking.Trees;

namespace CoEvolve.Matching.Ranking;

/// <summary>Trees of one objective.</summary>
/// <param name="Objective">What they were trained to.</param>
/// <param name="Text">LightGBM's text.</param>
/// <param name="Mean">Mean of their scores over the training rows.</param>
/// <param name="Deviation">Standard deviation of these; above 0.</param>
internal sealed record TrainedTrees(TreeObjective Objective, string Text, double Mean, double Deviation);

/// <summary>All of a model, as it is kept.</summary>
/// <param name="Columns">Names of the columns, in the order of the rows.</param>
/// <param name="Trees">One for each objective; empty where nothing was learned.</param>
/// <param name="Base">Columns, each 0 to 1 at best, whose mean is what the model falls back on.</param>
/// <param name="Learned">Weight of the trees, 0 (the base alone) to 1 (the trees alone).</param>
/// <param name="Calibration">From values to probabilities; null where no held-out period was there to fit it to.</param>
internal sealed record RankingModelText(IReadOnlyList<string> Columns, IReadOnlyList<TrainedTrees> Trees, IReadOnlyList<string> Base, double Learned, Calibration? Calibration)
{
    /// <summary>The model for seekers that have been in no partnership yet; null where one serves all.</summary>
    public RankingModelText? Newcomers { get; init; }

    /// <summary>Reads what the registry keeps of a model.</summary>
    /// <exception cref="InvalidDataException">It is no model.</exception>
    public static RankingModelText Parse(string trained)
    {
        try
        {
            return JsonSerializer.Deserialize<RankingModelText>(trained) ?? throw new InvalidDataException("The model is empty.");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"The model cannot be read: {failure.Message}", failure);
        }
    }
}

/// <summary>A value of a model in its parts.</summary>
/// <param name="Start">The value before any column is looked at.</param>
/// <param name="ByColumn">What each column adds.</param>
internal sealed record ModelContributions(double Start, IReadOnlyList<double> ByColumn)
{
    /// <summary>The value: all parts together.</summary>
    public double Value { get; } = Start + ByColumn.Sum();
}

/// <summary>
/// Ranks the rows of a list: v = w·σ(z) + (1 − w)·m, z the mean of the standardised scores of the trees and m the mean of the base columns. Immutable; any
/// number of threads may score at once.
/// </summary>
internal sealed class RankingModel
{
    private readonly TreeScorer[] _scorers;
    private readonly Lazy<TreeContributions[]> _contributions;
    private readonly int[] _base;

    public RankingModel(RankingModelText text)
    {
        Text = text;
        _scorers = [.. text.Trees.Select(trees => new TreeScorer(LightGbmText.Parse(trees.Text)))];
        Newcomers = text.Newcomers is { } newcomers ? new(newcomers) : this;
        _contributions = new(() => [.. text.Trees.Select(trees => new TreeContributions(LightGbmText.Parse(trees.Text)))]);
        _base = [.. text.Base.Select(name => text.Columns.ToList().IndexOf(name))];
    }

    /// <summary>As it is kept.</summary>
    public RankingModelText Text { get; }

    /// <summary>The model for seekers that have been in no partnership yet; itself where one serves all.</summary>
    public RankingModel Newcomers { get; }

    /// <summary>The model for a seeker.</summary>
    public RankingModel For(Seeker seeker, NetworkProjection network) => seeker.IsNewcomer(network) ? Newcomers : this;

    /// <summary>Scores a whole list.</summary>
    /// <param name="rows">Row after row, as the columns say.</param>
    /// <param name="values">One place for each row; higher is better, 0 to 1.</param>
    public void Score(ReadOnlySpan<float> rows, Span<double> values)
    {
        values.Clear();
        var width = Text.Columns.Count;
        if (Text.Learned > 0)
        {
            AddTrees(rows, values);
        }

        for (var row = 0; row < values.Length; row++)
        {
            double mean = 0;
            foreach (var column in _base)
            {
                mean += rows[(row * width) + column] / _base.Length;
            }

            var learned = Text.Learned > 0 ? 1 / (1 + Math.Exp(-values[row])) : 0;
            values[row] = (Text.Learned * learned) + ((1 - Text.Learned) * mean);
        }
    }

    /// <summary>The calibrated probability of a value; the value itself, held to 0 and 1, where nothing was there to calibrate by.</summary>
    public double Probability(double value) => Text.Calibration?.Of(value) ?? Math.Clamp(value, 0, 1);

    /// <summary>
    /// What each column adds to the value of a row. The standardised trees are shared out exactly (<see cref="TreeContributions"/>); their way through σ is a straight line from σ of their
    /// expectation to σ of their score, so that all shares keep their proportions; the base is a sum as it is.
    /// </summary>
    public ModelContributions Explain(ReadOnlySpan<float> row)
    {
        var byColumn = new double[Text.Columns.Count];
        double start = 0;
        if (Text.Learned > 0)
        {
            double expected = 0;
            foreach (var (ensemble, trees) in Text.Trees.Index())
            {
                _contributions.Value[ensemble].Add(row, 1 / trees.Deviation / _scorers.Length, byColumn);
                expected += (_contributions.Value[ensemble].Expected - trees.Mean) / trees.Deviation / _scorers.Length;
            }

            var step = byColumn.Sum();
            var slope = Math.Abs(step) > 1e-9 ? (Sigmoid(expected + step) - Sigmoid(expected)) / step : Sigmoid(expected) * (1 - Sigmoid(expected));
            for (var column = 0; column < byColumn.Length; column++)
            {
                byColumn[column] *= Text.Learned * slope;
            }

            start = Text.Learned * Sigmoid(expected);
        }

        foreach (var column in _base)
        {
            byColumn[column] += (1 - Text.Learned) * row[column] / _base.Length;
        }

        return new(start, byColumn);
    }

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));

    private void AddTrees(ReadOnlySpan<float> rows, Span<double> values)
    {
        var scores = new float[values.Length];
        for (var ensemble = 0; ensemble < _scorers.Length; ensemble++)
        {
            var trees = Text.Trees[ensemble];
            _scorers[ensemble].Score(rows, scores);
            for (var row = 0; row < values.Length; row++)
            {
                values[row] += (scores[row] - trees.Mean) / trees.Deviation / _scorers.Length;
            }
        }
    }
}

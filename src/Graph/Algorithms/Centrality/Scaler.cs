using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Algorithms.Centrality;

/// <summary>Brings scores to a scale after they were computed.</summary>
internal sealed class Scaler(string kind, double offset)
{
    private static readonly string[] Kinds = ["NONE", "CENTER", "L1NORM", "L2NORM", "LOG", "MAX", "MEAN", "MINMAX", "STDSCORE"];

    public static Scaler Read(Settings settings)
    {
        var value = settings.Raw("scaler", Value.Of("NONE"));
        var map = value.Kind == ValueKind.Map ? new Settings(value.AsMap()) : new Settings(MapValue.From([KeyValuePair.Create("type", value)]));
        var kind = map.RequiredText("type").ToUpperInvariant();
        if (!Kinds.Contains(kind, StringComparer.Ordinal))
        {
            throw AlgorithmErrors.Failed($"Unrecognised scaler type specified: `{kind}`. Expected one of {AlgorithmErrors.Names(Kinds)}.");
        }

        var offset = kind == "LOG" ? map.Double("offset", 0) : 0;
        map.RefuseOthers();
        return new(kind, offset);
    }

    /// <summary>Norms divide by Σ|x|, √Σx², max|x|; MEAN and MINMAX give (x - mean)/(max - min) and (x - min)/(max - min), STDSCORE (x - mean)/σ. Where the divisor is 0, all scores are 0.</summary>
    public double[] Apply(double[] scores)
    {
        if (scores.Length == 0)
        {
            return scores;
        }

        var (mean, minimum, maximum) = (scores.Average(), scores.Min(), scores.Max());
        return kind switch
        {
            "CENTER" => Shifted(scores, mean, 1),
            "L1NORM" => Shifted(scores, 0, scores.Sum(Math.Abs)),
            "L2NORM" => Shifted(scores, 0, Math.Sqrt(scores.Sum(score => score * score))),
            "LOG" => Array.ConvertAll(scores, score => Math.Log(score + offset)),
            "MAX" => Shifted(scores, 0, scores.Max(Math.Abs)),
            "MEAN" => Shifted(scores, mean, maximum - minimum),
            "MINMAX" => Shifted(scores, minimum, maximum - minimum),
            "STDSCORE" => Shifted(scores, mean, Math.Sqrt(scores.Sum(score => (score - mean) * (score - mean)) / scores.Length)),
            _ => scores,
        };
    }

    private static double[] Shifted(double[] scores, double origin, double divisor) =>
        Array.ConvertAll(scores, score => Math.Abs(divisor) < 1e-15 ? 0 : (score - origin) / divisor);
}

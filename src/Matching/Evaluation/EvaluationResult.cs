using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Evaluation;

/// <summary>A mean over queries with the interval of its bootstrap.</summary>
/// <param name="Value">The mean.</param>
/// <param name="Interval">95 %.</param>
public readonly record struct Estimate(double Value, Interval Interval);

/// <summary>The measures of one method on one slice of the queries.</summary>
public sealed record SliceResult
{
    /// <summary>Name of the slice: <c>all</c>, <c>kind:…</c>, <c>tier:…</c>, <c>history:…</c>.</summary>
    public required string Slice { get; init; }

    /// <summary>Queries in it, 1 or more.</summary>
    public required int Queries { get; init; }

    /// <summary>NDCG@10, 0 to 1.</summary>
    public required Estimate Ndcg10 { get; init; }

    /// <summary>Recall@10, 0 to 1.</summary>
    public required Estimate Recall10 { get; init; }

    /// <summary>Recall@50, 0 to 1.</summary>
    public required Estimate Recall50 { get; init; }

    /// <summary>Mean reciprocal rank of the first hit in the full ranking, 0 to 1.</summary>
    public required Estimate Mrr { get; init; }

    /// <summary>Share of queries with a hit in the first ten.</summary>
    public required Estimate Hit10 { get; init; }

    /// <summary>Share of all actors that are in at least one list of ten.</summary>
    public required double Coverage { get; init; }

    /// <summary>Gini coefficient of how often each actor is in a list of ten: 0 alike, near 1 a few have all.</summary>
    public required double ExposureGini { get; init; }

    /// <summary>NDCG@10 that the best order of those scored above 0 would have: the room that the candidates leave.</summary>
    public required double Oracle10 { get; init; }

    /// <summary>Expected calibration error of the probabilities of the listed, 0 to 1; NaN for a method without probabilities.</summary>
    public required double CalibrationError { get; init; }

    /// <summary>Mean self-information of the listed, in bits: 0 for an actor in every partnership.</summary>
    public required double Novelty { get; init; }
}

/// <summary>One method measured.</summary>
public sealed record MethodResult
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>False for the project's own.</summary>
    public required bool IsBaseline { get; init; }

    /// <summary>The setting that the validation period chose; empty where there is nothing to set.</summary>
    public required string Setting { get; init; }

    /// <summary>Settings that were tried, each with its NDCG@10 in the validation period; empty where nothing was chosen.</summary>
    public required IReadOnlyList<(string Setting, double Ndcg10)> Tried { get; init; }

    /// <summary>NDCG@10 over that of the best baseline of the test period, on all queries, paired.</summary>
    public required Estimate RatioToBestBaseline { get; init; }

    /// <summary>
    /// The two-sided p of its difference in NDCG@10 from the project's ranking, for all other methods at once by Holm; null for that ranking itself, and where it was not run.
    /// </summary>
    public double? PAgainstCoevolve { get; init; }

    /// <summary>The slices, <c>all</c> first.</summary>
    public required IReadOnlyList<SliceResult> Slices { get; init; }

    /// <summary>All queries of actors that the past knows.</summary>
    public SliceResult Overall => Slices[0];
}

/// <summary>How it was measured.</summary>
public sealed record EvaluationProtocol
{
    /// <summary>First day of the test period.</summary>
    public required DateOnly Split { get; init; }

    /// <summary>First day after it.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>First day of the validation period, which ends with the split; null where there was nothing to choose by.</summary>
    public required DateOnly? ValidationFrom { get; init; }

    /// <summary>Queries that settings were chosen by.</summary>
    public required int ValidationQueries { get; init; }

    /// <summary>Only candidates of another kind, both sides being civil society, government or business.</summary>
    public required bool AcrossKinds { get; init; }

    /// <summary>Only candidates in the actor's locality of this tier; null for anywhere.</summary>
    public required Tier? SameLocality { get; init; }

    /// <summary>Actors that the past knows.</summary>
    public required int Actors { get; init; }

    /// <summary>Partnerships to learn from.</summary>
    public required int TrainingPartnerships { get; init; }

    /// <summary>Partnerships of the test period.</summary>
    public required int TestPartnerships { get; init; }

    /// <summary>Queries of known actors.</summary>
    public required int Queries { get; init; }

    /// <summary>Queries of actors that came after the split.</summary>
    public required int Newcomers { get; init; }

    /// <summary>Relevant candidates of a known actor's query, on average.</summary>
    public required double MeanRelevant { get; init; }

    /// <summary>Seed of all draws.</summary>
    public required int Seed { get; init; }

    /// <summary>Draws of the bootstrap.</summary>
    public required int Resamples { get; init; }
}

/// <summary>The result of an evaluation.</summary>
/// <param name="Protocol">How it was measured.</param>
/// <param name="BestBaseline">The baseline with the highest NDCG@10 in the test period: the hardest to beat.</param>
/// <param name="Methods">In the order of <see cref="MethodCatalog"/>.</param>
/// <param name="FeatureCosts">What each feature of the project's ranking has cost, the dearest first; empty where it was not run.</param>
public sealed record EvaluationResult(EvaluationProtocol Protocol, string BestBaseline, IReadOnlyList<MethodResult> Methods, IReadOnlyList<FeatureCost> FeatureCosts);

/// <summary>How far an evaluation has come.</summary>
/// <param name="Step">What is done now, such as <c>katz: ranking</c>.</param>
/// <param name="Done">Units of work done.</param>
/// <param name="Total">Units of work in all; one method has one for each setting tried, for its learning and for its ranking.</param>
public readonly record struct EvaluationProgress(string Step, double Done, double Total);

namespace CoEvolve.Matching.Features;

/// <summary>Time that one feature has taken.</summary>
/// <param name="Name">The feature.</param>
/// <param name="Pairs">Pairs computed.</param>
/// <param name="Nanoseconds">A pair, on average.</param>
public sealed record FeatureCost(string Name, long Pairs, double Nanoseconds);

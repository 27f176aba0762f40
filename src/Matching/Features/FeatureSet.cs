namespace CoEvolve.Matching.Features;

/// <summary>All features, in the order of <see cref="FeatureName"/>.</summary>
internal static class FeatureSet
{
    private static readonly Feature[] All = [.. new Feature[]
    {
        new NeedFit(), new ReverseFit(), new Place(), new SectorSimilarity(), new TrustPath(), new Nearness(), new ResponseAndCapacity(),
    }.OrderBy(feature => feature.Name)];

    /// <summary>One direction of a pair in numbers.</summary>
    public static FeatureVector Of(PairFacts pair) => new([.. All.Select(feature => feature.Of(pair))]);

    /// <summary>Both directions of a pair in numbers.</summary>
    public static PairFeatures Both(PairFacts pair) =>
        new(pair.To.Actor, Of(pair), Of(pair.Reversed), Place.CommonTier(pair.From, pair.To, pair.Network.Localities));
}

namespace CoEvolve.Matching.Features;

/// <summary>All features, in the order of <see cref="FeatureName"/>.</summary>
internal static class FeatureSet
{
    private static readonly Feature[] All = [.. new Feature[]
    {
        new NeedFit(), new ReverseFit(), new Place(), new SectorSimilarity(), new TrustPath(), new Nearness(), new ResponseAndCapacity(),
    }.OrderBy(feature => feature.Name)];

    private static readonly SectorSimilarity Sector = new();
    private static readonly TrustPath Trust = new();
    private static readonly Nearness Near = new();

    /// <summary>One direction of a pair in numbers.</summary>
    public static FeatureVector Of(PairFacts pair) => new([.. All.Select(feature => feature.Of(pair))]);

    /// <summary>Both directions of a pair in numbers: what <see cref="Of"/> says of the pair and of the reversed one, with what is the same in both worked out once.</summary>
    public static PairFeatures Both(PairFacts pair)
    {
        var (from, to) = (pair.Network.NumbersOf(pair.From), pair.Network.NumbersOf(pair.To));
        var (fit, reverse) = (NeedFit.Of(from, to), NeedFit.Of(to, from));
        var (place, placeBack, tier) = Place.Both(pair);
        var (sector, trust, near) = (Sector.Of(pair), Trust.Of(pair), Near.Of(pair));
        return new(
            pair.To.Actor,
            new(fit, reverse, place, sector, trust, near, ResponseAndCapacity.Of(pair.To, pair.Network.Options)),
            new(reverse, fit, placeBack, sector, trust, near, ResponseAndCapacity.Of(pair.From, pair.Network.Options)),
            tier);
    }
}

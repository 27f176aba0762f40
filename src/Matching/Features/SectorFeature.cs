using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Features;

/// <summary>
/// (1 − τ)·cos(sectors) + τ·cos(parents), where each vector holds the rarity (<see cref="NetworkProfile.Rarity"/>) of what the actor works in
/// and τ is <see cref="FeatureOptions.TaxonomyShare"/>. A rare sector in common tells more than one that everybody has.
/// </summary>
/// <remarks>Range 0 to 1, rising. Missing, and <see cref="FeatureOptions.UnknownSectorSimilarity"/>, where a side has stated no sector.</remarks>
internal sealed class SectorSimilarity : Feature
{
    public override FeatureName Name => FeatureName.Sector;

    public override FeatureValue Of(PairFacts pair)
    {
        var network = pair.Network;
        if (pair.From.Sectors.Count == 0 || pair.To.Sectors.Count == 0)
        {
            return new(network.Options.UnknownSectorSimilarity, Missing: true);
        }

        var own = Cosine(Distinct(pair.From.Sectors), Distinct(pair.To.Sectors), network.Rarity);
        var parents = Cosine(Distinct(pair.From.Sectors.Select(network.ParentOf)), Distinct(pair.To.Sectors.Select(network.ParentOf)), network.ParentRarity);
        var share = network.Options.TaxonomyShare;
        return new(Math.Clamp(((1 - share) * own) + (share * parents), 0, 1));
    }

    private static HashSet<SectorCode> Distinct(IEnumerable<SectorCode> sectors) => [.. sectors];

    private static double Cosine(HashSet<SectorCode> a, HashSet<SectorCode> b, Func<SectorCode, double> rarity)
    {
        var common = a.Where(b.Contains).Sum(sector => rarity(sector) * rarity(sector));
        return common == 0 ? 0 : common / (Norm(a, rarity) * Norm(b, rarity));
    }

    private static double Norm(HashSet<SectorCode> sectors, Func<SectorCode, double> rarity) =>
        Math.Sqrt(sectors.Sum(sector => rarity(sector) * rarity(sector)));
}

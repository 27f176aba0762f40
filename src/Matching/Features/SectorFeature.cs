namespace CoEvolve.Matching.Features;

/// <summary>
/// (1 − τ)·cos(sectors) + τ·cos(parents), where each vector holds the rarity (<see cref="SectorRarity"/>) of what the actor works in
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

        var (from, to) = (network.NumbersOf(pair.From), network.NumbersOf(pair.To));
        var (own, parents) = (from.Sectors.Cosine(to.Sectors), from.Parents.Cosine(to.Parents));
        var share = network.Options.TaxonomyShare;
        return new(Math.Clamp(((1 - share) * own) + (share * parents), 0, 1));
    }
}

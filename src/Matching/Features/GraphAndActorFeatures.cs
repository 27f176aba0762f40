using CoEvolve.Matching.Network.Proximity;

namespace CoEvolve.Matching.Features;

/// <summary>
/// AA / (1 + AA) with AA = Σ 1 / ln(1 + n) over the common partners, n being how many others each has worked with: the measure of Adamic and
/// Adar (Social Networks 25, 2003), taken over partners of partners and bent into [0, 1). A partner of few says more than one of all.
/// </summary>
/// <remarks>Range 0 to 1, rising. Never missing: no common partner is 0.</remarks>
internal sealed class TrustPath : Feature
{
    public override FeatureName Name => FeatureName.TrustPath;

    public override FeatureValue Of(PairFacts pair)
    {
        var sum = 0.0;
        for (var partner = 0; partner < pair.CommonPartners.Count; partner++)
        {
            sum += TrustSums.Weight(pair.CommonPartners[partner].Partners);
        }

        return new(Bent(sum));
    }

    /// <summary>A sum of weights, bent into [0, 1).</summary>
    internal static double Bent(double sum) => sum / (1 + sum);
}

/// <summary>
/// Half the share of yes among the other side's answers, (yes + k/2) / (yes + no + k) with k = <see cref="FeatureOptions.ImaginedAnswers"/>, and
/// half the share of its capacity that no running partnership takes, max(0, c − running) / c.
/// </summary>
/// <remarks>Range 0 to 1, rising. Missing where the capacity is unknown: <see cref="FeatureOptions.UnknownFreeCapacity"/> stands in for that half.</remarks>
internal sealed class ResponseAndCapacity : Feature
{
    public override FeatureName Name => FeatureName.ResponseAndCapacity;

    public override FeatureValue Of(PairFacts pair) => Of(pair.To, pair.Network.Options);

    /// <summary>The feature of the other side.</summary>
    public static FeatureValue Of(ActorFacts other, FeatureOptions options)
    {
        var response = (other.Accepted + (options.ImaginedAnswers / 2)) / (other.Accepted + other.Declined + options.ImaginedAnswers);
        var free = other.Capacity switch
        {
            null => options.UnknownFreeCapacity,
            <= 0 => 0,
            { } capacity => Math.Max(0, capacity - other.RunningPartnerships) / capacity,
        };
        return new((response + free) / 2, other.Capacity is null);
    }
}

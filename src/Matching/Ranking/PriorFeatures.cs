using System.Globalization;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network.Proximity;

namespace CoEvolve.Matching.Ranking;

/// <summary>One of the seven features of the prior, for a whole list. Range 0 to 1, rising.</summary>
internal sealed class PriorPart(PriorRanking prior, FeatureName feature, ContributionGroup group) : PairFeature
{
    public override string Name { get; } = string.Concat(feature.ToString().Select((letter, place) =>
        (char.IsUpper(letter) && place > 0 ? "-" : "") + char.ToLower(letter, CultureInfo.InvariantCulture)));

    public override ContributionGroup Group => group;

    public override MonotoneSign Sign => MonotoneSign.Rising;

    public override (float Least, float Most) Range => (0, 1);

    public override void Fill(ProximityRows rows, ReadOnlySpan<int> candidates, FeatureColumn column) => prior.Fill(rows, candidates, feature, column.Values);

    /// <summary>All seven over one projection.</summary>
    public static IEnumerable<PairFeature> All(PriorRanking prior) =>
    [
        new PriorPart(prior, FeatureName.NeedFit, ContributionGroup.Need),
        new PriorPart(prior, FeatureName.ReverseFit, ContributionGroup.Need),
        new PriorPart(prior, FeatureName.Place, ContributionGroup.Place),
        new PriorPart(prior, FeatureName.Nearness, ContributionGroup.Place),
        new PriorPart(prior, FeatureName.Sector, ContributionGroup.Sector),
        new PriorPart(prior, FeatureName.TrustPath, ContributionGroup.Trust),
        new PriorPart(prior, FeatureName.ResponseAndCapacity, ContributionGroup.Capacity),
    ];
}

/// <summary>What the prior says of the pair, √(p·q). Range 0 to 1, rising.</summary>
internal sealed class PriorWorth(PriorRanking prior) : PairFeature
{
    private static readonly FeatureName[] Parts = Enum.GetValues<FeatureName>();

    public override string Name => "prior";

    public override ContributionGroup Group => ContributionGroup.Need;

    public override MonotoneSign Sign => MonotoneSign.Rising;

    public override (float Least, float Most) Range => (0, 1);

    public override bool Relative => true;

    public override void Fill(ProximityRows rows, ReadOnlySpan<int> candidates, FeatureColumn column)
    {
        var parts = new float[Parts.Length * candidates.Length];
        foreach (var part in Parts)
        {
            prior.Fill(rows, candidates, part, parts.AsSpan((int)part * candidates.Length, candidates.Length));
        }

        var response = prior.ResponseOf(rows.Seeker);
        Span<double> forward = stackalloc double[Parts.Length];
        for (var place = 0; place < candidates.Length; place++)
        {
            for (var part = 0; part < Parts.Length; part++)
            {
                forward[part] = parts[(part * candidates.Length) + place];
            }

            column.Values[place] = (float)prior.Worth(forward, response);
        }
    }
}

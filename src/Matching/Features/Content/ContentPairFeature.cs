using CoEvolve.Matching.Network.Proximity;

namespace CoEvolve.Matching.Features.Content;

/// <summary>A content feature among the features of a list.</summary>
internal sealed class ContentPairFeature(ContentFeature feature, ContentNetwork network) : PairFeature
{
    /// <inheritdoc/>
    public override string Name => feature.Name;

    /// <inheritdoc/>
    public override ContributionGroup Group => feature.Group;

    /// <inheritdoc/>
    public override MonotoneSign Sign => feature.Sign;

    /// <inheritdoc/>
    public override (float Least, float Most) Range => (feature.Least, feature.Most);

    /// <inheritdoc/>
    public override bool CanMiss => feature.StandIn is not null;

    /// <summary>All content features over one projection.</summary>
    public static IEnumerable<PairFeature> All(ContentNetwork network) => ContentBlock.All.Select(feature => new ContentPairFeature(feature, network));

    /// <inheritdoc/>
    public override void Fill(ProximityRows rows, ReadOnlySpan<int> candidates, FeatureColumn column)
    {
        var from = rows.Seeker.Number >= 0 ? network[rows.Seeker.Number] : network.Newcomer(rows.Seeker.Actor);
        for (var row = 0; row < candidates.Length; row++)
        {
            var value = feature.Of(network, from, network[candidates[row]]);
            var unknown = float.IsNaN(value);
            column.Values[row] = unknown ? feature.StandIn!.Value : value;
            if (unknown)
            {
                column.Missing[row] = 1;
            }
        }
    }
}

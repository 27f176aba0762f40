using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;
using CoEvolve.Matching.Network.Proximity;

namespace CoEvolve.Matching.Features;

/// <summary>cos between the faded partnerships by sector of both sides (<see cref="SectorPopularity.Of"/>). 0 where a side has none.</summary>
internal sealed class SectorCosine(SectorPopularity sectors) : PairFeature
{
    public override string Name => "sector-cosine";

    public override ContributionGroup Group => ContributionGroup.Sector;

    public override (float Least, float Most) Range => (0, 1);

    public override bool Relative => true;

    public override void Fill(ProximityRows rows, ReadOnlySpan<int> candidates, FeatureColumn column)
    {
        var own = sectors.Shares(rows.Seeker);
        var norm = Math.Sqrt(Vectors.Dot(own, own));
        for (var place = 0; place < candidates.Length; place++)
        {
            var other = sectors.Of(candidates[place]);
            var both = norm * Math.Sqrt(Vectors.Dot(other, other));
            column.Values[place] = both > 0 ? (float)(Vectors.Dot(own, other) / both) : 0;
        }
    }
}

/// <summary>Shared partners over √(k(a)·k(c)), k being partners (Salton and McGill, 1983). 0 where there are none.</summary>
internal sealed class SharedPartnerCosine(NetworkProjection network) : PairFeature
{
    public override string Name => "shared-partner-cosine";

    public override ContributionGroup Group => ContributionGroup.Trust;

    public override (float Least, float Most) Range => (0, 1);

    public override bool Relative => true;

    public override void Fill(ProximityRows rows, ReadOnlySpan<int> candidates, FeatureColumn column)
    {
        var own = rows.Seeker.Number < 0 ? 0 : network.PartnersOf.Degree(rows.Seeker.Number);
        var shared = rows[ProximityName.CommonNeighbours];
        for (var place = 0; place < candidates.Length; place++)
        {
            var size = Math.Sqrt((double)own * network.PartnersOf.Degree(candidates[place]));
            column.Values[place] = size > 0 ? (float)(shared[candidates[place]] / size) : 0;
        }
    }
}

/// <summary>Share of the seeker's kind among the candidate's partners, counted once a partnership.</summary>
internal sealed class PartnersOfMyKind(ActivityCounts counts) : PairFeature
{
    public override string Name => "partners-of-my-kind";

    public override ContributionGroup Group => ContributionGroup.Activity;

    public override (float Least, float Most) Range => (0, 1);

    public override void Fill(ProximityRows rows, ReadOnlySpan<int> candidates, FeatureColumn column)
    {
        for (var place = 0; place < candidates.Length; place++)
        {
            column.Values[place] = counts.Kinds[(candidates[place] * ActivityCounts.KindCount) + (int)rows.Seeker.Actor.Kind];
        }
    }
}

/// <summary>Share of the candidate's kind among the seeker's partners, counted once a partnership. 0 for a seeker without a history.</summary>
internal sealed class KindAmongMyPartners(ActivityCounts counts) : PairFeature
{
    public override string Name => "kind-among-my-partners";

    public override ContributionGroup Group => ContributionGroup.Activity;

    public override (float Least, float Most) Range => (0, 1);

    public override void Fill(ProximityRows rows, ReadOnlySpan<int> candidates, FeatureColumn column)
    {
        for (var place = 0; rows.Seeker.Number >= 0 && place < candidates.Length; place++)
        {
            column.Values[place] = counts.Kinds[(rows.Seeker.Number * ActivityCounts.KindCount) + (int)counts.Network.Actors[candidates[place]].Kind];
        }
    }
}

/// <summary>1 where the candidate is of a kind.</summary>
internal sealed class CandidateIs(NetworkProjection network, ActorKind kind) : PairFeature
{
    public override string Name { get; } = $"candidate-is-{kind.Code()}";

    public override ContributionGroup Group => ContributionGroup.Activity;

    public override (float Least, float Most) Range => (0, 1);

    public override void Fill(ProximityRows rows, ReadOnlySpan<int> candidates, FeatureColumn column)
    {
        for (var place = 0; place < candidates.Length; place++)
        {
            column.Values[place] = network.Actors[candidates[place]].Kind == kind ? 1 : 0;
        }
    }
}

using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Proximity;

namespace CoEvolve.Matching.Features;

/// <summary>The features that come from the network: nearness, place, sector, history and activity.</summary>
internal static class NetworkFeatures
{
    /// <summary>All of them over one projection, in the order of a model's columns.</summary>
    public static IReadOnlyList<PairFeature> Of(ProximitySet proximities)
    {
        var network = proximities.Network;
        var counts = new ActivityCounts(network);
        return
        [
            .. Enum.GetValues<ProximityName>().Select(measure => new ProximityFeature(measure, GroupOf(measure))),
            new SectorCosine((SectorPopularity)proximities[ProximityName.SectorPopularity]),
            new SharedPartnerCosine(network),
            new RegionAffinity(network),
            new Distance(network),
            new CommonLocality(network),
            new PartnersFromPlace(network, Tier.Region),
            new PartnersFromPlace(network, Tier.Province),
            new PartnersOfMyKind(counts),
            new KindAmongMyPartners(counts),
            .. Codes.AllKinds.Select(kind => new CandidateIs(network, kind)),
            new CandidateFeature("partners", ContributionGroup.Activity, Counted(network.PartnersOf.Degree, network.Actors.Count), relative: true),
            new CandidateFeature("partnerships", ContributionGroup.Activity, Counted(network.PartnershipsOf.Degree, network.Actors.Count), relative: true),
            new CandidateFeature("recent-partnerships", ContributionGroup.Activity, counts.Recent, relative: true),
            new CandidateFeature("partnerships-last-year", ContributionGroup.Activity, counts.LastYear),
            new CandidateFeature("new-partners-last-year", ContributionGroup.Activity, counts.NewPartners, relative: true),
            new CandidateFeature("years-since-last", ContributionGroup.Activity, counts.SinceLast),
            new CandidateFeature("years-since-first", ContributionGroup.Activity, counts.SinceFirst),
            new CandidateFeature("mean-partnership-size", ContributionGroup.Activity, counts.MeanSize),
            new CandidateFeature("first-timers-among-partners", ContributionGroup.Activity, counts.Newcomers),
            .. Codes.AllKinds.Select(kind => new CandidateFeature($"share-of-{kind.Code()}-among-partners", ContributionGroup.Activity, Share(counts, kind))),
            new SeekerFeature("my-partners", ContributionGroup.Activity, seeker => seeker.Number < 0 ? 0 : network.PartnersOf.Degree(seeker.Number)),
            new SeekerFeature("my-partnerships", ContributionGroup.Activity, seeker => seeker.Number < 0 ? 0 : network.PartnershipsOf.Degree(seeker.Number)),
            new SeekerFeature("my-new-partners-last-year", ContributionGroup.Activity, seeker => seeker.Number < 0 ? 0 : counts.NewPartners[seeker.Number]),
            new SeekerFeature("my-mean-partnership-size", ContributionGroup.Activity, seeker => seeker.Number < 0 ? 0 : counts.MeanSize[seeker.Number]),
        ];
    }

    private static ContributionGroup GroupOf(ProximityName measure) => measure switch
    {
        ProximityName.SectorWalk or ProximityName.SectorPopularity => ContributionGroup.Sector,
        ProximityName.ProvincePeers or ProximityName.RegionPeers or ProximityName.DistrictPeers or ProximityName.LocalPopularity or ProximityName.RegionNewcomers => ContributionGroup.Place,
        ProximityName.RecentPopularity or ProximityName.Newcomers or ProximityName.KindNewcomers => ContributionGroup.Activity,
        _ => ContributionGroup.Trust,
    };

    private static float[] Counted(Func<int, int> count, int actors) => [.. Enumerable.Range(0, actors).Select(actor => (float)count(actor))];

    private static float[] Share(ActivityCounts counts, ActorKind kind) =>
        [.. Enumerable.Range(0, counts.Network.Actors.Count).Select(actor => counts.Kinds[(actor * ActivityCounts.KindCount) + (int)kind])];
}

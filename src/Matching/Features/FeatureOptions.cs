namespace CoEvolve.Matching.Features;

/// <summary>Constants of the features. All but the last two lie between 0 and 1.</summary>
public sealed record FeatureOptions
{
    /// <summary>How well a special offer meets a general need (a grant for "funds"). Default 0.8: it is of the kind asked for, and one of several.</summary>
    public double SpecialOfferForGeneralNeed { get; init; } = 0.8;

    /// <summary>How well a general offer meets a special need ("funds" for a grant). Default 0.5: it may, or may not, include what is needed.</summary>
    public double GeneralOfferForSpecialNeed { get; init; } = 0.5;

    /// <summary>Need fit where neither side has stated anything and no sector has a mean. Default 0.25: below a fit of half of the needs, above none.</summary>
    public double UnknownFit { get; init; } = 0.25;

    /// <summary>Place of two actors of which one serves or is based in the other's district. Default 1, the best.</summary>
    public double SharedDistrict { get; init; } = 1;

    /// <summary>Place where one side's province-wide place holds the other. Default 0.85: a provincial body is near, but has many districts to look after.</summary>
    public double CoveredByProvince { get; init; } = 0.85;

    /// <summary>Place in neighbouring districts. Default 0.6: people meet across the border; above an arbitrary district of the province.</summary>
    public double NeighbouringDistricts { get; init; } = 0.6;

    /// <summary>Place in the same province. Default 0.5.</summary>
    public double SameProvince { get; init; } = 0.5;

    /// <summary>Place in the same region, an island group. Default 0.25: a day's journey or more.</summary>
    public double SameRegion { get; init; } = 0.25;

    /// <summary>Place where one side serves the whole nation. Default 0.2: reachable, local to nobody.</summary>
    public double CoveredByNation { get; init; } = 0.2;

    /// <summary>Place in the same nation only. Default 0.1.</summary>
    public double SameNation { get; init; } = 0.1;

    /// <summary>How much of the sector similarity comes from the parents (the SDGs). Default 0.3: two sectors under one goal are kin, not the same.</summary>
    public double TaxonomyShare { get; init; } = 0.3;

    /// <summary>Sector similarity where a side has stated no sector. Default 0.2, about the mean of stated pairs.</summary>
    public double UnknownSectorSimilarity { get; init; } = 0.2;

    /// <summary>Nearness where a side has no point on the map (national bodies). Default 0.35, that of some 260 km.</summary>
    public double UnknownNearness { get; init; } = 0.35;

    /// <summary>Share of capacity that is free where it is unknown. Default 0.5.</summary>
    public double UnknownFreeCapacity { get; init; } = 0.5;

    /// <summary>Kilometres at which nearness is 0. Default 5,300: from Sabang to Merauke. From 100 up.</summary>
    public double FarthestKilometres { get; init; } = 5300;

    /// <summary>How many imagined answers, half of them yes, stand beside the real ones. Default 2: one answer moves a newcomer's rate to 0.33 or 0.67. From 0.1 up.</summary>
    public double ImaginedAnswers { get; init; } = 2;

    /// <summary>What is wrong with these options; empty when nothing is.</summary>
    internal IEnumerable<string> Problems()
    {
        (string Name, double Value)[] shares =
        [
            (nameof(SpecialOfferForGeneralNeed), SpecialOfferForGeneralNeed), (nameof(GeneralOfferForSpecialNeed), GeneralOfferForSpecialNeed),
            (nameof(UnknownFit), UnknownFit), (nameof(SharedDistrict), SharedDistrict), (nameof(CoveredByProvince), CoveredByProvince),
            (nameof(NeighbouringDistricts), NeighbouringDistricts), (nameof(SameProvince), SameProvince), (nameof(SameRegion), SameRegion),
            (nameof(CoveredByNation), CoveredByNation), (nameof(SameNation), SameNation), (nameof(TaxonomyShare), TaxonomyShare),
            (nameof(UnknownSectorSimilarity), UnknownSectorSimilarity), (nameof(UnknownNearness), UnknownNearness), (nameof(UnknownFreeCapacity), UnknownFreeCapacity),
        ];
        foreach (var (name, value) in shares.Where(share => share.Value is not (>= 0 and <= 1)))
        {
            yield return FormattableString.Invariant($"{nameof(FeatureOptions)}.{name} is {value}; it must lie between 0 and 1.");
        }

        if (FarthestKilometres is not (>= 100 and < double.PositiveInfinity))
        {
            yield return FormattableString.Invariant($"{nameof(FeatureOptions)}.{nameof(FarthestKilometres)} is {FarthestKilometres}; it must be 100 or more.");
        }

        if (ImaginedAnswers is not (>= 0.1 and < double.PositiveInfinity))
        {
            yield return FormattableString.Invariant($"{nameof(FeatureOptions)}.{nameof(ImaginedAnswers)} is {ImaginedAnswers}; it must be 0.1 or more.");
        }
    }
}

using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations;

/// <summary>A fact of the graph that a reason can name. The order of the cases below is their order in a sentence.</summary>
internal abstract record ReasonFact;

/// <summary>The candidate offers what the reader needs. <c>Exact</c>: of the very kind that is needed, else one of its kin.</summary>
internal sealed record OffersWhatIsNeeded(IReadOnlyList<(ResourceCode Need, ResourceCode Offer)> Pairs, bool Exact) : ReasonFact;

/// <summary>
/// The reader offers what the candidate needs. Which resource it is stays out of the sentence and of the parameters: needs are private, and
/// the reader learns no more than that there is something to offer.
/// </summary>
internal sealed record CanUseWhatIsOffered : ReasonFact;

/// <summary>The candidate serves a locality that holds a place of the reader.</summary>
internal sealed record ServesLocality(LocalityNode Locality) : ReasonFact;

/// <summary>The candidate is based in the reader's own district, or in one that the reader serves.</summary>
internal sealed record BasedInLocality(LocalityNode Locality, bool ReaderIsBasedThere) : ReasonFact;

/// <summary>The candidate is based in a district that borders on the reader's.</summary>
internal sealed record BasedNextDoor(LocalityNode Locality, LocalityNode Reader) : ReasonFact;

/// <summary>Both are based in, or serve, the locality or a part of it.</summary>
internal sealed record ActiveInLocality(LocalityNode Locality) : ReasonFact;

/// <summary>Both work in these sectors, the rarest first.</summary>
internal sealed record SharedSectors(IReadOnlyList<SectorCode> Sectors) : ReasonFact;

/// <summary>Both have worked with the same third actor.</summary>
internal sealed record SharedPartner(CommonPartner Partner) : ReasonFact;

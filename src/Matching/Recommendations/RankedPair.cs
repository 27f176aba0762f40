using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Recommendations;

/// <summary>A pair that has its score and something to say for itself.</summary>
internal sealed record RankedPair(Candidate Candidate, PairFacts Facts, Tier Tier, PairScore Score, IReadOnlyList<ReasonFact> Reason)
{
    /// <summary>Whether the candidate is of the actor's own province or district, and either governs it or offers what the actor needs.</summary>
    public bool ComesBeforeNationalNames { get; } = Tier <= Tier.Province && (ReasonFacts.OffersANeed(Facts) || IsOwnGovernment(Candidate, Facts));

    private static bool IsOwnGovernment(Candidate candidate, PairFacts facts) =>
        candidate.Kind == ActorKind.Government && facts.From.Base is { } seat
        && facts.Network.Localities.Around(seat).Any(around => around.Name.Tier <= Tier.Province && facts.To.Places.Contains(around.Name.Code));
}

using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Recommendations;

/// <summary>A pair that has its score and something to say for itself.</summary>
internal sealed record RankedPair(Candidate Candidate, PairFacts Facts, Tier Tier, PairScore Score, IReadOnlyList<ReasonFact> Reason)
{
    /// <summary>Whether the candidate is the government of the actor's own district or province.</summary>
    public bool IsOwnGovernment { get; } = Candidate.Kind == ActorKind.Government && Tier <= Tier.Province && Facts.From.Base is { } seat
        && Facts.To.Places.Any(place => Facts.Network.Localities.Around(seat).Any(around => around.Name.Code == place && around.Name.Tier <= Tier.Province));
}

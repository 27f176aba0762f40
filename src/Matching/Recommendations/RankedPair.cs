using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Ranking;
using CoEvolve.Matching.Recommendations.Serving;

namespace CoEvolve.Matching.Recommendations;

/// <summary>A pair that has its score and something to say for itself.</summary>
internal sealed record RankedPair(Candidate Candidate, PairFacts Facts, Tier Tier, PairScore Score, IReadOnlyList<ReasonFact> Reason)
{
    /// <summary>The price of the candidate's attention, above 0 to 1.</summary>
    public double Price { get; init; } = 1;

    /// <summary>The list of the model that gave the score; null where the prior did.</summary>
    public ModelledPairs? Modelled { get; init; }

    /// <summary>By what a list is ordered: √(p·q·λ).</summary>
    public double Worth => Math.Sqrt(Score.Forward.Value * Score.Backward.Value * Price);

    /// <summary>Whether the candidate is of the actor's own province or district, and either governs it or offers what the actor needs.</summary>
    public bool ComesBeforeNationalNames { get; } = Tier <= Tier.Province && (ReasonFacts.OffersANeed(Facts) || IsOwnGovernment(Candidate, Facts));

    /// <summary>Whether the candidate is a CSO that the floor of exposure looks after: small, remote or led by women.</summary>
    public bool IsProtected(ListOptions options)
    {
        var actor = Facts.To;
        return Candidate.Kind == ActorKind.Cso
            && (actor.Capacity <= options.SmallCapacity
                || (actor.Base is { } seat && Facts.Network.Localities.Find(seat)?.Population < options.RemotePopulation)
                || (actor is { Leaders: > 0, WomenLeaders: { } women } && women >= options.WomenLedShare * actor.Leaders));
    }

    private static bool IsOwnGovernment(Candidate candidate, PairFacts facts) =>
        candidate.Kind == ActorKind.Government && facts.From.Base is { } seat
        && facts.Network.Localities.Around(seat).Any(around => around.Name.Tier <= Tier.Province && facts.To.Places.Contains(around.Name.Code));
}

using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Ranking;
using CoEvolve.Matching.Recommendations.Serving;

namespace CoEvolve.Matching.Recommendations;

/// <summary>A pair that has its score.</summary>
/// <param name="Candidate">The candidate, and what found it.</param>
/// <param name="Facts">The pair.</param>
/// <param name="Tier">Of the smallest locality that holds a place of each.</param>
/// <param name="Score">The score.</param>
/// <param name="FactsPerReason">The most facts that its reason has.</param>
internal sealed record RankedPair(Candidate Candidate, PairFacts Facts, Tier Tier, PairScore Score, int FactsPerReason)
{
    private bool? _comesBeforeNationalNames;

    /// <summary>What is said of it: picked when somebody asks, for most pairs stand in no list. Empty where there is nothing to say.</summary>
    public IReadOnlyList<ReasonFact> Reason
    {
        get => field ??= ReasonFacts.Pick(Facts, Score, FactsPerReason);
        init;
    }

    /// <summary>The price of the candidate's attention, above 0 to 1.</summary>
    public double Price { get; init; } = 1;

    /// <summary>The list of the model that gave the score; null where the prior did.</summary>
    public ModelledPairs? Modelled { get; init; }

    /// <summary>By what a list is ordered: √(p·q·λ).</summary>
    public double Worth => Math.Sqrt(Score.Forward.Value * Score.Backward.Value * Price);

    /// <summary>Whether the candidate is of the actor's own province or district, and either governs it or offers what the actor needs.</summary>
    public bool ComesBeforeNationalNames => _comesBeforeNationalNames ??= Tier <= Tier.Province && (ReasonFacts.OffersANeed(Facts) || IsOwnGovernment(Candidate, Facts));

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

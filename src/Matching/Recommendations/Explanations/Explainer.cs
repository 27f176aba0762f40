using CoEvolve.Graph;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations.Explanations;

/// <summary>Explains single recommendations. Safe to use from several threads.</summary>
/// <param name="recommender">Makes the list that is explained.</param>
public sealed class Explainer(Recommender recommender)
{
    /// <summary>Why a candidate stands in an actor's list of today.</summary>
    /// <param name="actor">Whose list.</param>
    /// <param name="candidate">Who stands in it.</param>
    /// <param name="language">Of the reason.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>
    /// The explanation; null where the actor has no list, or the candidate does not stand in it. Which of the two, and whether there is such a candidate at all, is not said: refusals and withdrawn
    /// consent are nobody else's business.
    /// </returns>
    public async Task<PairExplanation?> ExplainAsync(ActorId actor, ActorId candidate, Language language, CancellationToken cancellationToken = default)
    {
        await using var transaction = await recommender.Graph.BeginTransactionAsync(AccessMode.Read, cancellationToken);
        if (await recommender.ComposeAsync(transaction, actor, cancellationToken) is not { } list)
        {
            return null;
        }

        var place = list.Slots.TakeWhile(slot => slot.Pair.Candidate.Id != candidate).Count();
        return place < list.Slots.Count ? Of(recommender.Pairs.Reasoned([list.Slots[place].Pair])[0], place + 1, list.Found, language) : null;
    }

    private PairExplanation Of(RankedPair pair, int rank, ScoredCandidates found, Language language)
    {
        var shares = recommender.Pairs.Shares(pair);
        return new()
        {
            Actor = found.Actor.Actor,
            Candidate = pair.Facts.To.Actor,
            AsOf = found.Network.AsOf,
            Model = found.Model,
            Rank = rank,
            Score = pair.Score.Value,
            Forward = pair.Score.Forward,
            Backward = pair.Score.Backward,
            Tier = pair.Tier,
            Value = shares.Value,
            Start = shares.Start,
            Groups = shares.Groups(),
            Features = shares.Shown(),
            Reason = ReasonWriter.Sentence(pair.Facts, pair.Reason, language),
            Rules = [.. pair.Candidate.Findings.Select(finding => finding.Rule).Order(StringComparer.Ordinal)],
            Cypher = ReasonWriter.Query(pair.Facts, pair.Reason),
        };
    }
}

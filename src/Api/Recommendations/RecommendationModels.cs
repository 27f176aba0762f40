using CoEvolve.Api.Actors;
using CoEvolve.Graph.Values;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations;
using CoEvolve.Matching.Recommendations.Lists;

namespace CoEvolve.Api.Recommendations;

/// <summary>One page of an actor's recommended partners. Also what <c>coevolve recommend --json</c> prints.</summary>
/// <param name="Items">The recommendations, best first.</param>
/// <param name="AsOf">The day on which the network was viewed.</param>
/// <param name="Policy">The version of the policy that ordered the list; it belongs to the propensities.</param>
/// <param name="Model">What scored the pairs: the id of a learned model, or `prior`.</param>
/// <param name="Next">The cursor of the next page; null on the last one.</param>
internal sealed record RecommendationPage(IReadOnlyList<RecommendationItem> Items, DateOnly AsOf, string Policy, string Model, string? Next)
{
    public static RecommendationPage Of(RecommendationList list) =>
        new([.. list.Items.Select(RecommendationItem.Of)], list.AsOf, list.Policy, list.Model, list.Next?.ToString());
}

/// <summary>One recommended partner, and why.</summary>
internal sealed record RecommendationItem
{
    /// <summary>Its place in the whole list, from 1.</summary>
    public required int Rank { get; init; }

    /// <summary>The recommended actor.</summary>
    public required ActorItem Candidate { get; init; }

    /// <summary>Worth of the pair, 0 to 1: the square root of `forward` times `backward`.</summary>
    public required double Score { get; init; }

    /// <summary>How likely the actor would take the candidate, 0 to 1.</summary>
    public required double Forward { get; init; }

    /// <summary>How likely the candidate would take the actor, 0 to 1.</summary>
    public required double Backward { get; init; }

    /// <summary>The tier of the smallest locality that both have in common.</summary>
    public required Tier Tier { get; init; }

    /// <summary>One sentence in the language of the answer.</summary>
    public required string Reason { get; init; }

    /// <summary>The rules that found the candidate.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>Why it stands at its place: `ranked`, `floor` (small, remote and women-led CSOs are kept in sight) or `explored` (drawn by lot, so that answers are gathered).</summary>
    public required Placement Placement { get; init; }

    /// <summary>How likely the policy of the list put it there, above 0 to 1: to be kept with the reader's answer, for unbiased estimates.</summary>
    public required double Propensity { get; init; }

    /// <summary>Returns the path that the reason speaks of.</summary>
    public required CypherItem Cypher { get; init; }

    public static RecommendationItem Of(Recommendation recommendation) => new()
    {
        Rank = recommendation.Rank,
        Candidate = ActorItem.Of(recommendation.Candidate),
        Score = recommendation.Score.Value,
        Forward = recommendation.Forward.Value,
        Backward = recommendation.Backward.Value,
        Tier = recommendation.Tier,
        Reason = recommendation.Reason,
        Rules = recommendation.Rules,
        Placement = recommendation.Placement,
        Propensity = recommendation.Propensity.Value,
        Cypher = new(recommendation.Cypher.Query, recommendation.Cypher.Parameters),
    };
}

/// <summary>A query that can be run as it is.</summary>
/// <param name="Query">The Cypher text.</param>
/// <param name="Parameters">Its parameters by name.</param>
internal sealed record CypherItem(string Query, IReadOnlyDictionary<string, Value> Parameters);

using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations.Explanations;

/// <summary>Why a candidate stands in an actor's list, in numbers, in words and as paths.</summary>
public sealed record PairExplanation
{
    /// <summary>Whose list.</summary>
    public required ActorName Actor { get; init; }

    /// <summary>Who stands in it.</summary>
    public required ActorName Candidate { get; init; }

    /// <summary>The day on which the network was viewed.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>What scored: the id of a model, or <c>prior</c>.</summary>
    public required string Model { get; init; }

    /// <summary>Its place in the list of the day, from 1.</summary>
    public required int Rank { get; init; }

    /// <summary>√(forward · backward).</summary>
    public required Probability Score { get; init; }

    /// <summary>How likely the actor would take the candidate: a rising function of <see cref="Value"/>.</summary>
    public required Probability Forward { get; init; }

    /// <summary>How likely the candidate would take the actor.</summary>
    public required Probability Backward { get; init; }

    /// <summary>Tier of the smallest locality that both have in common.</summary>
    public required Tier Tier { get; init; }

    /// <summary>What the model gives to the forward direction before its calibration, or the log-odds of the prior: <see cref="Start"/> and all groups together.</summary>
    public required double Value { get; init; }

    /// <summary>The value before any feature is looked at.</summary>
    public required double Start { get; init; }

    /// <summary>All six groups.</summary>
    public required IReadOnlyList<GroupShare> Groups { get; init; }

    /// <summary>The features, those that count most first; what looks at private facts of the candidate is one entry for each group, without a value.</summary>
    public required IReadOnlyList<FeatureShare> Features { get; init; }

    /// <summary>One sentence in the language asked for.</summary>
    public required string Reason { get; init; }

    /// <summary>The rules that found the candidate.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>Returns the paths that the reason names.</summary>
    public required CypherQuery Cypher { get; init; }
}

using CoEvolve.Graph.Values;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations.Lists;

namespace CoEvolve.Matching.Recommendations;

/// <summary>One page of recommended partners of an actor.</summary>
/// <param name="Actor">Whose partners they may be.</param>
/// <param name="AsOf">The day on which the network was viewed.</param>
/// <param name="Items">The recommendations, by rank.</param>
/// <param name="Climbs">Which tiers were opened beyond the first, and why.</param>
/// <param name="Next">Where to read on; null on the last page.</param>
public sealed record RecommendationList(
    ActorName Actor,
    DateOnly AsOf,
    IReadOnlyList<Recommendation> Items,
    IReadOnlyList<TierClimb> Climbs,
    RecommendationCursor? Next)
{
    /// <summary>The version of the policy that composed the list, to be logged with propensities.</summary>
    public string Policy { get; init; } = "";

    /// <summary>What scored the pairs: the id of a model in the registry, or <c>prior</c>.</summary>
    public string Model { get; init; } = "prior";
}

/// <summary>One recommended partner and why.</summary>
public sealed record Recommendation
{
    /// <summary>Position in the whole list, from 1.</summary>
    public required int Rank { get; init; }

    /// <summary>The recommended actor.</summary>
    public required ActorName Candidate { get; init; }

    /// <summary>Worth of the pair: √(forward · backward).</summary>
    public required Probability Score { get; init; }

    /// <summary>How likely the reader would take the candidate.</summary>
    public required Probability Forward { get; init; }

    /// <summary>How likely the candidate would take the reader.</summary>
    public required Probability Backward { get; init; }

    /// <summary>Tier of the smallest locality that both have in common.</summary>
    public required Tier Tier { get; init; }

    /// <summary>One sentence in the language asked for; only facts that hold on the day.</summary>
    public required string Reason { get; init; }

    /// <summary>The same sentence in both languages: what is kept for a reader whose language is not known yet.</summary>
    public required LocalizedName Reasons { get; init; }

    /// <summary>Names of the rules that found the candidate, in alphabetical order.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>Why it stands at its place.</summary>
    public Placement Placement { get; init; }

    /// <summary>How likely the policy of the list put it there: 1, or the chance of the lot of an explored place. For estimates from logged answers.</summary>
    public Probability Propensity { get; init; } = new(1);

    /// <summary>Returns the paths that the reason names.</summary>
    public required CypherQuery Cypher { get; init; }
}

/// <summary>A query that a reader can run: in Neo4j Browser, cypher-shell or <c>coevolve cypher</c>.</summary>
/// <param name="Query">The Cypher text.</param>
/// <param name="Parameters">Its parameters: strings, booleans and lists of strings only, so that JSON carries them without loss.</param>
public sealed record CypherQuery(string Query, IReadOnlyDictionary<string, Value> Parameters);

/// <summary>Why a higher tier was opened.</summary>
/// <param name="To">The tier that was opened.</param>
/// <param name="Reason">The reason in the language asked for, such as "only 2 of 5 governments were found up to the district tier".</param>
public sealed record TierClimb(Tier To, string Reason);

using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations.Lists;

namespace CoEvolve.Ledger.Lists;

/// <summary>The list of one actor as a run made it.</summary>
/// <param name="Actor">Whose list.</param>
/// <param name="Fingerprint">Hash of what the graph said of the actor; empty where the actor takes part no longer, and then there are no items.</param>
/// <param name="Items">Best first.</param>
public sealed record ActorList(ActorId Actor, string Fingerprint, IReadOnlyList<ListedPartner> Items);

/// <summary>One recommended partner, frozen with everything that API and mails show of it.</summary>
public sealed record ListedPartner
{
    /// <summary>Place in the list, from 1.</summary>
    public required int Rank { get; init; }

    /// <summary>The recommended actor as it was at the time of the run.</summary>
    public required ActorName Candidate { get; init; }

    /// <summary>Worth of the pair.</summary>
    public required Probability Score { get; init; }

    /// <summary>How likely the reader would take the candidate.</summary>
    public required Probability Forward { get; init; }

    /// <summary>How likely the candidate would take the reader.</summary>
    public required Probability Backward { get; init; }

    /// <summary>Tier of the smallest locality in common.</summary>
    public required Tier Tier { get; init; }

    /// <summary>With what probability the policy that made the list puts this candidate at this rank: 1 for one that draws no lots.</summary>
    public required Probability Propensity { get; init; }

    /// <summary>Why the candidate stands at this rank.</summary>
    public Placement Placement { get; init; }

    /// <summary>The version of the policy that ordered the list; it belongs to the propensity.</summary>
    public string Policy { get; init; } = "";

    /// <summary>The reason in both languages.</summary>
    public required LocalizedName Reason { get; init; }

    /// <summary>Names of the rules that found the candidate.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>The query that returns the paths of the reason.</summary>
    public required string Cypher { get; init; }

    /// <summary>The query's parameters as a JSON object.</summary>
    public required string Parameters { get; init; }
}

/// <summary>A list as it is visible.</summary>
/// <param name="Run">The run that is visible.</param>
/// <param name="AsOf">The day of that run's view.</param>
/// <param name="Model">What scored.</param>
/// <param name="List">The list.</param>
public sealed record VisibleList(long Run, DateOnly AsOf, string Model, ActorList List);

/// <summary>What somebody was shown.</summary>
/// <param name="Run">The run whose list it comes from.</param>
/// <param name="Model">What scored.</param>
/// <param name="Items">The partners, at the ranks at which they were shown.</param>
public sealed record ShownPartners(long Run, string Model, IReadOnlyList<ListedPartner> Items);

/// <summary>A partner of a list with no more than an edge of the graph says of it.</summary>
/// <param name="Actor">Whose list.</param>
/// <param name="Candidate">The recommended actor.</param>
/// <param name="Rank">Place in the list, from 1.</param>
/// <param name="Score">Worth of the pair.</param>
/// <param name="Tier">Tier of the smallest locality in common.</param>
/// <param name="Reason">The reason in Indonesian.</param>
public sealed record ListEdge(ActorId Actor, ActorId Candidate, int Rank, Probability Score, Tier Tier, string Reason);

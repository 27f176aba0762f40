using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Candidates;

/// <summary>Whose interest makes a rule find somebody.</summary>
internal enum RuleDirection
{
    /// <summary>The actor would want the candidate.</summary>
    Forward,

    /// <summary>The candidate would want the actor.</summary>
    Backward,

    /// <summary>Both alike.</summary>
    Both,
}

/// <summary>
/// A rule that finds possible partners: Cypher that returns <c>actor, candidate, tier, evidence</c>, one row a candidate, evidence being a map
/// of codes and ids.
/// </summary>
internal sealed record CandidateRule
{
    /// <summary>The parameters that a rule may use; it gets those that its head declares.</summary>
    public static readonly IReadOnlySet<string> KnownParameters = new HashSet<string>(["actor", "tier", "asOf", "kinds", "limit"], StringComparer.Ordinal);

    /// <summary>Unique among the rules.</summary>
    public required string Name { get; init; }

    /// <summary>What it means, for people.</summary>
    public required LocalizedName Meaning { get; init; }

    public required RuleDirection Direction { get; init; }

    /// <summary>Whether <c>evidence.needs</c> lists the actor's needs that the candidate meets: such a rule climbs on for needs that are open.</summary>
    public required bool CoversNeeds { get; init; }

    public required IReadOnlySet<string> Parameters { get; init; }

    public required string Cypher { get; init; }

    /// <summary>Where it stands, for messages.</summary>
    public required string File { get; init; }
}

/// <summary>A mistake in a rule file.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Message">What is wrong, and what would be right.</param>
internal sealed record RuleMistake(string File, int Line, string Message)
{
    public override string ToString() => FormattableString.Invariant($"{File}:{Line}: {Message}");
}

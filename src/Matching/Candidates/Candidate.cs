using CoEvolve.Graph.Values;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Candidates;

/// <summary>That a rule found a candidate, and by what.</summary>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Evidence">Codes and ids, as the rule returned them.</param>
internal sealed record RuleFinding(string Rule, MapValue Evidence);

/// <summary>A possible partner.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="FoundAt">The lowest tier at which a rule found it.</param>
/// <param name="Findings">What found it there, by the name of the rule; never empty.</param>
internal sealed record Candidate(ActorId Id, ActorKind Kind, Tier FoundAt, IReadOnlyList<RuleFinding> Findings)
{
    /// <summary>Its number in the held network where it was found; −1 where the graph was asked.</summary>
    public int Number { get; init; } = -1;
}

/// <summary>Fewer candidates of a kind than its quota.</summary>
internal readonly record struct KindShortfall(ActorKind Kind, int Found, int Quota);

/// <summary>Why a tier was opened after the one below it.</summary>
/// <param name="From">The tier below.</param>
/// <param name="To">The tier that was opened.</param>
/// <param name="Kinds">Kinds whose quota was not full.</param>
/// <param name="OpenNeeds">Stated needs that too few of the candidates offer.</param>
internal sealed record Climb(Tier From, Tier To, IReadOnlyList<KindShortfall> Kinds, IReadOnlyList<ResourceCode> OpenNeeds);

/// <summary>All possible partners of an actor on a day, in the order of finding, and how far the rules had to climb.</summary>
internal sealed record CandidateSet(IReadOnlyList<Candidate> Candidates, IReadOnlyList<Climb> Climbs);

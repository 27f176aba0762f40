using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Ranking;

/// <summary>What one group adds to the log-odds of the forward direction. All are 0 or more; the prior's constant −Scale·Middle comes on top.</summary>
/// <param name="Group">The group.</param>
/// <param name="LogOdds">Σ Scale·w·f over its features.</param>
public readonly record struct Contribution(ContributionGroup Group, double LogOdds);

/// <summary>The worth of a pair and where it comes from.</summary>
/// <param name="Forward">p(a→b): how likely the actor would take the candidate.</param>
/// <param name="Backward">p(b→a): how likely the candidate would take the actor.</param>
/// <param name="Contributions">By group, the largest first.</param>
public sealed record PairScore(Probability Forward, Probability Backward, IReadOnlyList<Contribution> Contributions)
{
    /// <summary>√(p·q): high only where both sides gain.</summary>
    public Probability Value { get; } = new(Math.Sqrt(Forward.Value * Backward.Value));
}

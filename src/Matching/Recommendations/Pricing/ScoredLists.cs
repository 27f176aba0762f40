namespace CoEvolve.Matching.Recommendations.Pricing;

/// <summary>One possible partner of one asker.</summary>
/// <param name="Partner">The partner's number.</param>
/// <param name="Forward">p(asker → partner).</param>
/// <param name="Backward">p(partner → asker).</param>
public readonly record struct ScoredPartner(int Partner, float Forward, float Backward)
{
    /// <summary>p·q: what the pair is worth before any price.</summary>
    public double Worth => (double)Forward * Backward;
}

/// <summary>Who seeks whom: the scored candidates of many askers, in rows. Immutable; safe to read from several threads.</summary>
/// <param name="Rows">By asker.</param>
/// <param name="Capacities">By partner: how many requests it can look into; above 0.</param>
public sealed record ScoredLists(IReadOnlyList<ScoredPartner[]> Rows, IReadOnlyList<double> Capacities);

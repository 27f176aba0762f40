using CoEvolve.Matching.Network.Proximity;

namespace CoEvolve.Matching.Features;

/// <summary>How a model may use a feature.</summary>
internal enum MonotoneSign
{
    /// <summary>More of it is never better.</summary>
    Falling = -1,

    /// <summary>Either way.</summary>
    None = 0,

    /// <summary>More of it is never worse.</summary>
    Rising = 1,
}

/// <summary>The numbers of one feature for the candidates of one list.</summary>
/// <param name="values">By candidate, finite.</param>
/// <param name="missing">By candidate: 1 where the network does not say and a stand-in has been put into <paramref name="values"/>, else 0; empty where the feature is never missing.</param>
internal readonly ref struct FeatureColumn(Span<float> values, Span<float> missing)
{
    /// <summary>By candidate.</summary>
    public Span<float> Values { get; } = values;

    /// <summary>By candidate: 1 where missing.</summary>
    public Span<float> Missing { get; } = missing;
}

/// <summary>
/// One number about a seeker and a candidate, computed for all candidates of a list at once. The same features serve the list of one actor, the batch and the training.
/// </summary>
/// <remarks>An instance belongs to one projection: what it needs to know of the network it learns when it is made. Immutable; safe to use from several threads.</remarks>
internal abstract class PairFeature
{
    /// <summary>Unique, in lower case with hyphens. Models refer to it: it never changes its meaning.</summary>
    public abstract string Name { get; }

    /// <summary>What it is about.</summary>
    public abstract ContributionGroup Group { get; }

    /// <summary>How a model may use it.</summary>
    public virtual MonotoneSign Sign => MonotoneSign.None;

    /// <summary>Its least and greatest value; infinite where there is no bound.</summary>
    public virtual (float Least, float Most) Range => (0, float.PositiveInfinity);

    /// <summary>Whether it can be missing; then an indicator stands beside it.</summary>
    public virtual bool CanMiss => false;

    /// <summary>Whether its share of the list's best and its rank in the list stand beside it.</summary>
    public virtual bool Relative => false;

    /// <summary>Computes it.</summary>
    /// <param name="rows">The seeker, and the measures of nearness that features share.</param>
    /// <param name="candidates">Numbers of the candidates.</param>
    /// <param name="column">Where it goes; all 0 at the start.</param>
    public abstract void Fill(ProximityRows rows, ReadOnlySpan<int> candidates, FeatureColumn column);
}

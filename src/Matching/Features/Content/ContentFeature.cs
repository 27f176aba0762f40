namespace CoEvolve.Matching.Features.Content;

/// <summary>
/// One number about one direction of a pair, from what the two say of themselves and from the network of the day: would <c>from</c> take <c>to</c>?
/// The summary of each class is its formula.
/// </summary>
/// <remarks>Stateless and safe to use from several threads.</remarks>
internal abstract class ContentFeature
{
    /// <summary>Stable: models refer to it. Group and name, such as <c>place.ln-km</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The least value.</summary>
    public virtual float Least => 0;

    /// <summary>The most.</summary>
    public virtual float Most => 1;

    public abstract MonotoneSign Sign { get; }

    public abstract ContributionGroup Group { get; }

    /// <summary>What stands in for an unknown value, next to an indicator that is 1 then; null for features that are always known.</summary>
    public virtual float? StandIn => null;

    /// <summary>The value; NaN where it is unknown, which only features with a <see cref="StandIn"/> may say.</summary>
    public abstract float Of(ContentNetwork network, ContentActor from, ContentActor to);
}

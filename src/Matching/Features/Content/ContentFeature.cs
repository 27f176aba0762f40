namespace CoEvolve.Matching.Features.Content;

/// <summary>In which direction a model may let a score go as a feature grows.</summary>
internal enum MonotoneSign
{
    /// <summary>A higher value never makes a pair better.</summary>
    Falling = -1,

    /// <summary>Either way.</summary>
    Free = 0,

    /// <summary>A higher value never makes a pair worse.</summary>
    Rising = 1,
}

/// <summary>The six groups into which contributions are summed when a match is explained. Append only.</summary>
internal enum FeatureGroup
{
    /// <summary>What one side needs and the other offers.</summary>
    Need = 0,

    /// <summary>Where both are.</summary>
    Place = 1,

    /// <summary>What both work on.</summary>
    Sector = 2,

    /// <summary>Whom both know.</summary>
    Trust = 3,

    /// <summary>What the other can still take on, and what it is.</summary>
    Capacity = 4,

    /// <summary>How it answers, and how lately it was heard of.</summary>
    Activity = 5,
}

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

    public abstract FeatureGroup Group { get; }

    /// <summary>What stands in for an unknown value, next to an indicator that is 1 then; null for features that are always known.</summary>
    public virtual float? StandIn => null;

    /// <summary>The value; NaN where it is unknown, which only features with a <see cref="StandIn"/> may say.</summary>
    public abstract float Of(ContentNetwork network, ContentActor from, ContentActor to);
}

using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Features;

/// <summary>Names of the features, and their positions in a <see cref="FeatureVector"/>. Append only: models and ledgers refer to them.</summary>
public enum FeatureName
{
    /// <summary>How much of what I need the other offers.</summary>
    NeedFit = 0,

    /// <summary>How much of what the other needs I offer.</summary>
    ReverseFit = 1,

    /// <summary>How closely our places lie together in the tree of localities.</summary>
    Place = 2,

    /// <summary>How alike our sectors are.</summary>
    Sector = 3,

    /// <summary>How strongly common partners join us.</summary>
    TrustPath = 4,

    /// <summary>How near our seats are on the map.</summary>
    Nearness = 5,

    /// <summary>How readily the other answers, and how much capacity it has left.</summary>
    ResponseAndCapacity = 6,
}

/// <summary>The number of one feature for one direction of a pair.</summary>
/// <param name="Value">Within the feature's range, from 0 to 1 for all in this version.</param>
/// <param name="Missing">True where the graph did not say and a mean stands in.</param>
public readonly record struct FeatureValue(double Value, bool Missing = false);

/// <summary>One number about one direction of a pair. Every feature here lies in [0, 1], and more of it is never worse.</summary>
internal abstract class Feature
{
    public abstract FeatureName Name { get; }

    public abstract FeatureValue Of(PairFacts pair);
}

/// <summary>The features of one direction of a pair, by <see cref="FeatureName"/>.</summary>
public sealed class FeatureVector
{
    private readonly FeatureValue[] _values;

    internal FeatureVector(params ReadOnlySpan<FeatureValue> values) => _values = values.ToArray();

    /// <summary>The value of one feature.</summary>
    public FeatureValue this[FeatureName name] => _values[(int)name];
}

/// <summary>Both directions of a pair in numbers.</summary>
/// <param name="Candidate">The other side.</param>
/// <param name="Forward">Would the actor take the candidate?</param>
/// <param name="Backward">Would the candidate take the actor?</param>
/// <param name="Tier">Tier of the smallest locality that holds a place of each.</param>
public sealed record PairFeatures(ActorName Candidate, FeatureVector Forward, FeatureVector Backward, Tier Tier);

using System.Collections.Concurrent;
using CoEvolve.Matching.Features;

namespace CoEvolve.Matching.Ranking;

/// <summary>
/// One feature of production, computed once for each pair of classes that it cannot tell apart and not for each pair of actors: a country has some thousand places and
/// hundreds of sets of sectors, and a hundred million pairs of actors.
/// </summary>
/// <remarks>Safe to use from several threads; a row that two of them compute at once is the same in both.</remarks>
internal sealed class PairTable<TFeature>
    where TFeature : Feature, new()
{
    private readonly TFeature _feature = new();
    private readonly NetworkProfile _profile;
    private readonly Func<ActorFacts, string> _key;
    private readonly int[] _classes;
    private readonly List<ActorFacts> _representatives = [];
    private readonly ConcurrentDictionary<string, double[]> _rows = new(StringComparer.Ordinal);

    /// <param name="facts">All actors.</param>
    /// <param name="profile">The network as the features see it.</param>
    /// <param name="key">All that the feature looks at in an actor: two actors with equal keys are one class.</param>
    public PairTable(ActorFacts[] facts, NetworkProfile profile, Func<ActorFacts, string> key)
    {
        (_profile, _key) = (profile, key);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        _classes = new int[facts.Length];
        for (var actor = 0; actor < facts.Length; actor++)
        {
            if (!numbers.TryGetValue(key(facts[actor]), out var number))
            {
                numbers.Add(key(facts[actor]), number = _representatives.Count);
                _representatives.Add(facts[actor]);
            }

            _classes[actor] = number;
        }
    }

    /// <summary>The class of an actor: its place in every row.</summary>
    public int ClassOf(int actor) => _classes[actor];

    /// <summary>The feature from an actor to each class.</summary>
    public double[] Row(ActorFacts from) =>
        _rows.GetOrAdd(_key(from), _ => [.. _representatives.Select(to => _feature.Of(new(from, to, [], _profile)).Value)]);
}

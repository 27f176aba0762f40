using System.Collections.Concurrent;
using CoEvolve.Matching.Features;

namespace CoEvolve.Matching.Ranking;

/// <summary>
/// One feature of production, computed once for each pair of classes that it cannot tell apart and not for each pair of actors: a country has some thousand places and
/// hundreds of sets of sectors, and a hundred million pairs of actors. Where nearly every actor is a class of its own, as with needs and offers, nothing is kept.
/// </summary>
/// <remarks>Computed when asked for. Safe to use from several threads; what two of them compute at once is the same in both.</remarks>
internal sealed class PairTable<TFeature>
    where TFeature : Feature, new()
{
    /// <summary>Up to so many classes, values are kept: 130 MB at most.</summary>
    private const int MostKept = 4096;

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
            var own = key(facts[actor]);
            if (!numbers.TryGetValue(own, out var number))
            {
                numbers.Add(own, number = _representatives.Count);
                _representatives.Add(facts[actor]);
            }

            _classes[actor] = number;
        }
    }

    /// <summary>The feature from one actor to others.</summary>
    public Values From(ActorFacts from) => new(this, from, _representatives.Count <= MostKept ? _rows.GetOrAdd(_key(from), _ => Unknown()) : null);

    private double[] Unknown()
    {
        var row = new double[_representatives.Count];
        Array.Fill(row, double.NaN);
        return row;
    }

    private double Of(ActorFacts from, int to) => _feature.Of(new(from, _representatives[to], [], _profile)).Value;

    /// <summary>The feature from one actor.</summary>
    internal readonly struct Values(PairTable<TFeature> table, ActorFacts from, double[]? row)
    {
        /// <summary>To an actor.</summary>
        public double this[int actor]
        {
            get
            {
                var to = table._classes[actor];
                if (row is null)
                {
                    return table.Of(from, to);
                }

                return double.IsNaN(row[to]) ? row[to] = table.Of(from, to) : row[to];
            }
        }
    }
}

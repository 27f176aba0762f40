namespace CoEvolve.Graph.Conformance.Values;

/// <summary>Which entity of the answer each entity of the case turned out to be. Pairing is one to one, in both directions.</summary>
internal sealed class EntityIdentities
{
    private readonly Dictionary<long, (char Kind, long Id)> _given = [];
    private readonly Dictionary<(char Kind, long Id), long> _expected = [];

    /// <summary>Pairs a node; false where either side already has another partner. An entity without a name in the case pairs with any.</summary>
    public bool PairNode(long? expected, long given) => Pair(expected, ('n', given));

    /// <summary>Pairs a relationship, likewise.</summary>
    public bool PairRelationship(long? expected, long given) => Pair(expected, ('r', given));

    private bool Pair(long? expected, (char Kind, long Id) given) => expected is not { } name
        || (_given.TryGetValue(name, out var known) ? known == given : _expected.TryAdd(given, name) && _given.TryAdd(name, given));
}

using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Candidates.Held;

/// <summary>One actor of a held network that asks for candidates. Belongs to one thread.</summary>
internal sealed class HeldAsker
{
    private readonly HashSet<int> _apart;
    private readonly bool _honoursCapacity;
    private readonly bool[] _touched;

    public HeldAsker(HeldNetwork network, int number, bool honoursCapacity)
    {
        (Network, Number, _honoursCapacity) = (network, number, honoursCapacity);
        _apart = network.Partners.KeptApart(number).Concat(network.Refused(number)).ToHashSet();
        _touched = network.Touched(network.Actors[number]);
        OfPartners = network.Partners.OfPartners(number, partner => network.Actors[partner].TakesPart);
        Rules = new(this);
    }

    public HeldNetwork Network { get; }

    public int Number { get; }

    public HeldActor Actor => Network.Actors[Number];

    /// <summary>The rules, from its point of view.</summary>
    public HeldRules Rules { get; }

    /// <summary>Its partners, and whom each has worked with.</summary>
    public SortedDictionary<int, SortedSet<int>> OfPartners { get; }

    /// <summary>Tiers of its places and of all around them.</summary>
    public IReadOnlySet<Tier> Tiers => Actor.Around.Select(locality => Network.Localities[locality].Tier).ToHashSet();

    /// <summary>What it needs, in the order of the codes.</summary>
    public IReadOnlyList<ResourceCode> Needs => [.. Actor.Needs.Select(need => need.Resource).Distinct().Select(need => Network.Resources.Codes[need]).Order(StringComparer.Ordinal).Select(code => new ResourceCode(code))];

    /// <summary>Whether a candidate may be recommended to it: what <c>eligible.cypher</c> says.</summary>
    public bool Allows(int candidate, IReadOnlyList<ActorKind> kinds)
    {
        var actor = Network.Actors[candidate];
        return candidate != Number && actor.TakesPart && kinds.Contains(actor.Kind) && !_apart.Contains(candidate)
            && !(_honoursCapacity && actor.IsFull)
            && (actor.Kind != ActorKind.Government || HasCompetence(actor));
    }

    /// <summary>Whether a statement reaches it: it names no locality, or one that contains, or lies within, a place of the actor.</summary>
    public bool IsReachedBy(HeldStatement statement) => statement.Locality == HeldStatement.Anywhere || (statement.Locality >= 0 && _touched[statement.Locality]);

    private bool HasCompetence(HeldActor government) => government.Places.Any(place => _touched[place]);
}

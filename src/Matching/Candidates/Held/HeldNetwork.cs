using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Candidates.Held;

/// <summary>
/// The whole network of a day in memory, as of one transaction: all that rules and eligibility ask the graph for. For nights, when everyone's list is made from the same state. Immutable;
/// safe to use from several threads.
/// </summary>
internal sealed class HeldNetwork
{
    private readonly Dictionary<ActorId, int> _numbers;
    private readonly Dictionary<(int Locality, ActorKind Kind), int[]> _within;
    private readonly Dictionary<(int Locality, ActorKind Kind), int[]> _at;
    private readonly Dictionary<(int Locality, ActorKind Kind), int[]> _governmentsAt;
    private readonly ILookup<int, int> _refused;
    private readonly int[][] _inside;

    public HeldNetwork(DateOnly asOf, long version, HeldActor[] actors, HeldLocality[] localities, HeldResources resources, HeldPartners partners, ILookup<int, int> refused)
    {
        (AsOf, Version, Actors, Localities, Resources, Partners, _refused) = (asOf, version, actors, localities, resources, partners, refused);
        _numbers = actors.Index().ToDictionary(actor => actor.Item.Id, actor => actor.Index);
        SectorBits = [.. actors.Select(actor => Bits(actor.Sectors))];
        SectorsHaveOwnBits = actors.All(actor => actor.Sectors.All(sector => sector < 64));
        OfferBits = [.. actors.Select(actor => Bits(actor.Offers.Select(offer => offer.Resource)))];
        NeedBits = [.. actors.Select(actor => Bits(actor.Needs.Select(need => need.Resource)))];
        Sectors = new(actors, actor => actor.Sectors);
        Offers = new(actors, actor => actor.Offers);
        Needs = new(actors, actor => actor.Needs);
        _within = ByLocality(actor => actor.Around, _ => true);
        _at = ByLocality(actor => actor.Places, _ => true);
        _governmentsAt = ByLocality(actor => actor.Places, actor => actor.IsGovernment);
        var inside = localities.Index().SelectMany(locality => locality.Item.Around.Select(around => (Around: around, locality.Index))).ToLookup(entry => entry.Around, entry => entry.Index);
        _inside = [.. Enumerable.Range(0, localities.Length).Select(number => inside[number].ToArray())];
    }

    /// <summary>The day.</summary>
    public DateOnly AsOf { get; }

    /// <summary>The last transaction that is in it.</summary>
    public long Version { get; }

    /// <summary>In the order of their ids.</summary>
    public HeldActor[] Actors { get; }

    public HeldLocality[] Localities { get; }

    public HeldResources Resources { get; }

    public HeldPartners Partners { get; }

    /// <summary>By actor, what it works in: <see cref="HeldActor.Sectors"/> of all in a row, as the rules go over nearly everybody.</summary>
    public HeldRows<int> Sectors { get; }

    /// <summary>By actor, <see cref="HeldActor.Offers"/>.</summary>
    public HeldRows<HeldStatement> Offers { get; }

    /// <summary>By actor, <see cref="HeldActor.Needs"/>.</summary>
    public HeldRows<HeldStatement> Needs { get; }

    /// <summary>By actor, its sectors as <see cref="Bits"/>: what has no bit in common has no sector in common.</summary>
    public ulong[] SectorBits { get; }

    /// <summary>Whether no two sectors share a bit.</summary>
    public bool SectorsHaveOwnBits { get; }

    /// <summary>By actor, what it offers.</summary>
    public ulong[] OfferBits { get; }

    /// <summary>By actor, what it needs.</summary>
    public ulong[] NeedBits { get; }

    /// <summary>A set of numbers in 64 bits; numbers 64 apart share one.</summary>
    public static ulong Bits(IEnumerable<int> numbers) => numbers.Aggregate(0UL, (bits, number) => bits | (1UL << (number % 64)));

    /// <summary>The number of an actor; −1 where there is none.</summary>
    public int Find(ActorId actor) => _numbers.GetValueOrDefault(actor, -1);

    /// <summary>Actors of a kind with a place within a locality, rising.</summary>
    public int[] Within(int locality, ActorKind kind) => _within.GetValueOrDefault((locality, kind), []);

    /// <summary>Actors of a kind based in, or serving, just this locality, rising.</summary>
    public int[] At(int locality, ActorKind kind) => _at.GetValueOrDefault((locality, kind), []);

    /// <summary>Of these, those that are governments by label.</summary>
    public int[] GovernmentsAt(int locality, ActorKind kind) => _governmentsAt.GetValueOrDefault((locality, kind), []);

    /// <summary>By locality, whether it contains, or lies within, a place of an actor (<see cref="Touches"/>).</summary>
    public bool[] Touched(HeldActor actor)
    {
        var touched = new bool[Localities.Length];
        foreach (var around in actor.Around)
        {
            touched[around] = true;
        }

        foreach (var place in actor.Places)
        {
            foreach (var inside in _inside[place])
            {
                touched[inside] = true;
            }
        }

        return touched;
    }

    /// <summary>With whom an answer of either keeps an actor apart.</summary>
    public IEnumerable<int> Refused(int actor) => _refused[actor];

    /// <summary>Whether a locality contains, or lies within, a place of an actor.</summary>
    public bool Touches(HeldActor actor, int locality) =>
        locality >= 0 && (Array.BinarySearch(actor.Around, locality) >= 0 || actor.Places.Any(place => Localities[locality].Around.Contains(place)));

    private Dictionary<(int, ActorKind), int[]> ByLocality(Func<HeldActor, int[]> localities, Func<HeldActor, bool> belongs)
    {
        var lists = new Dictionary<(int, ActorKind), List<int>>();
        foreach (var (number, actor) in Actors.Index().Where(entry => belongs(entry.Item)))
        {
            foreach (var locality in localities(actor))
            {
                var key = (locality, actor.Kind);
                (lists.TryGetValue(key, out var list) ? list : lists[key] = []).Add(number);
            }
        }

        return lists.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray());
    }
}

/// <summary>Lists of all actors, one after the other in memory.</summary>
internal sealed class HeldRows<T>
{
    private readonly int[] _starts;
    private readonly T[] _items;

    public HeldRows(HeldActor[] actors, Func<HeldActor, T[]> list)
    {
        _starts = new int[actors.Length + 1];
        for (var number = 0; number < actors.Length; number++)
        {
            _starts[number + 1] = _starts[number] + list(actors[number]).Length;
        }

        _items = new T[_starts[^1]];
        for (var number = 0; number < actors.Length; number++)
        {
            list(actors[number]).CopyTo(_items, _starts[number]);
        }
    }

    /// <summary>The list of one actor.</summary>
    public ReadOnlySpan<T> this[int actor] => _items.AsSpan(_starts[actor].._starts[actor + 1]);
}

/// <summary>One locality.</summary>
/// <param name="Tier">Its tier.</param>
/// <param name="IsValid">Whether it is valid on the day.</param>
/// <param name="Around">Itself and up to three levels around it.</param>
internal sealed record HeldLocality(Tier Tier, bool IsValid, int[] Around);

/// <summary>The vocabulary of resources by number.</summary>
/// <param name="codes">The codes.</param>
/// <param name="above">The kinds directly above each.</param>
internal sealed class HeldResources(string[] codes, int[][] above)
{
    private readonly int[][] _kin =
    [
        .. Enumerable.Range(0, codes.Length).Select(own => Enumerable.Range(0, codes.Length).Where(other => other == own || above[own].Contains(other) || above[other].Contains(own)).ToArray()),
    ];

    /// <summary>The codes, by number.</summary>
    public string[] Codes => codes;

    /// <summary>A kind itself, and those directly above and below it.</summary>
    public int[] Kin(int resource) => _kin[resource];

    /// <summary>Whether a kind lies directly below another.</summary>
    public bool IsDirectlyBelow(int resource, int other) => above[resource].Contains(other);
}

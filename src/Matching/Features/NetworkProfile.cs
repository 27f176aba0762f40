using System.Collections.Frozen;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Features;

/// <summary>What one actor adds to the means of its sectors.</summary>
internal sealed record ProfileRow(ActorKind Kind, IReadOnlyList<SectorCode> Sectors, IReadOnlyList<ResourceCode> Offers, IReadOnlyList<ResourceCode> Needs);

/// <summary>
/// What the features know of the network as a whole on one day: localities, vocabularies, how rare each sector is, and what the actors of
/// a sector need and offer on average. Immutable; independent of who asks, so that the worth of a pair is a matter of this pair alone.
/// </summary>
internal sealed class NetworkProfile
{
    private const int MostInTable = 1024;

    private readonly SectorRarity _rarity;
    private readonly SectorRarity _parentRarity;
    private readonly SectorMeans _means;
    private readonly CodeNumbers<SectorCode> _sectorNumbers;
    private readonly double[] _closeness;

    // Worked out when they are first asked for, −1 until then; whoever works one out at the same time finds the same.
    private readonly double[]? _nearness;

    public NetworkProfile(
        DateOnly asOf,
        LocalityTree localities,
        IEnumerable<VocabularyEntry> resources,
        IEnumerable<VocabularyEntry> sectors,
        IReadOnlyCollection<ProfileRow> rows,
        FeatureOptions options)
    {
        AsOf = asOf;
        Localities = localities;
        Options = options;
        Resources = new(resources, options);
        Sectors = sectors.ToFrozenDictionary(entry => new SectorCode(entry.Code));
        _sectorNumbers = new(Sectors.Keys.OrderBy(code => code.Value, StringComparer.Ordinal));
        _rarity = new(rows.SelectMany(row => row.Sectors), rows.Count);
        _parentRarity = new(rows.SelectMany(row => row.Sectors.Select(ParentOf).Distinct()), rows.Count);
        _means = new(rows, Resources);
        _closeness = [.. LocalityRelation.All.Select(relation => Place.Closeness(relation, options))];
        if (localities.Count <= MostInTable)
        {
            _nearness = new double[localities.Count * localities.Count];
            Array.Fill(_nearness, -1);
        }
    }

    public DateOnly AsOf { get; }

    public FeatureOptions Options { get; }

    public LocalityTree Localities { get; }

    public ResourceKinds Resources { get; }

    public IReadOnlyDictionary<SectorCode, VocabularyEntry> Sectors { get; }

    /// <summary>The sector above, or the sector itself at the top.</summary>
    public SectorCode ParentOf(SectorCode sector) => Sectors.TryGetValue(sector, out var entry) && entry.Parent is { } parent ? new(parent) : sector;

    /// <summary>A number of its own for each sector.</summary>
    public int SectorNumber(SectorCode sector) => _sectorNumbers[sector];

    /// <summary>How telling a sector is (<see cref="SectorRarity"/>).</summary>
    public double Rarity(SectorCode sector) => _rarity[sector];

    /// <summary>What the features compare of an actor, kept with the actor.</summary>
    public ActorNumbers NumbersOf(ActorFacts actor)
    {
        if (actor.Numbers is not { } numbers || numbers.Network != this || numbers.Actor != (object)actor)
        {
            actor.Numbers = numbers = new(actor, this, _rarity.Vector(actor.Sectors), _parentRarity.Vector(actor.Sectors.Select(ParentOf)));
        }

        return numbers;
    }

    /// <summary>How close two localities lie to each other, by the number of their <see cref="LocalityRelation"/>.</summary>
    public double Closeness(byte relation) => _closeness[relation];

    /// <summary><see cref="Features.Nearness"/> of two seats that have a point on the map, both by number.</summary>
    public double Nearness(int a, int b)
    {
        if (_nearness is not { } kept)
        {
            return Features.Nearness.Of(Localities[a].Point!.Value, Localities[b].Point!.Value, Options);
        }

        ref var value = ref kept[(a * Localities.Count) + b];
        return value >= 0 ? value : value = Features.Nearness.Of(Localities[a].Point!.Value, Localities[b].Point!.Value, Options);
    }

    /// <summary>What the actors of this kind in these sectors need: share of those who state needs, by resource. Empty where nobody states any.</summary>
    public IReadOnlyDictionary<ResourceCode, double> MeanNeeds(ActorKind kind, IReadOnlyList<SectorCode> sectors) => _means.Needs(kind, sectors);

    /// <summary>How well the offers of actors of this kind in these sectors meet each need, on average; null where nobody states any offer.</summary>
    public IReadOnlyDictionary<ResourceCode, double>? MeanOffers(ActorKind kind, IReadOnlyList<SectorCode> sectors) => _means.Offers(kind, sectors);
}

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
    private readonly SectorRarity _rarity;
    private readonly SectorRarity _parentRarity;
    private readonly SectorMeans _means;

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
        _rarity = new(rows.SelectMany(row => row.Sectors), rows.Count);
        _parentRarity = new(rows.SelectMany(row => row.Sectors.Select(ParentOf).Distinct()), rows.Count);
        _means = new(rows, Resources);
    }

    public DateOnly AsOf { get; }

    public FeatureOptions Options { get; }

    public LocalityTree Localities { get; }

    public ResourceKinds Resources { get; }

    public IReadOnlyDictionary<SectorCode, VocabularyEntry> Sectors { get; }

    /// <summary>The sector above, or the sector itself at the top.</summary>
    public SectorCode ParentOf(SectorCode sector) => Sectors.TryGetValue(sector, out var entry) && entry.Parent is { } parent ? new(parent) : sector;

    /// <summary>How telling a sector is (<see cref="SectorRarity"/>).</summary>
    public double Rarity(SectorCode sector) => _rarity[sector];

    /// <summary>The sectors of an actor and those above them as vectors, kept with the actor.</summary>
    public ActorSectors VectorsOf(ActorFacts actor)
    {
        if (actor.Vectors is not { } vectors || vectors.Network != this)
        {
            actor.Vectors = vectors = new(this, _rarity.Vector(actor.Sectors), _parentRarity.Vector(actor.Sectors.Select(ParentOf)));
        }

        return vectors;
    }

    /// <summary>What the actors of this kind in these sectors need: share of those who state needs, by resource. Empty where nobody states any.</summary>
    public IReadOnlyDictionary<ResourceCode, double> MeanNeeds(ActorKind kind, IReadOnlyList<SectorCode> sectors) => _means.Needs(kind, sectors);

    /// <summary>How well the offers of actors of this kind in these sectors meet each need, on average; null where nobody states any offer.</summary>
    public IReadOnlyDictionary<ResourceCode, double>? MeanOffers(ActorKind kind, IReadOnlyList<SectorCode> sectors) => _means.Offers(kind, sectors);
}

using System.Collections.Frozen;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Features;

/// <summary>The two levels of resources, and how well an offer of one kind meets a need of another.</summary>
internal sealed class ResourceKinds
{
    private readonly FrozenDictionary<ResourceCode, VocabularyEntry> _entries;
    private readonly FrozenDictionary<ResourceCode, ResourceCode[]> _children;
    private readonly FeatureOptions _options;
    private readonly FrozenDictionary<(ResourceCode Need, ResourceCode Offer), double> _meets;
    private readonly CodeNumbers<ResourceCode> _numbers;
    private readonly double[] _meetsByNumber;

    public ResourceKinds(IEnumerable<VocabularyEntry> entries, FeatureOptions options)
    {
        _entries = entries.ToFrozenDictionary(entry => new ResourceCode(entry.Code));
        _children = _entries.Values
            .Where(entry => entry.Parent is not null)
            .GroupBy(entry => new ResourceCode(entry.Parent!), entry => new ResourceCode(entry.Code))
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        _options = options;
        _meets = _entries.Keys
            .SelectMany(offer => NeedsMetBy(offer).Select(need => (Need: need, Offer: offer)))
            .ToFrozenDictionary(pair => pair, pair => Kinship(pair.Need, pair.Offer));
        Codes = [.. _entries.Keys.OrderBy(code => code.Value, StringComparer.Ordinal)];
        _numbers = new(Codes);
        _meetsByNumber = [.. Codes.SelectMany(need => Codes.Select(offer => Meets(need, offer)))];
    }

    /// <summary>All kinds, in the order of their codes.</summary>
    public IReadOnlyList<ResourceCode> Codes { get; }

    /// <summary>The number of a kind: its place in <see cref="Codes"/>, or one beyond them where the vocabulary lacks it.</summary>
    public int NumberOf(ResourceCode code) => _numbers[code];

    /// <summary>Whether the vocabulary has a kind.</summary>
    public bool Knows(ResourceCode code) => _entries.ContainsKey(code);

    /// <summary>All kinds whose offers meet a need by at least so much.</summary>
    public IEnumerable<ResourceCode> Meeting(ResourceCode need, double least) => _entries.Keys.Where(offer => Meets(need, offer) >= least);

    /// <summary>The name of a kind; its code where the vocabulary lacks it.</summary>
    public LocalizedName NameOf(ResourceCode code) => _entries.TryGetValue(code, out var entry) ? entry.Name : new(code.Value, code.Value);

    /// <summary>
    /// 1 for the same kind; less where one is the kind above the other (<see cref="FeatureOptions.SpecialOfferForGeneralNeed"/>,
    /// <see cref="FeatureOptions.GeneralOfferForSpecialNeed"/>); 0 for siblings and strangers: a venue is no vehicle.
    /// </summary>
    public double Meets(ResourceCode need, ResourceCode offer) => need == offer ? 1 : _meets.GetValueOrDefault((need, offer));

    /// <summary>The same by <see cref="NumberOf"/>.</summary>
    public double MeetsByNumber(int need, int offer) =>
        need == offer ? 1 : need < Codes.Count && offer < Codes.Count ? _meetsByNumber[(need * Codes.Count) + offer] : 0;

    private double Kinship(ResourceCode need, ResourceCode offer) =>
        need == offer ? 1
        : ParentOf(offer) == need ? _options.SpecialOfferForGeneralNeed
        : ParentOf(need) == offer ? _options.GeneralOfferForSpecialNeed
        : 0;

    /// <summary>All needs that an offer meets to some degree.</summary>
    public IEnumerable<ResourceCode> NeedsMetBy(ResourceCode offer)
    {
        IEnumerable<ResourceCode> kin = _children.TryGetValue(offer, out var children) ? children : [];
        return ParentOf(offer) is { } parent ? kin.Append(offer).Append(parent) : kin.Append(offer);
    }

    private ResourceCode? ParentOf(ResourceCode code) => _entries.TryGetValue(code, out var entry) && entry.Parent is { } parent ? new(parent) : null;
}

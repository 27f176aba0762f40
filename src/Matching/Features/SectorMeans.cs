using System.Collections.Concurrent;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Features;

/// <summary>
/// What actors of one kind in one sector need and offer on average, over those who state it. It stands in where an actor has stated
/// nothing, because a silence is no zero. Where a sector has no mean, the mean of the kind over all sectors is taken.
/// </summary>
/// <remarks>The means of each set of sectors are worked out once. Safe to use from several threads.</remarks>
internal sealed class SectorMeans
{
    private readonly ConcurrentDictionary<(ActorKind Kind, string Sectors), IReadOnlyDictionary<ResourceCode, double>> _meanNeeds = [];
    private readonly ConcurrentDictionary<(ActorKind Kind, string Sectors), IReadOnlyDictionary<ResourceCode, double>?> _meanOffers = [];
    private readonly Dictionary<(ActorKind Kind, SectorCode? Sector), Tally> _needs = [];
    private readonly Dictionary<(ActorKind Kind, SectorCode? Sector), Tally> _offers = [];

    public SectorMeans(IEnumerable<ProfileRow> rows, ResourceKinds kinds)
    {
        foreach (var row in rows)
        {
            if (row.Needs.Count > 0)
            {
                Add(_needs, row, row.Needs.Distinct().Select(need => (need, 1.0)));
            }

            if (row.Offers.Count > 0)
            {
                var met = row.Offers.SelectMany(kinds.NeedsMetBy).Distinct();
                Add(_offers, row, met.Select(need => (need, row.Offers.Max(offer => kinds.Meets(need, offer)))));
            }
        }
    }

    public IReadOnlyDictionary<ResourceCode, double> Needs(ActorKind kind, IReadOnlyList<SectorCode> sectors) =>
        _meanNeeds.GetOrAdd((kind, Key(sectors)), _ => MeanNeeds(kind, sectors));

    /// <summary>How well the offers meet each need; what is not in it is met by none. Null where nobody states any offer.</summary>
    public IReadOnlyDictionary<ResourceCode, double>? Offers(ActorKind kind, IReadOnlyList<SectorCode> sectors) =>
        _meanOffers.GetOrAdd((kind, Key(sectors)), _ => MeanOffers(kind, sectors));

    private Dictionary<ResourceCode, double> MeanNeeds(ActorKind kind, IReadOnlyList<SectorCode> sectors)
    {
        var means = new Dictionary<ResourceCode, double>();
        var tallies = Of(_needs, kind, sectors);
        foreach (var tally in tallies)
        {
            foreach (var (resource, sum) in tally.Sums)
            {
                means[resource] = means.GetValueOrDefault(resource) + (sum / tally.Actors / tallies.Count);
            }
        }

        return means;
    }

    private Dictionary<ResourceCode, double>? MeanOffers(ActorKind kind, IReadOnlyList<SectorCode> sectors)
    {
        var tallies = Of(_offers, kind, sectors);
        return tallies.Count == 0
            ? null
            : tallies.SelectMany(tally => tally.Sums.Keys).Distinct().ToDictionary(need => need, need => tallies.Average(tally => tally.Sums.GetValueOrDefault(need) / tally.Actors));
    }

    private static string Key(IReadOnlyList<SectorCode> sectors) => sectors.Count == 1 ? sectors[0].Value : string.Join(';', sectors.Select(sector => sector.Value));

    private static List<Tally> Of(Dictionary<(ActorKind, SectorCode?), Tally> all, ActorKind kind, IReadOnlyList<SectorCode> sectors)
    {
        List<Tally> found = [.. sectors.Where(sector => all.ContainsKey((kind, sector))).Select(sector => all[(kind, sector)])];
        if (found.Count == 0 && all.TryGetValue((kind, null), out var whole))
        {
            found.Add(whole);
        }

        return found;
    }

    private static void Add(Dictionary<(ActorKind, SectorCode?), Tally> all, ProfileRow row, IEnumerable<(ResourceCode Resource, double Value)> values)
    {
        var list = values.ToArray();
        foreach (var sector in row.Sectors.Distinct().Select(sector => (SectorCode?)sector).Append(null))
        {
            if (!all.TryGetValue((row.Kind, sector), out var tally))
            {
                all[(row.Kind, sector)] = tally = new();
            }

            tally.Actors++;
            foreach (var (resource, value) in list)
            {
                tally.Sums[resource] = tally.Sums.GetValueOrDefault(resource) + value;
            }
        }
    }

    private sealed class Tally
    {
        public int Actors { get; set; }

        public Dictionary<ResourceCode, double> Sums { get; } = [];
    }
}

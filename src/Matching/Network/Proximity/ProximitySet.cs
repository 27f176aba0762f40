using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Network.Proximity;

/// <summary>The measures of nearness that rules and features share. Append only: models refer to them by name.</summary>
internal enum ProximityName
{
    /// <summary><see cref="PersonalisedPageRank"/>, every partnership alike.</summary>
    PageRank = 0,

    /// <summary><see cref="PersonalisedPageRank"/>, old partnerships fading.</summary>
    RecentPageRank = 1,

    /// <summary><see cref="Proximity.Rp3Beta"/>, every partnership alike.</summary>
    Rp3Beta = 2,

    /// <summary><see cref="Proximity.Rp3Beta"/>, old partnerships fading.</summary>
    RecentRp3Beta = 3,

    /// <summary><see cref="ImplicitFactors"/>.</summary>
    Factors = 4,

    /// <summary><see cref="Proximity.CommonNeighbours"/>.</summary>
    CommonNeighbours = 5,

    /// <summary><see cref="Proximity.AdamicAdar"/>.</summary>
    AdamicAdar = 6,

    /// <summary><see cref="Proximity.ResourceAllocation"/>.</summary>
    ResourceAllocation = 7,

    /// <summary><see cref="SectorWalk"/>.</summary>
    SectorWalk = 8,

    /// <summary><see cref="Proximity.SectorPopularity"/>.</summary>
    SectorPopularity = 9,

    /// <summary><see cref="Proximity.RecentPopularity"/>.</summary>
    RecentPopularity = 10,

    /// <summary><see cref="PeerChoice"/> of the same province.</summary>
    ProvincePeers = 11,

    /// <summary><see cref="PeerChoice"/> of the same region.</summary>
    RegionPeers = 12,

    /// <summary><see cref="LocalPopularity"/>.</summary>
    LocalPopularity = 13,

    /// <summary><see cref="PeerChoice"/> of the same district.</summary>
    DistrictPeers = 14,

    /// <summary><see cref="Proximity.TrustSums"/>.</summary>
    TrustSums = 15,

    /// <summary><see cref="NewcomerChoice"/> of anybody.</summary>
    Newcomers = 16,

    /// <summary><see cref="NewcomerChoice"/> of the same kind.</summary>
    KindNewcomers = 17,

    /// <summary><see cref="NewcomerChoice"/> of the same kind and region.</summary>
    RegionNewcomers = 18,
}

/// <summary>All measures of nearness over one projection: what they learn is learned here, once. Immutable; safe to use from several threads.</summary>
/// <remarks>
/// Settings are the middle ones of the ranges that evaluations try, and the same for every network: a walk of some two steps, partnerships that lose two thirds of
/// their weight in two or three years.
/// </remarks>
internal sealed class ProximitySet
{
    private const double ShortMemory = 2;
    private const double LongMemory = 3;

    private readonly Scorer[] _scorers;

    public ProximitySet(Training training)
    {
        Network = training.Network;
        _scorers =
        [
            new PersonalisedPageRank(new(Network, double.PositiveInfinity, byPairs: true), 0.5),
            new PersonalisedPageRank(new(Network, ShortMemory, byPairs: true), 0.65),
            new Rp3Beta(Network, 0.5, double.PositiveInfinity),
            new Rp3Beta(Network, 0.5, LongMemory),
            new ImplicitFactors(training, 1, 10),
            new CommonNeighbours(Network),
            new AdamicAdar(Network),
            new ResourceAllocation(Network),
            new SectorWalk(Network, LongMemory),
            new SectorPopularity(Network, LongMemory),
            new RecentPopularity(Network, ShortMemory, weighted: true),
            new PeerChoice(Network, Tier.Province, LongMemory),
            new PeerChoice(Network, Tier.Region, LongMemory),
            new LocalPopularity(Network, ShortMemory),
            new PeerChoice(Network, Tier.District, LongMemory),
            new TrustSums(Network),
            new NewcomerChoice(Network, ofKind: false, null, LongMemory),
            new NewcomerChoice(Network, ofKind: true, null, LongMemory),
            new NewcomerChoice(Network, ofKind: true, Tier.Region, LongMemory),
        ];
    }

    /// <summary>The past.</summary>
    public NetworkProjection Network { get; }

    /// <summary>How many measures there are.</summary>
    public static int Count { get; } = Enum.GetValues<ProximityName>().Length;

    /// <summary>One measure.</summary>
    public Scorer this[ProximityName name] => _scorers[(int)name];
}

/// <summary>All measures of nearness from one seeker to everybody. Made once for each thread and filled again for each seeker: one row a measure, computed when first asked for.</summary>
internal sealed class ProximityRows(ProximitySet set)
{
    private readonly double[][] _rows = [.. Enumerable.Range(0, ProximitySet.Count).Select(_ => new double[set.Network.Actors.Count])];
    private readonly bool[] _known = new bool[ProximitySet.Count];

    /// <summary>The past.</summary>
    public NetworkProjection Network => set.Network;

    /// <summary>Who seeks.</summary>
    public Seeker Seeker { get; private set; } = null!;

    /// <summary>Turns to a seeker.</summary>
    public void Turn(Seeker seeker)
    {
        Seeker = seeker;
        Array.Clear(_known);
    }

    /// <summary>A measure by actor.</summary>
    public ReadOnlySpan<double> this[ProximityName name]
    {
        get
        {
            var row = _rows[(int)name];
            if (!_known[(int)name])
            {
                Array.Clear(row);
                set[name].Score(Seeker, row);
                _known[(int)name] = true;
            }

            return row;
        }
    }
}

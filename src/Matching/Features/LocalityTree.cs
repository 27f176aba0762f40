using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Features;

/// <summary>One locality in the tree.</summary>
/// <param name="Name">Code, name, tier.</param>
/// <param name="Parent">The locality directly around; null for the nation.</param>
/// <param name="Point">Its centroid; null for regions and the nation.</param>
/// <param name="Neighbours">Localities that it borders on.</param>
internal sealed record LocalityNode(LocalityName Name, LocalityCode? Parent, GeoPoint? Point, IReadOnlySet<LocalityCode> Neighbours)
{
    /// <summary>How many people live there; null where the network does not say.</summary>
    public double? Population { get; init; }
}

/// <summary>A point on the globe, in degrees.</summary>
internal readonly record struct GeoPoint(double Latitude, double Longitude)
{
    // Mean radius of the Earth after the IUGG.
    private const double EarthRadiusKilometres = 6371.0088;

    /// <summary>Great-circle distance by the haversine formula (Sinnott, Sky and Telescope 68, 1984): 2R·asin √(sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2)).</summary>
    public Kilometres DistanceTo(GeoPoint other)
    {
        var latitude = double.DegreesToRadians(Latitude);
        var otherLatitude = double.DegreesToRadians(other.Latitude);
        var halfLatitude = Math.Sin((otherLatitude - latitude) / 2);
        var halfLongitude = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var h = (halfLatitude * halfLatitude) + (Math.Cos(latitude) * Math.Cos(otherLatitude) * halfLongitude * halfLongitude);
        return new(2 * EarthRadiusKilometres * Math.Asin(Math.Min(1, Math.Sqrt(h))));
    }
}

/// <summary>How one locality lies to another.</summary>
/// <param name="Common">The tier of the smallest locality that holds both; null where they have none in common.</param>
/// <param name="Covered">Whether one holds the other, or they are the same.</param>
/// <param name="Neighbours">Whether the first names the second as one that it borders on.</param>
internal readonly record struct LocalityRelation(Tier? Common, bool Covered, bool Neighbours)
{
    /// <summary>How many relations there are.</summary>
    public const int Count = 32;

    private const int CoveredBit = 8;
    private const int NeighbourBit = 16;

    /// <summary>All of them, by <see cref="Number"/>.</summary>
    public static IEnumerable<LocalityRelation> All => Enumerable.Range(0, Count).Select(number => Of((byte)number));

    /// <summary>Below <see cref="Count"/>.</summary>
    public byte Number => (byte)((Common is { } tier ? 1 + (int)tier : 0) | (Covered ? CoveredBit : 0) | (Neighbours ? NeighbourBit : 0));

    /// <summary>The relation of a number.</summary>
    public static LocalityRelation Of(byte number) =>
        new((number & (CoveredBit - 1)) is > 0 and var tier ? (Tier)(tier - 1) : null, (number & CoveredBit) != 0, (number & NeighbourBit) != 0);
}

/// <summary>The localities of one day. Immutable.</summary>
internal sealed class LocalityTree
{
    /// <summary>More localities than this make the table of all pairs larger than caches are.</summary>
    private const int MostInTable = 2048;

    private readonly Dictionary<LocalityCode, LocalityNode> _nodes;
    private readonly Dictionary<LocalityCode, LocalityNode[]> _paths;
    private readonly Dictionary<LocalityCode, int> _numbers;
    private readonly LocalityNode[] _byNumber;
    private readonly byte[]? _relations;

    public LocalityTree(IEnumerable<LocalityNode> nodes)
    {
        _nodes = nodes.ToDictionary(node => node.Name.Code);
        _paths = _nodes.Values.ToDictionary(node => node.Name.Code, Path);
        _byNumber = [.. _nodes.Values];
        _numbers = _byNumber.Index().ToDictionary(node => node.Item.Name.Code, node => node.Index);
        _relations = _byNumber.Length > MostInTable ? null : [.. _byNumber.SelectMany(a => _byNumber.Select(b => Between(a.Name.Code, b.Name.Code).Number))];
    }

    /// <summary>How many there are.</summary>
    public int Count => _byNumber.Length;

    /// <summary>A number of its own for each locality, from 0; −1 for an unknown code.</summary>
    public int NumberOf(LocalityCode code) => _numbers.GetValueOrDefault(code, -1);

    /// <summary>The locality of a number.</summary>
    public LocalityNode this[int number] => _byNumber[number];

    /// <summary>How a locality lies to another, both by number: the number of a <see cref="LocalityRelation"/>.</summary>
    public byte RelationOf(int a, int b) => _relations is { } table ? table[(a * _byNumber.Length) + b] : Between(_byNumber[a].Name.Code, _byNumber[b].Name.Code).Number;

    /// <summary>The locality of a code; null where the day has none.</summary>
    public LocalityNode? Find(LocalityCode code) => _nodes.GetValueOrDefault(code);

    /// <summary>The locality and those around it, from the inside out; empty for an unknown code.</summary>
    public IReadOnlyList<LocalityNode> Around(LocalityCode code) => _paths.GetValueOrDefault(code, []);

    /// <summary>The smallest locality that holds both; null where they have none in common.</summary>
    public LocalityNode? LowestCommon(LocalityCode a, LocalityCode b)
    {
        if (!_paths.TryGetValue(a, out var own) || !_paths.TryGetValue(b, out var others))
        {
            return null;
        }

        foreach (var candidate in own)
        {
            foreach (var other in others)
            {
                if (ReferenceEquals(candidate, other))
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    /// <summary>Whether one of the two holds the other (or they are the same).</summary>
    public bool Touch(LocalityCode a, LocalityCode b) => Lies(a, b) || Lies(b, a);

    /// <summary>Whether the two border on each other.</summary>
    public bool AreNeighbours(LocalityCode a, LocalityCode b) => Find(a)?.Neighbours.Contains(b) == true;

    private LocalityRelation Between(LocalityCode a, LocalityCode b) => new(LowestCommon(a, b)?.Name.Tier, Touch(a, b), AreNeighbours(a, b));

    /// <summary>Whether a locality is, or lies in, another.</summary>
    private bool Lies(LocalityCode inner, LocalityCode outer) => Around(inner).Any(node => node.Name.Code == outer);

    private LocalityNode[] Path(LocalityNode node)
    {
        // The importer admits no cycle; the tiers bound the walk all the same.
        List<LocalityNode> path = [node];
        while (path.Count < 4 && path[^1].Parent is { } parent && Find(parent) is { } around)
        {
            path.Add(around);
        }

        return [.. path];
    }
}

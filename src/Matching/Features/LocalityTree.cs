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

/// <summary>The localities of one day. Immutable.</summary>
internal sealed class LocalityTree
{
    private readonly Dictionary<LocalityCode, LocalityNode> _nodes;
    private readonly Dictionary<LocalityCode, LocalityNode[]> _paths;

    public LocalityTree(IEnumerable<LocalityNode> nodes)
    {
        _nodes = nodes.ToDictionary(node => node.Name.Code);
        _paths = _nodes.Values.ToDictionary(node => node.Name.Code, Path);
    }

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

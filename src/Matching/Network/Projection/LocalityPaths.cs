namespace CoEvolve.Matching.Network.Projection;

/// <summary>A locality of a day as the graph has it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Tier">Its tier.</param>
/// <param name="Parent">The locality around it; null at the top.</param>
/// <param name="Latitude">Of its centroid, in degrees; null where unknown.</param>
/// <param name="Longitude">Of its centroid, in degrees; null where unknown.</param>
/// <param name="Neighbours">Localities that it borders on, in ordinal order.</param>
internal sealed record ProjectedLocality(LocalityCode Code, Tier Tier, LocalityCode? Parent, double? Latitude, double? Longitude, IReadOnlyList<LocalityCode> Neighbours)
{
    /// <summary>Who lives there; null where unknown.</summary>
    public double? Population { get; init; }
}

/// <summary>
/// The tree of localities as numbers: for each locality the one of every tier that holds it, itself included, so that the tier at which two
/// places meet is found by comparing four numbers.
/// </summary>
/// <remarks>Numbers follow the ordinal order of the codes. Immutable.</remarks>
internal sealed class LocalityPaths
{
    /// <summary>Stands for "no locality of this tier".</summary>
    public const int None = -1;

    private const int Tiers = 4;

    private readonly ProjectedLocality[] _localities;
    private readonly Dictionary<LocalityCode, int> _index;
    private readonly int[] _path;

    public LocalityPaths(IEnumerable<ProjectedLocality> localities)
    {
        _localities = [.. localities.OrderBy(locality => locality.Code.Value, StringComparer.Ordinal)];
        _index = Enumerable.Range(0, _localities.Length).ToDictionary(number => _localities[number].Code);
        _path = new int[_localities.Length * Tiers];
        Array.Fill(_path, None);
        for (var number = 0; number < _localities.Length; number++)
        {
            // The importer admits no cycle; the tiers bound the walk all the same.
            for (var (at, step) = (number, 0); at != None && step < Tiers; step++)
            {
                _path[(number * Tiers) + (int)_localities[at].Tier] = at;
                at = _localities[at].Parent is { } parent ? Find(parent) : None;
            }
        }
    }

    /// <summary>How many localities there are.</summary>
    public int Count => _localities.Length;

    /// <summary>The locality of a number.</summary>
    public ProjectedLocality this[int number] => _localities[number];

    /// <summary>The number of a code; <see cref="None"/> where the day has no such locality.</summary>
    public int Find(LocalityCode code) => _index.GetValueOrDefault(code, None);

    /// <summary>The locality of a tier that is, or holds, a locality; <see cref="None"/> where there is none.</summary>
    public int At(int number, Tier tier) => number == None ? None : _path[(number * Tiers) + (int)tier];

    /// <summary>The smallest tier at which one locality holds both; null where none does.</summary>
    public Tier? CommonTier(int a, int b)
    {
        for (var tier = 0; tier < Tiers; tier++)
        {
            var around = At(a, (Tier)tier);
            if (around != None && around == At(b, (Tier)tier))
            {
                return (Tier)tier;
            }
        }

        return null;
    }

    /// <summary>Whether a locality is, or lies in, another one.</summary>
    public bool Holds(int outer, int inner) => outer != None && At(inner, _localities[outer].Tier) == outer;

    /// <summary>The smallest locality that holds all of them; <see cref="None"/> where none does.</summary>
    public int Around(IReadOnlyList<int> numbers)
    {
        for (var tier = 0; tier < Tiers && numbers.Count > 0; tier++)
        {
            var first = At(numbers[0], (Tier)tier);
            if (first != None && numbers.All(number => At(number, (Tier)tier) == first))
            {
                return first;
            }
        }

        return None;
    }
}

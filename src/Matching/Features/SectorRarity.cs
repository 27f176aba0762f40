using System.Collections.Frozen;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Features;

/// <summary>How telling each sector is: ln(1 + actors / actors in it), which is ln 2 for a sector of all (the inverse document frequency of Spärck Jones, 1972, smoothed). 0 for a sector of nobody.</summary>
internal sealed class SectorRarity
{
    private readonly FrozenDictionary<SectorCode, int> _numbers;
    private readonly double[] _rarity;

    /// <param name="named">The sectors of all actors, one after the other.</param>
    /// <param name="actors">How many actors there are.</param>
    public SectorRarity(IEnumerable<SectorCode> named, int actors)
    {
        var counts = named.CountBy(sector => sector).OrderBy(count => count.Key.Value, StringComparer.Ordinal).ToArray();
        _numbers = counts.Index().ToFrozenDictionary(entry => entry.Item.Key, entry => entry.Index);
        _rarity = [.. counts.Select(count => Math.Log(1 + ((double)actors / count.Value)))];
    }

    /// <summary>Of one sector.</summary>
    public double this[SectorCode sector] => _numbers.TryGetValue(sector, out var number) ? _rarity[number] : 0;

    /// <summary>Some sectors, each once and as long as it is rare.</summary>
    public SectorVector Vector(IEnumerable<SectorCode> sectors)
    {
        int[] numbers = [.. sectors.Distinct().Where(_numbers.ContainsKey).Select(sector => _numbers[sector]).Order()];
        double[] squares = [.. numbers.Select(number => _rarity[number] * _rarity[number])];
        return new(numbers, squares, Math.Sqrt(squares.Sum()));
    }
}

/// <summary>Sectors as a vector.</summary>
/// <param name="Numbers">Which, rising.</param>
/// <param name="Squares">The square of the rarity of each.</param>
/// <param name="Norm">The length.</param>
internal sealed record SectorVector(int[] Numbers, double[] Squares, double Norm)
{
    /// <summary>The cosine of the angle between two; 0 where they have nothing in common.</summary>
    public double Cosine(SectorVector other)
    {
        var (own, others, common) = (0, 0, 0.0);
        while (own < Numbers.Length && others < other.Numbers.Length)
        {
            var order = Numbers[own] - other.Numbers[others];
            common += order == 0 ? Squares[own] : 0;
            own += order <= 0 ? 1 : 0;
            others += order >= 0 ? 1 : 0;
        }

        return common is 0 ? 0 : common / (Norm * other.Norm);
    }
}

using System.Globalization;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Ingest.Generation;

/// <summary>Makes up actors. The same seed and number give the same actor, whatever was made before.</summary>
internal sealed class ExampleActors
{
    private const ulong CsoSeries = 1;
    private const ulong BusinessSeries = 2;
    private const ulong AcademiaSeries = 3;
    private const ulong MediaSeries = 4;

    private static readonly DateOnly FirstJoining = new(2019, 1, 1);
    private static readonly DateOnly LastJoining = new(2025, 6, 30);

    private readonly SeedNetwork _seeds;
    private readonly ulong _seed;
    private readonly Weighted<string> _sectors;
    private readonly string[] _pandemicRoles;
    private readonly string[] _strategies;
    private readonly Weighted<Industry> _industries = Weighted<Industry>.ByRank(Profiles.Industries);
    private readonly Weighted<SeedProvince> _provinces;
    private readonly Dictionary<string, Weighted<SeedDistrict>> _districts;

    public ExampleActors(SeedNetwork seeds, ulong seed)
    {
        _seeds = seeds;
        _seed = seed;
        var common = Profiles.CsoSectors.Where(seeds.Sectors.ContainsKey).ToList();
        _sectors = Weighted<string>.ByRank(common.Count > 0 ? common : [.. seeds.Sectors.Keys]);
        _pandemicRoles = [.. seeds.Sectors.Keys.Where(code => code.StartsWith("pandemic-", StringComparison.Ordinal))];
        _strategies = [.. seeds.Sectors.Keys.Where(code => code.StartsWith("strategy-", StringComparison.Ordinal))];
        _provinces = new(seeds.Provinces, (province, _) => province.Population);
        _districts = seeds.Provinces.ToDictionary(
            province => province.Code,
            province => new Weighted<SeedDistrict>(province.Districts, (district, _) => Math.Max(1, district.Population)),
            StringComparer.Ordinal);
    }

    public ExampleActor Cso(int number, int width, SeedProvince province)
    {
        var lots = Lots.For(_seed, CsoSeries, (ulong)number);
        var home = _districts[province.Code].Draw(lots);
        var sectors = Sectors(lots, lots.Between(1, 3));
        AddOne(sectors, _pandemicRoles, lots, percent: 30);
        AddOne(sectors, _strategies, lots, percent: 20);
        return new()
        {
            Id = Id("cso", number, width),
            Name = $"Contoh OMS {_seeds.Sectors[sectors[0]]} {ShortName(home)} {Number(number, width)}",
            Kind = ActorKind.Cso,
            Subkind = lots.Below(3) switch { 0 => "foundation", 1 => "association", _ => "community-organisation" },
            Home = home,
            Serves = CsoServes(home, lots),
            Sectors = sectors,
            Capacity = lots.Between(1, 6),
            Leaders = Leaders(lots),
            Language = lots.Chance(95) ? "id" : "en",
            Joined = Day(lots),
        };
    }

    public ExampleActor Business(int number, int width)
    {
        var lots = Lots.For(_seed, BusinessSeries, (ulong)number);
        var home = _districts[_provinces.Draw(lots).Code].Draw(lots);
        var industry = _industries.Draw(lots);
        var sectors = industry.Sectors.Where(_seeds.Sectors.ContainsKey).Union(Sectors(lots, 1)).ToList();
        // Half of the companies give where they are; one in twenty gives in the whole nation.
        var reach = lots.Below(100);
        var serves = reach < 50 ? home.Code : reach < 85 ? home.Province : reach < 95 ? home.Region : _seeds.Nation;
        return new()
        {
            Id = Id("biz", number, width),
            Name = $"Contoh Perusahaan {industry.Name} {ShortName(home)} {Number(number, width)}",
            Kind = ActorKind.Business,
            Subkind = industry.Code,
            Home = home,
            Serves = [serves],
            Sectors = sectors,
            Capacity = lots.Between(2, 12),
            Leaders = null,
            Language = lots.Chance(90) ? "id" : "en",
            Joined = Day(lots),
        };
    }

    /// <summary>A university in the largest place of a province.</summary>
    public ExampleActor Academia(int number, int width, SeedProvince province)
    {
        var lots = Lots.For(_seed, AcademiaSeries, (ulong)number);
        return Institution(lots, ActorKind.Academia, "university", Id("uni", number, width), $"Contoh Universitas {province.Name} {Number(number, width)}", Largest(province.Districts), province.Code);
    }

    /// <summary>A media partner in the largest place of a region.</summary>
    public ExampleActor Media(int number, int width, string region, string name)
    {
        var lots = Lots.For(_seed, MediaSeries, (ulong)number);
        var home = Largest(_seeds.Provinces.Where(province => province.Region == region).SelectMany(province => province.Districts));
        return Institution(lots, ActorKind.Other, "media", Id("media", number, width), $"Contoh Media {name} {Number(number, width)}", home, region);
    }

    public static string Number(int number, int width) => number.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');

    private static string Id(string kind, int number, int width) => $"sample-{kind}-{Number(number, width)}";

    private static SeedDistrict Largest(IEnumerable<SeedDistrict> districts) =>
        districts.OrderByDescending(district => district.Population).ThenBy(district => district.Code, StringComparer.Ordinal).First();

    /// <summary>Without the word for a rural district; a city keeps its word, since a district of the same name often lies around it.</summary>
    private static string ShortName(SeedDistrict district) =>
        district.Name.StartsWith("Kabupaten ", StringComparison.Ordinal) ? district.Name["Kabupaten ".Length..] : district.Name;

    private static DateOnly Day(Lots lots) => FirstJoining.AddDays(lots.Between(0, LastJoining.DayNumber - FirstJoining.DayNumber));

    private static (int All, int Women, int Young) Leaders(Lots lots)
    {
        const int PercentWomen = 38;
        const int PercentYoung = 30;
        var all = lots.Between(1, 5);
        var women = 0;
        var young = 0;
        for (var leader = 0; leader < all; leader++)
        {
            women += lots.Chance(PercentWomen) ? 1 : 0;
            young += lots.Chance(PercentYoung) ? 1 : 0;
        }

        return (all, women, young);
    }

    private static void AddOne(List<string> sectors, string[] from, Lots lots, int percent)
    {
        if (from.Length > 0 && lots.Chance(percent))
        {
            sectors.Add(from[lots.Below(from.Length)]);
        }
    }

    private static List<string> CsoServes(SeedDistrict home, Lots lots)
    {
        var serves = new List<string> { home.Code };
        if (home.Neighbours.Count > 0 && lots.Chance(35))
        {
            serves.Add(home.Neighbours[lots.Below(home.Neighbours.Count)]);
        }

        if (lots.Chance(15))
        {
            serves.Add(home.Province);
        }

        return serves;
    }

    private ExampleActor Institution(Lots lots, ActorKind kind, string subkind, string id, string name, SeedDistrict home, string serves) => new()
    {
        Id = id,
        Name = name,
        Kind = kind,
        Subkind = subkind,
        Home = home,
        Serves = [serves],
        Sectors = Sectors(lots, 3),
        Capacity = lots.Between(2, 8),
        Leaders = null,
        Language = "id",
        Joined = Day(lots),
    };

    private List<string> Sectors(Lots lots, int count)
    {
        var sectors = new List<string>();
        for (var draw = 0; draw < count; draw++)
        {
            var sector = _sectors.Draw(lots);
            if (!sectors.Contains(sector))
            {
                sectors.Add(sector);
            }
        }

        return sectors;
    }
}

using CoEvolve.Matching.Ingest.Rows;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Ingest.Generation;

/// <summary>A district or city where examples may be based.</summary>
internal sealed record SeedDistrict(string Code, string Name, string Province, string Region, long Population)
{
    /// <summary>Codes of neighbours, in ordinal order.</summary>
    public List<string> Neighbours { get; } = [];
}

/// <summary>A province of the programme with its districts, in the order of codes.</summary>
internal sealed record SeedProvince(string Code, string Name, string Region, long Population, IReadOnlyList<SeedDistrict> Districts);

/// <summary>What the generator takes from the seeds: places, vocabularies and governments.</summary>
/// <remarks>The programme counts the provinces of its planning, which are those without a first day; later ones carry the day of their law.</remarks>
internal sealed class SeedNetwork
{
    private readonly HashSet<string> _resources = new(StringComparer.Ordinal);
    private readonly HashSet<string> _governments = new(StringComparer.Ordinal);

    private SeedNetwork()
    {
    }

    public IReadOnlyList<SeedProvince> Provinces { get; private set; } = [];

    /// <summary>Code of the nation.</summary>
    public string Nation { get; private set; } = "";

    /// <summary>Names of the regions by code, in the order of codes.</summary>
    public SortedDictionary<string, string> Regions { get; } = new(StringComparer.Ordinal);

    /// <summary>Indonesian names of the sectors by code, in the order of codes.</summary>
    public SortedDictionary<string, string> Sectors { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the seeds have a resource.</summary>
    public bool HasResource(string code) => _resources.Contains(code);

    /// <summary>The government of a locality, or null where the seeds have none.</summary>
    public string? GovernmentOf(string locality) => _governments.Contains("gov-" + locality) ? "gov-" + locality : null;

    /// <summary>Reads the seeds; where they are of no use the log says why and the result is null.</summary>
    public static SeedNetwork? Read(string folder, ImportLog log)
    {
        var reader = new PackageReader(folder, new(), new(), log);
        if (!reader.Open(graphHasLocalities: false, graphHasActors: false))
        {
            return null;
        }

        var seeds = new SeedNetwork();
        seeds.TakePlaces(reader.Localities(), reader.Neighbours());
        foreach (var sector in reader.Sectors())
        {
            seeds.Sectors.Add(sector.Code, sector.NameId ?? sector.Code);
        }

        seeds._resources.UnionWith(reader.Resources().Select(resource => resource.Code));
        seeds._governments.UnionWith(reader.Actors().Where(actor => actor.Kind == ActorKind.Government).Select(actor => actor.Id));
        if (seeds.Provinces.Count > 0 && seeds.Sectors.Count > 0 && seeds._resources.Count > 0)
        {
            return seeds;
        }

        log.Note(new ImportProblem(
            PackageFile.Localities.Name,
            0,
            0,
            null,
            "The seeds lack a province with districts, sectors or resources.",
            "Use a seed package that has all three."));
        return null;
    }

    private void TakePlaces(IReadOnlyList<LocalityRow> localities, IEnumerable<NeighbourRow> neighbours)
    {
        var byCode = localities.ToDictionary(locality => locality.Code, StringComparer.Ordinal);
        Nation = localities.FirstOrDefault(locality => locality.Tier == Tier.National)?.Code ?? "";
        foreach (var region in localities.Where(locality => locality.Tier == Tier.Region))
        {
            Regions.Add(region.Code, region.Name);
        }

        var districts = localities
            .Where(locality => locality.Tier == Tier.District)
            .OrderBy(locality => locality.Code, StringComparer.Ordinal)
            .Select(locality => new SeedDistrict(locality.Code, locality.Name, locality.Parent!, byCode[locality.Parent!].Parent!, locality.Population ?? 1))
            .ToLookup(district => district.Province, StringComparer.Ordinal);
        Provinces = [.. localities
            .Where(locality => locality.Tier == Tier.Province && locality.Valid.From is null && districts.Contains(locality.Code))
            .OrderBy(locality => locality.Code, StringComparer.Ordinal)
            .Select(locality => new SeedProvince(locality.Code, locality.Name, locality.Parent!, Math.Max(1, locality.Population ?? 1), [.. districts[locality.Code]]))];
        var byDistrict = Provinces.SelectMany(province => province.Districts).ToDictionary(district => district.Code, StringComparer.Ordinal);
        foreach (var pair in neighbours.OrderBy(pair => pair.A, StringComparer.Ordinal).ThenBy(pair => pair.B, StringComparer.Ordinal))
        {
            byDistrict.GetValueOrDefault(pair.A)?.Neighbours.Add(pair.B);
            byDistrict.GetValueOrDefault(pair.B)?.Neighbours.Add(pair.A);
        }
    }
}

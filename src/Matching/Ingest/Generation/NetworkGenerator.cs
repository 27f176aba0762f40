using System.Globalization;

namespace CoEvolve.Matching.Ingest.Generation;

/// <summary>What to generate.</summary>
/// <param name="Actors">Civil-society organisations and companies together, 3 to 10,000,000: one third and two thirds. Universities (one a province) and media partners (one a region) come besides.</param>
/// <param name="Seed">Any number; another one gives another network.</param>
public sealed record GenerationOptions(int Actors, ulong Seed);

/// <summary>What was generated, or why nothing was.</summary>
/// <param name="Problems">What is wrong with the seeds; when <paramref name="Actors"/> is 0, nothing was written for that reason.</param>
/// <param name="Actors">Rows of actors.csv.</param>
/// <param name="Partnerships">Rows of partnerships.csv.</param>
public sealed record GenerationReport(IReadOnlyList<ImportProblem> Problems, int Actors, int Partnerships);

/// <summary>Makes up an example network over real places, as a network package that builds on the seeds.</summary>
/// <remarks>
/// Every actor says in name, id and the column <c>sample</c> that it is an example. Places are drawn by population, sectors by Zipf's law, partnerships by a
/// power law. The same options and seeds give the same bytes, on any machine and day; nothing is later than <see cref="ReferenceDay"/> but planned ends.
/// Actors are written as they are made: memory grows by some hundred bytes a company, and by none for an organisation.
/// </remarks>
public sealed class NetworkGenerator
{
    /// <summary>The day that counts as today in the example.</summary>
    public static readonly DateOnly ReferenceDay = new(2026, 1, 1);

    private const int LeastCsosInProvince = 5;
    private const int MostActors = 10_000_000;

    private readonly GenerationOptions _options;
    private readonly SeedNetwork _seeds;
    private readonly ExampleActors _make;
    private readonly ExampleExchanges _exchanges;
    private readonly ExamplePartnerships _partnerships;
    private readonly int _width;

    private NetworkGenerator(GenerationOptions options, SeedNetwork seeds)
    {
        _options = options;
        _seeds = seeds;
        _make = new(seeds, options.Seed);
        _exchanges = new(seeds, options.Seed);
        _partnerships = new(seeds, options.Seed);
        _width = Math.Max(3, options.Actors.ToString(CultureInfo.InvariantCulture).Length);
    }

    /// <summary>Generates a network package.</summary>
    /// <param name="options">How large, and which one.</param>
    /// <param name="seedsFolder">The package with localities, sectors, resources and governments.</param>
    /// <param name="targetFolder">Where actors.csv, offers.csv, needs.csv, partnerships.csv and feedback.csv go; made if need be.</param>
    /// <param name="progress">Hears of every few thousand actors.</param>
    /// <param name="cancellationToken">Stops the generation, with incomplete files left behind.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of actors is out of its range.</exception>
    /// <exception cref="IOException">The target cannot be written to.</exception>
    public static GenerationReport Run(
        GenerationOptions options,
        string seedsFolder,
        string targetFolder,
        IProgress<ImportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(seedsFolder);
        ArgumentNullException.ThrowIfNull(targetFolder);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Actors, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Actors, MostActors);
        var log = new ImportLog(new());
        if (SeedNetwork.Read(seedsFolder, log) is not { } seeds)
        {
            return new(log.Report(ImportOutcome.Refused, new()).Problems, 0, 0);
        }

        Directory.CreateDirectory(targetFolder);
        var (actors, partnerships) = new NetworkGenerator(options, seeds).Write(targetFolder, progress, cancellationToken);
        return new(log.Report(ImportOutcome.Written, new()).Problems, actors, partnerships);
    }

    private (int Actors, int Partnerships) Write(string folder, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        using var files = new ExampleFiles(folder);
        var written = 0;

        void Put(ExampleActor actor, int number)
        {
            const int Step = 5_000;
            files.WriteActor(actor);
            _exchanges.Write(actor, number, files.Offers, files.Needs);
            if (++written % Step == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(new(PackageFile.Actors.Name, written, 0, 0));
            }
        }

        var csos = _options.Actors / 3;
        for (var number = 1; number <= _options.Actors - csos; number++)
        {
            var company = _make.Business(number, _width);
            _partnerships.AddCompany(company);
            Put(company, number);
        }

        for (var number = 1; number <= _seeds.Provinces.Count; number++)
        {
            var university = _make.Academia(number, _width, _seeds.Provinces[number - 1]);
            _partnerships.AddUniversity(university);
            Put(university, number);
        }

        var media = 0;
        foreach (var (region, name) in _seeds.Regions.Where(region => _seeds.Provinces.Any(province => province.Region == region.Key)))
        {
            media++;
            Put(_make.Media(media, _width, region, name), media);
        }

        var partnerships = 0;
        var cso = 0;
        foreach (var province in ProvincesOf(csos))
        {
            cso++;
            var organisation = _make.Cso(cso, _width, province);
            Put(organisation, cso);
            partnerships += _partnerships.Write(organisation, cso, files.Partnerships, files.Feedback);
        }

        return (written, partnerships);
    }

    /// <summary>The province of each organisation: first an equal share of up to five for each, then by population, rounded by largest remainder.</summary>
    private IEnumerable<SeedProvince> ProvincesOf(int count)
    {
        var provinces = _seeds.Provinces;
        var least = Math.Min(LeastCsosInProvince, count / provinces.Count);
        var rest = (long)count - ((long)least * provinces.Count);
        var population = provinces.Sum(province => province.Population);
        var shares = provinces.Select(province => Math.DivRem(rest * province.Population, population)).ToArray();
        var left = rest - shares.Sum(share => share.Quotient);
        var byRemainder = Enumerable.Range(0, provinces.Count).OrderByDescending(place => shares[place].Remainder).ThenBy(place => place).Take((int)left).ToHashSet();
        for (var place = 0; place < provinces.Count; place++)
        {
            var here = least + shares[place].Quotient + (byRemainder.Contains(place) ? 1 : 0);
            for (var i = 0L; i < here; i++)
            {
                yield return provinces[place];
            }
        }
    }
}

namespace CoEvolve.Matching.Ingest.Generation;

/// <summary>Makes up past and running partnerships, and the feedback that led to them.</summary>
/// <remarks>
/// The number of partnerships of a civil-society organisation follows a power law (k partnerships with weight 1/(k+1)²), and partners are drawn
/// with a preference for few of them, so that degrees on both sides are skewed as in real networks. No actor has more running ones than its capacity.
/// </remarks>
internal sealed class ExamplePartnerships
{
    private const ulong Series = 100;
    private const int MostPartnerships = 12;

    private static readonly DateOnly FirstStart = new(2021, 1, 1);

    private readonly SeedNetwork _seeds;
    private readonly ulong _seed;
    private readonly Weighted<int> _counts = new(Enumerable.Range(0, MostPartnerships + 1), (count, _) => 1.0 / ((count + 1) * (count + 1)));
    private readonly List<Partner> _companies = [];
    private readonly Dictionary<string, List<int>> _companiesByProvince = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Partner> _universityByProvince = new(StringComparer.Ordinal);

    public ExamplePartnerships(SeedNetwork seeds, ulong seed)
    {
        _seeds = seeds;
        _seed = seed;
    }

    private enum Course
    {
        Active,
        Ended,
        Declined,
        Proposed,
    }

    /// <summary>Makes a company known, so that it can be a partner.</summary>
    public void AddCompany(ExampleActor company)
    {
        if (!_companiesByProvince.TryGetValue(company.Home.Province, out var inProvince))
        {
            _companiesByProvince.Add(company.Home.Province, inProvince = []);
        }

        inProvince.Add(_companies.Count);
        _companies.Add(new(company.Id, company.Joined, company.Capacity));
    }

    /// <summary>Makes the university of a province known.</summary>
    public void AddUniversity(ExampleActor university) =>
        _universityByProvince[university.Home.Province] = new(university.Id, university.Joined, university.Capacity);

    /// <summary>Writes the partnerships of one organisation, and returns how many.</summary>
    public int Write(ExampleActor cso, int number, PackageWriter partnerships, PackageWriter feedback)
    {
        var lots = Lots.For(_seed, Series, (ulong)number);
        var self = new Partner(cso.Id, cso.Joined, cso.Capacity);
        var count = _counts.Draw(lots);
        var met = new HashSet<string>(StringComparer.Ordinal);
        var written = 0;
        for (var draw = 0; draw < count; draw++)
        {
            var others = Others(cso, lots).Where(partner => met.Add(partner.Partner.Id)).ToList();
            if (others.Count > 0)
            {
                written++;
                Write(cso, self, others, $"{cso.Id.Replace("sample-cso", "sample-partnership", StringComparison.Ordinal)}-{written}", lots, partnerships, feedback);
            }
        }

        return written;
    }

    private static void Write(ExampleActor cso, Partner self, List<(Partner Partner, string Role)> others, string id, Lots lots, PackageWriter partnerships, PackageWriter feedback)
    {
        var course = DrawCourse(lots);
        var everyone = others.Select(other => other.Partner).Append(self).ToList();
        if (course == Course.Active && everyone.Exists(partner => partner.Running >= partner.Capacity))
        {
            course = Course.Ended;
        }

        if (course == Course.Active)
        {
            everyone.ForEach(partner => partner.Running++);
        }

        var (start, end) = Days(course, everyone.Max(partner => partner.Joined), lots);
        var role = others.Count > 1 ? "bridge" : "implementer";
        partnerships.WriteRow(
            id,
            ExampleExchanges.Iso(start),
            end is { } last ? ExampleExchanges.Iso(last) : null,
            course.ToString().ToLowerInvariant(),
            cso.Home.Code,
            cso.Sectors[0],
            string.Join(';', others.Select(other => $"{other.Partner.Id}:{other.Role}").Prepend($"{cso.Id}:{role}")));
        WriteFeedback(cso.Id, others, course, start, feedback);
    }

    private static void WriteFeedback(string from, List<(Partner Partner, string Role)> others, Course course, DateOnly start, PackageWriter feedback)
    {
        foreach (var (partner, _) in others)
        {
            if (course is Course.Active or Course.Ended)
            {
                feedback.WriteRow(from, partner.Id, "accepted", ExampleExchanges.Iso(start.AddDays(-14)));
                feedback.WriteRow(from, partner.Id, "formed", ExampleExchanges.Iso(start));
            }
            else
            {
                feedback.WriteRow(from, partner.Id, course == Course.Declined ? "declined" : "viewed", ExampleExchanges.Iso(start));
            }
        }
    }

    private static Course DrawCourse(Lots lots) => lots.Below(100) switch
    {
        < 45 => Course.Active,
        < 85 => Course.Ended,
        < 95 => Course.Declined,
        _ => Course.Proposed,
    };

    /// <summary>Days that agree with the course, from when the last partner joined (by June 2025) to the reference day.</summary>
    private static (DateOnly Start, DateOnly? End) Days(Course course, DateOnly joined, Lots lots)
    {
        var today = NetworkGenerator.ReferenceDay;
        // Room for the feedback two weeks before.
        var earliest = (joined > FirstStart ? joined : FirstStart).AddDays(14);
        var latest = course == Course.Proposed ? today.AddDays(-1) : today.AddDays(-90);
        var start = course == Course.Proposed
            ? today.AddDays(-lots.Between(1, 60))
            : earliest.AddDays(lots.Between(0, latest.DayNumber - earliest.DayNumber));
        DateOnly? end = course switch
        {
            Course.Ended => start.AddDays(lots.Between(60, today.DayNumber - start.DayNumber)),
            Course.Active when lots.Chance(40) => today.AddDays(lots.Between(30, 700)),
            _ => null,
        };
        return (start, end);
    }

    /// <summary>A government of the district or province, a company, or both; now and then the university.</summary>
    private List<(Partner Partner, string Role)> Others(ExampleActor cso, Lots lots)
    {
        var others = new List<(Partner Partner, string Role)>();
        var sort = lots.Below(100);
        var government = _seeds.GovernmentOf(lots.Chance(60) ? cso.Home.Code : cso.Home.Province) ?? _seeds.GovernmentOf(cso.Home.Province);
        if (sort < 65 && government is not null)
        {
            others.Add((new(government, default, int.MaxValue), "authority"));
        }

        if (sort >= 35 && Company(cso.Home.Province, lots) is { } company)
        {
            others.Add((company, "funder"));
        }

        if (lots.Chance(8) && _universityByProvince.TryGetValue(cso.Home.Province, out var university))
        {
            others.Add((university, "adviser"));
        }

        return others;
    }

    private Partner? Company(string province, Lots lots)
    {
        var near = lots.Chance(75);
        if (near && _companiesByProvince.TryGetValue(province, out var inProvince))
        {
            return _companies[inProvince[Skewed(inProvince.Count, lots)]];
        }

        return _companies.Count > 0 ? _companies[Skewed(_companies.Count, lots)] : null;
    }

    /// <summary>A place among <paramref name="count"/>, of which the first ones come up more often: density falls as one over the square root.</summary>
    private static int Skewed(int count, Lots lots)
    {
        var share = lots.Share();
        return (int)(share * share * count);
    }

    /// <summary>An actor as a partner, with the number of its running partnerships.</summary>
    private sealed class Partner(string id, DateOnly joined, int capacity)
    {
        public string Id => id;

        public DateOnly Joined => joined;

        public int Capacity => capacity;

        public int Running { get; set; }
    }
}

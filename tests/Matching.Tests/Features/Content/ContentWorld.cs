using CoEvolve.Matching.Features.Content;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Tests.Features.Content;

/// <summary>
/// A little land: nation n; regions r1 and r2; provinces p1 and p2 (neighbours) in r1, p3 in r2; districts d1 (60 people, 0° N 97° E) and d2 (40, 0° N 98° E, neighbours) in p1,
/// d3 (50) in p2, d4 (30) in p3. Funds have the kinds grant and csr, policy-advocacy the kind permit. Sectors: health and nutrition lie under sdg-03, education under sdg-04.
/// </summary>
internal static class ContentWorld
{
    public static readonly DateOnly Day = new(2026, 1, 1);

    private static readonly ProjectedLocality[] Localities =
    [
        Locality("n", Tier.National, null, 180), Locality("r1", Tier.Region, "n", 150), Locality("r2", Tier.Region, "n", 30),
        Locality("p1", Tier.Province, "r1", 100, "p2"), Locality("p2", Tier.Province, "r1", 50, "p1"), Locality("p3", Tier.Province, "r2", 30),
        Locality("d1", Tier.District, "p1", 60, "d2") with { Latitude = 0, Longitude = 97 }, Locality("d2", Tier.District, "p1", 40, "d1") with { Latitude = 0, Longitude = 98 },
        Locality("d3", Tier.District, "p2", 50), Locality("d4", Tier.District, "p3", null),
    ];

    private static readonly VocabularyEntry[] Resources =
    [
        Entry("funds"), Entry("funds.grant", "funds"), Entry("funds.csr", "funds"), Entry("policy-advocacy"), Entry("policy-advocacy.permit", "policy-advocacy"), Entry("software"),
    ];

    private static readonly VocabularyEntry[] Sectors =
    [
        Entry("sdg-03"), Entry("sdg-04"), Entry("health", "sdg-03"), Entry("nutrition", "sdg-03"), Entry("education", "sdg-04"),
    ];

    public static ProjectedActor Actor(
        string id,
        ActorKind kind = ActorKind.Cso,
        string? seat = null,
        string[]? serves = null,
        string[]? sectors = null,
        ProjectedResource[]? needs = null,
        ProjectedResource[]? offers = null) => new()
        {
            Id = new(id),
            Kind = kind,
            Seat = seat is null ? null : new LocalityCode(seat),
            Serves = [.. (serves ?? []).Select(code => new LocalityCode(code))],
            Sectors = [.. (sectors ?? []).Select(code => new SectorCode(code))],
            Needs = needs ?? [],
            Offers = offers ?? [],
        };

    public static ProjectedResource Stated(string resource, string? locality = null, double? quantity = null, string? unit = null, DateOnly? until = null) =>
        new(new(resource), locality is null ? null : new LocalityCode(locality), quantity, unit, until);

    public static ProjectedPartnership Partnership(string id, DateOnly? start, DateOnly? end, params string[] members) =>
        new(id, start, end, [.. members.Select(member => new ActorId(member))], []);

    public static ContentNetwork World(IEnumerable<ProjectedActor> actors, IEnumerable<ProjectedPartnership>? partnerships = null, IEnumerable<ProjectedAnswer>? answers = null) =>
        new(new(Day, new(), Localities, actors, partnerships ?? [], answers), Resources, Sectors, new());

    /// <summary>A feature from the first of some actors to the second.</summary>
    public static float Of<T>(params ProjectedActor[] actors)
        where T : ContentFeature, new() => Of<T>(World(actors), actors[0].Id.Value, actors[1].Id.Value);

    public static float Of<T>(ContentNetwork network, string from, string to)
        where T : ContentFeature, new() => new T().Of(network, network[network.Projection.Find(new(from))], network[network.Projection.Find(new(to))]);

    private static ProjectedLocality Locality(string code, Tier tier, string? parent, double? population, params string[] neighbours) =>
        new(new(code), tier, parent is null ? null : new LocalityCode(parent), null, null, [.. neighbours.Select(neighbour => new LocalityCode(neighbour))]) { Population = population };

    private static VocabularyEntry Entry(string code, string? parent = null) => new(code, new(code, code), parent);
}

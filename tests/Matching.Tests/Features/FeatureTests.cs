using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Tests.Features;

public sealed class FeatureTests
{
    private static readonly VocabularyEntry[] Resources =
    [
        Entry("funds"), Entry("funds.grant", "funds"), Entry("funds.csr", "funds"), Entry("permit"), Entry("software"),
    ];

    private static readonly VocabularyEntry[] Sectors =
    [
        Entry("sdg-03"), Entry("sdg-04"), Entry("health", "sdg-03"), Entry("nutrition", "sdg-03"), Entry("education", "sdg-04"),
    ];

    private static readonly LocalityTree Tree = new(
    [
        Node("id", Tier.National), Node("r", Tier.Region, "id"), Node("11", Tier.Province, "r"), Node("12", Tier.Province, "r"),
        Node("s", Tier.Region, "id"), Node("31", Tier.Province, "s"),
        Node("11.01", Tier.District, "11", 0, 97, "11.02"), Node("11.02", Tier.District, "11", 0, 98, "11.01"), Node("11.03", Tier.District, "11"),
        Node("12.01", Tier.District, "12"), Node("31.71", Tier.District, "31"),
    ]);

    [Fact]
    public void Need_fit_is_the_mean_over_needs_of_the_best_offer()
    {
        // grant: "funds" is the kind above, 0.5; permit: the same, 1; software: nothing, 0. (0.5 + 1 + 0) / 3 = 0.5.
        var asker = Actor("a", needs: [Stated("funds.grant"), Stated("permit"), Stated("software")]);
        var other = Actor("b", offers: [Stated("funds"), Stated("permit")]);
        Assert.Equal(new(0.5), Value<NeedFit>(asker, other));
    }

    [Fact]
    public void A_special_offer_meets_a_general_need_better_than_the_other_way_round_and_siblings_do_not_meet()
    {
        Assert.Equal(0.8, Value<NeedFit>(Actor("a", needs: [Stated("funds")]), Actor("b", offers: [Stated("funds.csr")])).Value, 12);
        Assert.Equal(0.5, Value<NeedFit>(Actor("a", needs: [Stated("funds.csr")]), Actor("b", offers: [Stated("funds")])).Value, 12);
        Assert.Equal(0, Value<NeedFit>(Actor("a", needs: [Stated("funds.csr")]), Actor("b", offers: [Stated("funds.grant")])).Value);
    }

    [Theory]
    [InlineData("11.01", 1)]
    [InlineData("11", 1)]
    [InlineData("11.02", 0)]
    [InlineData("31", 0)]
    public void An_offer_with_a_locality_counts_only_where_it_holds_a_place_of_the_actor(string locality, double expected)
    {
        var asker = Actor("a", seat: "11.01", needs: [Stated("permit")]);
        Assert.Equal(expected, Value<NeedFit>(asker, Actor("b", offers: [Stated("permit", locality)])).Value);
    }

    [Fact]
    public void An_offer_inside_of_the_territory_of_a_provincial_actor_counts() =>
        Assert.Equal(1, Value<NeedFit>(Actor("a", seat: "11", needs: [Stated("permit")]), Actor("b", offers: [Stated("permit", "11.02")])).Value);

    [Fact]
    public void Reverse_fit_is_the_need_fit_seen_from_the_other_side()
    {
        var asker = Actor("a", offers: [Stated("permit")]);
        var other = Actor("b", needs: [Stated("permit"), Stated("software")]);
        Assert.Equal(new(0.5), Value<ReverseFit>(asker, other));
    }

    [Fact]
    public void Missing_needs_take_the_mean_of_the_sector_and_say_so()
    {
        // Of the two health CSOs that state needs, both need permits and one needs software: weights 1 and 0.5. Permits are offered: 1 / 1.5.
        ProfileRow[] rows =
        [
            Row(ActorKind.Cso, "health", needs: ["permit", "software"]), Row(ActorKind.Cso, "health", needs: ["permit"]),
            Row(ActorKind.Cso, "health"), Row(ActorKind.Government, "health", needs: ["funds"]), Row(ActorKind.Cso, "education", needs: ["funds"]),
        ];
        var value = Value<NeedFit>(Actor("a", sectors: ["health"]), Actor("b", offers: [Stated("permit")]), rows);
        Assert.True(value.Missing);
        Assert.Equal(2 / 3.0, value.Value, 12);
    }

    [Fact]
    public void Missing_offers_take_the_mean_of_the_sector_and_say_so()
    {
        // Of the four businesses in education that state offers, one offers funds (0.5 for a grant) and one a grant (1): (0.5 + 1) / 4 = 0.375.
        ProfileRow[] rows =
        [
            Row(ActorKind.Business, "education", offers: ["funds"]), Row(ActorKind.Business, "education", offers: ["funds.grant"]),
            Row(ActorKind.Business, "education", offers: ["software"]), Row(ActorKind.Business, "education", offers: ["permit"]),
            Row(ActorKind.Business, "education"), Row(ActorKind.Business, "health", offers: ["funds.grant"]),
        ];
        var value = Value<NeedFit>(Actor("a", needs: [Stated("funds.grant")]), Actor("b", ActorKind.Business, sectors: ["education"]), rows);
        Assert.True(value.Missing);
        Assert.Equal(0.375, value.Value, 12);
    }

    [Fact]
    public void Where_a_sector_has_no_mean_the_kind_has_one_and_else_a_constant_stands_in()
    {
        ProfileRow[] rows = [Row(ActorKind.Business, "health", offers: ["permit"]), Row(ActorKind.Business, "health", offers: ["software"])];
        var asker = Actor("a", needs: [Stated("permit")]);
        Assert.Equal(new(0.5, Missing: true), Value<NeedFit>(asker, Actor("b", ActorKind.Business, sectors: ["education"]), rows));
        Assert.Equal(new(0.25, Missing: true), Value<NeedFit>(asker, Actor("b", ActorKind.Academia, sectors: ["education"]), rows));
    }

    [Theory]
    [InlineData("11.01", "11.01", 1)]
    [InlineData("11.01", "11", 0.85)]
    [InlineData("11", "11.03", 0.85)]
    [InlineData("11.01", "11.02", 0.6)]
    [InlineData("11.01", "11.03", 0.5)]
    [InlineData("11.01", "12.01", 0.25)]
    [InlineData("11.01", "id", 0.2)]
    [InlineData("11.01", "31.71", 0.1)]
    public void Place_falls_with_the_tier_of_the_lowest_common_locality(string a, string b, double expected) =>
        Assert.Equal(expected, Value<Place>(Actor("a", seat: a), Actor("b", seat: b)).Value);

    [Fact]
    public void Place_takes_the_closest_of_all_places_and_an_actor_without_a_seat_keeps_those_it_serves()
    {
        Assert.Equal(1, Value<Place>(Actor("a", seat: "11.01"), Actor("b", seat: "31.71", serves: ["id", "11.01"])).Value);
        Assert.Equal(0.2, Value<Place>(Actor("a", seat: "11.01"), Actor("b", serves: ["id"])).Value);
        Assert.Equal(0, Value<Place>(Actor("a", seat: "11.01"), Actor("b")).Value);
    }

    [Fact]
    public void Nearness_falls_with_the_logarithm_of_the_distance()
    {
        // One degree of longitude on the equator is 6371.0088 km · π / 180 = 111.195 km; 1 − ln 112.195 / ln 5301 = 1 − 4.72024 / 8.57565 = 0.44958.
        Assert.Equal(0.44958, Value<Nearness>(Actor("a", seat: "11.01"), Actor("b", seat: "11.02")).Value, 4);
        Assert.Equal(1, Value<Nearness>(Actor("a", seat: "11.01"), Actor("b", seat: "11.01")).Value);
        Assert.Equal(new(0.35, Missing: true), Value<Nearness>(Actor("a", seat: "11.01"), Actor("b", seat: "id")));
        Assert.Equal(new(0.35, Missing: true), Value<Nearness>(Actor("a"), Actor("b", seat: "11.01")));
    }

    [Fact]
    public void The_distance_from_Jakarta_to_Banda_Aceh_is_that_of_the_great_circle() =>
        // Kota Jakarta Pusat (6.1812° S, 106.8351° E) and Banda Aceh (5.5587° N, 95.3277° E) lie 1,823 km apart.
        Assert.InRange(new GeoPoint(-6.1812, 106.8351).DistanceTo(new(5.5587, 95.3277)).Value, 1818, 1828);

    [Fact]
    public void Sector_similarity_weighs_rare_sectors_more_and_counts_kinship()
    {
        // Four actors: health in three (ln(1 + 4/3) = 0.8473), education in one (ln 5 = 1.6094), nutrition in one (1.6094).
        ProfileRow[] rows = [Row(ActorKind.Cso, "health"), Row(ActorKind.Cso, "health"), Row(ActorKind.Cso, "health", "nutrition"), Row(ActorKind.Cso, "education")];

        // Alike: 1. Strangers: 0. Siblings under one goal: only the share of the taxonomy, 0.3.
        Assert.Equal(1, Value<SectorSimilarity>(Actor("a", sectors: ["health"]), Actor("b", sectors: ["health"]), rows).Value, 12);
        Assert.Equal(0, Value<SectorSimilarity>(Actor("a", sectors: ["health"]), Actor("b", sectors: ["education"]), rows).Value);
        Assert.Equal(0.3, Value<SectorSimilarity>(Actor("a", sectors: ["health"]), Actor("b", sectors: ["nutrition"]), rows).Value, 12);

        // health against health and education: 0.8473 / √(0.8473² + 1.6094²) = 0.46584 (sectors); the same with the goals, of which sdg-03 has three
        // actors and sdg-04 one: 0.46584 again.
        Assert.Equal(0.46584, Value<SectorSimilarity>(Actor("a", sectors: ["health"]), Actor("b", sectors: ["health", "education"]), rows).Value, 4);
        Assert.Equal(new(0.2, Missing: true), Value<SectorSimilarity>(Actor("a"), Actor("b", sectors: ["health"]), rows));
    }

    [Fact]
    public void A_common_partner_of_few_joins_more_than_one_of_many()
    {
        // One that has worked with one other: 1 / ln 2 = 1.4427, bent to 0.59061; with nineteen others: 1 / ln 20 = 0.33381, bent to 0.25027.
        var (a, b) = (Actor("a"), Actor("b"));
        Assert.Equal(0.59061, Trust(a, b, new CommonPartner(new("c"), "C", 1)), 4);
        Assert.Equal(0.25027, Trust(a, b, new CommonPartner(new("d"), "D", 19)), 4);
        Assert.Equal(0, Trust(a, b));
    }

    [Fact]
    public void Response_and_capacity_are_the_other_sides()
    {
        // 3 yes, 1 no, two imagined answers: 4 / 6. Capacity 4 with one partnership running: 3 / 4. Mean 0.70833.
        var other = Actor("b") with { Accepted = 3, Declined = 1, Capacity = 4, RunningPartnerships = 1 };
        Assert.Equal(0.70833, Value<ResponseAndCapacity>(Actor("a"), other).Value, 4);
        Assert.Equal(new(0.5, Missing: true), Value<ResponseAndCapacity>(Actor("a"), Actor("b")));

        // More partnerships than it can bear: no capacity is left, and no answers yet are half.
        Assert.Equal(new(0.25), Value<ResponseAndCapacity>(Actor("a"), Actor("b") with { Capacity = 2, RunningPartnerships = 3 }));
    }

    [Theory]
    [InlineData("11.01", "11", Tier.Province)]
    [InlineData("11.01", "12.01", Tier.Region)]
    [InlineData("11.01", "31.71", Tier.National)]
    public void The_tier_of_a_pair_is_that_of_the_smallest_locality_around_both(string a, string b, Tier expected) =>
        Assert.Equal(expected, FeatureSet.Both(Pair(Actor("a", seat: a), Actor("b", seat: b))).Tier);

    [Fact]
    public void Both_directions_at_once_are_each_direction_alone()
    {
        var random = new Random(7);
        ResourceStatement[] Some(string?[] localities) =>
            [.. Resources.Where(_ => random.Next(3) == 0).Select(entry => Stated(entry.Code, localities[random.Next(localities.Length)])).Append(Stated("unheard-of")).Skip(random.Next(2))];
        ActorFacts Any(string id) => Actor(
            id, (ActorKind)random.Next(3), random.Next(4) == 0 ? null : random.GetItems(["11.01", "11.02", "12", "31.71", "id", "nowhere"], 1)[0],
            random.GetItems(["11", "11.03", "s", "nowhere"], random.Next(3)), [.. Sectors.Where(_ => random.Next(3) == 0).Select(entry => entry.Code)],
            Some([null, "11", "31.71"]), Some([null, "11.01", "r", "nowhere"]));
        ProfileRow[] rows = [Row(ActorKind.Cso, "health", needs: ["permit", "software"], offers: ["funds"]), Row(ActorKind.Government, "nutrition", needs: ["funds.grant"], offers: ["permit"])];
        for (var round = 0; round < 200; round++)
        {
            var pair = Pair(Any("a"), Any("b"), rows) with { CommonPartners = [.. Enumerable.Range(0, random.Next(3)).Select(number => new CommonPartner(new($"c{number}"), "C", 1 + number))] };
            var both = FeatureSet.Both(pair);
            foreach (var name in Enum.GetValues<FeatureName>())
            {
                Assert.Equal((FeatureSet.Of(pair)[name], FeatureSet.Of(pair.Reversed)[name]), (both.Forward[name], both.Backward[name]));
            }
        }
    }

    private static FeatureValue Value<T>(ActorFacts from, ActorFacts to, params ProfileRow[] rows)
        where T : Feature, new() => new T().Of(Pair(from, to, rows));

    private static double Trust(ActorFacts a, ActorFacts b, params CommonPartner[] partners) => new TrustPath().Of(Pair(a, b) with { CommonPartners = partners }).Value;

    private static PairFacts Pair(ActorFacts from, ActorFacts to, params ProfileRow[] rows) =>
        new(from, to, [], new(SmallNetwork.Day, Tree, Resources, Sectors, rows, new()));

    private static ActorFacts Actor(
        string id,
        ActorKind kind = ActorKind.Cso,
        string? seat = null,
        string[]? serves = null,
        string[]? sectors = null,
        ResourceStatement[]? needs = null,
        ResourceStatement[]? offers = null) => new()
        {
            Actor = new(new(id), id, kind, null, Sample: false),
            Base = seat is null ? null : new LocalityCode(seat),
            Serves = [.. (serves ?? []).Select(code => new LocalityCode(code))],
            Sectors = [.. (sectors ?? []).Select(code => new SectorCode(code))],
            Needs = needs ?? [],
            Offers = offers ?? [],
        };

    private static ResourceStatement Stated(string resource, string? locality = null) => new(new(resource), locality is null ? null : new LocalityCode(locality));

    private static ProfileRow Row(ActorKind kind, string sector, string? second = null, string[]? needs = null, string[]? offers = null) => new(
        kind,
        second is null ? [new(sector)] : [new(sector), new(second)],
        [.. (offers ?? []).Select(code => new ResourceCode(code))],
        [.. (needs ?? []).Select(code => new ResourceCode(code))]);

    private static VocabularyEntry Entry(string code, string? parent = null) => new(code, new(code, code), parent);

    private static LocalityNode Node(string code, Tier tier, string? parent = null, double? latitude = null, double? longitude = null, params string[] neighbours) => new(
        new(new(code), code, tier),
        parent is null ? null : new LocalityCode(parent),
        latitude is { } north && longitude is { } east ? new GeoPoint(north, east) : null,
        neighbours.Select(neighbour => new LocalityCode(neighbour)).ToHashSet());
}

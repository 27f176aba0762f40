using CoEvolve.Matching.Features.Content;
using static CoEvolve.Matching.Tests.Features.Content.ContentWorld;

namespace CoEvolve.Matching.Tests.Features.Content;

public sealed class PlaceAndSectorContentTests
{
    [Theory]
    [InlineData("d1", "d1", 4)]
    [InlineData("d1", "d2", 3)]
    [InlineData("d1", "p1", 3)]
    [InlineData("d1", "d3", 2)]
    [InlineData("d1", "d4", 1)]
    [InlineData("d1", null, float.NaN)]
    public void Common_depth_grows_with_the_tree(string a, string? b, float expected) => Assert.Equal(expected, Of<CommonDepth>(Actor("a", seat: a), Actor("b", seat: b)));

    [Fact]
    public void Common_depth_takes_the_best_of_all_places() =>
        Assert.Equal(4, Of<CommonDepth>(Actor("a", seat: "d1", serves: ["d3"]), Actor("b", seat: "d4", serves: ["d3", "p2"])));

    [Theory]
    [InlineData("d1", "d1", 1)]
    [InlineData("d1", "d2", 0)]
    [InlineData("p1", "p1", 0)]
    [InlineData("d1", null, 0)]
    public void Same_district_is_about_homes(string a, string? b, float expected) => Assert.Equal(expected, Of<SameDistrict>(Actor("a", seat: a), Actor("b", seat: b)));

    [Theory]
    [InlineData("d1", "d2", 1)]
    [InlineData("d1", "d3", 1)] // their provinces are neighbours
    [InlineData("d1", "d1", 0)]
    [InlineData("d1", "d4", 0)]
    [InlineData("d1", null, 0)]
    public void Adjacent_are_neighbouring_districts_and_provinces(string a, string? b, float expected) => Assert.Equal(expected, Of<Adjacent>(Actor("a", seat: a), Actor("b", seat: b)));

    [Fact]
    public void Kilometres_are_those_of_the_great_circle()
    {
        // One degree on the equator: 6371.0088 · π / 180 = 111.1951 km; ln 112.1951 = 4.72024.
        Assert.Equal(4.72024f, Of<LogKilometres>(Actor("a", seat: "d1"), Actor("b", seat: "d2")), 1e-4f);
        Assert.Equal(0, Of<LogKilometres>(Actor("a", seat: "d1"), Actor("b", seat: "d1")));
        Assert.Equal(float.NaN, Of<LogKilometres>(Actor("a", seat: "d1"), Actor("b", seat: "p1")));
    }

    [Theory]
    [InlineData("p1", 1)]
    [InlineData("d1", 1)]
    [InlineData("d2", 0)]
    public void A_candidate_serves_the_home_when_it_serves_what_holds_it(string served, float expected) =>
        Assert.Equal(expected, Of<ServesHome>(Actor("a", seat: "d1"), Actor("b", seat: "d4", serves: [served])));

    [Fact]
    public void Shared_population_is_that_of_both_territories_over_that_of_either()
    {
        // p1 (100, d1 within it counts once) and d1 + d3 (60 + 50): 60 in common, 100 + 110 − 60 = 150 in all.
        Assert.Equal(0.4f, Of<SharedPopulation>(Actor("a", serves: ["p1", "d1"]), Actor("b", serves: ["d1", "d3"])), 1e-6f);
        Assert.Equal(1, Of<SharedPopulation>(Actor("a", serves: ["p1"]), Actor("b", serves: ["p1"])));
        Assert.Equal(0, Of<SharedPopulation>(Actor("a", serves: ["d1"]), Actor("b", serves: ["d2"])));
        Assert.Equal(float.NaN, Of<SharedPopulation>(Actor("a", serves: ["d1"]), Actor("b", seat: "d1")));
        Assert.Equal(float.NaN, Of<SharedPopulation>(Actor("a", serves: ["d1"]), Actor("b", serves: ["d4"]))); // nobody counted d4
    }

    [Theory]
    [InlineData("d1", "d4", 0, 1, 0)]
    [InlineData("d1", "p2", 1, 0, 1)]
    [InlineData("p1", "d1", 1, 0, 4)]
    [InlineData("d1", "n", 3, float.NaN, 3)]
    [InlineData("d1", null, float.NaN, float.NaN, float.NaN)]
    public void Tiers_and_the_sea_between_regions(string a, string? b, float gap, float sea, float pair)
    {
        var actors = new[] { Actor("a", seat: a), Actor("b", seat: b) };
        Assert.Equal(gap, Of<TierGap>(actors));
        Assert.Equal(sea, Of<SeaCrossing>(actors));
        Assert.Equal(pair, Of<TierPair>(actors));
    }

    [Fact]
    public void Sector_cosine_weighs_rare_sectors_more()
    {
        // Of four actors health is in three (ln(1 + 4/3) = 0.84730) and education in one (ln 5 = 1.60944): 0.84730 / √(0.84730² + 1.60944²) = 0.46584.
        var actors = new[] { Actor("a", sectors: ["health"]), Actor("b", sectors: ["education", "health"]), Actor("c", sectors: ["health"]), Actor("d") };
        Assert.Equal(0.46584f, Of<SectorCosine>(actors), 1e-4f);
        Assert.Equal(float.NaN, Of<SectorCosine>(World(actors), "a", "d"));
    }

    [Fact]
    public void Lin_takes_what_is_known_of_the_lowest_common_sector()
    {
        // Four actors with sectors: health 1, nutrition 1, education 2, so sdg-03 2 of 4. IC: health and nutrition ln 4, sdg-03 ln 2. Lin = 2 ln 2 / (2 ln 4) = 0.5.
        var network = World([Actor("a", sectors: ["health"]), Actor("b", sectors: ["nutrition"]), Actor("c", sectors: ["education"]), Actor("d", sectors: ["education"])]);
        Assert.Equal(0.5f, Of<SectorLin>(network, "a", "b"), 1e-6f);
        Assert.Equal(0, Of<SectorLin>(network, "a", "c"));
        Assert.Equal(1, Of<SectorLin>(network, "c", "d"));
        Assert.Equal(1, Of<SectorParent>(network, "a", "b"));
        Assert.Equal(0, Of<SectorParent>(network, "a", "c"));

        // Health alone against nutrition and education: best of health 0.5, best of nutrition 0.5, best of education 0; the mean of three is 1/3.
        var mixed = World([
            Actor("a", sectors: ["health"]), Actor("b", sectors: ["education", "nutrition"]), Actor("c", sectors: ["education"]), Actor("d", sectors: ["sdg-04"]),
        ]);
        Assert.Equal(1 / 3f, Of<SectorLin>(mixed, "a", "b"), 1e-6f);
    }

    [Fact]
    public void Partner_pmi_is_held_back_where_few_were_seen()
    {
        // Four pairs of partners: health–education twice, health–health and nutrition–nutrition once. Of their eight ends health has 4, education 2, nutrition 2; seen from
        // both sides there are eight. health–education: 2·8 / (4·2) = 2, seen twice: 2/7·ln 2 = 0.198042. nutrition–nutrition: 2·8 / (2·2) = 4, seen once: 1/6·ln 4 = 0.231049.
        var network = World(
            [
                Actor("h1", sectors: ["health"]), Actor("h2", sectors: ["health"]), Actor("h3", sectors: ["health"]), Actor("h4", sectors: ["health"]),
                Actor("e1", sectors: ["education"]), Actor("e2", sectors: ["education"]), Actor("n1", sectors: ["nutrition"]), Actor("n2", sectors: ["nutrition"]),
            ],
            [Partnership("1", Day, null, "h1", "e1"), Partnership("2", Day, null, "h2", "e2"), Partnership("3", Day, null, "h3", "h4"), Partnership("4", Day, null, "n1", "n2")]);
        Assert.Equal(0.198042f, Of<SectorPmi>(network, "h1", "e1"), 1e-5f);
        Assert.Equal(0.231049f, Of<SectorPmi>(network, "n1", "n2"), 1e-5f);
        Assert.Equal(0, Of<SectorPmi>(network, "h1", "n1"));
    }
}

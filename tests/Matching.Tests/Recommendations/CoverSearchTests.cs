using CoEvolve.Matching.Recommendations.Coalitions;

namespace CoEvolve.Matching.Tests.Recommendations;

public sealed class CoverSearchTests
{
    [Fact]
    public void The_smallest_cover_is_found_and_the_worthier_of_equal_ones_comes_first()
    {
        // 100 of the first and 1 of the second: supplier 2 gives both, 0+1 and 0+3 do together, and 1, 3 cannot do without 0 or 2.
        Supplier[] suppliers = [Of(0.9, 100, 0), Of(0.2, 0, 1), Of(0.1, 100, 1), Of(0.8, 0, 1)];
        var result = CoverSearch.Run(suppliers, [100, 1], 4, 3, 100_000);
        Assert.True(result.IsExact);
        Assert.Equal(["2", "0,3", "0,1"], result.Covers.Select(cover => string.Join(',', cover.Suppliers)));
        Assert.Equal([100, 1], result.Targets);
    }

    [Fact]
    public void What_nobody_has_stays_uncovered_and_the_rest_is_covered()
    {
        var result = CoverSearch.Run([Of(0.5, 30, 0), Of(0.5, 20, 0)], [100, 1], 4, 3, 100_000);
        Assert.Equal([50, 0], result.Targets);
        Assert.Equal([0, 1], Assert.Single(result.Covers).Suppliers);
    }

    [Fact]
    public void Where_so_few_cannot_have_all_the_greatest_share_is_taken()
    {
        // One partner only: 60 % of the first, or all of the second.
        var result = CoverSearch.Run([Of(0.9, 60, 0), Of(0.1, 0, 1)], [100, 1], 1, 3, 100_000);
        Assert.Equal([0, 1], result.Targets);
        Assert.Equal([1], Assert.Single(result.Covers).Suppliers);
    }

    [Fact]
    public void A_search_that_stops_early_says_so()
    {
        var random = new Random(3);
        Supplier[] suppliers = [.. Enumerable.Range(0, 60).Select(_ => Of(random.NextDouble(), random.Next(1, 20), random.Next(1, 20), random.Next(1, 20)))];
        Assert.False(CoverSearch.Run(suppliers, [100, 100, 100], 12, 3, 50).IsExact);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_search_finds_what_trying_all_sets_finds(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var resources = random.Next(1, 4);
            Supplier[] suppliers = [.. Enumerable.Range(0, random.Next(1, 10)).Select(number =>
                Of(number + (random.NextDouble() / 2), [.. Enumerable.Range(0, resources).Select(_ => (double)(random.Next(2) * random.Next(1, 6)))]))];
            double[] demand = [.. Enumerable.Range(0, resources).Select(_ => (double)random.Next(1, 12))];
            var most = random.Next(1, 5);
            var result = CoverSearch.Run(suppliers, demand, most, 4, 1_000_000);
            Assert.True(result.IsExact);

            double[][] supplied = [.. Sets(suppliers.Length, most).Select(set => Supplied(suppliers, set, demand))];
            var greatest = supplied.Max(amounts => Share(amounts, demand));
            Assert.Equal(greatest, Share(result.Targets, demand), 9);
            var covers = Sets(suppliers.Length, most).Where(set => Meets(suppliers, set, result.Targets))
                .Where(set => set.All(member => !Meets(suppliers, [.. set.Where(other => other != member)], result.Targets)))
                .OrderBy(set => set.Length).ThenByDescending(set => set.Average(member => suppliers[member].Worth))
                .Take(4).Select(set => string.Join(',', set));
            Assert.Equal(greatest == 0 ? [] : covers, result.Covers.Select(cover => string.Join(',', cover.Suppliers)));
        }
    }

    private static Supplier Of(double worth, params double[] amounts) => new(amounts, worth);

    private static IEnumerable<int[]> Sets(int count, int most) => Enumerable.Range(1, (1 << count) - 1)
        .Select(bits => Enumerable.Range(0, count).Where(member => (bits >> member & 1) == 1).ToArray())
        .Where(set => set.Length <= most);

    private static double[] Supplied(Supplier[] suppliers, int[] set, double[] demand) =>
        [.. demand.Select((asked, resource) => Math.Min(asked, set.Sum(member => suppliers[member].Amounts[resource])))];

    private static double Share(double[] amounts, double[] demand) => amounts.Select((amount, resource) => amount / demand[resource]).Sum();

    private static bool Meets(Supplier[] suppliers, int[] set, double[] targets) =>
        targets.Select((target, resource) => (target, resource)).All(entry => set.Sum(member => suppliers[member].Amounts[entry.resource]) >= entry.target);
}

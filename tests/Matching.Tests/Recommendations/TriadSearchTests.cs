using CoEvolve.Matching.Recommendations.Triads;

namespace CoEvolve.Matching.Tests.Recommendations;

public sealed class TriadSearchTests
{
    [Fact]
    public void The_score_is_the_formula_worked_by_hand()
    {
        // √ of everything is easy to see with r = 1/32 (r^.4 = 1/4) and 1 (1), third link 1/32 (r^.2 = 1/2), two needs each met by one partner: Cov = 1, λ = 1 and ½.
        TriadPartner government = new(0, 1.0 / 32, 1, [1, 0]);
        TriadPartner business = new(0, 1, 0.5, [0, 1]);
        var found = Assert.Single(TriadSearch.Best(new() { LeastThirdLink = 0.001 }, [0.5, 0.5], _ => [government], _ => [business], (_, _) => 1.0 / 32, 3));
        Assert.Equal(0.25 * 0.5 * 0.5, found.Score, 12);
        Assert.Equal(1, found.Coverage, 12);
    }

    [Fact]
    public void Who_adds_nothing_to_the_other_makes_no_triad()
    {
        TriadPartner government = new(0, 0.9, 1, [1, 0]);
        Assert.Empty(TriadSearch.Best(new(), [0.5, 0.5], _ => [government], _ => [new(0, 0.9, 1, [0.5, 0])], (_, _) => 1, 3));
        Assert.Single(TriadSearch.Best(new(), [0.5, 0.5], _ => [government], _ => [new(0, 0.9, 1, [0, 0.1])], (_, _) => 1, 3)); // ½ · 0.1 = δ
    }

    [Fact]
    public void Two_who_must_not_meet_are_not_brought_together() =>
        Assert.Empty(TriadSearch.Best(new(), [1], _ => [new(0, 0.9, 1, [0.5])], _ => [new(0, 0.9, 1, [0.5])], (_, _) => -1, 3));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_search_finds_what_an_exhaustive_search_finds(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var options = new TriadOptions { FirstPartners = random.Next(1, 8), MostPerPartner = random.Next(1, 4), CoverageShare = random.Next(3) / 2.0 };
            var needs = random.Next(1, 5);
            double[] weights = [.. Enumerable.Repeat(1.0 / needs, needs)];
            var (governments, businesses) = (Partners(random, needs, options), Partners(random, needs, options));

            // Few distinct values, so that equal scores are common.
            var links = new double[41, 41];
            for (var g = 0; g < 41; g++)
            {
                for (var b = 0; b < 41; b++)
                {
                    links[g, b] = random.Next(-1, 5) / 4.0;
                }
            }

            var count = random.Next(1, 12);
            var found = TriadSearch.Best(options, weights, Best(governments), Best(businesses), (g, b) => links[g, b], count);
            Assert.Equal(Exhaustive(options, weights, governments, businesses, links, count), found);
        }
    }

    [Fact]
    public void Links_are_fetched_for_few_of_all_pairs()
    {
        var random = new Random(7);
        var options = new TriadOptions();
        TriadPartner[] Side() => Sorted([.. Enumerable.Range(0, 400).Select(number => new TriadPartner(number, random.NextDouble() * random.NextDouble(), 1, [random.NextDouble(), random.NextDouble()]))], options);
        var (governments, businesses) = (Side(), Side());
        var fetched = 0;
        TriadSearch.Best(options, [0.5, 0.5], Best(governments), Best(businesses), (_, _) => { fetched++; return 0.5; }, 10);
        Assert.InRange(fetched, 10, 160_000 / 50);
    }

    private static List<FoundTriad> Exhaustive(
        TriadOptions options, double[] weights, TriadPartner[] governments, TriadPartner[] businesses, double[,] links, int count)
    {
        var all = new List<FoundTriad>();
        foreach (var g in governments)
        {
            foreach (var b in businesses)
            {
                double both = 0, onlyG = 0, onlyB = 0;
                for (var need = 0; need < weights.Length; need++)
                {
                    both += weights[need] * (1 - ((1 - g.Fits[need]) * (1 - b.Fits[need])));
                    onlyG += weights[need] * g.Fits[need];
                    onlyB += weights[need] * b.Fits[need];
                }

                if (links[g.Number, b.Number] >= 0 && both - onlyG >= options.LeastAdded && both - onlyB >= options.LeastAdded)
                {
                    var coverage = Math.Min(1, both);
                    var value = TriadSearch.Worth(g, options) * TriadSearch.Worth(b, options) * ((1 - options.CoverageShare) + (options.CoverageShare * coverage))
                        * Math.Pow(Math.Max(links[g.Number, b.Number], options.LeastThirdLink), options.ThirdLinkPower);
                    all.Add(new(g.Number, b.Number, value, coverage));
                }
            }
        }

        var taken = new Dictionary<(bool, int), int>();
        var best = new List<FoundTriad>();
        foreach (var triad in all.OrderByDescending(triad => triad.Score)) // stable: rows, then columns
        {
            var (g, b) = (taken.GetValueOrDefault((true, triad.Government)), taken.GetValueOrDefault((false, triad.Business)));
            if (best.Count < count && g < options.MostPerPartner && b < options.MostPerPartner)
            {
                (taken[(true, triad.Government)], taken[(false, triad.Business)]) = (g + 1, b + 1);
                best.Add(triad);
            }
        }

        return best;
    }

    private static TriadPartner[] Partners(Random random, int needs, TriadOptions options) => Sorted(
        [.. Enumerable.Range(0, random.Next(0, 41)).Select(number => new TriadPartner(
            number, random.Next(0, 9) / 8.0, random.Next(1, 5) / 4.0, [.. Enumerable.Range(0, needs).Select(_ => random.Next(0, 3) / 2.0)]))],
        options);

    private static TriadPartner[] Sorted(TriadPartner[] partners, TriadOptions options) =>
        [.. partners.OrderByDescending(partner => TriadSearch.Worth(partner, options)).ThenBy(partner => partner.Number)];

    private static BestPartners Best(TriadPartner[] sorted) => count => sorted.Length <= count ? sorted : sorted[..count];
}

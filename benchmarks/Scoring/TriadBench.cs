using System.Diagnostics;
using System.Globalization;
using CoEvolve.Matching.Recommendations.Triads;

namespace CoEvolve.Scoring;

/// <summary>The best triads of many CSOs: the search against scoring every government with every business, which must find the same.</summary>
internal static class TriadBench
{
    private const int Csos = 2000;
    private const int Partners = 100;
    private const int Listed = 10;

    public static void Run()
    {
        var options = new TriadOptions();
        double[] weights = [0.5, 0.3, 0.2];
        var random = new Random(5);
        var sides = Enumerable.Range(0, Csos).Select(_ => (Governments: Side(random, options), Businesses: Side(random, options))).ToArray();
        double Link(int government, int business) => ((government * 7919) + (business * 104729)) % 1000 / 1000.0;
        IReadOnlyList<FoundTriad> Search((TriadPartner[] Governments, TriadPartner[] Businesses) cso, Func<int, int, double> link) =>
            TriadSearch.Best(options, weights, _ => cso.Governments, _ => cso.Businesses, link, Listed);

        var fetched = 0L;
        var differing = sides.Take(200).Count(cso => !Search(cso, (g, b) => Link(g, b)).SequenceEqual(Exhaustive(options, weights, cso.Governments, cso.Businesses, Link)));
        var searched = Seconds(() => sides.Sum(cso => Search(cso, (g, b) => { fetched++; return Link(g, b); }).Count));
        var exhaustive = Seconds(() => sides.Take(200).Sum(cso => Exhaustive(options, weights, cso.Governments, cso.Businesses, Link).Count)) * Csos / 200;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Csos} CSOs, {Partners} governments and as many businesses each, the best {Listed}: {searched:0.000} s, {1e6 * searched / Csos:0} µs a CSO, {(double)fetched / Csos:0} third links of {Partners * Partners}; exhaustive {exhaustive:0.0} s; {differing} of 200 differ"));
    }

    private static double Seconds(Func<int> run)
    {
        run();
        var began = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static TriadPartner[] Side(Random random, TriadOptions options) =>
    [
        .. Enumerable.Range(0, Partners)
            .Select(number => new TriadPartner(number, random.NextDouble() * random.NextDouble(), 0.5 + (random.NextDouble() / 2), [random.NextDouble(), random.NextDouble(), random.NextDouble()]))
            .OrderByDescending(partner => TriadSearch.Worth(partner, options)),
    ];

    private static List<FoundTriad> Exhaustive(TriadOptions options, double[] weights, TriadPartner[] governments, TriadPartner[] businesses, Func<int, int, double> link)
    {
        var one = new TriadOptions { MostPerPartner = 1 };
        var all = new List<FoundTriad>();
        foreach (var government in governments)
        {
            foreach (var business in businesses)
            {
                // The formula is the search's own, asked for one triad at a time; what is compared is the order and the bounds.
                all.AddRange(TriadSearch.Best(one, weights, count => count > 0 ? [government] : [], count => count > 0 ? [business] : [], link, 1));
            }
        }

        var taken = new Dictionary<(bool, int), int>();
        var best = new List<FoundTriad>();
        foreach (var triad in all.OrderByDescending(triad => triad.Score))
        {
            var (g, b) = (taken.GetValueOrDefault((true, triad.Government)), taken.GetValueOrDefault((false, triad.Business)));
            if (g < options.MostPerPartner && b < options.MostPerPartner && best.Count < Listed)
            {
                (taken[(true, triad.Government)], taken[(false, triad.Business)]) = (g + 1, b + 1);
                best.Add(triad);
            }
        }

        return best;
    }
}

using System.Globalization;
using CoEvolve.Graph;
using CoEvolve.Matching.Evaluation;
using CoEvolve.Matching.Ingest;
using CoEvolve.Matching.Ingest.Generation;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations;
using CoEvolve.Matching.Recommendations.Lists;

namespace CoEvolve.Scoring;

/// <summary>What prices do to simulated markets, and what each rule of a list costs the readers of an example network.</summary>
internal static class MarketBench
{
    private const int Markets = 10;
    private const int Listed = 10;

    public static void Run()
    {
        Console.WriteLine("| market | matches: one-sided | p·q | p·q·λ | × one-sided | Gini: one-sided | p·q·λ | lower by | NDCG@10 |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        for (var seed = 1; seed <= Markets; seed++)
        {
            var run = MarketSimulation.Run(300, 150, seed);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {seed} | {run.OneSided.Matches:0} | {run.Product.Matches:0} | {run.Priced.Matches:0} | {run.Priced.Matches / run.OneSided.Matches:0.00} | {run.OneSided.Gini:0.000} | {run.Priced.Gini:0.000} | {1 - (run.Priced.Gini / run.OneSided.Gini):0.00} | {run.Priced.Ndcg10:0.000} |"));
        }
    }

    /// <summary>Lists of everybody, composed with one rule left out after the other.</summary>
    public static async Task ListsAsync(string seeds, string sample)
    {
        await using var graph = EmbeddedGraph.InMemory();
        foreach (var package in (string[])[seeds, sample])
        {
            await NetworkImport.RunAsync(graph, package, new());
        }

        var recommender = new Recommender(graph, TimeProvider.System);
        var found = new List<IReadOnlyList<RankedPair>>();
        await using var transaction = await graph.BeginTransactionAsync(AccessMode.Read);
        await using (var ids = await transaction.RunAsync("MATCH (a:Actor) WHERE a.consent AND a.sample AND (a.valid_to IS NULL) RETURN a.id ORDER BY a.id"))
        {
            var all = new List<string>();
            while (await ids.ReadAsync())
            {
                all.Add(ids.Current[0].AsString());
            }

            foreach (var id in all)
            {
                if (await recommender.Pairs.FindAsync(transaction, new(new(id), NetworkGenerator.ReferenceDay), default) is { Pairs.Count: > Listed } candidates)
                {
                    found.Add(candidates.Pairs);
                }
            }
        }

        var off = new ListOptions { DiversityShare = 0, ProtectedInTen = 0, Explores = false, MostOfAKindInTen = 10, MostNationalInTen = 10 };
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{found.Count:N0} lists"));
        Console.WriteLine("| the first ten | NDCG@10 against worth alone | lists with a protected CSO | exposure Gini |");
        Console.WriteLine("|---|---|---|---|");
        (string Name, ListOptions Options)[] ways =
        [
            ("own governments first, no other rule", off), ("shares of kinds and tiers", off with { MostOfAKindInTen = 4, MostNationalInTen = 3 }),
            ("… and unlikeness (MMR)", new() { ProtectedInTen = 0, Explores = false }), ("… and the floor", new() { Explores = false }), ("… and the lot: the list of production", new()),
        ];
        foreach (var (name, options) in ways)
        {
            Say(name, options, found);
        }
    }

    private static void Say(string name, ListOptions options, List<IReadOnlyList<RankedPair>> found)
    {
        double ndcg = 0;
        var (held, shown) = (0, new Dictionary<ActorId, int>());
        foreach (var (number, pairs) in found.Index())
        {
            var ten = ListComposition.Compose(pairs, options, options.Explores ? (ulong)number : null).Take(Listed).Select(slot => slot.Pair).ToArray();
            double Gain(IEnumerable<RankedPair> list) => list.Select((pair, rank) => pair.Worth / Math.Log2(rank + 2)).Sum();
            ndcg += Gain(ten) / Gain(pairs.OrderByDescending(pair => pair.Worth).Take(Listed)) / found.Count;
            held += ten.Any(pair => pair.IsProtected(options)) ? 1 : 0;
            foreach (var pair in ten)
            {
                shown[pair.Candidate.Id] = shown.GetValueOrDefault(pair.Candidate.Id) + 1;
            }
        }

        var everybody = found.SelectMany(pairs => pairs).Select(pair => pair.Candidate.Id).Distinct().Select(id => (double)shown.GetValueOrDefault(id)).Order().ToArray();
        var gini = everybody.Select((value, place) => ((2.0 * (place + 1)) - everybody.Length - 1) * value).Sum() / (everybody.Length * everybody.Sum());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {ndcg:0.0000} | {100.0 * held / found.Count:0.0} % | {gini:0.000} |"));
    }
}

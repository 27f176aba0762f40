using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Jobs.Rescoring;
using CoEvolve.Ledger;
using CoEvolve.Ledger.Lists;
using CoEvolve.Ledger.Runs;
using CoEvolve.Matching.Ingest;
using CoEvolve.Matching.Ingest.Generation;
using CoEvolve.Matching.Network;
using CoEvolve.Matching.Recommendations;

namespace CoEvolve.Mails;

/// <summary>The seeds with an example network, readers who have consented and have an address, and the visible lists of a finished run.</summary>
internal static class MailNetwork
{
    private const int ListLength = 30; // that of production
    private const int MadeLists = 300;

    private const string TakesPart = """
        MATCH (a:Actor)
        WHERE a.consent = true AND coalesce(a.profiling, true) AND (a.valid_from IS NULL OR a.valid_from <= $asOf) AND (a.valid_to IS NULL OR a.valid_to > $asOf)
        """;

    private sealed record Reader(ActorId Id, string Kind);

    public static async Task<EmbeddedGraph> GraphAsync(int actors, string seeds, TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("coevolve-mails-").FullName;
        var graph = EmbeddedGraph.InMemory(time);
        try
        {
            NetworkGenerator.Run(new(actors, 1), seeds, folder);
            foreach (var package in (string[])[seeds, folder])
            {
                var report = await NetworkImport.RunAsync(graph, package, new());
                Console.Error.WriteLine($"{package}: {report.Outcome}");
            }

            return graph;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Gives so many actors an address, and nobody else.</summary>
    public static async Task AddressAsync(IGraph graph, int readers, DateOnly asOf)
    {
        await RowsAsync(graph, "MATCH (a:Actor) REMOVE a.email", []);
        await RowsAsync(
            graph,
            TakesPart + "WITH a ORDER BY reverse(a.id) LIMIT $readers SET a.email = 'reader-' + a.id + '@example.org', a.language = CASE WHEN a.id ENDS WITH '3' THEN 'en' ELSE 'id' END RETURN a.id",
            new() { ["asOf"] = Value.Of(asOf), ["readers"] = Value.Of(readers) });
    }

    /// <summary>Writes a list for every reader. The recommender makes some; each reader gets the list of one of its kind.</summary>
    /// <returns>How many readers have one: of kinds that are rare, the recommender may have made none.</returns>
    public static async Task<int> WriteListsAsync(IGraph graph, LedgerStore ledger, Recommender recommender, DateOnly asOf)
    {
        var readers = (await RowsAsync(graph, TakesPart + "AND a.email IS NOT NULL RETURN a.id, a.kind ORDER BY reverse(a.id)", new() { ["asOf"] = Value.Of(asOf) }))
            .ConvertAll(row => new Reader(new(row[0].AsString()), row[1].AsString()));
        var made = new Dictionary<string, List<ListedPartner[]>>(StringComparer.Ordinal);
        foreach (var (index, reader) in readers.Take(MadeLists).Index())
        {
            var list = await recommender.RecommendAsync(reader.Id, new() { AsOf = asOf, Limit = ListLength + 1 });
            if (list is { Items.Count: > 5 })
            {
                made.TryAdd(reader.Kind, []);
                made[reader.Kind].Add([.. list.Items.Select(item => Lists.Keep(item, list.Policy))]);
            }
        }

        var lease = (await ledger.Leases.TakeAsync("lists", "benchmark", TimeSpan.FromHours(1)))!;
        var run = await ledger.Runs.BeginAsync(RunMode.Full, asOf, Recommender.Prior, null, lease);
        var written = readers.FindAll(reader => made.ContainsKey(reader.Kind));
        foreach (var chunk in written.Index().Chunk(1000))
        {
            var lists = chunk.Select(entry => new ActorList(entry.Item.Id, "made", Of(entry.Item, made[entry.Item.Kind][entry.Index % made[entry.Item.Kind].Count])));
            await ledger.Runs.WriteAsync(run, [.. lists], chunk[^1].Index + 1, readers.Count, lease);
        }

        await ledger.Runs.PublishAsync(run, "benchmark", lease);
        await ledger.Runs.CompleteAsync(run, "{}", lease);
        return written.Count;
    }

    private static ListedPartner[] Of(Reader reader, ListedPartner[] items) =>
        [.. items.Where(item => item.Candidate.Id != reader.Id).Take(ListLength).Select((item, index) => item with { Rank = index + 1 })];

    private static async Task<List<Value[]>> RowsAsync(IGraph graph, string statement, Dictionary<string, Value> parameters)
    {
        var rows = new List<Value[]>();
        await using var result = await graph.RunAsync(statement, parameters);
        while (await result.ReadAsync())
        {
            rows.Add(result.Current.ToArray());
        }

        return rows;
    }
}

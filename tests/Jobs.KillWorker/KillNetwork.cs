using System.Globalization;
using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Matching.Ingest;
using CoEvolve.Matching.Network;

namespace CoEvolve.Jobs.KillWorker;

/// <summary>A small network with readers in all three zones, that changes every day: a business comes, and those of eight days ago and before go; days may be left out.</summary>
internal static class KillNetwork
{
    private const string Places = """
        UNWIND [['id', 'Indonesia', 'national', null], ['id-s', 'Sumatera', 'region', 'id'], ['id-t', 'Nusa Tenggara', 'region', 'id'], ['id-p', 'Papua', 'region', 'id'],
                ['11', 'Aceh', 'province', 'id-s'], ['53', 'Nusa Tenggara Timur', 'province', 'id-t'], ['91', 'Papua', 'province', 'id-p'],
                ['11.01', 'Aceh Selatan', 'district', '11'], ['53.01', 'Kupang', 'district', '53'], ['91.71', 'Jayapura', 'district', '91']] AS row
        CREATE (l:Locality {code: row[0], name: row[1], tier: row[2]})
        WITH l, row WHERE row[3] IS NOT NULL
        MATCH (above:Locality {code: row[3]}) CREATE (l)-[:WITHIN]->(above)
        """;

    private const string Terms = """
        UNWIND ['funds', 'skill'] AS code CREATE (:Resource {code: code, name_id: code, name_en: code})
        WITH count(*) AS done UNWIND ['health', 'fish'] AS code CREATE (:Sector {code: code, name_id: code, name_en: code})
        """;

    private const string Actors = """
        UNWIND ['11.01', '53.01', '91.71'] AS place UNWIND range(1, 9) AS number
        WITH place, number, CASE WHEN number <= 4 THEN 'cso' WHEN number = 5 THEN 'government' ELSE 'business' END AS kind
        MATCH (l:Locality {code: place}), (s:Sector {code: CASE WHEN number % 2 = 0 THEN 'health' ELSE 'fish' END}), (r:Resource {code: CASE WHEN number % 3 = 0 THEN 'funds' ELSE 'skill' END})
        CREATE (a:Actor {id: kind + '-' + place + '-' + toString(number), name: kind + ' ' + place + ' ' + toString(number), kind: kind, consent: true, sample: true,
                         email: kind + '-' + place + '-' + toString(number) + '@example.org', language: CASE WHEN number % 2 = 0 THEN 'id' ELSE 'en' END}),
               (a)-[:BASED_IN]->(l), (a)-[:SERVES]->(l), (a)-[:WORKS_IN]->(s)
        FOREACH (_ IN CASE WHEN kind = 'cso' THEN [1] ELSE [] END | SET a:Cso CREATE (a)-[:NEEDS]->(r))
        FOREACH (_ IN CASE WHEN kind = 'government' THEN [1] ELSE [] END | SET a:Government)
        FOREACH (_ IN CASE WHEN kind = 'business' THEN [1] ELSE [] END | SET a:Business CREATE (a)-[:OFFERS]->(r))
        """;

    private const string Arrival = """
        MERGE (a:Actor {id: $id})
        ON CREATE SET a:Business, a.name = $id, a.kind = 'business', a.consent = true, a.sample = true, a.email = $id + '@example.org', a.language = 'id'
        WITH a MATCH (l:Locality {code: $place}), (r:Resource {code: 'funds'}) MERGE (a)-[:BASED_IN]->(l) MERGE (a)-[:OFFERS]->(r)
        """;

    /// <summary>Makes it, where the folder holds none yet; whole or not at all.</summary>
    public static async Task PrepareAsync(IGraph graph)
    {
        await NetworkImport.PrepareAsync(graph).ConfigureAwait(false);
        if (await CountAsync(graph, "MATCH (a:Actor) RETURN count(a)").ConfigureAwait(false) > 0)
        {
            return;
        }

        var transaction = await graph.BeginTransactionAsync(AccessMode.Write).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            foreach (var statement in (string[])[Places, Terms, Actors])
            {
                var result = await transaction.RunAsync(statement).ConfigureAwait(false);
                await result.DisposeAsync().ConfigureAwait(false);
            }

            await transaction.CommitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>What a day changes; the same day again changes nothing.</summary>
    public static async Task ChangeAsync(IGraph graph, DateOnly day)
    {
        string[] places = ["11.01", "53.01", "91.71"];
        await RunAsync(graph, Arrival, new() { ["id"] = Value.Of(Name(day)), ["place"] = Value.Of(places[day.DayNumber % 3]) }).ConfigureAwait(false);
        await RunAsync(graph, "MATCH (a:Actor) WHERE a.id STARTS WITH 'came-' AND a.id <= $id DETACH DELETE a", new() { ["id"] = Value.Of(Name(day.AddDays(-8))) }).ConfigureAwait(false);
    }

    public static async Task<long> CountAsync(IGraph graph, string statement)
    {
        var result = await graph.RunAsync(statement).ConfigureAwait(false);
        await using (result.ConfigureAwait(false))
        {
            return await result.ReadAsync().ConfigureAwait(false) ? result.Current[0].AsInteger() : 0;
        }
    }

    /// <summary>Whether an actor has not gone by a day.</summary>
    public static bool Stays(ActorId actor, DateOnly day) =>
        !actor.Value.StartsWith("came-", StringComparison.Ordinal) || DateOnly.ParseExact(actor.Value["came-".Length..], "yyyyMMdd", CultureInfo.InvariantCulture) > day.AddDays(-8);

    private static string Name(DateOnly day) => "came-" + day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static async Task RunAsync(IGraph graph, string statement, Dictionary<string, Value> parameters)
    {
        var result = await graph.RunAsync(statement, parameters).ConfigureAwait(false);
        await result.DisposeAsync().ConfigureAwait(false);
    }
}

using System.Globalization;
using CoEvolve.Graph;
using CoEvolve.Graph.Values;
using CoEvolve.Matching.Network.Projection;

namespace CoEvolve.Matching.Tests.Evaluation;

/// <summary>An actor of a made network.</summary>
internal sealed record MadeActor(string Id, string Kind, string? Locality, string? From = null, string? Until = null, bool? Consent = null, string? Sector = null);

/// <summary>A partnership of a made network.</summary>
internal sealed record MadePartnership(string Id, string? Start, string[] Members, string? Sector = null, string? Status = "active");

/// <summary>Networks made for tests: by hand, or drawn from groups that keep to themselves.</summary>
internal sealed record MadeNetwork(IReadOnlyList<MadeActor> Actors, IReadOnlyList<MadePartnership> Partnerships)
{
    // A nation with two regions, a province in each, and two districts in the first, a degree of the equator apart.
    private const string Localities = """
        UNWIND [
          ['n', 'national', null], ['r1', 'region', 'n'], ['r2', 'region', 'n'], ['p1', 'province', 'r1'], ['p2', 'province', 'r2'],
          ['d1', 'district', 'p1', 0.0, 100.0], ['d2', 'district', 'p1', 0.0, 101.0]
        ] AS row
        CREATE (l:Locality {code: row[0], name: row[0], tier: row[1], latitude: row[3], longitude: row[4]})
        WITH l, row WHERE row[2] IS NOT NULL
        MATCH (above:Locality {code: row[2]})
        CREATE (l)-[:WITHIN]->(above)
        """;

    /// <summary>Four groups of fifteen; two hundred and fifty partnerships of two to five over four years, nine in ten members of one group.</summary>
    public static MadeNetwork OfGroups(int seed)
    {
        var random = new Random(seed);
        var kinds = new[] { "cso", "government", "business", "academia" };
        var places = new[] { "d1", "d2", "p2", "n" };
        var actors = Enumerable.Range(0, 60)
            .Select(number => new MadeActor($"a{number:00}", kinds[number % 4], places[number / 15], number % 20 == 19 ? "2017-05-01" : "2014-01-01"))
            .ToArray();
        var partnerships = new List<MadePartnership>();
        for (var number = 0; number < 250; number++)
        {
            var group = random.Next(4);
            var start = new DateOnly(2014, 1, 1).AddDays(random.Next(1461));
            var members = Enumerable.Range(0, random.Next(2, 6))
                .Select(_ => random.Next(10) == 0 ? random.Next(60) : (group * 15) + (int)(15 * random.NextDouble() * random.NextDouble()))
                .Distinct()
                .Where(member => string.CompareOrdinal(actors[member].From, start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) <= 0)
                .Select(member => actors[member].Id)
                .ToArray();
            partnerships.Add(new($"t{number:000}", start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), members, $"s{group % 3}"));
        }

        return new(actors, [.. partnerships.Where(partnership => partnership.Members.Length > 1)]);
    }

    /// <summary>A network of actors named by single letters, in partnerships named by their members, all begun on one day.</summary>
    public static MadeNetwork OfLetters(string start, params string[] partnerships) => new(
        [.. string.Concat(partnerships).Distinct().Order().Select(letter => new MadeActor(letter.ToString(), "cso", null))],
        [.. partnerships.Select((members, number) => new MadePartnership($"t{number}", start, [.. members.Select(letter => letter.ToString())]))]);

    /// <summary>The network in a graph, rows in the order of the lists.</summary>
    public async Task<EmbeddedGraph> ToGraphAsync()
    {
        var graph = EmbeddedGraph.InMemory();
        await SmallNetwork.RunAsync(graph, Localities);
        await RunAsync(graph, """
            UNWIND $rows AS row
            CREATE (a:Actor {id: row[0], name: row[0], kind: row[1], consent: row[5], valid_from: date(row[3]), valid_to: date(row[4])})
            WITH a, row
            FOREACH (code IN CASE WHEN row[6] IS NULL THEN [] ELSE [row[6]] END | MERGE (s:Sector {code: code}) CREATE (a)-[:WORKS_IN]->(s))
            WITH a, row
            MATCH (l:Locality {code: row[2]})
            CREATE (a)-[:BASED_IN]->(l)
            """, Actors.Select(actor => Value.Of(
                Value.Of(actor.Id), Value.Of(actor.Kind), Value.Of(actor.Locality), Value.Of(actor.From), Value.Of(actor.Until), actor.Consent is { } consent ? Value.Of(consent) : Value.Null, Value.Of(actor.Sector))));
        await RunAsync(graph, """
            UNWIND $rows AS row
            CREATE (p:Partnership {id: row[0], start: date(row[1]), status: row[4]})
            FOREACH (code IN CASE WHEN row[3] IS NULL THEN [] ELSE [row[3]] END | MERGE (s:Sector {code: code}) CREATE (p)-[:ABOUT]->(s))
            WITH p, row
            UNWIND row[2] AS id
            MATCH (a:Actor {id: id})
            CREATE (a)-[:MEMBER_OF]->(p)
            """, Partnerships.Select(partnership => Value.Of(
                Value.Of(partnership.Id), Value.Of(partnership.Start), Value.Of(partnership.Members), Value.Of(partnership.Sector), Value.Of(partnership.Status))));
        return graph;
    }

    /// <summary>The network as of a day.</summary>
    public async Task<NetworkProjection> ProjectAsync(DateOnly asOf, ProjectionOptions? options = null)
    {
        await using var graph = await ToGraphAsync();
        return await ProjectionReader.ReadAsync(graph, asOf, options ?? new() { ConsentWhereUnknown = true }, TestContext.Current.CancellationToken);
    }

    private static Task<List<Value[]>> RunAsync(EmbeddedGraph graph, string statement, IEnumerable<Value> rows) =>
        SmallNetwork.RunAsync(graph, statement, new Dictionary<string, Value> { ["rows"] = Value.Of(rows.ToArray()) });
}

using System.Diagnostics;
using System.Globalization;
using CoEvolve.Graph;

namespace CoEvolve.GraphSpeed;

/// <summary>How long a statement goes on after it is cancelled, in the middle of whatever takes long.</summary>
internal static class Cancelling
{
    private const int Nodes = 60_000;
    private const int Rounds = 9;
    private const int LateRounds = 5;

    /// <summary>67 million characters.</summary>
    private const string Huge = "reduce(s = 'ab', i IN range(1, 25) | s + s)";

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(420);
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(4_000);

    private static readonly (string What, string Cypher)[] Statements =
    [
        ("cartesian product", "MATCH (a:Actor), (b:Actor), (c:Actor) WHERE a.id + b.id = -c.id - 1 RETURN count(*)"),
        ("paths of variable length", "MATCH (a:Actor)-[:PARTNER*1..12]-(b) RETURN count(*)"),
        ("quantified paths", "MATCH (a:Actor) ((x)-[:PARTNER]-(y)){1,12} (b) RETURN count(*)"),
        ("shortest paths", "MATCH (a:Actor), (b:Actor) WHERE a.id < b.id MATCH p = shortestPath((a)-[:PARTNER*]-(b)) RETURN sum(length(p))"),
        ("a long range", "UNWIND range(1, 2000000000) AS x RETURN sum(x)"),
        ("reduce", "RETURN reduce(s = 0, x IN range(1, 50000000) | s + x % 7)"),
        ("a list comprehension", "UNWIND range(1, 100000) AS n RETURN sum(size([x IN range(1, 100000) WHERE x % 3 = 0 | x * n]))"),
        ("comparison of long lists", "WITH [x IN range(1, 3000000) | x] AS l UNWIND range(1, 1000) AS n WITH l, n WHERE l = tail(l) + [n] OR l < l + [n] RETURN count(*)"),
        ("sorting", "UNWIND range(1, 20000000) AS x WITH x ORDER BY x * 7919 % 1000003 RETURN last(collect(x))"),
        ("grouping", "UNWIND range(1, 20000000) AS x WITH x % 5000001 AS k, count(*) AS n RETURN max(n)"),
        ("collecting", "UNWIND range(1, 30000000) AS x RETURN size(collect(DISTINCT x))"),
        ("a subquery a row", "MATCH (a:Actor) CALL (a) { MATCH (b:Actor) WHERE b.id % 7 = a.id % 5 RETURN count(b) AS n } RETURN sum(n)"),
        ("EXISTS in a predicate", "MATCH (a:Actor) WHERE EXISTS { MATCH (b:Actor)-[:PARTNER]-(c) WHERE b.id + c.id = -a.id - 1 } RETURN count(a)"),
        ("a regular expression", "UNWIND range(1, 1000000) AS n RETURN count(CASE WHEN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' + n =~ '(a|aa)*(b|a)*c' THEN 1 END)"),
        ("long strings", "UNWIND range(1, 1000000) AS n WITH reduce(s = 'ab', i IN range(1, 16) | s + s) AS s, n RETURN sum(size(split(replace(s, 'a', toString(n)), 'b')))"),
        ("creating", "UNWIND range(1, 100000000) AS x CREATE (:New {x: x})-[:OF]->(:Newer {x: -x})"),
        ("setting", "UNWIND range(1, 1000) AS n MATCH (a:Actor) SET a.name = 'name ' + n"),
        ("deleting", "UNWIND range(1, 100) AS n MATCH (a:Actor)-[r:PARTNER]-() WITH DISTINCT r, a DELETE r SET a.x = 1 WITH count(*) AS c MATCH (a:Actor), (b:Actor) WHERE a.id + b.id < 0 RETURN count(*)"),
        ("merging", "UNWIND range(1, 100000000) AS x MERGE (:New {x: x})"),
        ("populating an index", "CREATE INDEX a_name_{round} FOR (a:Actor) ON (a.name, a.id, a.kind, a.k{round})"),
        ("projecting", "UNWIND range(1, 100) AS n CALL gds.graph.project('g{round}-' + n, 'Actor', 'PARTNER') YIELD nodeCount RETURN sum(nodeCount)"),
        ("gds.pageRank", "CALL gds.pageRank.stats('g', {maxIterations: 1000000, tolerance: 0.0}) YIELD ranIterations RETURN ranIterations"),
        ("gds.betweenness", "CALL gds.betweenness.stats('g') YIELD centralityDistribution RETURN centralityDistribution"),
        ("gds.closeness", "CALL gds.closeness.stats('g') YIELD centralityDistribution RETURN centralityDistribution"),
        ("gds.nodeSimilarity", "UNWIND range(1, 1000) AS n CALL gds.nodeSimilarity.stats('g', {topK: 100}) YIELD similarityPairs RETURN sum(similarityPairs)"),
        ("gds.louvain", "UNWIND range(1, 1000) AS n CALL gds.louvain.stats('g') YIELD modularity RETURN max(modularity)"),
        ("gds.leiden", "UNWIND range(1, 1000) AS n CALL gds.leiden.stats('u') YIELD modularity RETURN max(modularity)"),
        ("gds.labelPropagation", "UNWIND range(1, 1000) AS n CALL gds.labelPropagation.stats('g', {maxIterations: 1000}) YIELD ranIterations RETURN max(ranIterations)"),
        ("gds.triangleCount", "UNWIND range(1, 1000) AS n CALL gds.triangleCount.stats('u') YIELD globalTriangleCount RETURN max(globalTriangleCount)"),
        ("gds.kcore", "UNWIND range(1, 1000) AS n CALL gds.kcore.stats('u') YIELD degeneracy RETURN max(degeneracy)"),
        ("gds.wcc", "UNWIND range(1, 10000) AS n CALL gds.wcc.stats('g') YIELD componentCount RETURN max(componentCount)"),
        ("gds.scc", "UNWIND range(1, 10000) AS n CALL gds.scc.stats('g') YIELD componentCount RETURN max(componentCount)"),
        ("gds.fastRP", "UNWIND range(1, 1000) AS n CALL gds.fastRP.stats('g', {embeddingDimension: 256}) YIELD nodeCount RETURN max(nodeCount)"),
        ("gds.allShortestPaths.dijkstra", "MATCH (a:Actor) CALL gds.allShortestPaths.dijkstra.stream('g', {sourceNode: a}) YIELD totalCost RETURN sum(totalCost)"),
        ("gds.bfs", "MATCH (a:Actor) CALL gds.bfs.stream('g', {sourceNode: a}) YIELD nodeIds RETURN sum(size(nodeIds))"),
    ];

    /// <summary>What has a large step only when much is held already: cancelled over as much time as it takes to come there.</summary>
    private static readonly (string What, string Cypher)[] LateStatements =
    [
        ("a set of many values", "UNWIND range(1, 30000000) AS x RETURN count(DISTINCT x)"),
        ("sets of many groups", "UNWIND range(1, 30000000) AS x RETURN x % 10 AS k, count(DISTINCT x)"),
        ("collecting much", "UNWIND range(1, 45000000) AS x WITH collect(x) AS l RETURN size(tail(l))"),
        ("many groups", "UNWIND range(1, 30000000) AS x WITH x, count(*) AS n RETURN max(n)"),
        ("distinct rows", "UNWIND range(1, 30000000) AS x WITH DISTINCT x RETURN count(*)"),
        ("sorting much", "UNWIND range(1, 8000000) AS x WITH x ORDER BY -x RETURN count(*)"),
        ("the first of much", "UNWIND range(1, 20000000) AS x WITH x ORDER BY x LIMIT 15000000 RETURN count(*)"),
        ("a percentile", "UNWIND range(1, 20000000) AS x RETURN percentileCont(x * 7919 % 1000003, 0.5)"),
        ("joining long lists", "WITH [x IN range(1, 20000000) | x] AS l UNWIND range(1, 100) AS n RETURN sum(size(tail(l) + reverse(l)))"),
        ("searching long lists", "WITH [x IN range(1, 20000000) | x] AS l UNWIND range(1, 100) AS n RETURN count(CASE WHEN -n IN l THEN 1 END)"),
        ("distinct long lists", "UNWIND range(1, 100) AS n WITH DISTINCT [x IN range(1, 10000000) | x] AS l RETURN count(l)"),
        ("replacing in huge strings", $"WITH {Huge} AS s UNWIND range(1, 100) AS n RETURN sum(size(replace(replace(s, 'a', 'c'), 'bc', 'd')))"),
        ("splitting huge strings", $"WITH {Huge} AS s UNWIND range(1, 100) AS n RETURN sum(size(split(s, 'b')))"),
        ("searching huge strings", $"WITH replace({Huge}, 'b', 'a') AS s, reduce(t = 'a', i IN range(1, 16) | t + t) AS t UNWIND range(1, 100) AS n RETURN count(CASE WHEN s CONTAINS t + 'b' + t THEN 1 END)"),
        ("rewriting huge strings", $"WITH {Huge} AS s UNWIND range(1, 100) AS n RETURN sum(size(trim(reverse(toUpper(s)))) + size(btrim(s, 'ab')) + size(toLower(right(s, 60000000))))"),
        ("normalizing huge strings", $"WITH {Huge} + 'é' AS s UNWIND range(1, 100) AS n RETURN sum(size(normalize(s, NFD)))"),
        ("a regular expression that backtracks", "UNWIND range(1, 1000) AS n RETURN count(CASE WHEN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' + n =~ '(?=a)(a|aa)*(b|a)*c' THEN 1 END)"),
        ("a regular expression on huge strings", $"WITH {Huge} AS s UNWIND range(1, 100) AS n RETURN count(CASE WHEN s =~ '((a|b|ab)(b|a|ba))*' THEN 1 END)"),
        ("converting long lists", "WITH [x IN range(1, 10000000) | x] AS l UNWIND range(1, 100) AS n RETURN sum(size(toFloatList(l)))"),
        ("gds.nodeSimilarity, all pairs", "CALL gds.nodeSimilarity.mutate('g', {topK: 1000, similarityCutoff: 0.0, mutateRelationshipType: 'LIKE{round}', mutateProperty: 's'}) YIELD similarityPairs RETURN similarityPairs"),
        ("projecting by a query", "UNWIND range(1, 20) AS n MATCH (a:Actor)-[r:PARTNER]->(b) WITH gds.graph.project('q{round}-' + n, a, b, {sourceNodeProperties: {kind: a.kind}, targetNodeProperties: {kind: b.kind}}) AS g RETURN count(g)"),
    ];

    /// <param name="part">Only statements in whose name it is.</param>
    public static async Task<int> RunAsync(string part)
    {
        var graph = EmbeddedGraph.InMemory(new QueryLimits { MemoryBytes = 6L << 30 });
        await using (graph.ConfigureAwait(false))
        {
            await RunAsync(graph, $"UNWIND range(1, {Nodes}) AS i CREATE (:Actor {{id: i, name: 'actor ' + i, kind: i % 3}})", default).ConfigureAwait(false);
            await RunAsync(graph, "CREATE INDEX a_id FOR (a:Actor) ON (a.id)", default).ConfigureAwait(false);
            await RunAsync(graph, $"UNWIND range(1, {Nodes * 6}) AS i MATCH (a:Actor {{id: 1 + i * 7919 % {Nodes}}}), (b:Actor {{id: 1 + (i * 104729 + i / {Nodes}) % {Nodes}}}) CREATE (a)-[:PARTNER]->(b)", default).ConfigureAwait(false);
            await RunAsync(graph, "CALL gds.graph.project('g', 'Actor', 'PARTNER')", default).ConfigureAwait(false);
            await RunAsync(graph, "CALL gds.graph.project('u', 'Actor', {PARTNER: {orientation: 'UNDIRECTED'}})", default).ConfigureAwait(false);
            Console.WriteLine("| in the middle of | median, ms | longest, ms | cancelled of rounds |");
            Console.WriteLine("|---|---|---|---|");
            foreach (var (what, cypher) in Statements.Where(statement => statement.What.Contains(part, StringComparison.Ordinal)))
            {
                await MeasureAsync(graph, what, cypher, Soon, Rounds).ConfigureAwait(false);
            }

            foreach (var (what, cypher) in LateStatements.Where(statement => statement.What.Contains(part, StringComparison.Ordinal)))
            {
                await MeasureAsync(graph, what, cypher, Late, LateRounds).ConfigureAwait(false);
            }
        }

        return 0;
    }

    private static async Task MeasureAsync(EmbeddedGraph graph, string what, string cypher, TimeSpan latest, int rounds)
    {
        var delays = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            using var cancellation = new CancellationTokenSource();
            var running = Task.Run(() => RunAsync(graph, cypher.Replace("{round}", round.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), cancellation.Token));
            await Task.WhenAny(running, Task.Delay(First + ((latest - First) * round / (rounds - 1)))).ConfigureAwait(false);
            if (running.IsCompletedSuccessfully)
            {
                continue;
            }

            var watch = Stopwatch.StartNew();
            await cancellation.CancelAsync().ConfigureAwait(false);
            try
            {
                await running.ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                delays.Add(watch.Elapsed.TotalMilliseconds);
            }
            catch (CypherException e)
            {
                Console.Error.WriteLine($"{what} was refused: {e.Message}");
                return;
            }
        }

        delays.Sort();
        Console.WriteLine(delays.Count == 0
            ? $"| {what} | | | 0: it had ended |"
            : string.Create(CultureInfo.InvariantCulture, $"| {what} | {delays[delays.Count / 2]:F1} | {delays[^1]:F1} | {delays.Count} |"));
    }

    private static async Task RunAsync(EmbeddedGraph graph, string cypher, CancellationToken cancellation)
    {
        var result = await graph.RunAsync(cypher, null, cancellation).ConfigureAwait(false);
        await using (result.ConfigureAwait(false))
        {
            while (await result.ReadAsync(cancellation).ConfigureAwait(false))
            {
            }
        }
    }
}

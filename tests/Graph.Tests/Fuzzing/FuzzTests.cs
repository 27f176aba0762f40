using System.Diagnostics;
using System.Globalization;
using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Fuzzing;

/// <summary>Statements that nobody would write must fail as errors of Cypher, soon, and leave the graph whole.</summary>
/// <remarks>
/// The variable COEVOLVE_FUZZ_MINUTES lets it run for so long (<c>eng/fuzz</c> sets it), COEVOLVE_FUZZ_SEED says with which seed; otherwise it is a fixed number of statements. COEVOLVE_FUZZ_LAST
/// names a file that always has the statement at hand, should the process itself end.
/// </remarks>
public sealed class FuzzTests
{
    private const int StatementsOfShortRun = 1_500;
    private const int StatementsPerGraph = 150;

    /// <summary>A statement is given time by the graph itself; one that does not heed that hangs.</summary>
    private static readonly TimeSpan Hanging = TimeSpan.FromSeconds(60);

    private static readonly QueryLimits Limits = new() { Time = TimeSpan.FromSeconds(2), MemoryBytes = 32 << 20, Rows = 20_000 };

    private static readonly string[] Seeds =
    [
        "MATCH (a:A)-[r:R]->(b) WHERE a.x > 1 RETURN a.name AS name, count(r) AS n ORDER BY n DESC LIMIT 5",
        "MATCH p = (a:A)((u)-[:R]->(v) WHERE u.x < v.x){1,3}(b) RETURN [n IN nodes(p) | n.x] AS xs",
        "MERGE (a:A {x: 1}) ON CREATE SET a.y = 2 ON MATCH SET a.y = a.y + 1 RETURN a",
        "UNWIND [1, 2, 3] AS x CALL (x) { MATCH (n) WHERE n.x = x RETURN count(n) AS c } RETURN x, c",
        "MATCH (n) RETURN n {.x, .name, z: size([(n)--(m) | m.x])} AS map",
        "RETURN duration.between(date('2020-01-01'), date('2024-02-29')) + duration('P1D') AS d, datetime('2024-03-31T02:30[Europe/Berlin]') AS t",
        "MATCH (n) WHERE n.name =~ '(?i)a.*' AND NOT EXISTS { (n)-[:S]->() } RETURN n SKIP 1 LIMIT 2",
        "CALL gds.graph.project('g', 'A', 'R') YIELD nodeCount CALL gds.pageRank.stream('g') YIELD nodeId, score RETURN nodeCount, sum(score)",
        "CALL gds.graph.drop('g', false) YIELD graphName RETURN graphName",
        "MATCH (a:A) SET a += {tags: ['x', 'y'], name: 'clean water'} REMOVE a.y RETURN a",
    ];

    private static readonly Dictionary<string, Value> Parameters = new()
    {
        ["p"] = Value.Of(3L),
        ["list"] = Value.Of([Value.Of(1L), Value.Of("a"), Value.Null]),
        ["map"] = Value.Of(MapValue.From([new("x", Value.Of(1L)), new("y", Value.Of("b"))])),
    };

    [Fact]
    public async Task Whatever_is_asked_is_answered_or_refused_and_the_graph_stays_whole()
    {
        var minutes = Setting("COEVOLVE_FUZZ_MINUTES", 0);
        var seed = Setting("COEVOLVE_FUZZ_SEED", 2026);
        var since = Stopwatch.GetTimestamp();
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var round = 0;
        for (; minutes > 0 ? Stopwatch.GetElapsedTime(since).TotalMinutes < minutes : round < StatementsOfShortRun / StatementsPerGraph; round++)
        {
            await FuzzAsync(seed + round, outcomes);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{round * StatementsPerGraph} statements from seed {seed} on");
        foreach (var (outcome, count) in outcomes)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{count,8} {outcome}");
        }

        // Neither all right nor all wrong, or the generator tests nothing.
        Assert.InRange(outcomes.GetValueOrDefault("answered"), round * StatementsPerGraph / 20, round * StatementsPerGraph * 19 / 20);
    }

    private static async Task FuzzAsync(int seed, SortedDictionary<string, int> outcomes)
    {
        var random = new Random(seed);
        var generator = new QueryGenerator(random);
        var mutator = new QueryMutator(random);
        await using var graph = EmbeddedGraph.InMemory(Limits);
        var history = new List<string>();
        await RunAsync(graph, "CREATE FULLTEXT INDEX words FOR (n:A|B) ON EACH [n.name, n.tags]");
        await RunAsync(graph, "UNWIND range(0, 9) AS i CREATE (a:A {x: i, name: 'n' + i})-[:R {x: i}]->(:B {x: i, tags: ['a', 'b'], at: date('2024-01-01')})-[:S]->(:C {x: i})");
        for (var number = 0; number < StatementsPerGraph; number++)
        {
            var statement = random.Next(8) == 0 ? Seeds[random.Next(Seeds.Length)] : generator.Statement();
            if (random.Next(2) == 0)
            {
                statement = mutator.Mutate(statement, random.Next(2) == 0 ? Seeds[random.Next(Seeds.Length)] : generator.Statement());
            }

            history.Add(statement);
            var outcome = await JudgeAsync(graph, statement, $"seed {seed}, statement {number}");
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        var findings = StateCheck.Run(graph.CommittedState, TestContext.Current.CancellationToken);
        Assert.True(findings.Count == 0, $"seed {seed}: the graph is broken: {string.Join(", ", findings)}\n{string.Join('\n', history)}");
    }

    private static async Task<string> JudgeAsync(EmbeddedGraph graph, string statement, string place)
    {
        if (Environment.GetEnvironmentVariable("COEVOLVE_FUZZ_LAST") is { Length: > 0 } file)
        {
            await File.WriteAllTextAsync(file, $"{place}\n{statement}\n", System.Text.Encoding.UTF8, TestContext.Current.CancellationToken);
        }

        var before = graph.LastTransaction;
        var running = Task.Run(() => RunAsync(graph, statement));
        if (await Task.WhenAny(running, Task.Delay(Hanging, TestContext.Current.CancellationToken)) != running)
        {
            Assert.Fail($"{place} hangs:\n{statement}");
        }

        try
        {
            await running;
            return "answered";
        }
        catch (CypherException refusal)
        {
            Assert.False(string.IsNullOrWhiteSpace(refusal.Message), $"{place}: an error without a message:\n{statement}");
            Assert.True(refusal.Code != CypherErrors.SyntaxCode || !refusal.IsCompileTime || refusal.Position is not null, $"{place}: a mistake in the text without its place: {refusal.Message}\n{statement}");
            Assert.True(graph.LastTransaction == before || statement.Contains("TRANSACTIONS", StringComparison.OrdinalIgnoreCase), $"{place}: a statement that failed left something:\n{statement}");
            return refusal.Code;
        }
        catch (Exception crash) when (crash is not OperationCanceledException)
        {
            Assert.Fail($"{place}: {crash}\n{statement}");
            throw;
        }
    }

    private static async Task RunAsync(EmbeddedGraph graph, string statement)
    {
        await using var result = await graph.RunAsync(statement, Parameters);
        while (await result.ReadAsync())
        {
        }
    }

    private static int Setting(string name, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : fallback;
}

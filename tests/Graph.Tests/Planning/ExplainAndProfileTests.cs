using CoEvolve.Graph.Tests.Execution;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Planning;

/// <summary>What EXPLAIN and PROFILE tell of a statement. Counts are worked by hand for 3 actors at 1 place, of which two know each other.</summary>
public class ExplainAndProfileTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Explain_has_the_columns_the_type_and_the_plan_but_no_rows()
    {
        await using var graph = await Graph();
        await using var result = await graph.RunAsync("EXPLAIN CREATE (n:Ghost {x: $x}) RETURN n", new Dictionary<string, Value> { ["x"] = Value.Of(1L) }, Token);
        Assert.False(await result.ReadAsync(Token));
        Assert.Equal(["n"], result.Columns);
        Assert.Equal(QueryType.ReadWrite, result.QueryType);
        Assert.Equal(new QueryCounters(), result.Counters);
        Assert.Equal(["ProduceResults", "Create"], Flatten(result.Plan!).Select(step => step.Operator));
        Assert.All(Flatten(result.Plan!), step => Assert.Equal((null, null), (step.Rows, step.DbHits)));
        Assert.Equal(["0"], await graph.Rows("MATCH (n:Ghost) RETURN count(n)"));
    }

    [Fact]
    public async Task Explaining_a_write_does_not_wait_for_the_writer()
    {
        await using var graph = await Graph();
        await using var writer = await graph.BeginTransactionAsync(AccessMode.Write, Token);
        await using var result = await graph.RunAsync("EXPLAIN CREATE (:Ghost)", null, Token);
        Assert.Equal(["ProduceResults", "EmptyResult", "Create"], Flatten(result.Plan!).Select(step => step.Operator));
    }

    [Fact]
    public async Task A_statement_without_either_has_no_plan()
    {
        await using var graph = await Graph();
        await using var result = await graph.RunAsync("MATCH (a:Actor) RETURN a", null, Token);
        Assert.Null(result.Plan);
    }

    [Fact]
    public async Task Profile_counts_the_rows_and_the_hits_of_each_step()
    {
        await using var graph = await Graph();
        var plan = await Profile(graph, "PROFILE MATCH (p:Place)<-[:AT]-(a) WHERE a.n > 1 RETURN a.n AS n", rows: 2);

        // The scan is asked twice and finds one place; 3 relationships are walked, 3 properties compared, 2 returned.
        Assert.Equal(
            ["ProduceResults 2 0", "Projection 2 2", "Filter 2 3", "Expand(All) 3 3", "NodeByLabelScan 1 2"],
            Flatten(plan).Select(step => $"{step.Operator} {step.Rows} {step.DbHits}"));
    }

    [Fact]
    public async Task Profile_counts_what_runs_for_each_row_together()
    {
        await using var graph = await Graph();
        var plan = await Profile(graph, "PROFILE MATCH (a:Actor) WHERE NOT EXISTS { (a)-[:KNOWS]->() } OPTIONAL MATCH (a)<-[:KNOWS]-(b) RETURN a.n, b.n", rows: 2);

        // Actor 1 knows actor 2: 2 and 3 remain, and only 2 is known by somebody.
        Assert.Equal(
            ["ProduceResults 2", "Projection 2", "Apply 2", "AntiSemiApply 2", "NodeByLabelScan 3", "Expand(All) 1", "Argument 3", "Optional 2", "Expand(All) 1", "Argument 2"],
            Flatten(plan).Select(step => $"{step.Operator} {step.Rows}"));
    }

    [Fact]
    public async Task Profile_writes_and_counts_what_was_written()
    {
        await using var graph = await Graph();
        var plan = await Profile(graph, "PROFILE UNWIND [1, 2] AS x CREATE (:Copy {x: x})", rows: 0);
        Assert.Equal(["ProduceResults 2 0", "EmptyResult 2 0", "Create 2 6", "Unwind 2 0"], Flatten(plan).Select(step => $"{step.Operator} {step.Rows} {step.DbHits}"));
        Assert.Equal(["2"], await graph.Rows("MATCH (n:Copy) RETURN count(n)"));
    }

    [Fact]
    public async Task Identifiers_are_the_variables_behind_a_step()
    {
        await using var graph = await Graph();
        await using var result = await graph.RunAsync("EXPLAIN MATCH (p:Place)<-[r:AT]-(a) WITH p, count(a) AS n RETURN n + 1", null, Token);
        Assert.Equal(
            ["ProduceResults: p n `n + 1`", "Projection: p n `n + 1`", "EagerAggregation: p n", "Expand(All): p r a", "NodeByLabelScan: p"],
            Flatten(result.Plan!).Select(step => $"{step.Operator}: {string.Join(' ', step.Identifiers)}"));
    }

    [Fact]
    public async Task The_table_reads_from_the_result_down_with_the_second_source_to_the_right()
    {
        await using var graph = await Graph();
        await using var explained = await graph.RunAsync("EXPLAIN MATCH (p:Place), (a:Actor) RETURN p", null, Token);
        Assert.Equal(
            """
            +--------------------+----+---------+----------------+
            | Operator           | Id | Details | Estimated Rows |
            +--------------------+----+---------+----------------+
            | +ProduceResults    |  0 | p       |              3 |
            | |                  +----+---------+----------------+
            | +CartesianProduct  |  1 |         |              3 |
            | |\                 +----+---------+----------------+
            | | +NodeByLabelScan |  2 | a:Actor |              3 |
            | |                  +----+---------+----------------+
            | +NodeByLabelScan   |  3 | p:Place |              1 |
            +--------------------+----+---------+----------------+

            Total database accesses: ?

            """,
            explained.Plan!.ToTable(),
            ignoreLineEndingDifferences: true);
        Assert.EndsWith("Total database accesses: 2\n", (await Profile(graph, "PROFILE MATCH (p:Place) RETURN p", rows: 1)).ToTable(), StringComparison.Ordinal);
    }

    private static async Task<QueryPlan> Profile(EmbeddedGraph graph, string statement, int rows)
    {
        await using var result = await graph.RunAsync(statement, null, Token);
        var count = 0;
        while (await result.ReadAsync(Token))
        {
            count++;
        }

        Assert.Equal(rows, count);
        return result.Plan!;
    }

    private static IEnumerable<QueryPlan> Flatten(QueryPlan plan) => plan.Children.SelectMany(Flatten).Prepend(plan);

    private static Task<EmbeddedGraph> Graph() => QueryRows.GraphOf(
        "CREATE (p:Place) CREATE (a:Actor {n: 1})-[:AT]->(p), (b:Actor {n: 2})-[:AT]->(p), (:Actor {n: 3})-[:AT]->(p), (a)-[:KNOWS]->(b)");
}

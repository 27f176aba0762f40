using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Cypher.Parsing;
using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Execution.Procedures;
using CoEvolve.Graph.Tests.Execution;

namespace CoEvolve.Graph.Tests.Planning;

/// <summary>Which way to the rows is chosen.</summary>
public class PlannerTests
{
    [Theory]
    [InlineData("MATCH (a:Actor {id: 'x'}) RETURN a", "IndexSeek")]
    [InlineData("MATCH (a:Actor) WHERE a.id IN ['x', 'y'] RETURN a", "IndexSeek")]
    [InlineData("MATCH (a:Actor) WHERE a.id STARTS WITH 'x' RETURN a", "IndexPrefix")]
    [InlineData("MATCH (a:Actor) WHERE a.id > 'x' RETURN a", "IndexRange")]
    [InlineData("MATCH (a:Actor) WHERE 'x' >= a.id RETURN a", "IndexRange")]
    [InlineData("MATCH (a) WHERE id(a) = 3 RETURN a", "NodeById")]
    [InlineData("MATCH (a:Actor {name: 'x'}) RETURN a", "LabelScan")]
    [InlineData("MATCH (a {id: 'x'}) RETURN a", "AllNodes")]
    [InlineData("MATCH (a:Actor)-[:AT]->(p:Place) RETURN a, p", "LabelScan Expand")]
    [InlineData("MATCH (a:Actor)-[:AT]->(p)<-[:AT]-(b:Actor {id: 'x'}) RETURN a, p", "IndexSeek Expand Expand")]
    [InlineData("UNWIND ['x', 'y'] AS id MATCH (a:Actor {id: id}) RETURN a", "IndexSeek")]
    public async Task The_cheapest_start_is_taken(string query, string steps)
    {
        await using var graph = await Graph();
        Assert.Equal(steps, string.Join(' ', Steps(Plan(graph, query)).Where(step => step is not ("Filter" or "Unwind" or "Project" or "Argument" or "RequireNode"))));
    }

    [Fact]
    public async Task The_smaller_label_is_scanned()
    {
        await using var graph = await Graph();
        Assert.Equal("Place", Descend(Plan(graph, "MATCH (a:Actor)-[:AT]->(p:Place) RETURN a")).OfType<LabelScanPlan>().Single().Label);
    }

    [Fact]
    public async Task Relationships_of_types_that_cannot_be_the_same_are_not_compared()
    {
        await using var graph = await Graph();
        var expands = Descend(Plan(graph, "MATCH (a:Actor {id: 'x'})-[:AT]->(p)<-[:AT]-(b)-[:KNOWS]->(c) RETURN c")).OfType<ExpandPlan>().ToArray();

        // Walked in order: AT, AT (which may be the first one again), KNOWS.
        Assert.Equal([0, 1, 0], expands.Reverse().Select(expand => expand.Step.DistinctFrom.Length));
    }

    [Theory]
    [InlineData("MATCH (a:Actor) CREATE (:Copy)", 1)]
    [InlineData("UNWIND [1, 2] AS x CREATE (:Copy {x: x})", 0)]
    [InlineData("CREATE (a:Copy) WITH a MATCH (b:Copy) RETURN b", 1)]
    [InlineData("MATCH (a:Actor) WITH count(*) AS n CREATE (:Copy {n: n})", 0)]
    public async Task A_barrier_stands_only_where_reads_and_writes_could_meet(string query, int barriers)
    {
        await using var graph = await Graph();
        Assert.Equal(barriers, Descend(Plan(graph, query)).OfType<EagerPlan>().Count());
    }

    private static Task<EmbeddedGraph> Graph() => QueryRows.GraphOf(
        "CREATE CONSTRAINT actor FOR (a:Actor) REQUIRE a.id IS UNIQUE",
        "CREATE (p:Place) WITH p UNWIND range(1, 50) AS x CREATE (:Actor {id: toString(x)})-[:AT]->(p)");

    private static Plan Plan(EmbeddedGraph graph, string query) => Planner.Plan(
        Binder.Bind(((QueryStatement)CypherParser.Parse(query)).Query, new ProcedureCatalog(new CoEvolve.Graph.Transactions.RunningTransactions(TimeProvider.System)), new Dictionary<string, StaticType>()),
        graph.CommittedState);

    /// <summary>Names of the steps in the order in which rows pass them.</summary>
    private static IEnumerable<string> Steps(Plan plan) => Descend(plan).Reverse().Select(step => step.GetType().Name[..^"Plan".Length]);

    private static IEnumerable<Plan> Descend(Plan? plan)
    {
        for (; plan is not null; plan = plan.GetType().GetProperty("Source")?.GetValue(plan) as Plan)
        {
            yield return plan;
        }
    }
}

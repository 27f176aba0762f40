using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Cypher.Parsing;
using CoEvolve.Graph.Cypher.Planning;
using CoEvolve.Graph.Execution.Procedures;
using CoEvolve.Graph.Tests.Execution;

namespace CoEvolve.Graph.Tests.Planning;

/// <summary>What a plan tells of itself: operators by Neo4j's names, with details and estimates.</summary>
public class PlanDescriptionTests
{
    [Fact]
    public async Task A_walk_from_an_index_is_told_from_result_to_leaf()
    {
        Assert.Equal(
            [
                "ProduceResults: name, n",
                "Top: n DESC LIMIT 3",
                "EagerAggregation: b.id AS name, count(DISTINCT p) AS n",
                "Filter: b:Actor",
                "Expand(All): (p)<-[:AT]-(b)",
                "Expand(All): (a)-[:AT]->(p)",
                "NodeUniqueIndexSeek: UNIQUE a:Actor(id) WHERE id = $id",
            ],
            await Lines("MATCH (a:Actor {id: $id})-[:AT]->(p)<-[:AT]-(b:Actor) RETURN b.id AS name, count(DISTINCT p) AS n ORDER BY n DESC LIMIT 3"));
    }

    [Fact]
    public async Task An_optional_part_is_joined_to_its_source()
    {
        Assert.Equal(
            ["ProduceResults: a, b", "Apply:", "NodeByLabelScan: a:Actor", "Optional: b", "Expand(All): (a)-[:KNOWS]->(b)", "Argument:"],
            await Lines("MATCH (a:Actor) OPTIONAL MATCH (a)-[:KNOWS]->(b) RETURN a, b"));
    }

    [Theory]
    [InlineData("MATCH (a:Actor) RETURN a", 50)]
    [InlineData("MATCH (a:Actor {id: '3'}) RETURN a", 1)]
    [InlineData("MATCH (a) RETURN a LIMIT 4", 4)]
    [InlineData("MATCH (a:Actor), (p:Place) RETURN a, p", 50)]
    [InlineData("MATCH (a:Actor) RETURN count(*)", 1)]
    public async Task Rows_are_estimated_by_what_the_graph_counts(string query, double rows)
    {
        Assert.Equal(rows, (await Describe(query)).EstimatedRows, 6);
    }

    [Theory]
    [InlineData("CREATE (a:X)-[:R]->(b) SET a.x = 1", "SetProperty Create")]
    [InlineData("MATCH (a:Actor) DETACH DELETE a", "DetachDelete NodeByLabelScan")]
    [InlineData("MERGE (a:Actor {id: 'q'})", "Merge NodeUniqueIndexSeek")]
    [InlineData("UNWIND [1, 2] AS x WITH DISTINCT x SKIP 1 RETURN x UNION ALL RETURN 3 AS x", "Union Skip Distinct Unwind Projection")]
    public async Task Other_steps_have_the_names_of_Neo4j_too(string query, string names)
    {
        var told = Flatten(await Describe(query)).Select(step => step.Name).Where(name => name is not ("ProduceResults" or "EmptyResult" or "Argument" or "Filter"));
        Assert.Equal(names, string.Join(' ', told.Where((name, i) => name != "Projection" || names.Contains(name, StringComparison.Ordinal))));
    }

    private static async Task<string[]> Lines(string query) => [.. Flatten(await Describe(query)).Select(step => $"{step.Name}: {step.Details}".TrimEnd())];

    private static async Task<PlanDescription> Describe(string query)
    {
        await using var graph = await QueryRows.GraphOf(
            "CREATE CONSTRAINT actor FOR (a:Actor) REQUIRE a.id IS UNIQUE",
            "CREATE (p:Place) WITH p UNWIND range(1, 50) AS x CREATE (:Actor {id: toString(x)})-[:AT]->(p)");
        var bound = Binder.Bind(((QueryStatement)CypherParser.Parse(query)).Query, new ProcedureCatalog(new CoEvolve.Graph.Transactions.RunningTransactions(TimeProvider.System)), new Dictionary<string, StaticType>());
        return PlanDescriber.Describe(Planner.Plan(bound, graph.CommittedState), bound, graph.CommittedState);
    }

    private static IEnumerable<PlanDescription> Flatten(PlanDescription plan) => plan.Children.SelectMany(Flatten).Prepend(plan);
}

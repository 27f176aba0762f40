using System.Text.Json;
using CoEvolve.Graph.Conformance.Neo4j;
using CoEvolve.Graph.Conformance.Running;

namespace CoEvolve.Graph.Conformance.Tests;

/// <summary>
/// Five actors need the same resource and nothing else, so that all are alike, and with topK 1 each keeps the other with the smallest id. Created in the order of their
/// names, a keeps b and the others keep a.
/// </summary>
public sealed class IdOrderTests
{
    private const string Query = "CALL gds.nodeSimilarity.stream('g', {topK: 1}) YIELD node1, node2, similarity RETURN gds.util.asNode(node1).name AS a, gds.util.asNode(node2).name AS b, similarity ORDER BY a, b";

    private static readonly string[] Setup =
    [
        "CREATE (a:A:B {name: 'a'}), (b:A {name: 'b'}), (c:A {name: 'c'}), (d:A {name: 'd'}), (e:A {name: 'e'}), (r:R {name: 'r'}), (a)-[:NEEDS {weight: 1.0}]->(r), (b)-[:NEEDS {weight: 1.0}]->(r), (c)-[:NEEDS {weight: 1.0}]->(r), (d)-[:NEEDS {weight: 1.0}]->(r), (e)-[:NEEDS {weight: 1.0}]->(r)",
        "CALL gds.graph.project('g', ['A', 'R'], {NEEDS: {properties: 'weight'}}) YIELD nodeCount RETURN nodeCount",
    ];

    [Fact]
    public void Every_order_of_two_or_three_runs_is_there_once_without_that_of_creation()
    {
        var orders = IdOrder.Of(4).Select(order => string.Join(' ', order.Nodes)).ToList();

        Assert.Equal(["1 2 3 0", "2 3 0 1", "3 0 1 2", "0 2 3 1", "1 0 2 3", "2 3 1 0", "0 3 1 2", "1 2 0 3", "3 1 2 0", "0 1 3 2", "2 0 1 3", "3 2 0 1"], orders);
        Assert.Equal(orders.Count, orders.Distinct().Count());
    }

    [Fact]
    public async Task The_order_of_creation_needs_no_other()
    {
        var outcome = await RunAsync(Row("a", "b"), Row("b", "a"), Row("c", "a"), Row("d", "a"), Row("e", "a"));

        Assert.Equal(Verdict.Passed, outcome.Verdict);
    }

    /// <summary>With d and e numbered first, d keeps e and the others keep d.</summary>
    [Fact]
    public async Task Rows_that_come_under_another_order_pass_and_the_order_is_named()
    {
        var outcome = await RunAsync(Row("a", "d"), Row("b", "d"), Row("c", "d"), Row("d", "e"), Row("e", "d"));

        Assert.Equal(Verdict.PassedUnderOtherIds, outcome.Verdict);
        Assert.Equal("nodes 3–5, 0–2 of the order of creation", outcome.Note);
    }

    [Fact]
    public async Task No_order_gives_another_similarity() =>
        await AssertFailsAsync(Row("a", "d"), Row("b", "d"), Row("c", "d", "0.5"), Row("d", "e"), Row("e", "d"));

    [Fact]
    public async Task No_order_loses_a_row() =>
        await AssertFailsAsync(Row("a", "d"), Row("b", "d"), Row("c", "d"), Row("d", "e"));

    [Fact]
    public async Task No_order_keeps_one_neighbour_for_one_and_another_for_the_next() =>
        await AssertFailsAsync(Row("a", "d"), Row("b", "d"), Row("c", "b"), Row("d", "e"), Row("e", "d"));

    [Fact]
    public async Task An_error_is_not_sought_under_other_orders()
    {
        var outcome = await RunAsync(Query.Replace("topK: 1", "topK: 0", StringComparison.Ordinal), [Row("a", "b")]);

        Assert.Equal(Verdict.Failed, outcome.Verdict);
        Assert.StartsWith("an error where rows are due", outcome.Got, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_are_the_rows_of_a_procedure_that_cuts_nothing()
    {
        const string degrees = "CALL gds.degree.stream('g') YIELD nodeId, score RETURN gds.util.asNode(nodeId).name AS a, 'x' AS b, score AS similarity ORDER BY nodeId LIMIT 1";

        Assert.Equal(Verdict.Passed, (await RunAsync(degrees, [Row("a", "x")])).Verdict);
        Assert.Equal(Verdict.Failed, (await RunAsync(degrees, [Row("d", "x")])).Verdict);
    }

    private static async Task AssertFailsAsync(params string[] rows)
    {
        var outcome = await RunAsync(rows);
        Assert.Equal(Verdict.Failed, outcome.Verdict);
        Assert.StartsWith("other rows", outcome.Got, StringComparison.Ordinal);
    }

    private static string Row(string a, string b, string similarity = "1.0") => $$"""["{{a}}", "{{b}}", {"Float": "{{similarity}}" }]""";

    private static Task<CaseOutcome> RunAsync(params string[] rows) => RunAsync(Query, rows);

    private static Task<CaseOutcome> RunAsync(string query, string[] rows)
    {
        var json = $$"""{"id": "gds/x/1", "query": {{JsonSerializer.Serialize(query)}}, "params": {}, "ordered": true, "expect": {"keys": ["a", "b", "similarity"], "rows": [{{string.Join(',', rows)}}] } }""";
        return new Neo4jCase(JsonElement.Parse(json), Setup, null, ["A"]).RunAsync(TestContext.Current.CancellationToken);
    }
}

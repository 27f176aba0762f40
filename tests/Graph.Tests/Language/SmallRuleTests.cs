using static CoEvolve.Graph.Tests.Language.Answers;

namespace CoEvolve.Graph.Tests.Language;

/// <summary>Small rules in which Neo4j decides what one might expect otherwise.</summary>
public class SmallRuleTests
{
    [Theory]
    [InlineData("RETURN [x IN [1, 2] | count(x)] AS l", 23)]
    [InlineData("UNWIND [1] AS x RETURN reduce(s = 0, y IN [1] | s + count(x)) AS l", 53)]
    [InlineData("UNWIND [1, 2] AS x RETURN percentileDisc(x, 1.5) AS p", 45)]
    [InlineData("UNWIND [1, 2] AS x RETURN x LIMIT COUNT { (:A) }", 35)]
    [InlineData("MATCH () RETURN *", 10)]
    [InlineData("MATCH (n) WHERE 1 < count(n) RETURN n", 21)]
    [InlineData("RETURN 1 AS a, 2 AS a", 8)]
    [InlineData("MATCH (n) WHERE EXISTS { MATCH (n) SET n.x = 1 } RETURN n", 17)]
    [InlineData("MATCH (n:A|:B) RETURN n", 11)]
    [InlineData("MATCH (n) WHERE n:A|:B RETURN n", 20)]
    [InlineData("INSERT (n:$('A'))", 11)]
    [InlineData("INSERT (n:A)-[:$('R')]->(m)", 16)]
    [InlineData("MATCH (n) WHERE (n)-[:R]->{1,2}() RETURN n", 27)]
    [InlineData("MATCH (n:A) USING SCAN n:B RETURN n", 13)]
    [InlineData("MATCH (n:A) USING INDEX n:B(x) WHERE n.x = 1 RETURN n", 13)]
    [InlineData("MATCH (n:A) USING INDEX n:A(x) WHERE n.y = 1 RETURN n", 13)]
    [InlineData("MATCH (n:A) USING JOIN ON n RETURN n", 13)]
    public async Task A_mistake_is_reported_where_Neo4j_reports_it(string query, int column) =>
        Assert.Equal(column, (await Error(query)).Position!.Value.Column);

    [Theory]
    [InlineData("MATCH (n:A|B) USING SCAN n:B RETURN n.x")]
    [InlineData("MATCH (n {x: 1}) USING INDEX n:A(x) WHERE n:A RETURN n.x")]
    [InlineData("MATCH (n:A WHERE n.x > 0) USING INDEX n:A(x) RETURN n.x")]
    public async Task A_hint_may_speak_of_what_its_clause_demands_anywhere(string query) =>
        Assert.Equal(["1"], await Rows("CREATE (:A {x: 1})", query));

    [Fact]
    public async Task ALL_before_an_argument_and_FROM_before_a_text_say_nothing_new() =>
        Assert.Equal(["3 | [1, 1, 2] | 'a'"], await Rows("", "UNWIND [1, 1, 2] AS x RETURN count(ALL x), collect(ALL x), trim(FROM ' a ')"));

    [Fact]
    public async Task Every_NaN_counts_by_itself() =>
        Assert.Equal(["3"], await Rows("", "UNWIND [0.0 / 0.0, 0.0 / 0.0, 2] AS x RETURN count(DISTINCT x)"));

    [Fact]
    public async Task Only_whole_columns_may_be_used_again_beside_an_aggregate_and_only_to_sort()
    {
        const string People = "CREATE (:P {a: 1, b: 2}), (:P {a: 2, b: 1}), (:P {a: 4, b: 0})";

        Assert.Equal(["4 | 1", "3 | 2"], await Rows(People, "MATCH (p:P) RETURN p.a + p.b AS s, count(*) AS c ORDER BY p.a + p.b - count(*) DESC"));
        await using var graph = await GraphOf(People);
        await Assert.ThrowsAsync<CypherException>(() => Rows(graph, "MATCH (p:P) RETURN p.a + p.b, p.a + p.b + count(*)"));
    }

    [Fact]
    public async Task Properties_of_something_deleted_are_written_to_nowhere() =>
        Assert.Equal(["1"], await Rows("CREATE (:P)", "MATCH (p:P) DELETE p SET p.x = 1 RETURN 1"));

    [Fact]
    public async Task All_properties_of_a_value_without_properties_cannot_be_taken() =>
        Assert.Equal("Neo.DatabaseError.Statement.ExecutionFailed", (await Error("UNWIND [{a: 1}, 7] AS v RETURN v {.*}")).Code);

    [Fact]
    public async Task A_case_may_test_the_type_of_its_subject() =>
        Assert.Equal(["'whole'", "'text'"], await Rows("", "UNWIND [4, 'x'] AS v RETURN CASE v WHEN IS TYPED INTEGER THEN 'whole' WHEN :: STRING THEN 'text' END"));

    [Fact]
    public async Task A_property_keeps_a_list_of_numbers_as_one_kind() =>
        Assert.Equal(["[1.0, 2.5]"], await Rows("CREATE (:P {l: [1, 2.5]})", "MATCH (p:P) RETURN p.l"));

    [Fact]
    public async Task The_list_of_a_property_is_reversed_only_once_it_is_a_list_of_the_query()
    {
        await using var graph = await GraphOf("CREATE (:P {l: [1, 2, 3]})");

        Assert.Equal(["[3, 2, 1]"], await Rows(graph, "MATCH (p:P) RETURN reverse([x IN p.l | x])"));
        var error = await Assert.ThrowsAsync<CypherException>(() => Rows(graph, "MATCH (p:P) RETURN reverse(p.l)"));
        Assert.Equal("Neo.ClientError.Statement.TypeError", error.Code);
    }

    [Theory]
    [InlineData("WITH 1 AS x WHERE EXISTS { WITH 5 AS x RETURN x } RETURN x", 38)]
    [InlineData("WITH 1 AS x CALL (x) { WITH 2 AS x RETURN x AS y } RETURN y", 34)]
    [InlineData("WITH 1 AS x CALL () { RETURN 2 AS x } RETURN x", 35)]
    public async Task A_subquery_gives_no_new_meaning_to_a_name_around_it(string query, int column) =>
        Assert.Equal(column, (await Error(query)).Position!.Value.Column);

    [Theory]
    [InlineData("USE neo4j RETURN 1", "")]
    [InlineData("USE archive RETURN 1", "Neo.ClientError.Database.DatabaseNotFound")]
    [InlineData("CYPHER 5 runtime=slotted planner=cost RETURN 1", "")]
    [InlineData("CYPHER runtime=steam RETURN 1", "Neo.ClientError.Statement.ArgumentError")]
    [InlineData("CYPHER planner=dp planner=idp RETURN 1", "Neo.ClientError.Statement.ArgumentError")]
    public async Task What_stands_before_a_query_is_checked(string query, string code)
    {
        if (code.Length == 0)
        {
            Assert.Equal(["1"], await Rows("", query));
            return;
        }

        Assert.Equal(code, (await Error(query)).Code);
    }

    [Theory]
    [InlineData("MATCH (n) RETURN n", QueryType.Read)]
    [InlineData("MATCH (n) FINISH", QueryType.Read)]
    [InlineData("CREATE (:P)", QueryType.Write)]
    [InlineData("CREATE (p:P) RETURN p.x", QueryType.ReadWrite)]
    [InlineData("CREATE INDEX p_x FOR (p:P) ON (p.x)", QueryType.Schema)]
    public async Task A_result_tells_what_the_statement_may_do(string query, QueryType type)
    {
        await using var graph = EmbeddedGraph.InMemory();
        await using var result = await graph.RunAsync(query, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(type, result.QueryType);
    }
}

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
    public async Task A_mistake_is_reported_where_Neo4j_reports_it(string query, int column) =>
        Assert.Equal(column, (await Error(query)).Position!.Value.Column);

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
}

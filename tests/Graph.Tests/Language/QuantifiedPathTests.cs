using static CoEvolve.Graph.Tests.Language.Answers;

namespace CoEvolve.Graph.Tests.Language;

/// <summary>A river of five places, with the kilometres between them, and a side arm from the third back to the second.</summary>
public class QuantifiedPathTests
{
    private const string River =
        "CREATE (s:Spring {name: 'spring', m: 900})-[:FLOWS {km: 4}]->(v:Village {name: 'village', m: 500})-[:FLOWS {km: 9}]->(d:Dam {name: 'dam', m: 300})"
        + "-[:FLOWS {km: 20}]->(t:Town {name: 'town', m: 80})-[:FLOWS {km: 7}]->(e:Sea {name: 'sea', m: 0}), (d)-[:PIPES {km: 6}]->(v)";

    [Fact]
    public async Task A_quantified_relationship_is_walked_as_often_as_it_says() =>
        Assert.Equal(
            ["'dam'", "'town'"],
            await Rows(River, "MATCH (:Spring)-[:FLOWS]->{2,3}(x) RETURN x.name ORDER BY x.m DESC"));

    [Fact]
    public async Task Variables_inside_are_lists_outside_in_the_order_of_the_text() =>
        Assert.Equal(
            ["['spring', 'village', 'dam'] | ['village', 'dam', 'town'] | [4, 9, 20]"],
            await Rows(River, "MATCH (:Spring) ((a)-[r:FLOWS]->(b)){3} (x) RETURN [n IN a | n.name], [n IN b | n.name], [e IN r | e.km]"));

    [Fact]
    public async Task A_walk_from_the_right_gathers_its_lists_in_the_order_of_the_text() =>
        Assert.Equal(
            ["['village', 'dam', 'town'] | [9, 20, 7]"],
            await Rows(River, "MATCH (x:Sea) MATCH (y:Village) ((a)-[r:FLOWS]->(b))+ (x) RETURN [n IN a | n.name], [e IN r | e.km]"));

    [Fact]
    public async Task Each_round_is_judged_by_itself() =>
        Assert.Equal(
            ["'spring' | 1", "'village' | 1"],
            await Rows(River, "MATCH (s) ((a)-[r:FLOWS]->(b) WHERE a.m - b.m >= 200)+ (x) WHERE size(r) = 1 AND s.m > 300 RETURN s.name, size(r) ORDER BY s.m DESC"));

    [Fact]
    public async Task A_round_that_was_left_for_deeper_ones_is_judged_by_its_own_values() =>
        Assert.Equal(
            ["['dam', 'town']", "['dam', 'village', 'dam', 'town']"],
            await Rows(
                "CREATE (d:Dam {name: 'dam', m: 1})-[:R]->(v {name: 'village', m: 2})-[:R]->(d), (d)-[:R]->(:Town {name: 'town', m: 3})",
                "MATCH p = (:Dam) ((a)-[r]->(b) WHERE b.m > 0 AND a.m <> b.m)+ (:Town) RETURN [n IN nodes(p) | n.name] ORDER BY length(p)"));

    [Fact]
    public async Task No_round_at_all_leaves_empty_lists_and_joins_the_ends() =>
        Assert.Equal(
            ["'sea' | []", "'town' | [7]"],
            await Rows(River, "MATCH (s) ((a)-[r:FLOWS]->(b))* (x:Sea) WHERE s.m < 100 RETURN s.name, [e IN r | e.km] ORDER BY s.m"));

    [Fact]
    public async Task A_round_of_two_relationships_is_walked_whole() =>
        Assert.Equal(
            ["'dam' | ['village']", "'sea' | ['village', 'town']"],
            await Rows(River, "MATCH (:Spring) ((a)-[:FLOWS]->(m)-[:FLOWS]->(b))+ (x) RETURN x.name, [n IN m | n.name] ORDER BY size(m)"));

    [Fact]
    public async Task No_relationship_is_walked_twice_in_one_clause() =>
        Assert.Equal(["2"], await Rows(River, "MATCH (:Dam)-[:PIPES]->(v)-[:FLOWS|PIPES]->+(x) RETURN count(*) - 1"));

    [Fact]
    public async Task A_variable_of_an_earlier_clause_can_be_read_inside() =>
        Assert.Equal(
            ["'dam'", "'town'"],
            await Rows(River, "MATCH (q:Dam) MATCH (s:Village) ((a)-[r:FLOWS]->(b) WHERE b.m <= q.m)+ (x) WHERE x.m > 0 RETURN x.name ORDER BY x.m DESC"));

    [Fact]
    public async Task A_round_may_have_to_return_to_where_it_began() =>
        Assert.Equal(
            ["'dam'", "'village'"],
            await Rows(River, "MATCH (s) ((a)-->(b)-->(a))+ (x) RETURN s.name ORDER BY s.name"));

    [Fact]
    public async Task A_quantified_part_may_stand_in_an_optional_clause_or_a_subquery()
    {
        Assert.Equal(["null | null"], await Rows(River, "MATCH (s:Sea) OPTIONAL MATCH (s) ((a)-[r:FLOWS]->(b))+ (x) RETURN r, x"));
        Assert.Equal(["'spring' | 4", "'village' | 3"], await Rows(River, "MATCH (s) WHERE s.m > 300 RETURN s.name, COUNT { (s)-[:FLOWS]->+() } ORDER BY s.m DESC"));
    }

    [Fact]
    public async Task A_path_of_a_thousand_rounds_needs_no_deep_stack() =>
        Assert.Equal(
            ["1000"],
            await Rows(
                "UNWIND range(0, 1000) AS i CREATE (n:N {i: i}) WITH collect(n) AS ns UNWIND range(0, 999) AS i WITH ns[i] AS a, ns[i + 1] AS b CREATE (a)-[:R]->(b)",
                "MATCH p = (:N {i: 0})-[:R]->+(:N {i: 1000}) RETURN length(p)"));

    [Theory]
    [InlineData("MATCH (a) MATCH (a) ((a)-->(b))+ (c) RETURN c", 21)]
    [InlineData("MATCH ((a)-->(b))+ ((a)-->(c))+ RETURN c", 20)]
    [InlineData("MATCH (s)-[:R*1..2]->(m) ((a)-->(b))+ (z) RETURN z", 10)]
    [InlineData("MATCH (s) ((a)-->(b))+ (z) RETURN a.name", 35)]
    [InlineData("MATCH (s) ((a)-->(b) WHERE a.k = s.k)+ (z) RETURN z", 34)]
    [InlineData("CREATE (a) ((b)-[:R]->(c)){2} (d)", 12)]
    public async Task What_cannot_be_is_refused_where_it_stands(string query, int column)
    {
        var error = await Error(query);

        Assert.Equal("Neo.ClientError.Statement.SyntaxError", error.Code);
        Assert.Equal(column, error.Position!.Value.Column);
    }
}

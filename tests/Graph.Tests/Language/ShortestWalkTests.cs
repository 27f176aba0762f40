using static CoEvolve.Graph.Tests.Language.Answers;

namespace CoEvolve.Graph.Tests.Language;

/// <summary>
/// Ferries between islands: from Alor to Dili directly (1 hop, dear), by Belu (2 hops) or by Buru and Ceram (3 hops), and a ferry
/// back from Dili to Belu, which makes a circle.
/// </summary>
public class ShortestWalkTests
{
    private const string Ferries =
        "CREATE (a:Isle {n: 'A'}), (b:Isle {n: 'B'}), (c:Isle:Closed {n: 'C'}), (u:Isle {n: 'U'}), (d:Isle {n: 'D'}), "
        + "(a)-[:F {p: 50}]->(d), (a)-[:F {p: 5}]->(b), (b)-[:F {p: 5}]->(d), (a)-[:F {p: 1}]->(u), (u)-[:F {p: 1}]->(c), (c)-[:F {p: 1}]->(d), (d)-[:F {p: 2}]->(b)";

    private const string Names = "RETURN reduce(t = '', n IN nodes(p) | t + n.n) AS way ORDER BY size(way), way";

    [Fact]
    public async Task Shortest_takes_the_path_with_the_fewest_relationships() =>
        Assert.Equal(["'AD'"], await Rows(Ferries, $"MATCH p = SHORTEST 1 (:Isle {{n: 'A'}})-->+(:Isle {{n: 'D'}}) {Names}"));

    [Fact]
    public async Task Shortest_k_goes_on_to_longer_paths_and_stops_where_none_is_left()
    {
        Assert.Equal(["'AD'", "'ABD'"], await Rows(Ferries, $"MATCH p = SHORTEST 2 (:Isle {{n: 'A'}})-->+(:Isle {{n: 'D'}}) {Names}"));
        Assert.Equal(
            ["'AD'", "'ABD'", "'ADBD'", "'AUCD'", "'AUCDBD'"],
            await Rows(Ferries, $"MATCH p = SHORTEST 99 (:Isle {{n: 'A'}})-->+(:Isle {{n: 'D'}}) {Names}"));
    }

    [Fact]
    public async Task Groups_take_every_path_of_a_length() =>
        Assert.Equal(
            ["'AD'", "'ABD'", "'ADBD'", "'AUCD'"],
            await Rows(Ferries, $"MATCH p = SHORTEST 3 GROUPS (:Isle {{n: 'A'}})-->+(:Isle {{n: 'D'}}) {Names}"));

    [Fact]
    public async Task A_predicate_inside_decides_before_the_selection_and_one_outside_after_it()
    {
        Assert.Equal(["'ABD'"], await Rows(Ferries, $"MATCH p = SHORTEST 1 ((:Isle {{n: 'A'}})-[r]->+(:Isle {{n: 'D'}}) WHERE all(f IN r WHERE f.p < 50)) {Names}"));
        Assert.Empty(await Rows(Ferries, $"MATCH p = SHORTEST 1 (:Isle {{n: 'A'}})-[r]->+(:Isle {{n: 'D'}}) WHERE all(f IN r WHERE f.p < 50) {Names}"));
    }

    [Fact]
    public async Task Each_pair_of_ends_has_its_own_shortest_path() =>
        Assert.Equal(
            ["'B' | 1", "'C' | 2", "'D' | 1", "'U' | 1"],
            await Rows(Ferries, "MATCH p = ANY SHORTEST (:Isle {n: 'A'})-[:F]->+(x) RETURN x.n, length(p) ORDER BY x.n"));

    [Fact]
    public async Task A_known_end_is_searched_for_from_there() =>
        Assert.Equal(
            ["'A' | ['A', 'B']"],
            await Rows(Ferries, "MATCH (z {n: 'D'}) MATCH p = SHORTEST 1 (s {n: 'A'}) ((x)-[r {p: 5}]->(y))+ (z) RETURN s.n, [n IN x | n.n]"));

    [Fact]
    public async Task No_relationship_stands_twice_in_a_selected_path() =>
        Assert.Equal(["'DBD'"], await Rows(Ferries, $"MATCH p = SHORTEST 5 (d {{n: 'D'}})-->+(d) {Names}"));

    [Fact]
    public async Task A_path_of_several_parts_is_selected_as_a_whole() =>
        Assert.Equal(
            ["'AUCD' | 2 | 'C'"],
            await Rows(Ferries, "MATCH p = SHORTEST 1 (:Isle {n: 'A'})-[r]->{2,5}(m:Closed)-->(:Isle {n: 'D'}) RETURN reduce(t = '', n IN nodes(p) | t + n.n), size(r), m.n"));

    [Fact]
    public async Task A_round_is_judged_as_a_whole() =>
        Assert.Equal(
            ["'ABD'"],
            await Rows(Ferries, $"MATCH p = SHORTEST 1 (:Isle {{n: 'A'}}) ((x)-[f]->()-[g]->(y) WHERE f.p = g.p AND f.p > 1)+ (:Isle {{n: 'D'}}) {Names}"));

    [Fact]
    public async Task A_shortest_path_function_obeys_the_predicates_on_its_path()
    {
        Assert.Equal(["'ABD'"], await Rows(Ferries, $"MATCH p = shortestPath((a {{n: 'A'}})-[*]->(d {{n: 'D'}})) WHERE all(f IN relationships(p) WHERE f.p < 50) {Names}"));
        Assert.Equal(["'AUCD'"], await Rows(Ferries, $"MATCH p = shortestPath((a {{n: 'A'}})-[f*]->(d {{n: 'D'}})) WHERE size(f) > 2 AND any(n IN nodes(p) WHERE n:Closed) {Names}"));
        Assert.Equal(["'ADBD'", "'AUCD'"], await Rows(Ferries, $"MATCH p = allShortestPaths((a {{n: 'A'}})-[*]->(d {{n: 'D'}})) WHERE length(p) > 2 {Names}"));
    }

    [Fact]
    public async Task A_long_chain_is_searched_without_a_deep_stack() =>
        Assert.Equal(
            ["2000"],
            await Rows(
                "UNWIND range(0, 2000) AS i CREATE (n:N {i: i}) WITH collect(n) AS ns UNWIND range(0, 1999) AS i WITH ns[i] AS a, ns[i + 1] AS b CREATE (a)-[:R]->(b)",
                "MATCH p = ALL SHORTEST (:N {i: 0})-[:R]-+(:N {i: 2000}) RETURN length(p)"));

    [Fact]
    public async Task A_shortest_path_may_stand_for_a_value()
    {
        const string Ends = "MATCH (a:Isle {n: 'A'}), (d:Isle {n: 'D'})";

        Assert.Equal(["1"], await Rows(Ferries, $"{Ends} RETURN length(shortestPath((a)-[*]->(d)))"));
        Assert.Equal(["[1]"], await Rows(Ferries, $"{Ends} RETURN [p IN allShortestPaths((a)-[*]->(d)) | length(p)]"));
        Assert.Equal(["null | []"], await Rows(Ferries, $"{Ends} CREATE (far:Far) RETURN shortestPath((a)-[*]-(far)), allShortestPaths((a)-[*]-(far))"));
        Assert.Equal(["1"], await Rows(Ferries, $"{Ends} WITH a, d WHERE length(shortestPath((a)-[*]->(d))) = 1 RETURN count(*)"));
    }

    [Theory]
    [InlineData("MATCH (a) RETURN shortestPath((a)-[*]->())", 18)]
    [InlineData("MATCH (a) RETURN shortestPath((a)-[*]->(b))", 41)]
    [InlineData("MATCH (a), (b) WHERE shortestPath((a)-[*]->(b)) RETURN 1", 22)]
    [InlineData("MATCH p = shortestPath((a)-[*2..]->(b)) RETURN p", 11)]
    public async Task What_a_shortest_path_cannot_be_is_told_where_it_stands(string query, int column) =>
        Assert.Equal(column, (await Error(query)).Position!.Value.Column);

    [Fact]
    public async Task A_subquery_without_MATCH_may_select_paths()
    {
        Assert.Equal(["true"], await Rows(Ferries, "RETURN EXISTS { SHORTEST 1 (:Isle {n: 'A'})-->+(:Isle {n: 'D'}) }"));
        Assert.Equal(["1"], await Rows(Ferries, "RETURN COUNT { ANY (:Isle {n: 'A'})-->+(:Isle {n: 'D'}) }"));
        Assert.Equal(["false"], await Rows(Ferries, "RETURN EXISTS { p = ALL SHORTEST (:Isle {n: 'A'})-->+(:Isle {n: 'D'}) WHERE length(p) > 1 }"));
    }

    [Fact]
    public async Task A_path_with_a_selector_stands_alone_in_its_clause() =>
        Assert.Equal(18, (await Error("MATCH SHORTEST 1 (a)-->+(b), (b)-->(c) RETURN c")).Position!.Value.Column);
}

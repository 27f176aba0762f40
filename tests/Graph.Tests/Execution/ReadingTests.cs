using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Execution;

/// <summary>Reading clauses on one small network, drawn here: Ana → Budi → Citra → Ana know each other; all but Citra work at Yayasan; Dewi knows nobody.</summary>
public sealed class ReadingTests : IAsyncLifetime
{
    private EmbeddedGraph _graph = EmbeddedGraph.InMemory();

    public async ValueTask InitializeAsync() => _graph = await QueryRows.GraphOf(
        """
        CREATE (ana:Person {name: 'Ana', age: 30}), (budi:Person {name: 'Budi', age: 41}), (citra:Person:Leader {name: 'Citra', age: 25}),
               (dewi:Person {name: 'Dewi'}), (y:Org {name: 'Yayasan'}),
               (ana)-[:KNOWS {since: 2010}]->(budi), (budi)-[:KNOWS {since: 2015}]->(citra), (citra)-[:KNOWS {since: 2020}]->(ana),
               (ana)-[:WORKS_AT]->(y), (budi)-[:WORKS_AT]->(y), (dewi)-[:WORKS_AT]->(y)
        """);

    public ValueTask DisposeAsync() => _graph.DisposeAsync();

    [Theory]
    [InlineData("MATCH (a:Person {name: 'Ana'})-[:KNOWS]->(b) RETURN b.name", "'Budi'")]
    [InlineData("MATCH (a {name: 'Ana'})<-[:KNOWS]-(b) RETURN b.name", "'Citra'")]
    [InlineData("MATCH (a {name: 'Ana'})-[:KNOWS]-(b) RETURN b.name ORDER BY b.name", "'Budi'; 'Citra'")]
    [InlineData("MATCH (a {name: 'Ana'})-[r:KNOWS|WORKS_AT]->(b) RETURN type(r), b.name ORDER BY b.name", "'KNOWS' | 'Budi'; 'WORKS_AT' | 'Yayasan'")]
    [InlineData("MATCH (a {name: 'Ana'})-[:KNOWS*2]->(b) RETURN b.name", "'Citra'")]
    [InlineData("MATCH (a {name: 'Ana'})-[:KNOWS*0..1]->(b) RETURN b.name ORDER BY b.name", "'Ana'; 'Budi'")]
    [InlineData("MATCH p = (a {name: 'Ana'})-[:KNOWS*]->(b) RETURN length(p), b.name ORDER BY length(p)", "1 | 'Budi'; 2 | 'Citra'; 3 | 'Ana'")]
    [InlineData("MATCH (a {name: 'Ana'})-[:KNOWS* {since: 2010}]->(b) RETURN b.name", "'Budi'")]
    [InlineData("MATCH (a)-[:WORKS_AT]->(o)<-[:WORKS_AT]-(b) WHERE a.name < b.name RETURN a.name, b.name ORDER BY a.name, b.name", "'Ana' | 'Budi'; 'Ana' | 'Dewi'; 'Budi' | 'Dewi'")]
    [InlineData("MATCH (n:Person&!Leader) RETURN count(*)", "3")]
    [InlineData("MATCH (n WHERE n.age > 26) RETURN n.name ORDER BY n.age", "'Ana'; 'Budi'")]
    [InlineData("MATCH (a:Person) OPTIONAL MATCH (a)-[:KNOWS]->(b) RETURN a.name, b.name ORDER BY a.name", "'Ana' | 'Budi'; 'Budi' | 'Citra'; 'Citra' | 'Ana'; 'Dewi' | null")]
    [InlineData("MATCH (a:Person) OPTIONAL MATCH (a)-[r:KNOWS]->(b) WHERE r.since > 2012 RETURN a.name, b.name ORDER BY a.name", "'Ana' | null; 'Budi' | 'Citra'; 'Citra' | 'Ana'; 'Dewi' | null")]
    [InlineData("MATCH (a:Person) WHERE NOT (a)-[:KNOWS]-() RETURN a.name", "'Dewi'")]
    [InlineData("MATCH (a:Person) WHERE EXISTS { (a)-[:KNOWS]->(b) WHERE b.age > 40 } RETURN a.name", "'Ana'")]
    [InlineData("MATCH (a:Person) RETURN a.name, COUNT { (a)--() } ORDER BY a.name", "'Ana' | 3; 'Budi' | 3; 'Citra' | 2; 'Dewi' | 1")]
    [InlineData("MATCH (o:Org) RETURN COLLECT { MATCH (p)-[:WORKS_AT]->(o) RETURN p.name ORDER BY p.name DESC LIMIT 2 }", "['Dewi', 'Budi']")]
    [InlineData("MATCH (a {name: 'Ana'}) RETURN [(a)-[:KNOWS]-(b) WHERE b.age < 30 | b.name]", "['Citra']")]
    [InlineData("MATCH (a:Person) CALL (a) { MATCH (a)-[r]->() RETURN count(r) AS n } RETURN a.name, n ORDER BY a.name", "'Ana' | 2; 'Budi' | 2; 'Citra' | 1; 'Dewi' | 1")]
    [InlineData("MATCH p = shortestPath((a {name: 'Ana'})-[:KNOWS*]->(c {name: 'Citra'})) RETURN [n IN nodes(p) | n.name]", "['Ana', 'Budi', 'Citra']")]
    [InlineData("MATCH (a {name: 'Ana'})-[r]-(x)-[s]-(a) RETURN count(*)", "0")]
    public async Task A_pattern_finds_what_the_drawing_shows(string query, string rows) =>
        Assert.Equal(rows, string.Join("; ", await _graph.Rows(query)));

    [Theory]
    [InlineData("MATCH (p:Person) RETURN avg(p.age), min(p.age), max(p.age), sum(p.age), count(p.age), count(*)", "32.0 | 25 | 41 | 96 | 3 | 4")]
    [InlineData("MATCH (p:Person)-[:WORKS_AT]->(o) WITH o, count(*) AS n WHERE n > 2 RETURN o.name, n", "'Yayasan' | 3")]
    [InlineData("UNWIND [3, 1, 2, 1] AS x WITH DISTINCT x ORDER BY x DESC SKIP 1 LIMIT 1 RETURN x", "2")]
    [InlineData("UNWIND [1, 2, 3, 4] AS x RETURN x % 2 AS odd, collect(x) AS xs ORDER BY odd", "0 | [2, 4]; 1 | [1, 3]")]
    [InlineData("UNWIND [] AS x RETURN count(x), sum(x), collect(x), max(x)", "0 | 0 | [] | null")]
    [InlineData("RETURN 1 AS x UNION ALL RETURN 1 AS x", "1; 1")]
    [InlineData("RETURN 1 AS x UNION RETURN 1 AS x UNION RETURN 2 AS x", "1; 2")]
    [InlineData("UNWIND [1, null, 2] AS x RETURN x ORDER BY x", "1; 2; null")]
    [InlineData("RETURN reduce(total = 0, x IN [1, 2, 3] | total + x), [x IN range(1, 5) WHERE x % 2 = 1 | x * x]", "6 | [1, 9, 25]")]
    [InlineData("RETURN all(x IN [1, null] WHERE x > 0), any(x IN [null, 1] WHERE x > 0), single(x IN [1, 2] WHERE x > 1), none(x IN [] WHERE x)", "null | true | true | true")]
    [InlineData("RETURN CASE 2 WHEN 1 THEN 'a' WHEN > 1 THEN 'b' ELSE 'c' END, CASE WHEN false THEN 1 END", "'b' | null")]
    [InlineData("MATCH (p:Leader) RETURN p {.name, years: p.age, .missing}", "{name: 'Citra', years: 25, missing: null}")]
    public async Task Rows_are_projected_grouped_and_ordered(string query, string rows) =>
        Assert.Equal(rows, string.Join("; ", await _graph.Rows(query)));

    [Fact]
    public async Task A_null_node_in_a_pattern_has_no_match() =>
        Assert.Empty(await _graph.Rows("MATCH (a {name: 'Dewi'}) OPTIONAL MATCH (a)-[:KNOWS]->(b) WITH b MATCH (b)-->(c) RETURN c"));

    [Fact]
    public async Task A_parameter_stands_for_its_value() =>
        Assert.Equal(["'Budi'"], await _graph.Rows("MATCH (p:Person) WHERE p.age = $age RETURN p.name", ("age", Value.Of(41))));

    [Fact]
    public async Task Text_in_a_parameter_is_never_read_as_Cypher() =>
        Assert.Empty(await _graph.Rows("MATCH (p {name: $name}) RETURN p", ("name", Value.Of("x'}) RETURN 1 //"))));

    [Fact]
    public async Task A_missing_parameter_is_named() =>
        Assert.Contains("$age", (await _graph.Fails("RETURN $age")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Nodes_relationships_and_paths_are_read_out_whole()
    {
        await using var result = await _graph.RunAsync("MATCH p = (:Leader)-[r:KNOWS]->() RETURN p, r", null, TestContext.Current.CancellationToken);
        Assert.True(await result.ReadAsync(TestContext.Current.CancellationToken));
        var path = result.Current[0].AsPath();
        Assert.Equal(["Person", "Leader"], path.Nodes[0].Labels);
        Assert.Equal("Ana", path.Nodes[1].Properties["name"].AsString());
        Assert.Equal(2020, result.Current[1].AsRelationship().Properties["since"].AsInteger());
        Assert.Equal(path.Nodes[0].Id, result.Current[1].AsRelationship().StartId);
    }
}

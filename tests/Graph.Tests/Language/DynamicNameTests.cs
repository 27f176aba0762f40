using static CoEvolve.Graph.Tests.Language.Answers;

namespace CoEvolve.Graph.Tests.Language;

/// <summary>Labels, types and property names that are computed.</summary>
public class DynamicNameTests
{
    private const string Boats = "CREATE (:Boat {n: 1}), (:Boat:Ferry {n: 2}), (:Ferry {n: 3}), (:Boat {n: 4})-[:CARRIES {n: 5}]->(:Goods), (:Goods)-[:OWES {n: 6}]->(:Goods)";

    [Theory]
    [InlineData("MATCH (x:$('Ferry')) RETURN x.n ORDER BY x.n", "2,3")]
    [InlineData("WITH ['Boat', 'Ferry'] AS ls MATCH (x:$(ls)) RETURN x.n", "2")]
    [InlineData("WITH ['Boat', 'Ferry'] AS ls MATCH (x:$any(ls)) RETURN x.n ORDER BY x.n", "1,2,3,4")]
    [InlineData("MATCH (x:$all(['Boat'])&!Ferry) RETURN x.n ORDER BY x.n", "1,4")]
    [InlineData("MATCH ()-[r:$('OWES')]->() RETURN r.n", "6")]
    [InlineData("MATCH ()-[r]->() WHERE r:$any(['OWES', 'CARRIES']) RETURN r.n ORDER BY r.n", "5,6")]
    public async Task A_match_may_compute_labels_and_types(string query, string numbers) =>
        Assert.Equal(numbers, string.Join(',', await Rows(Boats, query)));

    [Fact]
    public async Task What_is_created_and_set_may_bear_computed_names()
    {
        await using var graph = await GraphOf("CREATE (:Port {name: 'Tual'})");
        await Rows(graph, "MATCH (p:Port) WITH p, 'wa' + 'ter' AS key SET p[key] = 'deep', p:$(['Old', 'Deep']) REMOVE p['name'], p:$('Port')");
        await Rows(graph, "MATCH (p:Old) CREATE (p)-[:$('LEADS_' + 'TO')]->(:Sea:$(['Banda']))");

        Assert.Equal(["'deep' | null | false"], await Rows(graph, "MATCH (p:Old&Deep) RETURN p.water, p.name, p:Port"));
        Assert.Equal(["['Sea', 'Banda'] | 'LEADS_TO'"], await Rows(graph, "MATCH ()-[r]->(s) RETURN labels(s), type(r)"));
    }

    [Theory]
    [InlineData("CREATE (n:$(12)) RETURN n", "Neo.ClientError.Statement.TypeError")]
    [InlineData("WITH '' AS l CREATE (n:$(l)) RETURN n", "Neo.ClientError.Schema.TokenNameError")]
    [InlineData("CREATE (n) SET n:$('') RETURN n", "Neo.ClientError.Statement.SyntaxError")]
    [InlineData("CREATE ()-[:$(['A', 'B'])]->()", "Neo.ClientError.Statement.TypeError")]
    [InlineData("CREATE (n:$label) RETURN n", "Neo.ClientError.Statement.SyntaxError")]
    [InlineData("WITH null AS k CREATE (n) SET n[k] = 1", "Neo.ClientError.Statement.TypeError")]
    public async Task A_name_that_is_none_is_refused(string query, string code) => Assert.Equal(code, (await Error(query)).Code);
}

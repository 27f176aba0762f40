using CoEvolve.Graph.Storage;
using static CoEvolve.Graph.Tests.Language.Answers;

namespace CoEvolve.Graph.Tests.FullText;

public sealed class FullTextIndexTests : IAsyncDisposable
{
    private readonly EmbeddedGraph _graph = EmbeddedGraph.InMemory();

    public ValueTask DisposeAsync() => _graph.DisposeAsync();

    /// <summary>
    /// Three titles of 2, 2 and 4 words, so 8/3 on average, "water" in two of them: idf = ln(1 + (3 − 2 + 0.5) / (2 + 0.5)) = ln 1.6 = 0.470004.
    /// Of 2 words: 0.470004 · 1 / (1 + 1.2 · (0.25 + 0.75 · 2 / 2.666667)) = 0.470004 / 1.975 = 0.237977.
    /// Of 4 words, twice: 0.470004 · 2 / (2 + 1.2 · (0.25 + 0.75 · 4 / 2.666667)) = 0.940007 / 3.65 = 0.257536.
    /// </summary>
    [Fact]
    public async Task Words_are_ranked_by_BM25()
    {
        await Docs("Clean water", "School books", "Water for water pumps");

        Assert.Equal(["3 | 0.257536", "1 | 0.237977"], await Scores("water"));
    }

    /// <summary>As above; "books" and "clean" are in one title of three, idf = ln(1 + 2.5 / 1.5) = ln 2.666667 = 0.980829; / 1.975 = 0.496622. A pattern counts 1: 0.4966223 + 2 · 0.2379765 + 1 = 1.9725753.</summary>
    [Fact]
    public async Task Parts_are_added_and_boosts_multiply()
    {
        await Docs("Clean water", "School books", "Water for water pumps");

        Assert.Equal(["2 | 0.496622", "3 | 0.257536", "1 | 0.237977"], await Scores("water OR books"));
        Assert.Equal(["3 | 0.515072", "2 | 0.496622", "1 | 0.475953"], await Scores("water^2 books"));
        Assert.Equal(["1 | 1.972575"], await Scores("clean AND water^2 AND wat*"));
    }

    /// <summary>
    /// "clean" is in one title of three and "water" in two, so that the phrase's idf is 0.980829 + 0.470004 = 1.450833, once in 2 words: / 1.975 = 0.734599.
    /// With play for one word, "water pumps" stands in the third title as "water for water pumps" does, once.
    /// </summary>
    [Fact]
    public async Task A_phrase_is_as_rare_as_its_words_together()
    {
        await Docs("Clean water", "School books", "Water for water pumps");

        Assert.Equal(["1 | 0.734599"], await Scores("\"clean water\""));
        Assert.Empty(await Scores("\"water clean\""));
        Assert.Equal(["3"], await Ids("\"water pumps\""));
        Assert.Equal(["3"], await Ids("\"for pumps\"~1"));
        Assert.Empty(await Ids("\"for pumps\""));
        Assert.Equal(["1"], await Ids("\"water clean\"~2"));
        Assert.Empty(await Ids("\"water water\""));
        Assert.Equal(["3"], await Ids("\"water water\"~1"));
    }

    /// <summary>
    /// "watr" is one letter away from "water", which one title of three has: idf 0.980829, times 1 − 1/4, the shorter word having four letters. Titles have 5/3 words on average:
    /// 0.980829 · 0.75 / (1 + 1.2 · (0.25 + 0.75 · 2 / 1.666667)) = 0.735622 / 2.38 = 0.309085.
    /// </summary>
    [Fact]
    public async Task Words_that_are_near_are_found_for_less()
    {
        await Docs("Clean water", "School books", "Waters");

        Assert.Equal(["1 | 0.309085"], await Scores("watr~1"));
        Assert.Equal(["1", "3"], await Ids("watr~"));
        Assert.Equal(["1"], await Ids("wtaer~1"));
        Assert.Empty(await Ids("watr~0"));
    }

    [Fact]
    public async Task Patterns_ranges_and_exclusions_find_what_they_say()
    {
        await Docs("Clean water", "School books", "Watts", "Water school");

        Assert.Equal(["1 | 1.0", "3 | 1.0", "4 | 1.0"], await Scores("WAT*"));
        Assert.Equal(["1", "4"], await Ids("w?ter"));
        Assert.Equal(["1", "4"], await Ids("*ter"));
        Assert.Equal(["3"], await Ids("/wat{2}s/"));
        Assert.Equal(["1", "2"], await Ids("title:[books TO clean]"));
        Assert.Equal(["2"], await Ids("title:[books TO clean}"));
        Assert.Equal(["1"], await Ids("water -school"));
        Assert.Equal(["1"], await Ids("+water +clean"));
        Assert.Equal(["1", "2", "3", "4"], await Ids("*:*"));
        Assert.Empty(await Ids("-water"));
        Assert.Empty(await Ids("body:water"));
    }

    [Fact]
    public async Task Rows_come_by_score_and_are_skipped_and_limited()
    {
        await Docs("Clean water", "School books", "Water for water pumps");

        Assert.Equal(["1"], await Rows(_graph, "CALL db.index.fulltext.queryNodes('docs', 'water', {skip: 1, limit: 1}) YIELD node RETURN node.id"));
        Assert.Equal(["3"], await Rows(_graph, "CALL db.index.fulltext.queryNodes('docs', 'water', {limit: 1.0}) YIELD node RETURN node.id"));
        Assert.Empty(await Rows(_graph, "CALL db.index.fulltext.queryNodes('docs', 'Clean Water', {analyzer: 'keyword'}) YIELD node RETURN node.id"));
        Assert.Equal(["1"], await Rows(_graph, "CALL db.index.fulltext.queryNodes('docs', 'clean', {analyzer: 'keyword'}) YIELD node RETURN node.id"));
    }

    [Fact]
    public async Task Every_way_of_writing_reaches_the_index_at_once_and_is_undone_with_its_transaction()
    {
        await Docs("Clean water", "School books");

        Assert.Equal(["1", "3"], await Rows(_graph, "CREATE (:Memo {id: 3, body: ['Dry wells', 'Water']}) WITH 1 AS x CALL db.index.fulltext.queryNodes('docs', 'water') YIELD node WITH node.id AS id ORDER BY id RETURN id"));
        await Rows(_graph, "MATCH (d {id: 3}) SET d.body = 'dry'");
        Assert.Equal(["1"], await Ids("water"));
        await Rows(_graph, "MATCH (d {id: 3}) SET d += {title: 'water', body: null}");
        Assert.Equal(["1", "3"], await Ids("water"));
        await Rows(_graph, "MATCH (d {id: 3}) REMOVE d:Memo");
        Assert.Equal(["1"], await Ids("water"));
        await Rows(_graph, "MATCH (d {id: 3}) SET d:Doc:Memo");
        Assert.Equal(["1", "3"], await Ids("water"));
        await Rows(_graph, "MATCH (d {id: 1}) SET d = {id: 1, title: 7}");
        Assert.Equal(["3"], await Ids("water"));
        await Rows(_graph, "MATCH (d {id: 3}) CREATE (d)-[:R]->() DETACH DELETE d");
        Assert.Empty(await Ids("water"));

        await using (var transaction = await _graph.BeginTransactionAsync(AccessMode.Write, TestContext.Current.CancellationToken))
        {
            await transaction.RunAsync("CREATE (:Doc {id: 9, title: 'water'})", cancellationToken: TestContext.Current.CancellationToken);
            var own = await transaction.RunAsync("CALL db.index.fulltext.queryNodes('docs', 'water') YIELD node RETURN node.id", cancellationToken: TestContext.Current.CancellationToken);
            Assert.True(await own.ReadAsync(TestContext.Current.CancellationToken));
            Assert.Empty(await Ids("water"));
        }

        Assert.Empty(await Ids("water"));
        Assert.Empty(StateCheck.Run(_graph.CommittedState, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Relationships_are_found_by_their_words()
    {
        await Rows(_graph, "CREATE FULLTEXT INDEX deals FOR ()-[r:GAVE|LENT]-() ON EACH [r.note]");
        await Rows(_graph, "CREATE (a)-[:GAVE {note: 'pumps for wells', n: 1}]->(b), (a)-[:LENT {note: 'pumps', n: 2}]->(b), (a)-[:TOOK {note: 'pumps', n: 3}]->(b)");

        Assert.Equal(["2", "1"], await Rows(_graph, "CALL db.index.fulltext.queryRelationships('deals', 'pumps') YIELD relationship RETURN relationship.n"));
        await Rows(_graph, "MATCH ()-[r {n: 2}]->() DELETE r");
        Assert.Equal(["1"], await Rows(_graph, "CALL db.index.fulltext.queryRelationships('deals', 'pumps') YIELD relationship RETURN relationship.n"));
    }

    [Theory]
    [InlineData("CALL db.index.fulltext.queryNodes('none', 'a')")]
    [InlineData("CALL db.index.fulltext.queryRelationships('docs', 'a')")]
    [InlineData("CALL db.index.fulltext.queryNodes('docs', '(')")]
    [InlineData("CALL db.index.fulltext.queryNodes('docs', null)")]
    [InlineData("CALL db.index.fulltext.queryNodes('docs', 'a', {limit: -1})")]
    [InlineData("CALL db.index.fulltext.queryNodes('docs', 'a', {analyzer: 'none'})")]
    public async Task What_cannot_be_asked_is_refused(string query)
    {
        await Docs("a");

        Assert.Equal("Neo.ClientError.Procedure.ProcedureCallFailed", (await Assert.ThrowsAsync<CypherException>(() => Rows(_graph, query))).Code);
    }

    [Fact]
    public async Task Indexes_procedures_and_analyzers_are_listed()
    {
        await Docs("a");

        Assert.Equal(
            ["'docs' | 'ONLINE' | ['Doc', 'Memo'] | ['title', 'body'] | 'standard-no-stop-words'"],
            await Rows(_graph, "SHOW FULLTEXT INDEXES YIELD name, state, labelsOrTypes, properties, options RETURN name, state, labelsOrTypes, properties, options.indexConfig['fulltext.analyzer']"));
        Assert.Equal(
            ["'awaitEventuallyConsistentIndexRefresh'", "'listAvailableAnalyzers'", "'queryNodes'", "'queryRelationships'"],
            await Rows(_graph, "SHOW PROCEDURES YIELD name WHERE name STARTS WITH 'db.index.fulltext.' RETURN split(name, '.')[3] AS n ORDER BY n"));
        Assert.Equal(
            ["'english' | true", "'indonesian' | false", "'keyword' | false", "'standard' | true"],
            await Rows(_graph, "CALL db.index.fulltext.listAvailableAnalyzers() YIELD analyzer, stopwords WHERE analyzer IN ['english', 'standard', 'keyword', 'indonesian'] RETURN analyzer, 'the' IN stopwords ORDER BY analyzer"));
        Assert.Empty(await Rows(_graph, "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()"));
    }

    [Fact]
    public async Task An_index_with_an_analyzer_finds_words_by_their_stems()
    {
        await Rows(_graph, "CREATE FULLTEXT INDEX docs FOR (n:Doc) ON EACH [n.title] OPTIONS {indexConfig: {`fulltext.analyzer`: 'indonesian'}}");
        await Rows(_graph, "CREATE (:Doc {id: 1, title: 'Pengelolaan air bersih'}), (:Doc {id: 2, title: 'Pemerintah desa'})");

        Assert.Equal(["1"], await Ids("mengelola"));
        Assert.Equal(["2"], await Ids("pemerintahan"));
        Assert.Empty(await Ids("dan"));
    }

    private async Task Docs(params string[] titles)
    {
        await Rows(_graph, "CREATE FULLTEXT INDEX docs FOR (n:Doc|Memo) ON EACH [n.title, n.body]");
        for (var i = 0; i < titles.Length; i++)
        {
            await Rows(_graph, $"CREATE (:Doc {{id: {i + 1}, title: '{titles[i]}'}})");
        }
    }

    private Task<string[]> Ids(string query) => Rows(_graph, $"CALL db.index.fulltext.queryNodes('docs', '{query}') YIELD node WITH node.id AS id ORDER BY id RETURN id");

    private async Task<string[]> Scores(string query) =>
        await Rows(_graph, $"CALL db.index.fulltext.queryNodes('docs', '{query}') YIELD node, score RETURN node.id + ' | ' + toString(round(score, 6)) AS row") is var rows
            ? [.. rows.Select(row => row.Trim('\''))]
            : [];
}

using CoEvolve.Graph.FullText.Analysis;
using CoEvolve.Graph.FullText.Queries;

namespace CoEvolve.Graph.Tests.FullText;

public class QueryParserTests
{
    [Theory]
    [InlineData("water", "water")]
    [InlineData("Clean Water", "(clean water)")]
    [InlineData("clean AND water", "(+clean +water)")]
    [InlineData("clean && water || well", "(+clean +water well)")]
    [InlineData("clean -water", "(clean -water)")]
    [InlineData("clean NOT water", "(clean -water)")]
    [InlineData("+clean !water", "(+clean -water)")]
    [InlineData("-water", "(-water)")]
    [InlineData("a b AND c d", "(a +b +c d)")]
    [InlineData("(a OR b) AND c", "(+(a b) +c)")]
    [InlineData("\"clean water\"~3 x", "('clean water'~3 x)")]
    [InlineData("\"Water\"", "water")]
    [InlineData("e-mail", "(e mail)")]
    [InlineData("title:water", "water")]
    [InlineData("nowhere:water", "nothing")]
    [InlineData("wat*", "wat…")]
    [InlineData("Wa?er", "wa…")]
    [InlineData("*", "…")]
    [InlineData("*:*", "everything")]
    [InlineData("water~ watr~1 w~0.5", "(water~2 watr~1 w~0)")]
    [InlineData("water^2.5", "water^2.5")]
    [InlineData("(a b)^3", "(a b)^3")]
    [InlineData(@"1\+1 a\:b", "(1 1 a:b)")]
    [InlineData("[a TO c} /w.t/", "(… …)")]
    [InlineData("and", "and")]
    public void A_query_is_read_as_Lucene_reads_it(string text, string expected) => Assert.Equal(expected, Text(Parse(text, "standard-no-stop-words")));

    [Theory]
    [InlineData("a -b", "((a body.a) -(b body.b))")]
    [InlineData("title:a body:x", "(a body.x)")]
    [InlineData("body:(a \"b c\")", "(body.a body.'b c')")]
    public void Without_a_field_every_field_is_sought(string text, string expected) =>
        Assert.Equal(expected, Text(QueryParser.Parse(text, ["title", "body"], TextAnalyzer.All[0])));

    [Fact]
    public void Words_in_a_row_reach_the_analyzer_together()
    {
        Assert.Equal("Clean Water", Text(Parse("Clean Water", "keyword")));
        Assert.Equal("(+Clean +Water)", Text(Parse("Clean AND Water", "keyword")));
        Assert.Equal("nothing", Text(Parse("the", "standard")));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("  ", 3)]
    [InlineData("a AND", 6)]
    [InlineData("OR a", 1)]
    [InlineData("(a", 3)]
    [InlineData("a)", 2)]
    [InlineData("\"a", 1)]
    [InlineData("a^b", 3)]
    [InlineData("a~1.5", 2)]
    [InlineData("a:", 3)]
    [InlineData("[a TO b", 1)]
    [InlineData("[a b]", 1)]
    [InlineData("a ]", 3)]
    [InlineData("a\\", 2)]
    [InlineData("/(/", 1)]
    public void What_is_no_query_is_refused_with_its_place(string text, int character)
    {
        var refusal = Assert.Throws<CypherException>(() => Parse(text, "standard-no-stop-words"));

        Assert.Equal("Neo.ClientError.Procedure.ProcedureCallFailed", refusal.Code);
        Assert.Contains($"at its character {character}.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Brackets_are_nested_a_hundred_deep_at_most()
    {
        Assert.Equal("a", Text(Parse(new string('(', 99) + "a" + new string(')', 99), "simple")));
        Assert.Throws<CypherException>(() => Parse(new string('(', 100_000) + "a", "simple"));
    }

    private static SearchQuery Parse(string text, string analyzer) => QueryParser.Parse(text, ["title"], TextAnalyzer.Find(analyzer)!);

    private static string Text(SearchQuery query) => query switch
    {
        WordQuery word => Field(word.Field) + word.Word,
        PhraseQuery phrase => $"{Field(phrase.Field)}'{string.Join(' ', phrase.Words.Select(word => word.Text))}'" + (phrase.Slop > 0 ? $"~{phrase.Slop}" : ""),
        PatternQuery pattern => Field(pattern.Field) + pattern.Prefix + "…",
        NearQuery near => $"{Field(near.Field)}{near.Word}~{near.Edits}",
        BoostQuery boosted => FormattableString.Invariant($"{Text(boosted.Inner)}^{boosted.Factor}"),
        EverythingQuery => "everything",
        NothingQuery => "nothing",
        CombinedQuery combined => $"({string.Join(' ', combined.Parts.Select(part => (part.Occur switch { Occur.Must => "+", Occur.MustNot => "-", _ => "" }) + Text(part.Query)))})",
        _ => throw new InvalidOperationException(query.ToString()),
    };

    private static string Field(int number) => number == 0 ? "" : "body.";
}

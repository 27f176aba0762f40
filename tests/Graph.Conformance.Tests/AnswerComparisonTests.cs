using System.Text.Json;
using CoEvolve.Graph.Conformance.Values;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Conformance.Tests;

public sealed class AnswerComparisonTests
{
    private static readonly MapValue Ann = Map(("name", Value.Of("Ann")));

    [Fact]
    public void A_value_matches_itself_and_nothing_else()
    {
        // Each text, and the value that it alone means.
        var pairs = new (string Text, Value Value)[]
        {
            ("null", Value.Null), ("true", Value.True), ("false", Value.False), ("1", Value.Of(1L)), ("2", Value.Of(2L)),
            ("1.0", Value.Of(1.0)), ("0.0", Value.Of(0.0)), ("-0.0", Value.Of(-0.0)), ("NaN", Value.Of(double.NaN)),
            ("''", Value.Of("")), ("'1'", Value.Of("1")), ("'null'", Value.Of("null")), ("[]", Value.Of(Array.Empty<Value>())),
            ("[1]", List(1)), ("[1, 2]", List(1, 2)), ("[2, 1]", List(2, 1)), ("[null]", Value.Of([Value.Null])),
            ("{}", Value.Of(MapValue.Empty)), ("{name: 'Ann'}", Value.Of(Ann)), ("{name: null}", Value.Of(Map(("name", Value.Null)))),
            ("{other: 'Ann'}", Value.Of(Map(("other", Value.Of("Ann"))))),
            ("()", Value.Of(Node(1))), ("(:A)", Value.Of(Node(2, "A"))), ("(:A:B)", Value.Of(Node(3, "B", "A"))),
            ("({name: 'Ann'})", Value.Of(new NodeValue(4, [], Ann))),
            ("[:T]", Value.Of(Link(1, "T", 1, 2))), ("[:U]", Value.Of(Link(2, "U", 1, 2))),
            ("[:T {name: 'Ann'}]", Value.Of(new RelationshipValue(3, "T", 1, 2, Ann))),
            ("<()>", Value.Of(new PathValue([Node(1)], []))),
            ("<(:A)-[:T]->()>", Value.Of(new PathValue([Node(1, "A"), Node(2)], [Link(1, "T", 1, 2)]))),
            ("<(:A)<-[:T]-()>", Value.Of(new PathValue([Node(1, "A"), Node(2)], [Link(1, "T", 2, 1)]))),
        };
        var comparison = new AnswerComparison();
        foreach (var (text, _) in pairs)
        {
            foreach (var (other, value) in pairs)
            {
                Assert.True(comparison.Matches(TckValueReader.Read(text), value, new()) == (text == other), $"{text} against {other}");
            }
        }
    }

    [Fact]
    public void Lists_match_in_another_order_only_where_they_are_bags()
    {
        var expected = TckValueReader.Read("[1, 2, 2]");
        Assert.False(new AnswerComparison().Matches(expected, List(2, 1, 2), null));
        Assert.True(new AnswerComparison(ListsAreBags: true).Matches(expected, List(2, 1, 2), null));
        Assert.False(new AnswerComparison(ListsAreBags: true).Matches(expected, List(2, 1, 1), null));
    }

    [Fact]
    public void A_text_stands_for_a_date_only_where_the_notation_has_no_dates()
    {
        var date = Value.Of(new DateOnly(1984, 3, 7));
        var expected = TckValueReader.Read("'1984-03-07'");
        Assert.True(new AnswerComparison(TextStandsForTemporal: true).Matches(expected, date, null));
        Assert.False(new AnswerComparison(TextStandsForTemporal: true).Matches(TckValueReader.Read("'1984-03-08'"), date, null));
        Assert.False(new AnswerComparison().Matches(expected, date, null));
    }

    [Fact]
    public void A_tolerance_lets_floats_differ_by_that_much_and_no_more()
    {
        var near = new AnswerComparison(Tolerance: 0.001);
        Assert.True(near.Matches(TckValueReader.Read("1.0"), Value.Of(1.0005), null));
        Assert.False(near.Matches(TckValueReader.Read("1.0"), Value.Of(1.002), null));
        Assert.False(near.Matches(TckValueReader.Read("1.0"), Value.Of(double.NaN), null));
        Assert.False(near.Matches(TckValueReader.Read("1"), Value.Of(1.0), null));
    }

    [Fact]
    public void One_node_named_twice_must_be_one_node()
    {
        Expected[] twice = [Tagged("""{"Node":{"id":0,"labels":[],"properties":{}}}"""), Tagged("""{"Node":{"id":0,"labels":[],"properties":{}}}""")];
        Expected[] two = [Tagged("""{"Node":{"id":0,"labels":[],"properties":{}}}"""), Tagged("""{"Node":{"id":1,"labels":[],"properties":{}}}""")];
        Value[] same = [Value.Of(Node(7)), Value.Of(Node(7))];
        Value[] different = [Value.Of(Node(7)), Value.Of(Node(8))];
        foreach (var ordered in new[] { true, false })
        {
            Assert.True(RowComparison.Match([twice], [same], ordered, new()));
            Assert.False(RowComparison.Match([twice], [different], ordered, new()));
            Assert.True(RowComparison.Match([two], [different], ordered, new()));
            Assert.False(RowComparison.Match([two], [same], ordered, new()));
        }
    }

    [Fact]
    public void Rows_match_in_another_order_only_as_a_bag_and_each_row_counts()
    {
        IReadOnlyList<Expected[]> expected = [[TckValueReader.Read("1")], [TckValueReader.Read("2")], [TckValueReader.Read("2")]];
        Assert.True(RowComparison.Match(expected, [[Value.Of(2L)], [Value.Of(1L)], [Value.Of(2L)]], ordered: false, new()));
        Assert.False(RowComparison.Match(expected, [[Value.Of(2L)], [Value.Of(1L)], [Value.Of(2L)]], ordered: true, new()));
        Assert.False(RowComparison.Match(expected, [[Value.Of(2L)], [Value.Of(1L)], [Value.Of(1L)]], ordered: false, new()));
        Assert.False(RowComparison.Match(expected, [[Value.Of(2L)], [Value.Of(1L)]], ordered: false, new()));
        Assert.False(RowComparison.Match([], [[Value.Null]], ordered: false, new()));
    }

    [Fact]
    public void A_row_in_a_bag_gives_way_when_another_needs_its_place()
    {
        // 1.0 fits both numbers, 1.9 only the second: taking the first that fits would leave 1.9 without a partner.
        IReadOnlyList<Expected[]> expected = [[TckValueReader.Read("1.0")], [TckValueReader.Read("1.9")]];
        IReadOnlyList<Value[]> given = [[Value.Of(1.4)], [Value.Of(0.5)]];
        Assert.True(RowComparison.Match(expected, given, ordered: false, new(Tolerance: 0.55)));
    }

    [Fact]
    public void Tagged_values_have_types_of_their_own()
    {
        var date = Value.Of(new DateOnly(2020, 1, 2));
        Assert.True(new AnswerComparison().Matches(Tagged("""{"Date":"2020-01-02"}"""), date, null));
        Assert.False(new AnswerComparison().Matches(Tagged("""{"Date":"2020-01-03"}"""), date, null));
        Assert.False(new AnswerComparison().Matches(Tagged("\"2020-01-02\""), date, null));
        Assert.True(new AnswerComparison().Matches(Tagged("""{"Map":{"a":{"Integer":"1"}}}"""), Value.Of(Map(("a", Value.Of(1L)))), null));
        Assert.True(new AnswerComparison().Matches(Tagged("""{"Float":"-Infinity"}"""), Value.Of(double.NegativeInfinity), null));
        Assert.True(new AnswerComparison().Matches(Tagged("""{"ByteArray":"0aff"}"""), Value.Of(new BytesValue([10, 255])), null));
        Assert.False(new AnswerComparison().Matches(Tagged("""{"ByteArray":"0aff"}"""), Value.Of(new BytesValue([10, 254])), null));
    }

    private static Expected Tagged(string json) => TaggedValueReader.Read(JsonElement.Parse(json));

    private static Value List(params long[] items) => Value.Of([.. items.Select(Value.Of)]);

    private static MapValue Map(params (string Key, Value Value)[] entries) => MapValue.From(entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value)));

    private static NodeValue Node(long id, params string[] labels) => new(id, labels, MapValue.Empty);

    private static RelationshipValue Link(long id, string type, long start, long end) => new(id, type, start, end, MapValue.Empty);
}

using CoEvolve.Graph.Conformance.Values;

namespace CoEvolve.Graph.Conformance.Tests;

public sealed class TckValueReaderTests
{
    [Fact]
    public void Digits_are_an_integer_and_a_point_or_exponent_makes_a_float()
    {
        Assert.Equal(long.MinValue, Assert.IsType<ExpectedInteger>(TckValueReader.Read("-9223372036854775808")).Content);
        Assert.Equal(1.0, Assert.IsType<ExpectedFloat>(TckValueReader.Read("1.0")).Content);
        Assert.Equal(-1.5e300, Assert.IsType<ExpectedFloat>(TckValueReader.Read("-1.5e300")).Content);
        Assert.True(double.IsNaN(Assert.IsType<ExpectedFloat>(TckValueReader.Read("NaN")).Content));
    }

    [Fact]
    public void Escapes_in_a_string_stand_for_one_character()
    {
        Assert.Equal("it's\n\\ A", Assert.IsType<ExpectedString>(TckValueReader.Read(@"'it\'s\n\\ \u0041'")).Content);
        Assert.Equal("a\nb", Assert.IsType<ExpectedString>(TckValueReader.Read("'a\nb'")).Content);
    }

    [Fact]
    public void A_bracket_with_a_colon_is_a_relationship_and_without_one_a_list()
    {
        var list = Assert.IsType<ExpectedList>(TckValueReader.Read("[[:KNOWS {since: 1999}], [], [1, 'x']]"));
        Assert.Equal("KNOWS", Assert.IsType<ExpectedRelationship>(list.Items[0]).Type);
        Assert.Empty(Assert.IsType<ExpectedList>(list.Items[1]).Items);
        Assert.Equal(2, Assert.IsType<ExpectedList>(list.Items[2]).Items.Count);
    }

    [Fact]
    public void A_path_keeps_the_way_each_relationship_is_walked()
    {
        var path = Assert.IsType<ExpectedPath>(TckValueReader.Read("<(:A)-[:T]->({n: 1})<-[:U]-(:B:C)>"));
        Assert.Equal(["A"], path.Nodes[0].Labels);
        Assert.Equal(["B", "C"], path.Nodes[2].Labels);
        Assert.Equal([true, false], path.Steps.Select(step => step.Forward));
        Assert.Equal("U", path.Steps[1].Relationship.Type);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nil")]
    [InlineData("'open")]
    [InlineData("[1, 2")]
    [InlineData("1 2")]
    [InlineData("(:A")]
    [InlineData("date('2020-01-01')")]
    public void What_is_no_literal_is_refused(string text) => Assert.Throws<FormatException>(() => TckValueReader.Read(text));
}

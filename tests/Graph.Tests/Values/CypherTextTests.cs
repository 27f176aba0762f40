using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Tests.Values;

public sealed class CypherTextTests
{
    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(100.0, "100.0")]
    [InlineData(123456.789, "123456.789")]
    [InlineData(9999999.0, "9999999.0")]
    [InlineData(1e7, "1.0E7")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.00012, "1.2E-4")]
    [InlineData(-1.5e300, "-1.5E300")]
    [InlineData(4.9e-324, "4.9E-324")]
    [InlineData(1e23, "9.999999999999999E22")]
    [InlineData(1e22, "1.0E22")]
    [InlineData(9007199254740993.0, "9.007199254740992E15")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Floats_print_as_in_Java(double number, string text) => Assert.Equal(text, CypherText.OfDouble(number));

    [Fact]
    public void A_literal_shows_strings_quoted_and_nests() => Assert.Equal(
        @"{name: 'it\'s', items: [1, null, true]}",
        Value.Of(MapValue.From([new("name", Value.Of("it's")), new("items", Value.Of([Value.Of(1L), Value.Null, Value.True]))])).ToString());

    [Fact]
    public void A_map_has_no_text_of_its_own() =>
        Assert.Equal(CypherErrors.TypeCode, Assert.Throws<CypherException>(() => CypherText.ToStringFunction(Value.Of(MapValue.Empty))).Code);

    [Theory]
    [InlineData("1", "INTEGER NOT NULL")]
    [InlineData("[]", "LIST<NOTHING> NOT NULL")]
    [InlineData("[null]", "LIST<NULL> NOT NULL")]
    [InlineData("[1, 'a', null]", "LIST<STRING | INTEGER> NOT NULL")]
    public void A_type_is_named_as_narrowly_as_the_value_allows(string literal, string type)
    {
        var value = literal switch
        {
            "1" => Value.Of(1L),
            "[]" => Value.Of(ListValue.Empty),
            "[null]" => Value.Of([Value.Null]),
            _ => Value.Of([Value.Of(1L), Value.Of("a"), Value.Null]),
        };
        Assert.Equal(literal, value.ToString());
        Assert.Equal(type, ValueTypes.Name(value));
    }
}

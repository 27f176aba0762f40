using static CoEvolve.Graph.Tests.Language.Answers;

namespace CoEvolve.Graph.Tests.Language;

public class TypeCheckTests
{
    [Theory]
    [InlineData("12 IS :: INTEGER", "true")]
    [InlineData("12 IS :: FLOAT", "false")]
    [InlineData("12 IS NOT TYPED FLOAT", "true")]
    [InlineData("12 :: SIGNED INTEGER", "true")]
    [InlineData("true IS TYPED BOOL", "true")]
    [InlineData("'desa' IS :: VARCHAR", "true")]
    [InlineData("date('2024-08-17') IS :: DATE", "true")]
    [InlineData("localtime('10:00') IS :: TIME WITHOUT TIME ZONE", "true")]
    [InlineData("time('10:00+07:00') IS :: ZONED TIME", "true")]
    [InlineData("datetime('2024-08-17T10:00+07:00') IS :: TIMESTAMP WITH TIMEZONE", "true")]
    [InlineData("datetime('2024-08-17T10:00+07:00') IS :: LOCAL DATETIME", "false")]
    [InlineData("{a: 1} IS :: ANY MAP", "true")]
    public async Task A_value_belongs_to_the_type_of_its_kind(string test, string answer) => Assert.Equal(answer, await Value(test));

    [Theory]
    [InlineData("null IS :: INTEGER", "true")]
    [InlineData("null IS :: INTEGER NOT NULL", "false")]
    [InlineData("null IS NOT :: STRING!", "true")]
    [InlineData("null IS :: NULL", "true")]
    [InlineData("0 IS :: NULL", "false")]
    [InlineData("null IS :: NOTHING", "false")]
    [InlineData("null IS :: ANY NOT NULL", "false")]
    public async Task Null_belongs_to_every_type_that_does_not_exclude_it(string test, string answer) => Assert.Equal(answer, await Value(test));

    [Theory]
    [InlineData("[1, 2] IS :: LIST<INTEGER>", "true")]
    [InlineData("[1, null] IS :: LIST<INTEGER>", "true")]
    [InlineData("[1, null] IS :: LIST<INTEGER NOT NULL>", "false")]
    [InlineData("[1, 'b'] IS :: LIST<INTEGER | STRING>", "true")]
    [InlineData("[1, 'b'] IS :: INTEGER LIST", "false")]
    [InlineData("[[1], []] IS :: ARRAY<LIST<INTEGER>>", "true")]
    [InlineData("[] IS :: LIST<NOTHING>", "true")]
    [InlineData("1 IS :: LIST<ANY>", "false")]
    public async Task A_list_belongs_where_all_its_items_do(string test, string answer) => Assert.Equal(answer, await Value(test));

    [Theory]
    [InlineData("1 IS :: INTEGER | STRING", "true")]
    [InlineData("1.5 IS :: ANY<INTEGER | STRING>", "false")]
    [InlineData("[x IN [1, 'a', 2] WHERE x IS :: INTEGER | x * 10]", "[10, 20]")]
    public async Task A_bar_joins_types_but_not_a_type_and_a_projection(string test, string answer) => Assert.Equal(answer, await Value(test));

    [Theory]
    [InlineData("'a' IS :: PROPERTY VALUE", "true")]
    [InlineData("['a', 'b'] IS :: PROPERTY VALUE", "true")]
    [InlineData("['a', 1] IS :: PROPERTY VALUE", "false")]
    [InlineData("[null] IS :: PROPERTY VALUE", "false")]
    [InlineData("{a: 1} IS :: PROPERTY VALUE", "false")]
    public async Task Property_value_is_what_a_property_can_hold(string test, string answer) => Assert.Equal(answer, await Value(test));

    [Fact]
    public async Task A_union_is_nullable_throughout_or_not_at_all()
    {
        var error = await Error("RETURN 1 IS :: INTEGER NOT NULL | STRING AS x");

        Assert.Equal("Neo.ClientError.Statement.SyntaxError", error.Code);
        Assert.Equal(16, error.Position!.Value.Column);
    }

    [Fact]
    public async Task A_list_type_names_the_type_of_its_items() =>
        Assert.Equal(23, (await Error("RETURN [1] IS :: LIST AS x")).Position!.Value.Column);
}

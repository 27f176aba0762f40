using static CoEvolve.Graph.Tests.Language.Answers;

namespace CoEvolve.Graph.Tests.Language;

public class NotificationTests
{
    [Theory]
    [InlineData("MATCH (a:Boat), (b:Boat) RETURN a", "Statement.CartesianProduct", 1)]
    [InlineData("MATCH (a:Boat)-->(c), (c)-->(b:Boat) RETURN a", null, 0)]
    [InlineData("MATCH (a:Kapal) RETURN a", "Statement.UnknownLabelWarning", 10)]
    [InlineData("MATCH (a)-[:SAILS]->() RETURN a", "Statement.UnknownRelationshipTypeWarning", 13)]
    [InlineData("MATCH (a) RETURN a.nama", "Statement.UnknownPropertyKeyWarning", 20)]
    [InlineData("CREATE (:Kapal {nama: 1})", null, 0)]
    [InlineData("MATCH (a) RETURN id(a)", "Statement.FeatureDeprecationWarning", 18)]
    [InlineData("CALL { RETURN 1 AS x } RETURN x", "Statement.FeatureDeprecationWarning", 1)]
    [InlineData("MATCH (a) USING INDEX a:Boat(name) WHERE a:Boat AND a.name = 'x' RETURN a", "Schema.HintedIndexNotFound", 0)]
    public async Task A_statement_is_told_what_is_odd_about_it_and_where(string query, string? code, int column)
    {
        await using var graph = await GraphOf("CREATE (:Boat {name: 'Sri'})");

        await using var result = await graph.RunAsync(query, cancellationToken: TestContext.Current.CancellationToken);

        var found = result.Notifications.Select(one => (one.Code, one.Position?.Column ?? 0));
        Assert.Equal(code is null ? [] : [("Neo.ClientNotification." + code, column)], found);
    }

    [Fact]
    public async Task Errors_carry_a_GQL_status()
    {
        Assert.Equal("42001", (await Error("RETRN 1")).GqlStatus);
        Assert.Equal("22G03", (await Error("RETURN left(1, 2)")).GqlStatus);
        Assert.Equal("50N42", (await Error("UNWIND [0] AS x RETURN 1 / x")).GqlStatus);
    }
}

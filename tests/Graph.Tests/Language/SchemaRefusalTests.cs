using static CoEvolve.Graph.Tests.Language.Answers;

namespace CoEvolve.Graph.Tests.Language;

public class SchemaRefusalTests
{
    [Theory]
    [InlineData("CREATE INDEX boats FOR (b:Boat) ON (b.name)", "ClientError.Schema.EquivalentSchemaRuleAlreadyExists")]
    [InlineData("CREATE INDEX ships FOR (b:Boat) ON (b.name)", "ClientError.Schema.IndexAlreadyExists")]
    [InlineData("CREATE INDEX boats FOR (c:Crew) ON (c.name)", "ClientError.Schema.IndexWithNameAlreadyExists")]
    [InlineData("CREATE CONSTRAINT one FOR (b:Boat) REQUIRE b.name IS UNIQUE", "ClientError.Schema.IndexAlreadyExists")]
    [InlineData("CREATE CONSTRAINT one FOR (c:Crew) REQUIRE c.age IS UNIQUE", "DatabaseError.Schema.ConstraintCreationFailed")]
    [InlineData("CREATE INDEX two FOR (c:Crew) ON (c.age, c.age)", "ClientError.Schema.RepeatedPropertyInCompositeSchema")]
    [InlineData("DROP INDEX nowhere", "DatabaseError.Schema.IndexDropFailed")]
    [InlineData("DROP CONSTRAINT boats", "DatabaseError.Schema.ConstraintDropFailed")]
    public async Task A_rule_that_cannot_be_is_refused_by_its_code(string statement, string code)
    {
        await using var graph = await GraphOf("CREATE (:Crew {age: 30}), (:Crew {age: 30})");
        await Rows(graph, "CREATE INDEX boats FOR (b:Boat) ON (b.name)");

        var error = await Assert.ThrowsAsync<CypherException>(() => Rows(graph, statement));

        Assert.Equal("Neo." + code, error.Code);
    }
}

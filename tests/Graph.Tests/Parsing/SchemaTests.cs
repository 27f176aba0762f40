using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Parsing;
using static CoEvolve.Graph.Tests.Parsing.Trees;

namespace CoEvolve.Graph.Tests.Parsing;

public class SchemaTests
{
    [Theory]
    [InlineData("CREATE INDEX FOR (n:Actor) ON (n.id)", null, false)]
    [InlineData("CREATE RANGE INDEX actors FOR (n:Actor) ON (n.id);", "actors", false)]
    [InlineData("create index `a b` if not exists for (n:Actor) on (n.id)", "a b", true)]
    [InlineData("CREATE INDEX IF NOT EXISTS FOR (n:Actor) ON (n.id)", null, true)]
    public void An_index_has_an_optional_name(string text, string? name, bool ifNotExists) =>
        Assert.Equal(new CreateIndexStatement(name, ifNotExists, "Actor", ["id"], default), CypherParser.Parse(text));

    [Fact]
    public void An_index_may_cover_several_properties() =>
        Assert.Equal(
            new CreateIndexStatement("i", false, "A", ["a", "b"], default),
            CypherParser.Parse("CREATE INDEX i FOR (n:A) ON (n.a, n.b)"));

    [Theory]
    [InlineData("CREATE CONSTRAINT u IF NOT EXISTS FOR (n:A) REQUIRE n.a IS UNIQUE")]
    [InlineData("CREATE CONSTRAINT u IF NOT EXISTS FOR (n:A) REQUIRE (n.a) IS NODE UNIQUE")]
    public void A_constraint_requires_uniqueness(string text) =>
        Assert.Equal(new CreateUniqueConstraintStatement("u", true, "A", ["a"], default), CypherParser.Parse(text));

    [Fact]
    public void Indexes_and_constraints_are_dropped_by_name()
    {
        Assert.Equal(new DropSchemaStatement(false, "i", true, default), CypherParser.Parse("DROP INDEX i IF EXISTS"));
        Assert.Equal(new DropSchemaStatement(true, "c", false, default), CypherParser.Parse("DROP CONSTRAINT c"));
    }

    [Fact]
    public void A_path_may_be_called_index() => Assert.Equal(Var("index"), First<CreateClause>("CREATE index = (n)").Pattern.Paths[0].Variable);

    [Theory]
    [InlineData("CREATE INDEX ON :Person(name)", 14)]
    [InlineData("CREATE CONSTRAINT ON (n:Person) ASSERT n.name IS UNIQUE", 19)]
    [InlineData("CREATE INDEX i FOR ()-[r:R]-() ON (r.k)", 21)]
    [InlineData("CREATE FULLTEXT INDEX i FOR (n:A) ON EACH [n.a]", 8)]
    [InlineData("CREATE CONSTRAINT c FOR (n:A) REQUIRE n.a IS NOT NULL", 46)]
    [InlineData("CREATE CONSTRAINT c FOR (n:A) REQUIRE m.a IS UNIQUE", 39)]
    [InlineData("CREATE INDEX i FOR (n:A) ON (n.a) OPTIONS {}", 35)]
    [InlineData("DROP INDEX ON :A(a)", 12)]
    [InlineData("DROP USER u", 1)]
    public void Other_schema_statements_are_refused(string text, int column) => Assert.Equal(column, ErrorColumn(text));
}

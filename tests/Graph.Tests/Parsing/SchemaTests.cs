using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Parsing;
using CoEvolve.Graph.Storage;
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
        Assert.Equal(Index(IndexKind.Range, name, ["Actor"], ["id"]) with { IfNotExists = ifNotExists }, CypherParser.Parse(text));

    [Fact]
    public void An_index_may_cover_several_properties() =>
        Assert.Equal(
            Index(IndexKind.Range, "i", ["A"], ["a", "b"]),
            CypherParser.Parse("CREATE INDEX i FOR (n:A) ON (n.a, n.b)"));

    [Theory]
    [InlineData("CREATE CONSTRAINT u IF NOT EXISTS FOR (n:A) REQUIRE n.a IS UNIQUE")]
    [InlineData("CREATE CONSTRAINT u IF NOT EXISTS FOR (n:A) REQUIRE (n.a) IS NODE UNIQUE")]
    public void A_constraint_requires_uniqueness(string text) =>
        Assert.Equal(new CreateConstraintStatement(ConstraintKind.Unique, EntityKind.Node, new("u", false), true, "A", ["a"], null, default), CypherParser.Parse(text));

    [Theory]
    [InlineData("CREATE CONSTRAINT FOR (n:A) REQUIRE n.a IS NOT NULL", "Existence", "Node")]
    [InlineData("CREATE CONSTRAINT FOR (n:A) REQUIRE n.a IS NODE KEY", "Key", "Node")]
    [InlineData("CREATE CONSTRAINT FOR ()-[r:A]->() REQUIRE (r.a) IS REL KEY", "Key", "Relationship")]
    [InlineData("CREATE CONSTRAINT FOR ()-[r:A]-() REQUIRE r.a IS RELATIONSHIP UNIQUE", "Unique", "Relationship")]
    [InlineData("CREATE CONSTRAINT FOR (n:A) REQUIRE n.a IS :: STRING | INTEGER", "PropertyType", "Node")]
    public void Other_constraints_are_read(string text, string kind, string entity) =>
        Assert.Equal(
            new CreateConstraintStatement(Enum.Parse<ConstraintKind>(kind), Enum.Parse<EntityKind>(entity), null, false, "A", ["a"], null, default),
            CypherParser.Parse(text));

    [Fact]
    public void Indexes_of_other_kinds_are_read()
    {
        Assert.Equal(Index(IndexKind.Text, "t", ["A"], ["a"]), CypherParser.Parse("CREATE TEXT INDEX t FOR (n:A) ON (n.a)"));
        Assert.Equal(Index(IndexKind.Point, "p", ["R"], ["k"]) with { Entity = EntityKind.Relationship }, CypherParser.Parse("CREATE POINT INDEX p FOR ()-[r:R]-() ON (r.k)"));
        Assert.Equal(Index(IndexKind.FullText, "f", ["A", "B"], ["a", "b"]), CypherParser.Parse("CREATE FULLTEXT INDEX f FOR (n:A|B) ON EACH [n.a, n.b]"));
        Assert.Equal(Index(IndexKind.Lookup, "l", [], []), CypherParser.Parse("CREATE LOOKUP INDEX l FOR (n) ON EACH labels(n)"));
    }

    [Fact]
    public void Indexes_and_constraints_are_dropped_by_name()
    {
        Assert.Equal(new DropSchemaStatement(false, new("i", false), true, default), CypherParser.Parse("DROP INDEX i IF EXISTS"));
        Assert.Equal(new DropSchemaStatement(true, new("c", true), false, default), CypherParser.Parse("DROP CONSTRAINT $c"));
    }

    [Fact]
    public void A_path_may_be_called_index() => Assert.Equal(Var("index"), First<CreateClause>("CREATE index = (n)").Pattern.Paths[0].Variable);

    [Theory]
    [InlineData("CREATE INDEX ON :Person(name)", 14)]
    [InlineData("CREATE CONSTRAINT ON (n:Person) ASSERT n.name IS UNIQUE", 19)]
    [InlineData("CREATE FULLTEXT INDEX i FOR (n:A) ON (n.a)", 38)]
    [InlineData("CREATE CONSTRAINT c FOR (n:A) REQUIRE (n.a, n.b) IS NOT NULL", 1)]
    [InlineData("CREATE CONSTRAINT c FOR ()-[r:R]-() REQUIRE r.a IS NODE KEY", 25)]
    [InlineData("CREATE CONSTRAINT c FOR (n:A) REQUIRE m.a IS UNIQUE", 39)]
    [InlineData("DROP INDEX ON :A(a)", 12)]
    public void Other_schema_statements_are_refused(string text, int column) => Assert.Equal(column, ErrorColumn(text));

    private static CreateIndexStatement Index(IndexKind kind, string? name, string[] labels, string[] keys) =>
        new(kind, EntityKind.Node, name is null ? null : new(name, false), false, [.. labels], [.. keys], null, default);
}

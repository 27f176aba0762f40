using CoEvolve.Graph.Storage;

namespace CoEvolve.Graph.Cypher.Ast;

/// <summary>What a constraint demands.</summary>
internal enum ConstraintKind
{
    Unique,
    Key,
    Existence,
    PropertyType,
}

/// <summary>The name of an index or constraint: as written, or that of a parameter which has it.</summary>
internal sealed record SchemaName(string Text, bool IsParameter);

/// <summary><c>CREATE kind INDEX [name] [IF NOT EXISTS] FOR (n:Label) ON (n.key, …) [OPTIONS {…}]</c>, and the same of relationships.</summary>
internal sealed record CreateIndexStatement(
    IndexKind Kind,
    EntityKind Entity,
    SchemaName? Name,
    bool IfNotExists,
    SyntaxList<string> Labels,
    SyntaxList<string> Keys,
    Expression? Options,
    SourcePosition Position) : Statement(Position);

/// <summary><c>CREATE CONSTRAINT [name] [IF NOT EXISTS] FOR (n:Label) REQUIRE n.key IS …</c>, and the same of relationships.</summary>
internal sealed record CreateConstraintStatement(
    ConstraintKind Kind,
    EntityKind Entity,
    SchemaName? Name,
    bool IfNotExists,
    string Label,
    SyntaxList<string> Keys,
    Expression? Options,
    SourcePosition Position) : Statement(Position);

/// <summary><c>DROP INDEX name [IF EXISTS]</c> or <c>DROP CONSTRAINT name [IF EXISTS]</c></summary>
internal sealed record DropSchemaStatement(bool Constraint, SchemaName Name, bool IfExists, SourcePosition Position) : Statement(Position);

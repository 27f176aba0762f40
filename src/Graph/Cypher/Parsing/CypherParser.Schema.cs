using CoEvolve.Graph.Cypher.Ast;

namespace CoEvolve.Graph.Cypher.Parsing;

/// <content>Statements about indexes and constraints.</content>
internal sealed partial class CypherParser
{
    /// <summary>A schema statement, or null where the text begins otherwise.</summary>
    private Statement? ParseSchemaStatement()
    {
        if (Kind is not (TokenKind.Create or TokenKind.Drop))
            return null;
        var subject = Peek(1).Kind;

        // CREATE index = (n) is a pattern with a named path, whatever the path's name.
        if (Kind == TokenKind.Create && Peek(2).Kind == TokenKind.Equal)
            return null;
        var kindOfIndex = subject is TokenKind.Range or TokenKind.Text or TokenKind.Point or TokenKind.Lookup or TokenKind.Fulltext or TokenKind.Vector
            && Peek(2).Kind == TokenKind.Index;
        if (!kindOfIndex && subject is not (TokenKind.Index or TokenKind.Constraint))
            return null;

        var command = Next();
        if (kindOfIndex && (command.Kind == TokenKind.Drop || subject != TokenKind.Range))
            throw Unsupported($"{TextOf(Current).ToUpperInvariant()} INDEX is");
        if (kindOfIndex)
            _index++;
        _index++;
        return (command.Kind, subject) switch
        {
            (TokenKind.Drop, _) => ParseDrop(subject == TokenKind.Constraint, command.Position),
            (_, TokenKind.Constraint) => ParseCreateConstraint(command.Position),
            _ => ParseCreateIndex(command.Position),
        };
    }

    private DropSchemaStatement ParseDrop(bool constraint, SourcePosition position)
    {
        if (Kind == TokenKind.On)
            throw CypherErrors.Syntax("Indexes and constraints are dropped by name: write DROP INDEX name or DROP CONSTRAINT name.", Current.Position);
        var name = ExpectName(constraint ? "the constraint's name" : "the index's name");
        var ifExists = Accept(TokenKind.If);
        if (ifExists)
            Expect(TokenKind.Exists, "EXISTS");
        return new DropSchemaStatement(constraint, name, ifExists, position);
    }

    private CreateIndexStatement ParseCreateIndex(SourcePosition position)
    {
        if (Kind == TokenKind.On && Peek(1).Kind == TokenKind.Colon)
            throw CypherErrors.Syntax("Write CREATE INDEX name FOR (n:Label) ON (n.key).", Current.Position);
        var (name, ifNotExists) = ParseSchemaName();
        var (variable, label) = ParseSchemaSubject();
        Expect(TokenKind.On, "ON and the properties");
        Expect(TokenKind.LeftParenthesis, "'(' and a property such as n.key");
        var keys = CommaSeparated(() => ParseSchemaKey(variable));
        Expect(TokenKind.RightParenthesis, "',' or ')'");
        RefuseOptions();
        return new CreateIndexStatement(name, ifNotExists, label, keys, position);
    }

    private CreateUniqueConstraintStatement ParseCreateConstraint(SourcePosition position)
    {
        const string OldForm = "Write CREATE CONSTRAINT name FOR (n:Label) REQUIRE n.key IS UNIQUE.";
        if (Kind == TokenKind.On && Peek(1).Kind == TokenKind.LeftParenthesis)
            throw CypherErrors.Syntax(OldForm, Current.Position);
        var (name, ifNotExists) = ParseSchemaName();
        var (variable, label) = ParseSchemaSubject();
        Expect(TokenKind.Require, "REQUIRE and the properties");
        SyntaxList<string> keys;
        if (Accept(TokenKind.LeftParenthesis))
        {
            keys = CommaSeparated(() => ParseSchemaKey(variable));
            Expect(TokenKind.RightParenthesis, "',' or ')'");
        }
        else
        {
            keys = [ParseSchemaKey(variable)];
        }

        Expect(TokenKind.Is, "IS UNIQUE");
        Accept(TokenKind.Node);
        if (Kind is TokenKind.Key or TokenKind.Not or TokenKind.Typed or TokenKind.DoubleColon)
            throw Unsupported("A constraint other than IS UNIQUE is");
        Expect(TokenKind.Unique, "UNIQUE");
        RefuseOptions();
        return new CreateUniqueConstraintStatement(name, ifNotExists, label, keys, position);
    }

    /// <summary><c>[name] [IF NOT EXISTS]</c>. FOR and IF are a name where another FOR or IF follows.</summary>
    private (string? Name, bool IfNotExists) ParseSchemaName()
    {
        var named = Current.IsName && !(Kind == TokenKind.For && Peek(1).Kind == TokenKind.LeftParenthesis)
            && !(Kind == TokenKind.If && Peek(1).Kind == TokenKind.Not);
        var name = named ? NameOf(Next()) : null;
        if (!Accept(TokenKind.If))
            return (name, false);
        Expect(TokenKind.Not, "NOT EXISTS");
        Expect(TokenKind.Exists, "EXISTS");
        return (name, true);
    }

    /// <summary><c>FOR (variable:Label)</c></summary>
    private (string Variable, string Label) ParseSchemaSubject()
    {
        Expect(TokenKind.For, "FOR and a node pattern such as (n:Label)");
        Expect(TokenKind.LeftParenthesis, "'(' and a variable");
        if (Kind == TokenKind.RightParenthesis)
            throw Unsupported("An index or constraint on relationships is");
        var variable = ExpectName("a variable");
        Expect(TokenKind.Colon, "':' and a label");
        var label = ParseLabelText();
        Expect(TokenKind.RightParenthesis, "')'");
        return (variable, label);
    }

    private string ParseSchemaKey(string variable)
    {
        var position = Current.Position;
        if (ExpectName($"'{variable}.' and a property") != variable)
            throw CypherErrors.Syntax($"The properties belong to '{variable}': write {variable}.key.", position);
        Expect(TokenKind.Dot, "'.' and a property");
        return ExpectName("a property");
    }

    private void RefuseOptions()
    {
        if (Kind == TokenKind.Options)
            throw Unsupported("OPTIONS of an index or constraint are");
    }
}

using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Storage;

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
        var kind = Peek(2).Kind == TokenKind.Index ? KindOfIndex(subject) : null;
        if (kind is null && subject is not (TokenKind.Index or TokenKind.Constraint))
            return null;

        var command = Next();
        _index += kind is null ? 1 : 2;
        return (command.Kind, subject) switch
        {
            (TokenKind.Drop, _) when kind is not null => throw CypherErrors.Syntax("An index is dropped by its name alone: write DROP INDEX name.", _tokens[_index - 2].Position),
            (TokenKind.Drop, _) => ParseDrop(subject == TokenKind.Constraint, command.Position),
            (_, TokenKind.Constraint) => ParseCreateConstraint(command.Position),
            _ => ParseCreateIndex(kind ?? IndexKind.Range, command.Position),
        };
    }

    private static IndexKind? KindOfIndex(TokenKind word) => word switch
    {
        TokenKind.Range => IndexKind.Range,
        TokenKind.Text => IndexKind.Text,
        TokenKind.Point => IndexKind.Point,
        TokenKind.Lookup => IndexKind.Lookup,
        TokenKind.Fulltext => IndexKind.FullText,
        TokenKind.Vector => IndexKind.Vector,
        _ => null,
    };

    private DropSchemaStatement ParseDrop(bool constraint, SourcePosition position)
    {
        if (Kind == TokenKind.On)
            throw CypherErrors.Syntax("Indexes and constraints are dropped by name: write DROP INDEX name or DROP CONSTRAINT name.", Current.Position);
        var name = ParseName(constraint ? "the constraint's name" : "the index's name");
        var ifExists = Accept(TokenKind.If);
        if (ifExists)
            Expect(TokenKind.Exists, "EXISTS");
        return new DropSchemaStatement(constraint, name, ifExists, position);
    }

    private CreateIndexStatement ParseCreateIndex(IndexKind kind, SourcePosition position)
    {
        if (Kind == TokenKind.On && Peek(1).Kind == TokenKind.Colon)
            throw CypherErrors.Syntax("Write CREATE INDEX name FOR (n:Label) ON (n.key).", Current.Position);
        var (name, ifNotExists) = ParseSchemaName();
        var subject = ParseSchemaSubject(kind);
        Expect(TokenKind.On, "ON and the properties");
        var keys = kind switch
        {
            IndexKind.Lookup => ParseLookedUp(subject),
            IndexKind.FullText => ParseEachKey(subject.Variable),
            _ => ParseKeys(subject.Variable),
        };
        return new CreateIndexStatement(kind, subject.Entity, name, ifNotExists, subject.Labels, keys, ParseOptions(), position);
    }

    private CreateConstraintStatement ParseCreateConstraint(SourcePosition position)
    {
        const string OldForm = "Write CREATE CONSTRAINT name FOR (n:Label) REQUIRE n.key IS UNIQUE.";
        if (Kind == TokenKind.On && Peek(1).Kind == TokenKind.LeftParenthesis)
            throw CypherErrors.Syntax(OldForm, Current.Position);
        var (name, ifNotExists) = ParseSchemaName();
        var place = Peek(1).Position;
        var subject = ParseSchemaSubject(IndexKind.Range);
        Expect(TokenKind.Require, "REQUIRE and the properties");
        var keys = Kind == TokenKind.LeftParenthesis ? ParseKeys(subject.Variable) : [ParseSchemaKey(subject.Variable)];
        Expect(TokenKind.Is, "IS UNIQUE, IS KEY, IS NOT NULL or IS :: a type");
        var kind = ParseDemand(subject.Entity, place);
        if (kind is ConstraintKind.Existence or ConstraintKind.PropertyType && keys.Count > 1)
            throw CypherErrors.Syntax("This constraint is about one property: several can only be UNIQUE or a KEY together.", position);
        return new CreateConstraintStatement(kind, subject.Entity, name, ifNotExists, subject.Labels[0], keys, ParseOptions(), position);
    }

    private ConstraintKind ParseDemand(EntityKind entity, SourcePosition subject)
    {
        if (Accept(TokenKind.Not))
        {
            Expect(TokenKind.Null, "NULL");
            return ConstraintKind.Existence;
        }

        if (Kind is TokenKind.Typed or TokenKind.DoubleColon)
        {
            _index++;
            ParseType();
            return ConstraintKind.PropertyType;
        }

        var ofNodes = Accept(TokenKind.Node);
        var ofRelationships = !ofNodes && AcceptWord("RELATIONSHIP", "REL");
        if ((ofNodes && entity == EntityKind.Relationship) || (ofRelationships && entity == EntityKind.Node))
            throw CypherErrors.Syntax($"The constraint is one of {(ofNodes ? "nodes" : "relationships")}, and the pattern is not.", subject);
        if (Accept(TokenKind.Key))
            return ConstraintKind.Key;
        Expect(TokenKind.Unique, "UNIQUE or KEY");
        return ConstraintKind.Unique;
    }

    /// <summary><c>[name] [IF NOT EXISTS]</c>. FOR and IF are a name where another FOR or IF follows.</summary>
    private (SchemaName? Name, bool IfNotExists) ParseSchemaName()
    {
        var named = Kind == TokenKind.Parameter || (Current.IsName && !(Kind == TokenKind.For && Peek(1).Kind == TokenKind.LeftParenthesis)
            && !(Kind == TokenKind.If && Peek(1).Kind == TokenKind.Not));
        var name = named ? ParseName("a name") : null;
        if (!Accept(TokenKind.If))
            return (name, false);
        Expect(TokenKind.Not, "NOT EXISTS");
        Expect(TokenKind.Exists, "EXISTS");
        return (name, true);
    }

    private SchemaName ParseName(string expected) => Kind == TokenKind.Parameter
        ? new(((ParameterExpression)ParseExpression()).Name, IsParameter: true)
        : new(ExpectName(expected), IsParameter: false);

    /// <summary><c>FOR (variable:Label)</c> or <c>FOR ()-[variable:TYPE]-()</c>; several labels, apart by bars, for full text; none for look-up.</summary>
    private SchemaSubject ParseSchemaSubject(IndexKind kind)
    {
        Expect(TokenKind.For, "FOR and a pattern such as (n:Label)");
        Expect(TokenKind.LeftParenthesis, "'(' and a variable");
        if (Kind != TokenKind.RightParenthesis)
        {
            var node = new SchemaSubject(EntityKind.Node, ExpectName("a variable"), ParseSchemaLabels(kind));
            Expect(TokenKind.RightParenthesis, "')'");
            return node;
        }

        _index++;
        Accept(TokenKind.Less);
        Expect(TokenKind.Minus, "-[variable:TYPE]-()");
        Expect(TokenKind.LeftBracket, "'[' and a variable");
        var relationship = new SchemaSubject(EntityKind.Relationship, ExpectName("a variable"), ParseSchemaLabels(kind));
        Expect(TokenKind.RightBracket, "']'");
        Expect(TokenKind.Minus, "-()");
        Accept(TokenKind.Greater);
        Expect(TokenKind.LeftParenthesis, "()");
        Expect(TokenKind.RightParenthesis, "')'");
        return relationship;
    }

    private SyntaxList<string> ParseSchemaLabels(IndexKind kind)
    {
        if (kind == IndexKind.Lookup)
            return [];
        Expect(TokenKind.Colon, "':' and a label or type");
        List<string> labels = [ParseLabelText()];
        while (kind == IndexKind.FullText && Accept(TokenKind.Bar))
            labels.Add(ParseLabelText());
        return [.. labels];
    }

    /// <summary><c>EACH labels(n)</c> or <c>[EACH] type(r)</c></summary>
    private SyntaxList<string> ParseLookedUp(SchemaSubject subject)
    {
        AcceptWord("EACH");
        var position = Current.Position;
        var expected = subject.Entity == EntityKind.Node ? "labels" : "type";
        var function = ExpectName($"{expected}({subject.Variable})");
        if (!function.Equals(expected, StringComparison.OrdinalIgnoreCase))
            throw CypherErrors.Syntax($"A look-up index is over {expected}({subject.Variable}).", position);
        Expect(TokenKind.LeftParenthesis, "'('");
        RequireVariable(subject.Variable);
        Expect(TokenKind.RightParenthesis, "')'");
        return [];
    }

    /// <summary><c>EACH [n.a, n.b]</c></summary>
    private SyntaxList<string> ParseEachKey(string variable)
    {
        if (!AcceptWord("EACH"))
            throw Unexpected("EACH and the properties in square brackets");
        Expect(TokenKind.LeftBracket, "'[' and a property such as n.key");
        var keys = CommaSeparated(() => ParseSchemaKey(variable));
        Expect(TokenKind.RightBracket, "',' or ']'");
        return keys;
    }

    private SyntaxList<string> ParseKeys(string variable)
    {
        Expect(TokenKind.LeftParenthesis, "'(' and a property such as n.key");
        var keys = CommaSeparated(() => ParseSchemaKey(variable));
        Expect(TokenKind.RightParenthesis, "',' or ')'");
        return keys;
    }

    private string ParseSchemaKey(string variable)
    {
        RequireVariable(variable);
        Expect(TokenKind.Dot, "'.' and a property");
        return ExpectName("a property");
    }

    private void RequireVariable(string variable)
    {
        var position = Current.Position;
        var name = ExpectName($"'{variable}'");
        if (name != variable)
            throw CypherErrors.Syntax($"Variable '{name}' is not defined here: the properties are those of '{variable}'.", position);
    }

    private Expression? ParseOptions() => Accept(TokenKind.Options) ? ParseExpression() : null;

    /// <summary>A word that only some statements know as one.</summary>
    private bool AcceptWord(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (IsWord(0, word))
            {
                _index++;
                return true;
            }
        }

        return false;
    }

    private sealed record SchemaSubject(EntityKind Entity, string Variable, SyntaxList<string> Labels);
}

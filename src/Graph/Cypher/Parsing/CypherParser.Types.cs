using CoEvolve.Graph.Cypher.Ast;

namespace CoEvolve.Graph.Cypher.Parsing;

/// <content>
/// Types behind <c>IS ::</c>. Their words are no keywords anywhere else, so they are compared by text. The synonyms are those of GQL and of
/// Neo4j 5.
/// </content>
internal sealed partial class CypherParser
{
    private TypeExpression ParseType()
    {
        Deepen();
        var position = Current.Position;
        List<TypeAlternative> alternatives = [.. ParseTypeMember()];
        while (Kind == TokenKind.Bar && ContinuesUnion())
        {
            _index++;
            alternatives.AddRange(ParseTypeMember());
        }

        _depth--;
        if (alternatives.Where(type => type.Types != CypherTypes.None).Select(type => type.NotNull).Distinct().Count() > 1)
            throw CypherErrors.Syntax("Either all types of a union allow null, or all of them are followed by NOT NULL.", position);
        return new TypeExpression([.. alternatives], position);
    }

    /// <summary>Whether a bar joins two types, as opposed to one that begins the projection of a comprehension.</summary>
    private bool ContinuesUnion()
    {
        if (Peek(1).Kind == TokenKind.QuotedName || !Peek(1).IsName || !TypeWords.BeginsType(SpanOf(Peek(1))))
            return false;
        return _comprehension < 0 || Current.Partner != _comprehension
            || Peek(2).Kind is TokenKind.RightBracket or TokenKind.Bar or TokenKind.And or TokenKind.Or or TokenKind.Xor or TokenKind.Not or TokenKind.Less;
    }

    /// <summary>A type with its NOT NULL, and every <c>LIST</c> that makes a list of it. A union in <c>ANY&lt;…&gt;</c> is taken apart.</summary>
    private IReadOnlyList<TypeAlternative> ParseTypeMember()
    {
        var position = Current.Position;
        var members = ParseTypeName();
        if (AcceptNotNull())
            members = [.. members.Select(member => member with { NotNull = true })];
        while (IsWord(0, "LIST") || IsWord(0, "ARRAY"))
        {
            _index++;
            members = [new TypeAlternative(CypherTypes.List, new TypeExpression([.. members], position), false, AcceptNotNull(), position)];
        }

        return members;
    }

    private bool AcceptNotNull()
    {
        if (Accept(TokenKind.Exclamation))
            return true;
        if (Kind != TokenKind.Not || Peek(1).Kind != TokenKind.Null)
            return false;
        _index += 2;
        return true;
    }

    private IReadOnlyList<TypeAlternative> ParseTypeName()
    {
        var position = Current.Position;
        TypeAlternative One(CypherTypes types, TypeExpression? items = null, bool storable = false, bool notNull = false) =>
            new(types, items, storable, notNull, position);

        if (!Current.IsName || Kind == TokenKind.QuotedName)
            throw Unexpected("the name of a type, such as INTEGER, STRING or LIST<DATE>");
        var word = TextOf(Current).ToUpperInvariant();
        if (TypeWords.Simple(word) is { } simple)
        {
            _index++;
            return [One(simple)];
        }

        switch (word)
        {
            case "NOTHING":
                _index++;
                return [One(CypherTypes.None, notNull: true)];
            case "NULL":
                _index++;
                return [One(CypherTypes.None)];
            case "LIST" or "ARRAY":
                _index++;
                return [One(CypherTypes.List, ParseTypeArgument())];
            case "PROPERTY" when IsWord(1, "VALUE"):
                _index += 2;
                return [One(TypeWords.Storable, storable: true)];
            case "SIGNED" when IsWord(1, "INTEGER"):
                _index += 2;
                return [One(CypherTypes.Integer)];
            case "LOCAL" or "ZONED" when IsWord(1, "TIME") || IsWord(1, "DATETIME"):
                var zoned = word == "ZONED";
                var day = IsWord(1, "DATETIME");
                _index += 2;
                return [One(TypeWords.Clock(day, zoned))];
            case "TIME" or "TIMESTAMP" when IsWord(1, "WITH") || IsWord(1, "WITHOUT"):
                return [One(ParseZoneSuffix(word == "TIMESTAMP"))];
            case "ANY":
                return ParseAnyType(position);
            default:
                throw Unexpected("the name of a type, such as INTEGER, STRING or LIST<DATE>");
        }
    }

    /// <summary><c>WITH TIME ZONE</c>, <c>WITHOUT TIMEZONE</c> and their kin.</summary>
    private CypherTypes ParseZoneSuffix(bool day)
    {
        _index++;
        var zoned = IsWord(0, "WITH");
        _index++;
        if (IsWord(0, "TIMEZONE"))
        {
            _index++;
            return TypeWords.Clock(day, zoned);
        }

        if (!IsWord(0, "TIME") || !IsWord(1, "ZONE"))
            throw Unexpected("TIME ZONE or TIMEZONE");
        _index += 2;
        return TypeWords.Clock(day, zoned);
    }

    /// <summary><c>ANY</c> alone, before a word that it only decorates, or before a union in angle brackets.</summary>
    private IReadOnlyList<TypeAlternative> ParseAnyType(SourcePosition position)
    {
        _index++;
        var decorated = Current.IsName && Kind != TokenKind.QuotedName ? TextOf(Current).ToUpperInvariant() : "";
        if (decorated is "NODE" or "VERTEX" or "RELATIONSHIP" or "EDGE" or "MAP" || (decorated == "PROPERTY" && IsWord(1, "VALUE")))
            return ParseTypeName();
        if (decorated == "VALUE")
            _index++;
        return Kind == TokenKind.Less
            ? [.. ParseTypeArgument().Alternatives]
            : [new TypeAlternative(CypherTypes.Any, null, false, false, position)];
    }

    private TypeExpression ParseTypeArgument()
    {
        Expect(TokenKind.Less, "'<' and a type");
        var argument = ParseType();
        Expect(TokenKind.Greater, "'|', NOT NULL or '>'");
        return argument;
    }

    private bool IsWord(int distance, string word)
    {
        ref readonly var token = ref Peek(distance);
        return token.IsName && token.Kind != TokenKind.QuotedName && SpanOf(token).Equals(word, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>The words that types are named by.</summary>
internal static class TypeWords
{
    /// <summary>What PROPERTY VALUE stands for, lists of these included.</summary>
    public const CypherTypes Storable = CypherTypes.Any & ~(CypherTypes.Map | CypherTypes.Entity | CypherTypes.Path);

    /// <summary>The type that one word names by itself; null where a word needs others, or names no type.</summary>
    public static CypherTypes? Simple(string word) => word switch
    {
        "BOOL" or "BOOLEAN" => CypherTypes.Boolean,
        "STRING" or "VARCHAR" => CypherTypes.String,
        "INT" or "INTEGER" => CypherTypes.Integer,
        "FLOAT" => CypherTypes.Float,
        "DATE" => CypherTypes.Date,
        "DURATION" => CypherTypes.Duration,
        "POINT" => CypherTypes.Point,
        "NODE" or "VERTEX" => CypherTypes.Node,
        "RELATIONSHIP" or "EDGE" => CypherTypes.Relationship,
        "MAP" => CypherTypes.Map,
        "PATH" or "PATHS" => CypherTypes.Path,
        _ => null,
    };

    public static CypherTypes Clock(bool day, bool zoned) => (day, zoned) switch
    {
        (true, true) => CypherTypes.DateTime,
        (true, false) => CypherTypes.LocalDateTime,
        (false, true) => CypherTypes.Time,
        _ => CypherTypes.LocalTime,
    };

    public static bool BeginsType(ReadOnlySpan<char> word)
    {
        var upper = word.ToString().ToUpperInvariant();
        return Simple(upper) is not null
            || upper is "NOTHING" or "NULL" or "LIST" or "ARRAY" or "PROPERTY" or "SIGNED" or "LOCAL" or "ZONED" or "TIME" or "TIMESTAMP" or "ANY";
    }
}

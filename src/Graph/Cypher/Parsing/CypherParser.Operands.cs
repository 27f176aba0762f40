using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Cypher.Parsing;

/// <content>Literals, variables, and what follows an operand directly: properties, indexes, labels.</content>
internal sealed partial class CypherParser
{
    private Expression ParsePostfix(bool withLabels) => ParsePostfixOf(ParseAtom(), withLabels);

    /// <param name="operand">What stands before.</param>
    /// <param name="withLabels">Whether a colon begins a label check. It does not in SET and REMOVE, where it begins the labels to write.</param>
    private Expression ParsePostfixOf(Expression operand, bool withLabels)
    {
        while (true)
        {
            switch (Kind)
            {
                case TokenKind.Dot:
                    _index++;
                    var position = Current.Position;
                    operand = new PropertyExpression(operand, ExpectName("the name of a property"), position);
                    break;
                case TokenKind.LeftBracket:
                    operand = ParseIndex(operand);
                    break;
                case TokenKind.Colon when withLabels:
                    return new LabelCheckExpression(operand, ParseLabels(new LabelStyle { InExpression = true }), operand.Position);
                default:
                    return operand;
            }
        }
    }

    private Expression ParseIndex(Expression subject)
    {
        var position = Next().Position;
        var from = Kind == TokenKind.DotDot ? null : ParseExpression();
        if (!Accept(TokenKind.DotDot))
        {
            Expect(TokenKind.RightBracket, "an operator, '..' or ']'");
            return new IndexExpression(subject, from!, position);
        }

        var to = Kind == TokenKind.RightBracket ? null : ParseExpression();
        if (from is null && to is null)
            throw CypherErrors.Syntax("A slice needs a start, an end or both: write list[1..], list[..2] or list[1..2].", position);
        Expect(TokenKind.RightBracket, "an operator or ']'");
        return new SliceExpression(subject, from, to, position);
    }

    private Expression ParseAtom()
    {
        ref readonly var token = ref Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return ParseNumber(token.Position, negative: false);
            case TokenKind.StringLiteral:
                return token.Length - 2 <= _limits.StringLength
                    ? new LiteralExpression(Value.Of(Literals.Text(SpanOf(Next()), token.Position)), token.Position)
                    : throw CypherErrors.Syntax($"A string in the text has {token.Length - 2} characters, and may have {_limits.StringLength}: pass it as a parameter.", token.Position);
            case TokenKind.Parameter:
                return ParseParameter();
            case TokenKind.LeftParenthesis:
                return LooksLikePattern(_index) ? new PatternExpression(ParseElementInExpression(null, token.Position), token.Position) : ParseParenthesised();
            case TokenKind.LeftBracket:
                return ParseListOrComprehension();
            case TokenKind.LeftBrace:
                return ParseMap();
            case TokenKind.Dollar:
                throw Unexpected("an expression; a parameter is written $name");
            default:
                return token.IsName ? ParseNamed() : throw Unexpected("an expression");
        }
    }

    private LiteralExpression ParseNumber(SourcePosition position, bool negative) =>
        new(Literals.Number(SpanOf(Next()), negative, position), position);

    private ParameterExpression ParseParameter()
    {
        var token = Next();
        var name = SpanOf(token)[1..];
        return new ParameterExpression(Literals.Name(name[0] == '`' ? TokenKind.QuotedName : TokenKind.EscapedName, name), token.Position);
    }

    private Expression ParseParenthesised()
    {
        _index++;
        var expression = ParseExpression();
        Expect(TokenKind.RightParenthesis, "an operator or ')'");
        return expression;
    }

    /// <summary>What begins with a name: a constant, a form with its own grammar, a function, a map projection or a variable.</summary>
    private Expression ParseNamed()
    {
        var position = Current.Position;
        switch (Kind, Peek(1).Kind)
        {
            case (TokenKind.Case, var next) when BeginsCase(next):
                return ParseCase();
            case (TokenKind.Exists, TokenKind.LeftBrace):
                _index++;
                return new ExistsExpression(ParseSubquery(), position);
            case (TokenKind.Count, TokenKind.LeftBrace):
                _index++;
                return new CountExpression(ParseSubquery(), position);
            case (TokenKind.Collect, TokenKind.LeftBrace):
                _index++;
                return new CollectExpression(ParseBracedQuery(), position);
            case (_, TokenKind.LeftParenthesis):
                return ParseCallLike(position);
            case (_, TokenKind.Dot) when FunctionNameEnd() is var end and > 0:
                return ParseFunction(end);
            case (_, TokenKind.LeftBrace) when ConstantOf(Kind) is null:
                return ParseMapProjection();
            default:
                return ConstantOf(Kind) is { } constant
                    ? new LiteralExpression(constant, Next().Position)
                    : ExpectVariable();
        }
    }

    private static Value? ConstantOf(TokenKind kind) => kind switch
    {
        TokenKind.Null => Value.Null,
        TokenKind.True => Value.True,
        TokenKind.False => Value.False,
        TokenKind.Inf or TokenKind.Infinity => Value.Of(double.PositiveInfinity),
        TokenKind.Nan => Value.Of(double.NaN),
        _ => null,
    };

    /// <summary>The index of the parenthesis after <c>a.b.c(</c>, or 0 where the dots lead to a property.</summary>
    private int FunctionNameEnd()
    {
        var end = _index + 1;
        while (_tokens[end].Kind == TokenKind.Dot && _tokens[end + 1].IsName)
            end += 2;
        return _tokens[end].Kind == TokenKind.LeftParenthesis ? end : 0;
    }

    private MapExpression ParseMap()
    {
        var position = Expect(TokenKind.LeftBrace, "'{'").Position;
        SyntaxList<MapEntry> entries = Kind == TokenKind.RightBrace ? [] : CommaSeparated(ParseMapEntry);
        Expect(TokenKind.RightBrace, entries.Count == 0 ? "a key or '}'" : "an operator, ',' or '}'");
        return new MapExpression(Limited(entries, position), position);
    }

    private MapEntry ParseMapEntry()
    {
        var position = Current.Position;
        var key = ExpectName("a key or '}'");
        if (Kind == TokenKind.RightBrace)
            throw Unexpected("':' and a value after the key; a parameter is written $name");
        Expect(TokenKind.Colon, "':' after the key");
        return new MapEntry(key, ParseExpression(), position);
    }

    private MapProjectionExpression ParseMapProjection()
    {
        var subject = ExpectVariable();
        _index++;
        SyntaxList<MapProjectionItem> items = Kind == TokenKind.RightBrace ? [] : CommaSeparated(ParseMapProjectionItem);
        Expect(TokenKind.RightBrace, "an operator, ',' or '}'");
        return new MapProjectionExpression(subject, items, subject.Position);
    }

    private MapProjectionItem ParseMapProjectionItem()
    {
        var position = Current.Position;
        if (Accept(TokenKind.Dot))
        {
            return Accept(TokenKind.Star)
                ? new AllPropertiesItem(position)
                : new PropertyItem(ExpectName("a property or '*' after '.'"), position);
        }

        var key = ExpectName("'.' and a property, '.*', a key or a variable");
        return new EntryItem(key, Accept(TokenKind.Colon) ? ParseExpression() : new VariableExpression(key, position), position);
    }
}

using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Cypher.Parsing;

/// <content>Patterns of nodes and relationships.</content>
internal sealed partial class CypherParser
{
    private Pattern ParsePattern()
    {
        var position = Current.Position;
        return new Pattern(CommaSeparated(ParsePath), position);
    }

    /// <summary>One path of a MATCH, CREATE or MERGE, with its name.</summary>
    private PathPattern ParsePath()
    {
        var position = Current.Position;
        VariableExpression? variable = null;
        if (Current.IsName && Peek(1).Kind == TokenKind.Equal)
        {
            variable = ExpectVariable();
            _index++;
        }

        if (Kind is TokenKind.ShortestPath or TokenKind.AllShortestPaths)
            return ParseShortestPath(variable, position);
        if (ParseSelector() is { } selector)
        {
            var start = Current.Position;
            return ParseElement(variable, selector.Selector, start) with { Count = selector.Count, Position = start };
        }

        if (Current.IsName && Peek(1).Kind is TokenKind.LeftParenthesis)
        {
            _index++;
            throw Unexpected("'=' after the path's name");
        }

        return ParseElement(variable, PathSelector.All, position);
    }

    private PathPattern ParseShortestPath(VariableExpression? variable, SourcePosition position)
    {
        position = Current.Position;
        var selector = Next().Kind == TokenKind.ShortestPath ? PathSelector.ShortestPath : PathSelector.AllShortestPaths;
        Expect(TokenKind.LeftParenthesis, "'(' and a path such as (a)-[*]-(b)");
        var path = ParseElement(variable, selector, position);
        Expect(TokenKind.RightParenthesis, "')' after the path");
        return path;
    }

    /// <summary>A pattern inside an expression. It ends where no further relationship has its shape, as a minus may follow.</summary>
    private PathPattern ParseElementInExpression(VariableExpression? variable, SourcePosition position)
    {
        List<NodePattern> nodes = [ParseNode()];
        List<RelationshipPattern> relationships = [];
        while (LooksLikeRelationship(_index, out _))
        {
            relationships.Add(ParseRelationship(quantifiable: false));
            nodes.Add(ParseNode());
        }

        return new PathPattern(variable, PathSelector.All, [.. nodes], [.. relationships], position);
    }

    private NodePattern ParseNode()
    {
        var position = Expect(TokenKind.LeftParenthesis, "a node pattern such as (n:Label)").Position;
        var variable = ParsePatternVariable();
        var labels = ParsePatternLabels(relationship: false);
        var properties = ParsePatternProperties();
        var where = ParseWhere();
        if (Kind is TokenKind.Minus or TokenKind.Less && where is null)
            throw Unexpected("')' before the relationship");
        Expect(TokenKind.RightParenthesis, where is not null ? "an operator or ')'" : properties is not null ? "WHERE or ')'" : "':', '{', WHERE or ')' in the node pattern");
        return new NodePattern(variable, labels, properties, where, position);
    }

    private RelationshipPattern ParseRelationship(bool quantifiable)
    {
        var position = Current.Position;
        var left = Accept(TokenKind.Less);
        Expect(TokenKind.Minus, "'-' of a relationship");
        VariableExpression? variable = null;
        LabelExpression? types = null;
        HopRange? length = null;
        Expression? properties = null;
        Expression? where = null;
        SourcePosition? oldAlternative = null;
        if (Accept(TokenKind.LeftBracket))
        {
            variable = ParsePatternVariable();
            types = ParsePatternLabels(relationship: true);
            oldAlternative = _oldAlternative;
            length = ParseHops();
            properties = ParsePatternProperties();
            where = ParseWhere();
            Expect(TokenKind.RightBracket, where is not null ? "an operator or ']'" : "':', '*', '{', WHERE or ']' in the relationship pattern");
        }

        Expect(TokenKind.Minus, "'-' after the relationship");
        var right = Accept(TokenKind.Greater);
        if (oldAlternative is { } bar && (variable is not null || length is not null || properties is not null))
            throw CypherErrors.Syntax("'|:' between types does not go with a variable, properties or a length: write '|'.", bar);
        var direction = left == right ? PatternDirection.Both : left ? PatternDirection.Incoming : PatternDirection.Outgoing;
        var pattern = new RelationshipPattern(variable, types, length, properties, where, direction, position);
        if (!AtQuantifier)
            return pattern;
        return quantifiable
            ? Quantified(pattern)
            : throw CypherErrors.Syntax("A pattern that stands for a value cannot be quantified: write EXISTS { … } around it.", Current.Position);
    }

    /// <summary>A name, unless it is the IS or WHERE of a pattern without variable.</summary>
    private VariableExpression? ParsePatternVariable() =>
        Current.IsName && (Kind is not (TokenKind.Is or TokenKind.Where) || EndsPatternVariable(Peek(1).Kind)) ? ExpectVariable() : null;

    private static bool EndsPatternVariable(TokenKind kind) => kind is TokenKind.RightParenthesis or TokenKind.RightBracket
        or TokenKind.Colon or TokenKind.Star or TokenKind.LeftBrace or TokenKind.Parameter or TokenKind.Is or TokenKind.Where;

    private Expression? ParsePatternProperties() => Kind switch
    {
        TokenKind.LeftBrace => ParseMap(),
        TokenKind.Parameter => ParseParameter(),
        _ => null,
    };

    /// <summary>The hops of a relationship of variable length. <c>*2</c> is both bounds at once.</summary>
    private HopRange? ParseHops()
    {
        var position = Current.Position;
        if (!Accept(TokenKind.Star))
            return null;
        var minimum = ParseHopBound();
        if (Accept(TokenKind.DotDot))
            return new HopRange(minimum, ParseHopBound(), position);
        if (Kind == TokenKind.Minus || (Kind == TokenKind.Number && minimum is not null))
            throw Unexpected("a whole number of hops from 0, '..' or ']'");
        return new HopRange(minimum, minimum, position);
    }

    /// <summary>A bound beyond two thousand million is as good as none, but stays a bound.</summary>
    private int? ParseHopBound()
    {
        if (Kind != TokenKind.Number)
            return null;
        var token = Next();
        var value = Literals.Number(SpanOf(token), negative: false, token.Position);
        return value.Kind == ValueKind.Integer
            ? (int)Math.Min(value.AsInteger(), int.MaxValue)
            : throw CypherErrors.Syntax($"'{TextOf(token)}' is no number of hops: write a whole number.", token.Position);
    }

    /// <summary>Whether a node pattern and a relationship begin here, as opposed to a parenthesised expression.</summary>
    private bool LooksLikePattern(int index) => LooksLikeNode(index) && LooksLikeRelationship(_tokens[index].Partner + 1, out _);

    private bool LooksLikeNode(int index)
    {
        if (_tokens[index].Kind != TokenKind.LeftParenthesis || _tokens[index].Partner < 0)
            return false;
        var last = _tokens[index + 1].IsName ? index + 2 : index + 1;
        return _tokens[last].Kind != TokenKind.Star && LooksLikePatternInside(index + 1);
    }

    /// <summary>Whether what follows an opening bracket may be the inside of a node or relationship pattern.</summary>
    private bool LooksLikePatternInside(int index) =>
        EndsPatternVariable(_tokens[index].Kind) || (_tokens[index].IsName && EndsPatternVariable(_tokens[index + 1].Kind));

    /// <summary>Whether a relationship with its second node stands here; <paramref name="node"/> is then that node's index.</summary>
    private bool LooksLikeRelationship(int index, out int node)
    {
        node = index;
        if (_tokens[node].Kind == TokenKind.Less)
            node++;
        if (_tokens[node++].Kind != TokenKind.Minus)
            return false;
        if (_tokens[node].Kind == TokenKind.LeftBracket)
        {
            if (_tokens[node].Partner < 0 || !LooksLikePatternInside(node + 1))
                return false;
            node = _tokens[node].Partner + 1;
        }

        if (_tokens[node++].Kind != TokenKind.Minus)
            return false;
        if (_tokens[node].Kind == TokenKind.Greater)
            node++;

        // A quantifier is refused later, with a better message than an expression would give.
        if (_tokens[node - 1].Kind == TokenKind.Greater && _tokens[node].Kind is TokenKind.Plus or TokenKind.Star)
            node++;
        else if (_tokens[node - 1].Kind == TokenKind.Greater && _tokens[node] is { Kind: TokenKind.LeftBrace, Partner: >= 0 })
            node = _tokens[node].Partner + 1;
        return LooksLikeNode(node);
    }

    /// <summary>The index of the token after a pattern that <see cref="LooksLikePattern"/> has seen.</summary>
    private int EndOfPattern(int index)
    {
        var end = _tokens[index].Partner + 1;
        while (LooksLikeRelationship(end, out var node))
            end = _tokens[node].Partner + 1;
        return end;
    }
}

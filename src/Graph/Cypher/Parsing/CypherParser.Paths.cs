using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Cypher.Parsing;

/// <content>Paths of MATCH: selectors, parenthesised paths and quantifiers.</content>
internal sealed partial class CypherParser
{
    private bool AtQuantifier => Kind is TokenKind.Plus or TokenKind.Star or TokenKind.LeftBrace;

    /// <summary>Whether a parenthesis holds a path and not a node.</summary>
    private bool AtParenthesisedPath => Kind == TokenKind.LeftParenthesis
        && (Peek(1).Kind == TokenKind.LeftParenthesis || (Peek(1).IsName && Peek(2).Kind == TokenKind.Equal));

    /// <summary><c>SHORTEST 2 GROUPS</c> and its kin before a path; null where none stands. ALL alone says what goes without saying.</summary>
    private (PathSelector Selector, long Count)? ParseSelector()
    {
        if (Kind is not (TokenKind.Shortest or TokenKind.Any or TokenKind.All) || Peek(1).Kind == TokenKind.Equal)
            return null;
        var first = Next().Kind;
        var shortest = first != TokenKind.Shortest && Accept(TokenKind.Shortest);
        var count = first == TokenKind.Shortest || (first == TokenKind.Any && !shortest) ? ParsePathCount() : null;
        if (IsWord(0, "PATH") || IsWord(0, "PATHS"))
            _index++;
        if (first == TokenKind.All)
            return (shortest ? PathSelector.ShortestGroups : PathSelector.All, 1);
        if (first == TokenKind.Any)
            return (PathSelector.Shortest, count ?? 1);
        var groups = IsWord(0, "GROUP") || IsWord(0, "GROUPS");
        if (groups)
            _index++;
        else if (count is null)
            throw Unexpected("how many paths, as in SHORTEST 1");
        return (groups ? PathSelector.ShortestGroups : PathSelector.Shortest, count ?? 1);
    }

    private long? ParsePathCount()
    {
        if (Kind != TokenKind.Number)
            return null;
        var token = Next();
        var count = Literals.Number(SpanOf(token), negative: false, token.Position);
        if (count.Kind != ValueKind.Integer)
            throw CypherErrors.Syntax($"'{TextOf(token)}' is no number of paths: write a whole number.", token.Position);
        return count.AsInteger() > 0
            ? count.AsInteger()
            : throw CypherErrors.Syntax("A selector selects at least one path.", token.Position);
    }

    /// <summary>Nodes, relationships and quantified parts, where a pattern is the only thing that can stand.</summary>
    private PathPattern ParseElement(VariableExpression? variable, PathSelector selector, SourcePosition position)
    {
        List<NodePattern> nodes = [];
        List<RelationshipPattern> relationships = [];
        do
        {
            if (AtParenthesisedPath)
            {
                var start = Current.Position;
                var inner = ParseParenthesisedPath();
                if (!AtQuantifier)
                {
                    return nodes.Count == 0 && Kind != TokenKind.LeftParenthesis
                        ? inner with { Variable = variable ?? inner.Variable, Selector = selector, Position = position }
                        : throw CypherErrors.Syntax("A parenthesised path stands by itself, or is quantified, as in ((a)-->(b)){1,3}.", start);
                }

                if (nodes.Count == relationships.Count)
                    nodes.Add(Anonymous(start));
                relationships.Add(Quantified(inner, start));
            }
            else
            {
                if (nodes.Count > relationships.Count)
                    throw CypherErrors.Syntax("Two nodes stand side by side: only a quantified path may stand beside a node.", Current.Position);
                nodes.Add(ParseNode());
                while (Kind is TokenKind.Minus or TokenKind.Less)
                {
                    relationships.Add(ParseRelationship(quantifiable: true));
                    nodes.Add(ParseNode());
                }
            }
        }
        while (Kind == TokenKind.LeftParenthesis);

        if (nodes.Count == relationships.Count)
            nodes.Add(Anonymous(relationships[^1].Position));
        return new PathPattern(variable, selector, [.. nodes], [.. relationships], position);
    }

    private static NodePattern Anonymous(SourcePosition position) => new(null, null, null, null, position);

    private PathPattern ParseParenthesisedPath()
    {
        Deepen();
        var position = Next().Position;
        VariableExpression? variable = null;
        if (Current.IsName)
        {
            variable = ExpectVariable();
            _index++;
        }

        var path = ParseElement(variable, PathSelector.All, position);
        var where = ParseWhere();
        Expect(TokenKind.RightParenthesis, where is null ? "a relationship, WHERE or ')'" : "an operator or ')'");
        _depth--;
        if (where is not null && path.Where is not null)
            where = new BinaryExpression(BinaryOperator.And, path.Where, where, where.Position);
        return path with { Where = where ?? path.Where };
    }

    /// <summary>A single relationship with the quantifier after it.</summary>
    private RelationshipPattern Quantified(RelationshipPattern relationship)
    {
        var nodes = Anonymous(relationship.Position);
        return Quantified(new PathPattern(null, PathSelector.All, [nodes, nodes], [relationship], relationship.Position), relationship.Position);
    }

    private RelationshipPattern Quantified(PathPattern inner, SourcePosition position)
    {
        if (inner.Relationships.FirstOrDefault(relationship => relationship.Group is not null) is { } nested)
            throw CypherErrors.Syntax("A quantified path cannot stand inside another one.", nested.Position);
        if (inner.Variable is { } variable)
            throw CypherErrors.Syntax("A quantified path takes no name inside its parentheses: name the whole path.", variable.Position);
        if (inner.Relationships.Count == 0)
            throw CypherErrors.Syntax("A quantified path needs at least one relationship.", position);
        var (minimum, maximum) = ParseQuantifier();
        return new RelationshipPattern(null, null, null, null, null, PatternDirection.Both, position)
        {
            Group = new PathGroup(inner, minimum, maximum, position),
        };
    }

    /// <summary><c>+</c>, <c>*</c>, <c>{2}</c>, <c>{1,}</c>, <c>{,3}</c> or <c>{1,3}</c>.</summary>
    private (int Minimum, int? Maximum) ParseQuantifier()
    {
        var sign = Next();
        if (sign.Kind != TokenKind.LeftBrace)
            return (sign.Kind == TokenKind.Plus ? 1 : 0, null);
        var minimum = ParseHopBound();
        var maximum = minimum;
        if (Accept(TokenKind.Comma))
            maximum = ParseHopBound();
        else if (minimum is null)
            throw Unexpected("a whole number or ','");
        Expect(TokenKind.RightBrace, "a whole number or '}'");
        if (maximum == 0)
            throw CypherErrors.Syntax("A quantified path that is walked no time at all says nothing: give an upper bound of at least 1.", sign.Position);
        return maximum < minimum
            ? throw CypherErrors.Syntax($"The lower bound {minimum} of the quantifier exceeds its upper bound {maximum}.", sign.Position)
            : (minimum ?? 0, maximum);
    }
}

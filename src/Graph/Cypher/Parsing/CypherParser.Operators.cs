using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Cypher.Parsing;

/// <content>
/// Operators, from the loosest to the tightest: OR, XOR, AND, NOT, comparisons, predicates on strings, lists and null, + - ||,
/// * / %, ^, and the signs. All of them group from the left.
/// </content>
internal sealed partial class CypherParser
{
    private const int NotPrecedence = 4;
    private const int ComparisonPrecedence = 5;
    private const int PredicatePrecedence = 6;

    private Expression ParseExpression()
    {
        Deepen();
        var expression = ParseBinary(1);
        _depth--;
        return expression;
    }

    private static int Precedence(TokenKind kind) => kind switch
    {
        TokenKind.Or => 1,
        TokenKind.Xor => 2,
        TokenKind.And => 3,
        TokenKind.Equal or TokenKind.NotEqual or TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater or TokenKind.GreaterOrEqual => ComparisonPrecedence,
        TokenKind.In or TokenKind.Starts or TokenKind.Ends or TokenKind.Contains or TokenKind.RegexMatch or TokenKind.Is or TokenKind.DoubleColon => PredicatePrecedence,
        TokenKind.Plus or TokenKind.Minus or TokenKind.DoubleBar => 7,
        TokenKind.Star or TokenKind.Slash or TokenKind.Percent => 8,
        TokenKind.Caret => 9,
        _ => 0,
    };

    private static BinaryOperator OperatorOf(TokenKind kind) => kind switch
    {
        TokenKind.Or => BinaryOperator.Or,
        TokenKind.Xor => BinaryOperator.Xor,
        TokenKind.And => BinaryOperator.And,
        TokenKind.In => BinaryOperator.In,
        TokenKind.Starts => BinaryOperator.StartsWith,
        TokenKind.Ends => BinaryOperator.EndsWith,
        TokenKind.Contains => BinaryOperator.Contains,
        TokenKind.RegexMatch => BinaryOperator.RegexMatch,
        TokenKind.Plus => BinaryOperator.Add,
        TokenKind.Minus => BinaryOperator.Subtract,
        TokenKind.DoubleBar => BinaryOperator.Concatenate,
        TokenKind.Star => BinaryOperator.Multiply,
        TokenKind.Slash => BinaryOperator.Divide,
        TokenKind.Percent => BinaryOperator.Modulo,
        _ => BinaryOperator.Power,
    };

    /// <summary>An operand, and all operators after it that bind at least as tightly as <paramref name="minimum"/>.</summary>
    private Expression ParseBinary(int minimum) => ParseOperators(ParsePrefix(minimum), minimum);

    private Expression ParseOperators(Expression left, int minimum)
    {
        while (true)
        {
            var precedence = Precedence(Kind);
            if (precedence == 0 || precedence < minimum)
                return left;
            left = precedence switch
            {
                ComparisonPrecedence => ParseComparisons(left),
                PredicatePrecedence when Kind is TokenKind.Is or TokenKind.DoubleColon => ParseIs(left),
                _ => ParseOperator(left, precedence),
            };
        }
    }

    private BinaryExpression ParseOperator(Expression left, int precedence)
    {
        var sign = Next();
        if (sign.Kind is TokenKind.Starts or TokenKind.Ends)
            Expect(TokenKind.With, $"WITH after {TextOf(sign).ToUpperInvariant()}");
        return new BinaryExpression(OperatorOf(sign.Kind), left, ParseBinary(precedence + 1), sign.Position);
    }

    /// <summary>The whole chain <c>a &lt; b &lt;= c</c>.</summary>
    private ComparisonExpression ParseComparisons(Expression left)
    {
        var position = Current.Position;
        List<Expression> operands = [left];
        List<ComparisonOperator> operators = [];
        while (Precedence(Kind) == ComparisonPrecedence)
        {
            operators.Add(Next().Kind switch
            {
                TokenKind.Equal => ComparisonOperator.Equal,
                TokenKind.NotEqual => ComparisonOperator.NotEqual,
                TokenKind.Less => ComparisonOperator.Less,
                TokenKind.LessOrEqual => ComparisonOperator.LessOrEqual,
                TokenKind.Greater => ComparisonOperator.Greater,
                _ => ComparisonOperator.GreaterOrEqual,
            });
            operands.Add(ParseBinary(PredicatePrecedence));
        }

        return new ComparisonExpression([.. operands], [.. operators], position);
    }

    /// <summary>IS NULL, IS NOT NULL, or IS before a label expression.</summary>
    private Expression ParseIs(Expression operand)
    {
        var position = Current.Position;
        var next = Peek(1).Kind;
        var negated = next == TokenKind.Not;
        var what = negated ? Peek(2).Kind : next;
        if (Kind == TokenKind.DoubleColon || what is TokenKind.DoubleColon or TokenKind.Typed)
        {
            var bare = Kind == TokenKind.DoubleColon;
            _index += bare ? 1 : negated ? 3 : 2;
            return new TypeCheckExpression(operand, ParseType(), negated && !bare, position);
        }

        if (what is TokenKind.Normalized || (what is TokenKind.Nfc or TokenKind.Nfd or TokenKind.Nfkc or TokenKind.Nfkd && Peek(negated ? 3 : 2).Kind == TokenKind.Normalized))
        {
            _index += negated ? 2 : 1;
            var form = Kind == TokenKind.Normalized ? "NFC" : TextOf(Next()).ToUpperInvariant();
            _index++;
            Expression check = new FunctionExpression(NormalizedCheck, false, [operand, new LiteralExpression(Value.Of(form), position)], position);
            return negated ? new UnaryExpression(UnaryOperator.Not, check, position) : check;
        }

        if (what == TokenKind.Null)
        {
            _index += negated ? 3 : 2;
            return new NullCheckExpression(operand, negated, position);
        }

        if (negated || !(Peek(1).IsName || next is TokenKind.LeftParenthesis or TokenKind.Exclamation or TokenKind.Percent))
        {
            _index += negated ? 2 : 1;
            throw Unexpected(negated ? "NULL" : "NULL, NOT NULL or a label");
        }

        return new LabelCheckExpression(operand, ParseLabels(new LabelStyle { InExpression = true }), operand.Position);
    }

    /// <summary>NOT and signs before an operand. A minus before a number is part of the number.</summary>
    private Expression ParsePrefix(int minimum)
    {
        if (Kind == TokenKind.Not && minimum <= NotPrecedence && CanBeginOperand(Peek(1).Kind))
            return ParseNegated();
        return Kind is TokenKind.Minus or TokenKind.Plus ? ParseSigned() : ParsePostfix(withLabels: true);
    }

    private Expression ParseNegated()
    {
        var first = _index;
        while (Kind == TokenKind.Not && CanBeginOperand(Peek(1).Kind))
            _index++;
        var end = _index;
        return ApplyPrefixes(first, end, ParseBinary(NotPrecedence + 1));
    }

    private Expression ParseSigned()
    {
        var first = _index;
        while (Kind is TokenKind.Minus or TokenKind.Plus)
            _index++;
        var end = _index;
        var operand = Kind == TokenKind.Number && _tokens[end - 1].Kind == TokenKind.Minus
            ? ParsePostfixOf(ParseNumber(_tokens[--end].Position, negative: true), withLabels: true)
            : ParsePostfix(withLabels: true);
        return ApplyPrefixes(first, end, operand);
    }

    /// <summary>Puts the prefix operators of the tokens from first to before end around the operand, the last one innermost.</summary>
    private Expression ApplyPrefixes(int first, int end, Expression operand)
    {
        if (end - first > MaximumDepth)
            throw CypherErrors.Syntax($"More than {MaximumDepth} operators stand before one operand: leave out those that cancel each other.", _tokens[first].Position);
        for (var i = end - 1; i >= first; i--)
        {
            var prefix = _tokens[i].Kind switch
            {
                TokenKind.Not => UnaryOperator.Not,
                TokenKind.Minus => UnaryOperator.Minus,
                _ => UnaryOperator.Plus,
            };
            operand = new UnaryExpression(prefix, operand, _tokens[i].Position);
        }

        return operand;
    }

    private static bool CanBeginOperand(TokenKind kind) => kind >= TokenKind.Name
        || kind is TokenKind.Number or TokenKind.StringLiteral or TokenKind.Parameter or TokenKind.LeftParenthesis or TokenKind.LeftBracket
            or TokenKind.LeftBrace or TokenKind.Plus or TokenKind.Minus;
}

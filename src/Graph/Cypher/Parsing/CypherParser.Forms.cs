using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Cypher.Parsing;

/// <content>Expressions with a grammar of their own: functions, CASE, comprehensions, quantifiers, subqueries.</content>
internal sealed partial class CypherParser
{
    /// <summary>What begins with a name and a parenthesis.</summary>
    private Expression ParseCallLike(SourcePosition position)
    {
        var binding = Peek(2).IsName && Peek(3).Kind == TokenKind.In;
        switch (Kind)
        {
            case TokenKind.Count when Peek(2).Kind == TokenKind.Star && Peek(3).Kind == TokenKind.RightParenthesis:
                _index += 4;
                return new CountStarExpression(position);
            case TokenKind.All when binding:
                return ParseQuantifier(Quantifier.All);
            case TokenKind.Any when binding:
                return ParseQuantifier(Quantifier.Any);
            case TokenKind.None when binding:
                return ParseQuantifier(Quantifier.None);
            case TokenKind.Single when binding:
                return ParseQuantifier(Quantifier.Single);
            case TokenKind.Reduce when Peek(2).IsName && Peek(3).Kind == TokenKind.Equal:
                return ParseReduce();
            case TokenKind.ShortestPath or TokenKind.AllShortestPaths when Peek(2).Kind == TokenKind.LeftParenthesis:
                return new PatternExpression(ParseShortestPath(null, position), position);
            case TokenKind.Trim when TrimFrom() is { } trim:
                return trim;
            default:
                return ParseFunction(_index + 1);
        }
    }

    private FunctionExpression ParseFunction(int parenthesis)
    {
        var position = Current.Position;
        var name = NameOf(Next());
        while (_index < parenthesis)
        {
            _index++;
            name += "." + NameOf(Next());
        }

        _index++;
        var distinct = AcceptDistinctArgument();
        SyntaxList<Expression> arguments = Kind == TokenKind.RightParenthesis && !distinct ? [] : CommaSeparated(ParseExpression);
        Expect(TokenKind.RightParenthesis, "an operator, ',' or ')'");
        return new FunctionExpression(name, distinct, NormalFormNamed(name, arguments), position);
    }

    /// <summary>DISTINCT before a function's argument. ALL there says what goes without saying.</summary>
    private bool AcceptDistinctArgument()
    {
        ref readonly var next = ref Peek(1);
        if (Kind == TokenKind.All && (next.Kind is TokenKind.Number or TokenKind.StringLiteral or TokenKind.Parameter || (next.IsName && BeginsCase(next.Kind))))
            _index++;
        return Kind == TokenKind.Distinct && CanBeginOperand(Peek(1).Kind) && Accept(TokenKind.Distinct);
    }

    /// <summary>The form of <c>normalize(text, NFC)</c> is a word of the grammar, not a variable: it goes on as a string.</summary>
    private static SyntaxList<Expression> NormalFormNamed(string name, SyntaxList<Expression> arguments)
    {
        if (arguments.Count != 2 || arguments[1] is not VariableExpression form || !name.Equals("normalize", StringComparison.OrdinalIgnoreCase))
            return arguments;
        return Keywords.KindOf(form.Name) is TokenKind.Nfc or TokenKind.Nfd or TokenKind.Nfkc or TokenKind.Nfkd
            ? [arguments[0], new LiteralExpression(Value.Of(form.Name.ToUpperInvariant()), form.Position)]
            : throw CypherErrors.Syntax($"'{form.Name}' is no normal form: write NFC, NFD, NFKC or NFKD.", form.Position);
    }

    /// <summary><c>(a, b)</c></summary>
    private SyntaxList<Expression> ParseArguments()
    {
        Expect(TokenKind.LeftParenthesis, "'('");
        SyntaxList<Expression> arguments = Kind == TokenKind.RightParenthesis ? [] : CommaSeparated(ParseExpression);
        Expect(TokenKind.RightParenthesis, "an operator, ',' or ')'");
        return arguments;
    }

    /// <summary>
    /// <c>trim(BOTH 'x' FROM text)</c> and its kin, which is btrim, ltrim or rtrim of (text, 'x'); null where a plain call stands.
    /// </summary>
    private FunctionExpression? TrimFrom()
    {
        var position = Current.Position;
        var side = Peek(2).Kind;
        var sided = side is TokenKind.Both or TokenKind.Leading or TokenKind.Trailing && CanBeginOperand(Peek(3).Kind);
        var textOnly = side == TokenKind.From && CanBeginOperand(Peek(3).Kind);
        var characterOnly = side is TokenKind.StringLiteral or TokenKind.Parameter or TokenKind.Name && Peek(3).Kind == TokenKind.From;
        if (!sided && !textOnly && !characterOnly)
            return null;
        _index += sided ? 3 : 2;
        var characters = Kind == TokenKind.From ? null : ParseExpression();
        Expect(TokenKind.From, "FROM and the text");
        var text = ParseExpression();
        Expect(TokenKind.RightParenthesis, "an operator or ')'");
        var name = side switch
        {
            TokenKind.Leading => "ltrim",
            TokenKind.Trailing => "rtrim",
            _ => "btrim",
        };
        return new FunctionExpression(name, false, characters is null ? [text] : [text, characters], position);
    }

    private QuantifierExpression ParseQuantifier(Quantifier quantifier)
    {
        var name = Next();
        _index++;
        var variable = ExpectName("a variable");
        _index++;
        var list = ParseExpression();
        if (Kind == TokenKind.RightParenthesis)
            throw CypherErrors.Syntax($"{TextOf(name)}(…) needs a predicate: write {TextOf(name)}({variable} IN list WHERE …).", name.Position);
        Expect(TokenKind.Where, "an operator, or WHERE and a predicate");
        var where = ParseExpression();
        Expect(TokenKind.RightParenthesis, "an operator or ')'");
        return new QuantifierExpression(quantifier, variable, list, where, name.Position);
    }

    private ReduceExpression ParseReduce()
    {
        var position = Next().Position;
        _index++;
        var accumulator = ExpectName("a variable");
        _index++;
        var initial = ParseExpression();
        Expect(TokenKind.Comma, "an operator, or ',' and variable IN list");
        var variable = ExpectName("a variable");
        Expect(TokenKind.In, "IN and a list");
        var list = ParseExpression();
        if (Kind == TokenKind.RightParenthesis)
            throw CypherErrors.Syntax($"reduce(…) needs an expression after '|': write reduce({accumulator} = …, {variable} IN list | {accumulator} + {variable}).", position);
        Expect(TokenKind.Bar, "an operator, or '|' and an expression");
        var body = ParseExpression();
        Expect(TokenKind.RightParenthesis, "an operator or ')'");
        return new ReduceExpression(accumulator, initial, variable, list, body, position);
    }

    /// <summary>Whether CASE is the word and not a variable of that name: a value or WHEN follows, and no word that only follows a finished operand.</summary>
    private static bool BeginsCase(TokenKind next) => CanBeginOperand(next) && next is not (TokenKind.As or TokenKind.In or TokenKind.And or TokenKind.Or
        or TokenKind.Xor or TokenKind.Is or TokenKind.Starts or TokenKind.Ends or TokenKind.Contains or TokenKind.Asc or TokenKind.Desc);

    private CaseExpression ParseCase()
    {
        var position = Next().Position;
        var subject = Kind == TokenKind.When ? null : ParseExpression();
        List<CaseAlternative> alternatives = [];
        while (Kind == TokenKind.When)
        {
            var when = Next().Position;
            SyntaxList<Expression> tests = subject is null ? [ParseExpression()] : CommaSeparated(ParseCaseTest);
            Expect(TokenKind.Then, "an operator, or THEN");
            var then = ParseExpression();
            alternatives.AddRange(tests.Select(test => new CaseAlternative(test, then, when)));
        }

        if (alternatives.Count == 0)
            throw Unexpected("WHEN");
        var fallback = Accept(TokenKind.Else) ? ParseExpression() : null;
        Expect(TokenKind.End, "an operator, WHEN, ELSE or END");
        return new CaseExpression(subject, [.. alternatives], fallback, position);
    }

    /// <summary>A value to compare the subject with, or a test that leaves its left side out: <c>&gt; 3</c>, <c>IS NULL</c>.</summary>
    private Expression ParseCaseTest()
    {
        var position = Current.Position;
        var test = Kind switch
        {
            TokenKind.Starts or TokenKind.Ends => Peek(1).Kind == TokenKind.With,
            TokenKind.Is => Peek(1).Kind is TokenKind.Null or TokenKind.Not or TokenKind.Typed,
            TokenKind.DoubleColon => true,
            TokenKind.RegexMatch => true,
            var kind => Precedence(kind) == ComparisonPrecedence,
        };
        return test
            ? new CaseTestExpression(ParseOperators(new CaseSubjectExpression(position), ComparisonPrecedence), position)
            : ParseExpression();
    }

    private Expression ParseListOrComprehension()
    {
        var open = _index;
        if (Peek(1).IsName && Peek(2).Kind == TokenKind.In)
            return ParseListComprehension(open);
        var pattern = Peek(1).IsName && Peek(2).Kind == TokenKind.Equal ? open + 3 : open + 1;
        if (pattern < _tokens.Length && LooksLikePattern(pattern) && _tokens[EndOfPattern(pattern)].Kind is TokenKind.Where or TokenKind.Bar)
            return ParsePatternComprehension(open);

        _index++;
        SyntaxList<Expression> items = Kind == TokenKind.RightBracket ? [] : CommaSeparated(ParseExpression);
        Expect(TokenKind.RightBracket, items.Count == 0 ? "an expression or ']'" : "an operator, ',' or ']'");
        return new ListExpression(Limited(items, _tokens[open].Position), _tokens[open].Position);
    }

    private ListComprehensionExpression ParseListComprehension(int open)
    {
        _index++;
        var variable = ExpectName("a variable");
        _index++;
        var list = ParseExpression();
        var where = ParseComprehensionWhere(open, variable);
        var projection = Accept(TokenKind.Bar) ? ParseExpression() : null;
        Expect(TokenKind.RightBracket, projection is not null ? "an operator or ']'" : where is not null ? "an operator, '|' or ']'" : "an operator, WHERE, '|' or ']'");
        return new ListComprehensionExpression(variable, list, where, projection, _tokens[open].Position);
    }

    private PatternComprehensionExpression ParsePatternComprehension(int open)
    {
        _index++;
        var position = Current.Position;
        VariableExpression? variable = null;
        if (Current.IsName)
        {
            variable = ExpectVariable();
            _index++;
        }

        var pattern = ParseElementInExpression(variable, position);
        var where = ParseComprehensionWhere(open, null);
        Expect(TokenKind.Bar, "an operator, or '|' and an expression");
        var projection = ParseExpression();
        Expect(TokenKind.RightBracket, "an operator or ']'");
        return new PatternComprehensionExpression(pattern, where, projection, _tokens[open].Position);
    }

    private Expression? ParseComprehensionWhere(int open, string? variable)
    {
        var (outer, outerVariable) = (_comprehension, _comprehensionVariable);
        (_comprehension, _comprehensionVariable) = (open, variable);
        var where = ParseWhere();
        (_comprehension, _comprehensionVariable) = (outer, outerVariable);
        return where;
    }

    /// <summary>The body of EXISTS and COUNT: a query, or a bare pattern, which stands for MATCH and that pattern.</summary>
    private Query ParseSubquery()
    {
        var inner = Peek(1).Kind;
        var bare = inner == TokenKind.LeftParenthesis
            || (Peek(1).IsName && Peek(2).Kind == TokenKind.Equal)
            || inner is TokenKind.Shortest or TokenKind.Any or TokenKind.All
            || (inner is TokenKind.ShortestPath or TokenKind.AllShortestPaths && Peek(2).Kind == TokenKind.LeftParenthesis);
        if (!bare)
            return ParseBracedQuery();

        Deepen();
        _index++;
        var position = Current.Position;
        var pattern = ParsePattern();
        var match = new MatchClause(false, pattern, ParseWhere(), position);
        Expect(TokenKind.RightBrace, "an operator, ',', WHERE or '}'");
        _depth--;
        return new Query([new SingleQuery([match], position)], [], position);
    }
}

using CoEvolve.Graph.Cypher.Ast;

namespace CoEvolve.Graph.Cypher.Parsing;

/// <summary>
/// Turns the text of one statement into its syntax tree: recursive descent, and operator precedence by climbing.
/// </summary>
/// <remarks>
/// It reads forward only. Where Cypher is ambiguous (a parenthesis that opens a pattern or an expression, a bar that is part of a
/// label expression or begins a projection), the decision is made by looking at the shape of the tokens ahead over the paired
/// brackets, so that no text is parsed twice and time stays linear. Chains of operators are read by loops; what nests is
/// counted, and ends in an error at <see cref="MaximumDepth"/> rather than in a stack overflow.
/// </remarks>
internal sealed partial class CypherParser
{
    /// <summary>How deep expressions, label expressions and subqueries may nest. Neo4j gives up at some thousands.</summary>
    internal const int MaximumDepth = 1_000;

    /// <summary>The function behind IS NORMALIZED, under a name that no call can have.</summary>
    internal const string NormalizedCheck = "is normalized";

    private readonly string _text;
    private readonly Token[] _tokens;
    private int _index;
    private int _depth;
    private bool _unsupportedRuntime;

    private static readonly QueryLimits DefaultLimits = new();

    private readonly QueryLimits _limits;

    private CypherParser(string text, QueryLimits limits)
    {
        if (text.Length > limits.TextLength)
            throw CypherErrors.Syntax($"The statement has {text.Length} characters, and may have {limits.TextLength}: pass large values as parameters.", new SourcePosition(0, 1, 1));
        _text = text;
        _limits = limits;
        _tokens = Lexer.Read(text);
    }

    /// <summary>Parses one statement, with or without a closing semicolon.</summary>
    /// <exception cref="CypherException">A SyntaxError with the position of the first token that does not fit.</exception>
    public static Statement Parse(string text, QueryLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new CypherParser(text, limits ?? DefaultLimits).ParseStatement();
    }

    /// <summary>Parses an expression that stands alone.</summary>
    /// <exception cref="CypherException">A SyntaxError with the position of the first token that does not fit.</exception>
    public static Expression ParseExpression(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parser = new CypherParser(text, DefaultLimits);
        var expression = parser.ParseExpression();
        return parser.Kind == TokenKind.EndOfText ? expression : throw parser.Unexpected("an operator, or the end of the expression");
    }

    private Statement ParseStatement()
    {
        var start = Current.Position;
        var mode = ParseMode();
        if (Kind == TokenKind.EndOfText)
            throw NothingThere();
        var statement = ParseSchemaStatement() ?? ParseAdministration() ?? new QueryStatement(mode, ParseShow() ?? ParseQuery(), start) { UnsupportedRuntime = _unsupportedRuntime };
        var closed = Accept(TokenKind.Semicolon);
        if (Kind == TokenKind.EndOfText)
            return statement;
        throw closed
            ? CypherErrors.Syntax("Another statement follows the semicolon: send one statement at a time.", default)
            : Unexpected("an operator, a clause such as MATCH, WITH or RETURN, or the end of the query");
    }

    /// <summary>EXPLAIN, PROFILE, and the options <c>CYPHER 5 runtime=…</c>, which choose among planners that do not exist here and are read over.</summary>
    private QueryMode ParseMode()
    {
        var mode = QueryMode.Run;
        while (true)
        {
            switch (Kind)
            {
                case TokenKind.Explain:
                    mode = QueryMode.Explain;
                    break;
                case TokenKind.Profile:
                    mode = QueryMode.Profile;
                    break;
                case TokenKind.Cypher:
                    SkipPlannerOptions();
                    continue;
                default:
                    return mode;
            }

            _index++;
        }
    }

    /// <summary>At the place that Neo4j names for a text without a query.</summary>
    private static CypherException NothingThere() => CypherErrors.Syntax($"{CypherErrors.EmptyStatement}: write one that begins with MATCH, CREATE or RETURN.", new SourcePosition(1, 0, 1));

    private Query ParseQuery()
    {
        Deepen();
        var start = Current.Position;
        List<SingleQuery> parts = [ParseSingleQuery(start)];
        List<UnionKind> unions = [];
        while (Kind == TokenKind.Union)
        {
            var union = Next();
            var kind = Accept(TokenKind.All) ? UnionKind.All : UnionKind.Distinct;
            if (kind == UnionKind.Distinct)
                Accept(TokenKind.Distinct);
            if (unions.Count > 0 && unions[0] != kind)
                throw CypherErrors.Syntax("UNION and UNION ALL are mixed: use one of them throughout, or put one part into CALL { … }.", union.Position);
            unions.Add(kind);
            parts.Add(ParseSingleQuery(union.Position));
        }

        _depth--;
        return new Query([.. parts], [.. unions], start);
    }

    private SingleQuery ParseSingleQuery(SourcePosition position)
    {
        SkipUse();
        if (Kind == TokenKind.Using && IsWord(1, "PERIODIC"))
            throw CypherErrors.Syntax("USING PERIODIC COMMIT is no longer part of Cypher: use CALL { … } IN TRANSACTIONS.", Peek(1).Position);
        List<Clause> clauses = [];
        while (ParseClause() is { } clause)
            clauses.Add(clause);
        return clauses.Count > 0
            ? new SingleQuery([.. clauses], position)
            : throw Unexpected("a clause such as MATCH, CREATE, WITH or RETURN");
    }

    /// <summary>The body of <c>CALL { … }</c> and its kin.</summary>
    private Query ParseBracedQuery()
    {
        Expect(TokenKind.LeftBrace, "'{' and a query");
        var query = ParseQuery();
        Expect(TokenKind.RightBrace, "a clause, or '}' at the end of the subquery");
        return query;
    }
}

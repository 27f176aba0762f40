using CoEvolve.Graph.Cypher.Ast;

namespace CoEvolve.Graph.Cypher.Parsing;

/// <content>Clauses that read, project or call.</content>
internal sealed partial class CypherParser
{
    /// <summary>The next clause, or null where none begins here.</summary>
    private Clause? ParseClause() => Kind switch
    {
        TokenKind.Match => ParseMatch(Current.Position, optional: false),
        TokenKind.Optional => ParseOptional(),
        TokenKind.Unwind => ParseUnwind(),
        TokenKind.With => ParseWith(),
        TokenKind.Return => ParseReturn(),
        TokenKind.Order or TokenKind.Skip or TokenKind.Offset or TokenKind.Limit => ParseStandaloneOrder(),
        TokenKind.Finish => new FinishClause(Next().Position),
        TokenKind.Call => ParseCall(Current.Position, optional: false),
        TokenKind.Load => ParseLoadCsv(),
        _ => ParseUpdate(),
    };

    private Clause ParseOptional()
    {
        var position = Next().Position;
        return Kind switch
        {
            TokenKind.Match => ParseMatch(position, optional: true),
            TokenKind.Call => ParseCall(position, optional: true),
            _ => throw Unexpected("MATCH or CALL after OPTIONAL"),
        };
    }

    private MatchClause ParseMatch(SourcePosition position, bool optional)
    {
        _index++;
        var pattern = ParsePattern();
        List<PlannerHint> hints = [];
        while (Kind == TokenKind.Using)
            hints.Add(ParseHint());
        return new MatchClause(optional, pattern, ParseWhere(), position) { Hints = [.. hints] };
    }

    private Expression? ParseWhere() => Accept(TokenKind.Where) ? ParseExpression() : null;

    private PlannerHint ParseHint()
    {
        var position = Next().Position;
        if (Accept(TokenKind.Join))
        {
            Expect(TokenKind.On, "ON and the variables to join on");
            return new PlannerHint(CommaSeparated(ExpectVariable), null, [], position);
        }

        if (Kind is TokenKind.Range or TokenKind.Text or TokenKind.Point)
            _index++;
        var scan = Accept(TokenKind.Scan);
        if (!scan && !Accept(TokenKind.Index))
            throw Unexpected("INDEX, SCAN or JOIN ON after USING");
        if (Kind == TokenKind.Seek && Peek(1).IsName)
            _index++;
        SyntaxList<VariableExpression> variables = [ExpectVariable()];
        Expect(TokenKind.Colon, "':' and the label or type of the hint");
        var label = ExpectName("the label or type of the hint");
        if (scan)
            return new PlannerHint(variables, label, [], position);
        Expect(TokenKind.LeftParenthesis, "'(' and the indexed property");
        var keys = CommaSeparated(() => ExpectName("an indexed property"));
        Expect(TokenKind.RightParenthesis, "',' or ')'");
        return new PlannerHint(variables, label, keys, position);
    }

    private UnwindClause ParseUnwind()
    {
        var position = Next().Position;
        var list = ParseExpression();
        Expect(TokenKind.As, "an operator, or AS and the name of a variable");
        return new UnwindClause(list, ExpectVariable(), position);
    }

    private WithClause ParseWith()
    {
        var position = Next().Position;
        var projection = ParseProjection();
        return new WithClause(projection, ParseWhere(), position);
    }

    private ReturnClause ParseReturn()
    {
        var position = Next().Position;
        return new ReturnClause(ParseProjection(), position);
    }

    /// <summary>ORDER BY, SKIP or LIMIT as a clause of its own, which is WITH * with the same ending.</summary>
    private WithClause ParseStandaloneOrder()
    {
        var position = Current.Position;
        return new WithClause(ParseProjectionEnd(false, true, [], position), null, position);
    }

    private Projection ParseProjection()
    {
        var distinct = AcceptDistinct();
        var position = Current.Position;
        var all = Accept(TokenKind.Star);
        SyntaxList<ProjectionItem> items = all && !Accept(TokenKind.Comma) ? [] : CommaSeparated(ParseProjectionItem);
        return ParseProjectionEnd(distinct, all, items, position);
    }

    /// <summary>DISTINCT, unless it is a variable of that name, which nothing but an operator can follow.</summary>
    private bool AcceptDistinct()
    {
        var operand = Kind == TokenKind.Distinct && (CanBeginOperand(Peek(1).Kind) || Peek(1).Kind == TokenKind.Star)
            && !(Peek(1).Kind == TokenKind.As && Peek(2).IsName);
        return operand && Accept(TokenKind.Distinct);
    }

    private Projection ParseProjectionEnd(bool distinct, bool all, SyntaxList<ProjectionItem> items, SourcePosition position)
    {
        var order = SyntaxList<SortItem>.Empty;
        if (Accept(TokenKind.Order))
        {
            Expect(TokenKind.By, "BY after ORDER");
            order = CommaSeparated(ParseSortItem);
        }

        var skip = Accept(TokenKind.Skip) || Accept(TokenKind.Offset) ? ParseExpression() : null;
        var limit = Accept(TokenKind.Limit) ? ParseExpression() : null;
        return new Projection(distinct, all, items, order, skip, limit, position);
    }

    private ProjectionItem ParseProjectionItem()
    {
        var start = Current;
        var expression = ParseExpression();
        var text = _text[start.Start.._tokens[_index - 1].End];
        var alias = Accept(TokenKind.As) ? ExpectVariable() : null;
        return new ProjectionItem(expression, alias, text, start.Position);
    }

    private SortItem ParseSortItem()
    {
        var position = Current.Position;
        var expression = ParseExpression();
        var descending = Kind is TokenKind.Desc or TokenKind.Descending;
        if (descending || Kind is TokenKind.Asc or TokenKind.Ascending)
            _index++;
        return new SortItem(expression, descending, position);
    }

    private Clause ParseCall(SourcePosition position, bool optional)
    {
        _index++;
        return Kind switch
        {
            TokenKind.LeftBrace => ParseCallSubquery(position, optional, importAll: false, null),
            TokenKind.LeftParenthesis => ParseScopedCall(position, optional),
            _ => ParseCallProcedure(position, optional),
        };
    }

    private CallSubqueryClause ParseScopedCall(SourcePosition position, bool optional)
    {
        _index++;
        var all = Accept(TokenKind.Star);
        SyntaxList<VariableExpression> imports = all || Kind == TokenKind.RightParenthesis ? [] : CommaSeparated(ExpectVariable);
        Expect(TokenKind.RightParenthesis, "',' or ')' after the imported variables");
        return ParseCallSubquery(position, optional, all, imports);
    }

    private CallSubqueryClause ParseCallSubquery(SourcePosition position, bool optional, bool importAll, SyntaxList<VariableExpression>? imports)
    {
        var query = ParseBracedQuery();
        return new CallSubqueryClause(optional, importAll, imports, query, position) { Batches = Kind == TokenKind.In ? ParseBatches() : null };
    }

    private CallProcedureClause ParseCallProcedure(SourcePosition position, bool optional)
    {
        var name = ExpectName("the name of a procedure, '{' or '('");
        while (Accept(TokenKind.Dot))
            name += "." + ExpectName("the rest of the procedure's name");
        var arguments = Kind == TokenKind.LeftParenthesis ? ParseArguments() : null;
        var all = false;
        SyntaxList<YieldItem>? yield = null;
        Expression? where = null;
        if (Accept(TokenKind.Yield))
        {
            all = Accept(TokenKind.Star);
            yield = all ? null : CommaSeparated(ParseYieldItem);
            where = ParseWhere();
        }

        return new CallProcedureClause(optional, name, arguments, all, yield, where, position);
    }

    private YieldItem ParseYieldItem()
    {
        var position = Current.Position;
        var column = ExpectName("the name of a column that the procedure yields");
        var variable = Accept(TokenKind.As) ? ExpectVariable() : new VariableExpression(column, position);
        return new YieldItem(column, variable, position);
    }
}

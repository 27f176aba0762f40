using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Cypher.Parsing;

/// <content>
/// SHOW and TERMINATE. They are read as the query that they stand for: a CALL of the procedure that makes the rows, a WITH for YIELD, and a RETURN.
/// </content>
internal sealed partial class CypherParser
{
    private static readonly string[] ConstraintWords = ["NODE", "RELATIONSHIP", "REL", "PROPERTY", "UNIQUE", "UNIQUENESS", "KEY", "EXIST", "EXISTENCE", "TYPE"];

    /// <summary>The query of a SHOW or TERMINATE command, or null where the text begins otherwise.</summary>
    private Query? ParseShow()
    {
        if (Kind is not (TokenKind.Show or TokenKind.Terminate))
            return null;
        var position = Current.Position;
        var (command, arguments) = Next().Kind == TokenKind.Show ? ParseShown() : ParseTerminated();
        List<Clause> clauses = [];
        var call = new CallProcedureClause(false, command.Procedure, [.. arguments], YieldAll: true, null, Kind == TokenKind.Where ? ParseWhere() : null, position);
        var columns = command.Columns[..command.Brief];
        if (Accept(TokenKind.Yield))
        {
            var yield = ParseShowYield(command);
            clauses.Add(yield);
            columns = [.. yield.Projection.Items.Select(item => item.Alias?.Name ?? item.Text)];
        }

        clauses.Insert(0, Kind == TokenKind.Return && command.Returned is { } returned ? call with { Name = returned.Procedure } : call);
        clauses.Add(Kind == TokenKind.Return ? ParseShowReturn(columns) : new ReturnClause(Columns(columns, position), position));
        return new Query([new SingleQuery([.. clauses], position)], [], position);
    }

    private (ShowCommand Command, List<Expression> Arguments) ParseShown()
    {
        var kind = KindOfIndex(Kind);
        if (kind is not null && Peek(1).Kind != TokenKind.Index && !IsWord(1, "INDEXES"))
            throw Unexpected("INDEXES after the kind of index");
        List<Expression> filter = [Literal(kind is null ? "" : kind.Value.ToString().ToUpperInvariant())];
        var all = kind is not null || AcceptWord("ALL");
        _index += kind is null ? 0 : 1;
        if (AcceptWord("INDEX", "INDEXES"))
            return (ShowCommand.Indexes, filter);
        var builtIn = IsWord(0, "BUILT") && Accept(Kind) && AcceptWord("IN");
        var userDefined = IsWord(0, "USER") && IsWord(1, "DEFINED");
        _index += userDefined ? 2 : 0;
        if (AcceptWord("FUNCTION", "FUNCTIONS"))
        {
            SkipExecutable();
            return (ShowCommand.Functions, [new LiteralExpression(Value.Of(!userDefined), Current.Position)]);
        }

        if (builtIn || userDefined)
            throw Unexpected("FUNCTIONS");
        if (AcceptWord("PROCEDURE", "PROCEDURES"))
        {
            SkipExecutable();
            return (ShowCommand.Procedures, []);
        }

        return AcceptWord("SETTING", "SETTINGS") ? (ShowCommand.Settings, [ParseNames()])
            : AcceptWord("TRANSACTION", "TRANSACTIONS") ? (ShowCommand.Transactions, [ParseNames()])
            : ParseShownDatabases(all) ?? ParseShownConstraints();
    }

    private (ShowCommand Command, List<Expression> Arguments)? ParseShownDatabases(bool all)
    {
        if (AcceptWord("DATABASES"))
            return (ShowCommand.Databases, [Literal("")]);
        if (IsWord(0, "DEFAULT") || IsWord(0, "HOME"))
        {
            _index++;
            if (!AcceptWord("DATABASE"))
                throw Unexpected("DATABASE");
            return (ShowCommand.HomeDatabase, [Literal(GraphName)]);
        }

        if (AcceptWord("DATABASE"))
            return (ShowCommand.Databases, [Literal(Current.IsName && Kind is not (TokenKind.Yield or TokenKind.Where) ? NameOf(Next()) : "")]);
        if (AcceptWord("USERS") || (AcceptWord("CURRENT") && AcceptWord("USER")))
            return (ShowCommand.Users, []);
        if (AcceptWord("ALIAS", "ALIASES"))
        {
            _index += Kind == TokenKind.For ? 2 : 0;
            return (ShowCommand.Aliases, []);
        }

        return all && !IsWord(0, "CONSTRAINT") && !IsWord(0, "CONSTRAINTS") ? throw Unexpected("INDEXES, CONSTRAINTS, FUNCTIONS or PROCEDURES") : null;
    }

    /// <summary><c>[NODE] UNIQUE CONSTRAINTS</c> and so on: the words before CONSTRAINTS say which.</summary>
    private (ShowCommand Command, List<Expression> Arguments) ParseShownConstraints()
    {
        List<string> words = [];
        while (Array.Find(ConstraintWords, word => IsWord(0, word)) is { } word)
        {
            words.Add(word);
            _index++;
        }

        if (!AcceptWord("CONSTRAINT", "CONSTRAINTS"))
            throw Unexpected("INDEXES, CONSTRAINTS, FUNCTIONS, PROCEDURES, DATABASES, TRANSACTIONS or SETTINGS");
        return (ShowCommand.Constraints, [Literal(string.Join(' ', words))]);
    }

    private (ShowCommand Command, List<Expression> Arguments) ParseTerminated()
    {
        if (!AcceptWord("TRANSACTION", "TRANSACTIONS"))
            throw Unexpected("TRANSACTION");
        return Kind is TokenKind.Yield or TokenKind.EndOfText or TokenKind.Semicolon
            ? throw Unexpected("the id of a transaction")
            : (ShowCommand.Terminate, [ParseNames()]);
    }

    /// <summary><c>EXECUTABLE [BY CURRENT USER | BY name]</c>: here everyone may execute everything.</summary>
    private void SkipExecutable()
    {
        if (!AcceptWord("EXECUTABLE") || !Accept(TokenKind.By))
            return;
        _index += AcceptWord("CURRENT") ? 1 : 0;
        if (Current.IsName && Kind is not (TokenKind.Yield or TokenKind.Where))
            _index++;
    }

    /// <summary>Strings apart by commas, or one expression that is a string or a list of them; an empty list where nothing stands.</summary>
    private Expression ParseNames()
    {
        var position = Current.Position;
        if (Kind is TokenKind.Yield or TokenKind.Where or TokenKind.EndOfText or TokenKind.Semicolon)
            return new ListExpression([], position);
        var names = CommaSeparated(ParseExpression);
        return names.Count == 1 ? names[0] : new ListExpression(names, position);
    }

    private WithClause ParseShowYield(ShowCommand command)
    {
        var position = Current.Position;
        var projection = ParseProjection();
        if (projection.IncludeExisting)
            projection = projection with { IncludeExisting = false, Items = Columns(command.Columns, position).Items };
        foreach (var item in projection.Items)
        {
            if (item.Expression is not VariableExpression)
                throw CypherErrors.Syntax("YIELD names columns, and computes nothing: do that in RETURN.", item.Position);
        }

        return new WithClause(projection, ParseWhere(), position);
    }

    private ReturnClause ParseShowReturn(string[] columns)
    {
        var result = ParseReturn();
        return result.Projection.IncludeExisting
            ? result with { Projection = result.Projection with { IncludeExisting = false, Items = [.. Columns(columns, result.Position).Items, .. result.Projection.Items] } }
            : result;
    }

    private static Projection Columns(IEnumerable<string> names, SourcePosition position) =>
        new(false, false, [.. names.Select(name => new ProjectionItem(new VariableExpression(name, position), null, name, position))], [], null, null, position);

    private LiteralExpression Literal(string text) => new(Value.Of(text), Current.Position);
}

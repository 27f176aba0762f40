using CoEvolve.Graph.Cypher.Ast;

namespace CoEvolve.Graph.Cypher.Parsing;

/// <content>What may stand behind a subquery that runs in transactions of its own, and LOAD CSV.</content>
internal sealed partial class CypherParser
{
    /// <summary><c>IN [n CONCURRENT] TRANSACTIONS [OF n ROWS] [ON ERROR …] [REPORT STATUS AS variable]</c>, the last three in any order. Concurrency is read over: batches take turns.</summary>
    private TransactionBatches ParseBatches()
    {
        var position = Next().Position;
        if (Kind != TokenKind.Transactions)
        {
            if (Kind != TokenKind.Concurrent)
                ParseExpression();
            Expect(TokenKind.Concurrent, "TRANSACTIONS, or CONCURRENT TRANSACTIONS");
        }

        Expect(TokenKind.Transactions, "TRANSACTIONS");
        var (rows, failure, status, statusPosition) = ((Expression?)null, (BatchFailure?)null, (VariableExpression?)null, default(SourcePosition));
        while (true)
        {
            if (rows is null && AcceptWord("OF"))
            {
                rows = ParseBatchSize();
            }
            else if (failure is null && Kind == TokenKind.On && IsWord(1, "ERROR"))
            {
                _index += 2;
                failure = ParseBatchFailure();
            }
            else if (status is null && IsWord(0, "REPORT") && IsWord(1, "STATUS"))
            {
                statusPosition = Current.Position;
                _index += 2;
                Expect(TokenKind.As, "AS and a variable");
                status = ExpectVariable();
            }
            else
            {
                break;
            }
        }

        if (status is not null && failure is null or BatchFailure.Fail)
            throw CypherErrors.Syntax("A status is reported where ON ERROR CONTINUE or ON ERROR BREAK lets the query live to tell it.", statusPosition);
        return new TransactionBatches(rows, failure ?? BatchFailure.Fail, status, position);
    }

    private Expression ParseBatchSize()
    {
        var size = ParseExpression();
        if (!Accept(TokenKind.Rows) && !AcceptWord("ROW"))
            throw Unexpected("ROWS");
        return size is LiteralExpression { Value: var value } && !(value.IsInteger && value.AsInteger() > 0)
            ? throw CypherErrors.Syntax($"A batch has a whole number of rows above 0, and not {value}.", size.Position)
            : size;
    }

    private BatchFailure ParseBatchFailure()
    {
        if (AcceptWord("RETRY"))
        {
            if (Current.Kind == TokenKind.For)
                _index += 2;
            if (AcceptWord("SEC", "SECOND", "SECONDS") | Accept(TokenKind.Then))
            {
                Accept(TokenKind.Then);
            }
            else
            {
                return BatchFailure.Fail;
            }
        }

        return AcceptWord("CONTINUE") ? BatchFailure.Continue
            : AcceptWord("BREAK") ? BatchFailure.Break
            : AcceptWord("FAIL") ? BatchFailure.Fail
            : throw Unexpected("CONTINUE, BREAK or FAIL");
    }

    /// <summary><c>LOAD CSV [WITH HEADERS] FROM address AS row [FIELDTERMINATOR text]</c></summary>
    private LoadCsvClause ParseLoadCsv()
    {
        var position = Next().Position;
        Expect(TokenKind.Csv, "CSV");
        var headers = Accept(TokenKind.With);
        if (headers && !AcceptWord("HEADERS"))
            throw Unexpected("HEADERS");
        Expect(TokenKind.From, "FROM and the file's address");
        var address = ParseExpression();
        Expect(TokenKind.As, "an operator, or AS and the name of a variable");
        var row = ExpectVariable();
        if (!AcceptWord("FIELDTERMINATOR"))
            return new LoadCsvClause(headers, address, row, ',', position);
        var place = Current.Position;
        return ParseExpression() is LiteralExpression { Value: { IsString: true } text } && text.AsString().Length == 1
            ? new LoadCsvClause(headers, address, row, text.AsString()[0], position)
            : throw CypherErrors.Syntax("Fields end at one character.", place);
    }
}

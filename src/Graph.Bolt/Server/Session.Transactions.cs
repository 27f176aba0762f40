using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Bolt.PackStream;
using CoEvolve.Graph.Bolt.Security;
using CoEvolve.Graph.Execution.Results;
using CoEvolve.Graph.Transactions;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>Statements and transactions: BEGIN, RUN, COMMIT, ROLLBACK.</summary>
internal sealed partial class Session
{
    private readonly Dictionary<long, OpenResult> _results = [];
    private IGraphTransaction? _transaction;
    private TransactionRequest? _request;
    private CypherException? _doom;
    private long _lastResult = -1;
    private (long Sequence, Bookmarks Request, string Text) _bookmark = (-1, Bookmarks.None, "");

    private ValueTask<bool> BeginAsync(ref PackReader reader, int fields)
    {
        StructureReader.Require(fields, 1);
        var extra = ValueReader.ReadMap(ref reader, _format);
        RequireState("BeginMessage", SessionState.Ready);
        return FinishBeginAsync(TransactionRequest.Read(extra, _version));
    }

    private async ValueTask<bool> FinishBeginAsync(TransactionRequest request)
    {
        var work = StartWork(request);
        await WaitForBookmarkAsync(request, work.Token).ConfigureAwait(false);
        _transaction = _graph!.BeginLate(Caller(request), request.ReadOnly);
        _state = SessionState.InTransaction;
        if (request.Database is null && _version.TellsHomeDatabase)
        {
            _replies.Success(("db", Value.Of(ServedGraph.DatabaseName)));
        }
        else
        {
            _replies.Success();
        }

        return true;
    }

    private ValueTask<bool> RunAsync(ref PackReader reader, int fields)
    {
        StructureReader.Require(fields, 3);
        var cypher = reader.Peek() == PackKind.String ? reader.ReadString() : throw RequestRefusedException.Value("Illegal value for field \"statement\": Expected string");
        var parameters = reader.Peek() == PackKind.Map ? ValueReader.ReadMap(ref reader, _format) : throw RequestRefusedException.Value("Illegal value for field \"params\": Expected map");
        var extra = reader.Peek() == PackKind.Map ? ValueReader.ReadMap(ref reader, _format) : throw RequestRefusedException.Value("Illegal value for field \"metadata\": Expected map");
        RequireState("RunMessage", SessionState.Ready, SessionState.InTransaction);
        return _state == SessionState.InTransaction
            ? RunInTransactionAsync(cypher, parameters)
            : RunAloneAsync(cypher, parameters, TransactionRequest.Read(extra, _version));
    }

    private async ValueTask<bool> RunAloneAsync(string cypher, MapValue parameters, TransactionRequest request)
    {
        var began = _served.Clock.GetTimestamp();
        var work = StartWork(request);
        await WaitForBookmarkAsync(request, work.Token).ConfigureAwait(false);
        var result = await OpenAsync(cypher, parameters, began, token => AnswerAloneAsync(cypher, parameters, request, token)).ConfigureAwait(false);
        _results[_lastResult = 0] = result;
        _state = SessionState.AutoCommit;
        var fields = Value.Of(result.Columns);
        var time = Value.Of(Milliseconds(began));
        if (request.Database is null && _version.TellsHomeDatabase)
        {
            _replies.Success(("t_first", time), ("fields", fields), ("db", Value.Of(ServedGraph.DatabaseName)));
        }
        else
        {
            _replies.Success(("t_first", time), ("fields", fields));
        }

        return true;
    }

    private async ValueTask<IGraphResult> AnswerAloneAsync(string cypher, MapValue parameters, TransactionRequest request, CancellationToken cancellationToken)
    {
        if (!request.ReadOnly)
        {
            return await _graph!.RunAsync(cypher, parameters, Caller(request), cancellationToken).ConfigureAwait(false);
        }

        _transaction = _graph!.BeginLate(Caller(request), readOnly: true);
        return await _transaction.RunAsync(cypher, parameters, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<bool> RunInTransactionAsync(string cypher, MapValue parameters)
    {
        var began = _served.Clock.GetTimestamp();
        var result = await OpenAsync(cypher, parameters, began, token => AnswerInTransactionAsync(cypher, parameters, token)).ConfigureAwait(false);
        _results[++_lastResult] = result;
        _replies.Success(("t_first", Value.Of(Milliseconds(began))), ("fields", Value.Of(result.Columns)), ("qid", Value.Of(_lastResult)));
        return true;
    }

    private async ValueTask<IGraphResult> AnswerInTransactionAsync(string cypher, MapValue parameters, CancellationToken cancellationToken)
    {
        try
        {
            return await _transaction!.RunAsync(cypher, parameters, cancellationToken).ConfigureAwait(false);
        }
        catch (CypherException failure) when (failure.Code == CypherErrors.TransactionStartCode && _request!.IsImplicit && _lastResult < 0)
        {
            return await _graph!.RunAsync(cypher, parameters, Caller(_request), cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<OpenResult> OpenAsync(string cypher, MapValue parameters, long began, Func<CancellationToken, ValueTask<IGraphResult>> answer)
    {
        RequireCurrentPassword(cypher);
        var token = _work!.Token;
        token.ThrowIfCancellationRequested();
        if (Administration.TryRun(cypher, parameters, _served, _user!) is { } done)
        {
            return new(done, done.Columns, null, began) { ChangedUsers = true };
        }

        SystemDatabase.Require(cypher, _request!.Database);
        try
        {
            _output.Lend();
            var answering = answer(token);
            await _output.TakeBackAsync().ConfigureAwait(false);
            var result = await answering.ConfigureAwait(false);
            return new(result, result.Columns, null, began);
        }
        catch (CypherException failure) when (LeavesEnds(failure))
        {
            // Neo4j looks at this at the end of a transaction, not of a statement.
            _doom = _state == SessionState.InTransaction ? failure : null;
            return new(new BufferedResult(QueryType.Write, [], new(), failure.Counters ?? new()), [], _doom is null ? failure : null, began);
        }
        catch (CypherException failure) when (!failure.IsCompileTime && IsToldWithRows(failure.Code))
        {
            // Neo4j begins to make rows when they are asked for; so clients get the names of the columns before such a failure.
            return new(null, await ColumnsAsync(cypher, parameters, failure, token).ConfigureAwait(false), failure, began);
        }
    }

    private async ValueTask<IReadOnlyList<string>> ColumnsAsync(string cypher, MapValue parameters, CypherException failure, CancellationToken cancellationToken)
    {
        var explained = await _graph!.RunAsync("EXPLAIN " + cypher, parameters, Caller(_request!), cancellationToken).ConfigureAwait(false);
        await using (explained.ConfigureAwait(false))
        {
            return explained.Columns.Count > 0 ? explained.Columns : throw failure;
        }
    }

    private static bool LeavesEnds(CypherException failure) =>
        failure.Code == CypherErrors.ConstraintCode && failure.Message.Contains("still has relationships", StringComparison.Ordinal);

    private static bool IsToldWithRows(string code) =>
        code is CypherErrors.ArithmeticCode or CypherErrors.TypeCode or CypherErrors.ArgumentCode or CypherErrors.EntityNotFoundCode or CypherErrors.TransactionStartCode;

    private ValueTask<bool> CommitAsync(int fields)
    {
        StructureReader.Require(fields, 0);
        return CommitAsync();
    }

    private async ValueTask<bool> CommitAsync()
    {
        RequireState("CommitMessage", SessionState.InTransaction);
        await CloseResultsAsync().ConfigureAwait(false);
        _work!.Token.ThrowIfCancellationRequested();
        if (_doom is { } doom)
        {
            throw doom;
        }

        await _transaction!.CommitAsync(_work.Token).ConfigureAwait(false);
        var bookmark = Bookmark();
        await EndTransactionAsync().ConfigureAwait(false);
        _state = SessionState.Ready;
        _replies.Success(("bookmark", bookmark));
        return true;
    }

    private ValueTask<bool> RollbackAsync(int fields)
    {
        StructureReader.Require(fields, 0);
        return RollbackAsync();
    }

    private async ValueTask<bool> RollbackAsync()
    {
        RequireState("RollbackMessage", SessionState.InTransaction);
        await EndTransactionAsync().ConfigureAwait(false);
        _state = SessionState.Ready;
        _replies.Success();
        return true;
    }

    private GraphCaller Caller(TransactionRequest request) => new()
    {
        User = _user!.Name,
        Connection = Id,
        Address = _address,
        Protocol = "bolt",
        SeesOthers = _user.Role == BoltRole.Admin,
        Metadata = request.Metadata,
    };

    private Work StartWork(TransactionRequest request)
    {
        if (request.Database is { } database && !IsServed(database))
        {
            throw new RequestRefusedException(StatusCodes.DatabaseNotFound, $"Graph not found: {database}") { Fails = true };
        }

        var work = new Work(request.Timeout, _served.Clock);
        (_work, _request) = (work, request);
        if (_input.WaitingResets > _input.ResetsBehind)
        {
            work.Stop(StopReason.Reset);
        }
        else if (_input.ResetsBehind > 0)
        {
            work.StopSoon(StopReason.Reset, _served.Clock);
        }

        return work;
    }

    private async ValueTask WaitForBookmarkAsync(TransactionRequest request, CancellationToken cancellationToken)
    {
        var pause = TimeSpan.FromMilliseconds(10);
        var began = _served.Clock.GetTimestamp();
        while (_served.LastTransaction < request.Bookmarks.Transaction)
        {
            if (_served.Clock.GetElapsedTime(began) >= _served.Options.BookmarkTime)
            {
                throw new RequestRefusedException(StatusCodes.BookmarkTimeout, "The state that the bookmark stands for was not reached in time.") { Fails = true };
            }

            await Task.Delay(pause, _served.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private Value Bookmark()
    {
        var sequence = _served.LastTransaction;
        if (_bookmark.Sequence != sequence || !ReferenceEquals(_bookmark.Request, _request!.Bookmarks))
        {
            _bookmark = (sequence, _request!.Bookmarks, (_request.Bookmarks with { Transaction = sequence }).ToText());
        }

        return Value.Of(_bookmark.Text);
    }

    private async ValueTask EndTransactionAsync()
    {
        await GiveUpTransactionAsync().ConfigureAwait(false);
        var work = _work;
        (_work, _doom) = (null, null);
        work?.Dispose();
    }

    /// <summary>Rolls back what is not committed. Why it was stopped stays known to the requests that follow.</summary>
    private async ValueTask GiveUpTransactionAsync()
    {
        await CloseResultsAsync().ConfigureAwait(false);
        var transaction = _transaction;
        _transaction = null;
        if (transaction is not null)
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask CloseResultsAsync()
    {
        foreach (var result in _results.Values)
        {
            await result.DisposeAsync().ConfigureAwait(false);
        }

        _results.Clear();
        _lastResult = -1;
    }

    private void RequireCurrentPassword(string cypher)
    {
        if (_user!.MustChange && !Administration.ChangesOwnPassword(cypher))
        {
            throw new RequestRefusedException(StatusCodes.CredentialsExpired,
                "Permission denied.\n\nThe credentials you provided were valid, but must be changed before you can use this instance. "
                + "Log on to the system database and run: ALTER CURRENT USER SET PASSWORD FROM 'current' TO 'new'")
            { Fails = true };
        }
    }

    private long Milliseconds(long since) => (long)_served.Clock.GetElapsedTime(since).TotalMilliseconds;
}

using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Bolt.PackStream;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>Rows and summaries: PULL and DISCARD.</summary>
internal sealed partial class Session
{
    private const long All = -1;

    private ValueTask<bool> FetchAsync(ref PackReader reader, int fields, string name, bool discard, CancellationToken cancellationToken)
    {
        StructureReader.Require(fields, 1);
        if (reader.Peek() != PackKind.Map)
        {
            throw RequestRefusedException.Value("Illegal value for field \"metadata\": Expected map");
        }

        var extra = ValueReader.ReadMap(ref reader, _format);
        RequireState(name, SessionState.AutoCommit, SessionState.InTransaction);
        var count = RequestFields.Integer(extra, "n") ?? throw RequestRefusedException.Value("Illegal value for field \"n\": Expected value to be non-null");
        if (count is not All and < 1)
        {
            throw RequestRefusedException.Value($"Illegal value for field \"n\": Expecting size to be at least 1, but got: {count}");
        }

        var id = RequestFields.Integer(extra, "qid") is { } given and not -1 ? given : _lastResult;
        if (!_results.TryGetValue(id, out var result))
        {
            // One whose time was over while nobody asked for its rows is gone.
            _work?.Token.ThrowIfCancellationRequested();
            throw new RequestRefusedException(StatusCodes.RequestInvalidFormat, $"No such statement: {id}");
        }

        return SendRowsAsync(id, result, count, discard, cancellationToken);
    }

    private async ValueTask<bool> SendRowsAsync(long id, OpenResult result, long count, bool discard, CancellationToken cancellationToken)
    {
        var asked = _served.Clock.GetTimestamp();
        var token = _work!.Token;
        var ended = false;
        for (var sent = 0L; count == All || sent < count; sent++)
        {
            if (!await ReadAsync(result, token).ConfigureAwait(false))
            {
                ended = true;
                break;
            }

            if (!discard)
            {
                _replies.Record(result.Current);
                if (_output.Waiting > FlushSize)
                {
                    token.ThrowIfCancellationRequested();
                    await _output.FlushAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }

        if (!ended && await result.HasMoreAsync(token).ConfigureAwait(false))
        {
            _replies.Success(("has_more", Value.True));
            return true;
        }

        await FinishAsync(id, result, asked).ConfigureAwait(false);
        return true;
    }

    /// <summary>Reads a row. What waits to be sent is sent meanwhile, should it take long: clients are told of the columns, and of rows, before the next one is computed.</summary>
    private ValueTask<bool> ReadAsync(OpenResult result, CancellationToken cancellationToken)
    {
        _output.Lend();
        var reading = result.ReadAsync(cancellationToken);
        var back = _output.TakeBackAsync();
        return reading.IsCompletedSuccessfully && back.IsCompletedSuccessfully ? reading : AwaitAsync(reading, back);
    }

    private static async ValueTask<bool> AwaitAsync(ValueTask<bool> reading, ValueTask back)
    {
        try
        {
            return await reading.ConfigureAwait(false);
        }
        finally
        {
            await back.ConfigureAwait(false);
        }
    }

    private async ValueTask FinishAsync(long id, OpenResult result, long asked)
    {
        _results.Remove(id);
        var entries = Summary.Of(result, _version, _request!.Notifications ?? _notifications);
        entries.Add(("t_last", Value.Of(Milliseconds(asked))));
        entries.Add(("db", Value.Of(_request!.Database?.ToLowerInvariant() ?? ServedGraph.DatabaseName)));
        await result.DisposeAsync().ConfigureAwait(false);
        if (_state == SessionState.AutoCommit)
        {
            entries.Add(("bookmark", Bookmark()));
            await EndTransactionAsync().ConfigureAwait(false);
            _state = SessionState.Ready;
        }

        _replies.Success([.. entries]);
    }
}

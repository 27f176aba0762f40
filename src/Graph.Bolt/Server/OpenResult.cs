using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Server;

/// <summary>A result of which a client has not read the end. It looks one row ahead, since the last row is to be told together with the summary.</summary>
internal sealed class OpenResult(IGraphResult? result, IReadOnlyList<string> columns, CypherException? failure, long began) : IAsyncDisposable
{
    private bool _isAhead;

    /// <summary>The rows; null where running the statement failed in a way that is told when rows are asked for.</summary>
    public IGraphResult Result => result!;

    public IReadOnlyList<string> Columns => columns;

    /// <summary>When the statement was begun, as the clock counts.</summary>
    public long Began => began;

    /// <summary>Whether the statement changed the users.</summary>
    public bool ChangedUsers { get; init; }

    /// <summary>Whether the statement was only to be planned.</summary>
    public bool IsExplained => result?.Plan is { DbHits: null };

    /// <summary>What the statement is told about.</summary>
    public IReadOnlyList<QueryNotification> Notifications => result?.Notifications ?? [];

    /// <summary>Whether any row was there.</summary>
    public bool HasRows { get; private set; }

    public ReadOnlySpan<Value> Current => Result.Current;

    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (failure is not null)
        {
            throw failure;
        }

        if (_isAhead)
        {
            _isAhead = false;
            return true;
        }

        var some = await Result.ReadAsync(cancellationToken).ConfigureAwait(false);
        HasRows |= some;
        return some;
    }

    /// <summary>Whether another row follows, which the next <see cref="ReadAsync"/> gives.</summary>
    public async ValueTask<bool> HasMoreAsync(CancellationToken cancellationToken) =>
        _isAhead = await ReadAsync(cancellationToken).ConfigureAwait(false);

    public ValueTask DisposeAsync() => result?.DisposeAsync() ?? ValueTask.CompletedTask;
}

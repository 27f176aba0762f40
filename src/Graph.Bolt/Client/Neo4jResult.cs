using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Client;

/// <summary>Rows that a server sends, so many at a time.</summary>
internal sealed class Neo4jResult : IGraphResult
{
    private readonly Lease _lease;
    private readonly bool _ownsLease;
    private readonly Value[] _row;
    private bool _isAsked;
    private bool _isDiscarded;

    private Neo4jResult(Lease lease, bool ownsLease, IReadOnlyList<string> columns)
    {
        (_lease, _ownsLease, Columns) = (lease, ownsLease, columns);
        _row = new Value[columns.Count];
        _isAsked = true;
    }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>Told by the server at the end; until then a result counts as reading.</summary>
    public QueryType QueryType { get; private set; }

    public ReadOnlySpan<Value> Current => _row;

    public QueryCounters Counters { get; } = new();

    public IReadOnlyList<QueryNotification> Notifications { get; private set; } = [];

    public QueryPlan? Plan { get; private set; }

    public bool HasEnded { get; private set; }

    public static async ValueTask<Neo4jResult> RunAsync(
        Lease lease, string cypher, IReadOnlyDictionary<string, Value>? parameters, MapValue extra, bool ownsLease, CancellationToken cancellationToken)
    {
        var connection = lease.Connection;
        var values = parameters switch
        {
            null => MapValue.Empty,
            MapValue map => map,
            _ => MapValue.From(parameters),
        };
        Parameters.Require(values);
        connection.Add(MessageTag.Run, Value.Of(cypher), Value.Of(values), Value.Of(extra));
        connection.Add(MessageTag.Pull, Fetch(lease.FetchSize));
        try
        {
            await connection.SendAsync(cancellationToken).ConfigureAwait(false);
            var answer = await connection.ReceiveSuccessAsync(cancellationToken).ConfigureAwait(false);
            var result = new Neo4jResult(lease, ownsLease, ColumnsOf(answer) ?? throw connection.Broken("did not name the columns"));

            // A statement that only writes is done when this returns, so that a failure of it cannot be missed.
            if (result.Columns.Count == 0)
            {
                await result.ReadAsync(cancellationToken).ConfigureAwait(false);
            }

            return result;
        }
        catch (CypherException failure)
        {
            lease.Note(failure);
            throw;
        }
    }

    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        var connection = _lease.Connection;
        try
        {
            while (!HasEnded)
            {
                if (!_isAsked)
                {
                    connection.Add(_isDiscarded ? MessageTag.Discard : MessageTag.Pull, Fetch(_isDiscarded ? -1 : _lease.FetchSize));
                    _isAsked = true;
                    await connection.SendAsync(cancellationToken).ConfigureAwait(false);
                }

                var (isRecord, summary) = await connection.ReceiveAsync(_row, cancellationToken).ConfigureAwait(false);
                if (isRecord)
                {
                    return true;
                }

                await TakeAsync(summary!).ConfigureAwait(false);
            }

            return false;
        }
        catch (Exception failure) when (failure is CypherException or GraphUnavailableException or OperationCanceledException)
        {
            if (failure is CypherException told)
            {
                _lease.Note(told);
            }

            await EndAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends the statement: rows that were not read are not sent. A statement by itself commits, so that a failure of that is thrown here.</summary>
    public async ValueTask DisposeAsync()
    {
        _isDiscarded = true;
        while (await ReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            // Rows that were asked for already.
        }
    }

    private static Value Fetch(long count) => Value.Of(MapValue.From([new("n", Value.Of(count))]));

    private static string[]? ColumnsOf(MapValue answer) => answer.GetOrNull("fields") is { Kind: ValueKind.List } fields && fields.AsList().All(field => field.Kind == ValueKind.String)
        ? [.. fields.AsList().Select(field => field.AsString())]
        : null;

    private async ValueTask TakeAsync(MapValue summary)
    {
        _isAsked = false;
        if (summary.GetOrNull("has_more").Equals(Value.True))
        {
            return;
        }

        QueryType = summary.GetOrNull("type").AsStringOrNull() switch
        {
            "w" => QueryType.Write,
            "rw" => QueryType.ReadWrite,
            "s" => QueryType.Schema,
            _ => QueryType.Read,
        };
        if (summary.GetOrNull("stats") is { Kind: ValueKind.Map } stats)
        {
            Statistics.Read(stats.AsMap(), Counters);
        }

        Notifications = ToldNotifications.Read(summary);
        if (summary.GetOrNull("profile") is { Kind: ValueKind.Map } profile)
        {
            Plan = PlanMap.Read(profile.AsMap());
        }
        else if (summary.GetOrNull("plan") is { Kind: ValueKind.Map } plan)
        {
            Plan = PlanMap.Read(plan.AsMap());
        }

        _lease.Note(summary);
        await EndAsync().ConfigureAwait(false);
    }

    private ValueTask EndAsync()
    {
        HasEnded = true;
        return _ownsLease ? _lease.DisposeAsync() : ValueTask.CompletedTask;
    }
}

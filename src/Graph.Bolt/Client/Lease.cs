using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Client;

/// <summary>A connection that a transaction has for itself, and what it is to tell the server of the transaction.</summary>
internal sealed class Lease(
    ConnectionPool pool,
    ClientConnection connection,
    Neo4jGraphOptions options,
    AccessMode mode,
    IReadOnlyList<string> bookmarks,
    Action<IReadOnlyList<string>, string> seen,
    Router router) : IAsyncDisposable
{
    private bool _isReturned;

    public ClientConnection Connection => connection;

    public int FetchSize => options.FetchSize;

    public MapValue Extra()
    {
        var extra = new List<KeyValuePair<string, Value>>();
        if (mode == AccessMode.Read)
        {
            extra.Add(new("mode", Value.Of("r")));
        }

        if (options.Database is { } database)
        {
            extra.Add(new("db", Value.Of(database)));
        }

        if (bookmarks.Count > 0)
        {
            extra.Add(new("bookmarks", Value.Of(bookmarks)));
        }

        if (options.TransactionTime is { } time)
        {
            extra.Add(new("tx_timeout", Value.Of((long)time.TotalMilliseconds)));
        }

        return MapValue.From(extra);
    }

    /// <summary>Takes the bookmark out of a summary.</summary>
    /// <exception cref="GraphUnavailableException">It holds what no bookmark does: sent back, it would spoil every later transaction.</exception>
    public void Note(MapValue summary)
    {
        if (summary.GetOrNull("bookmark") is { Kind: ValueKind.String } bookmark)
        {
            if (bookmark.AsString().AsSpan().ContainsAnyExceptInRange('!', '~'))
            {
                throw connection.Broken("sent a bookmark that is none");
            }

            seen(bookmarks, bookmark.AsString());
        }
    }

    /// <summary>Takes note of a failure that says something about the server.</summary>
    public void Note(CypherException failure)
    {
        if (ServerFailure.IsOfWriter(failure))
        {
            router.ForgetWriter(connection.Address);
        }
        else if (ServerFailure.IsOfServer(failure))
        {
            router.ForgetServer(connection.Address);
        }
    }

    public ValueTask DisposeAsync()
    {
        if (_isReturned)
        {
            return ValueTask.CompletedTask;
        }

        _isReturned = true;
        if (connection.IsBroken)
        {
            router.ForgetServer(connection.Address);
        }

        return pool.ReleaseAsync(connection);
    }
}

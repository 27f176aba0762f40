using CoEvolve.Graph.Bolt.Messages;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Client;

/// <summary>A transaction on a server. It has a connection for itself until its end.</summary>
internal sealed class Neo4jTransaction(Lease lease) : IGraphTransaction
{
    private Neo4jResult? _open;
    private bool _hasEnded;

    public static async ValueTask BeginAsync(Lease lease, CancellationToken cancellationToken)
    {
        lease.Connection.Add(MessageTag.Begin, Value.Of(lease.Extra()));
        await AskAsync(lease, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IGraphResult> RunAsync(string cypher, IReadOnlyDictionary<string, Value>? parameters = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cypher);
        ObjectDisposedException.ThrowIf(_hasEnded, this);
        await CloseOpenAsync().ConfigureAwait(false);
        return _open = await Neo4jResult.RunAsync(lease, cypher, parameters, MapValue.Empty, ownsLease: false, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask CommitAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_hasEnded, this);
        var isAsked = false;
        try
        {
            await CloseOpenAsync().ConfigureAwait(false);
            _hasEnded = true;
            if (lease.Connection.NeedsReset)
            {
                throw new CypherException("Neo.ClientError.Transaction.TransactionMarkedAsFailed", "A statement of this transaction failed, so it was rolled back.");
            }

            lease.Connection.Add(MessageTag.Commit);
            isAsked = !lease.Connection.IsBroken;
            lease.Note(await AskAsync(lease, cancellationToken).ConfigureAwait(false));
        }
        catch (GraphUnavailableException lost) when (isAsked)
        {
            throw new GraphUnavailableException($"{lost.Message} It was told to commit, and whether it did is not known.", lost) { IsOutcomeUnknown = true };
        }
        finally
        {
            _hasEnded = true;
            await lease.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Giving the connection back resets it, which rolls back.</summary>
    public async ValueTask RollbackAsync(CancellationToken cancellationToken = default)
    {
        if (_hasEnded)
        {
            return;
        }

        _hasEnded = true;
        try
        {
            if (_open is null or { HasEnded: true } && lease.Connection is { IsBroken: false, NeedsReset: false })
            {
                lease.Connection.Add(MessageTag.Rollback);
                await AskAsync(lease, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await lease.Connection.ResetAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            await lease.DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await RollbackAsync().ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is GraphUnavailableException or CypherException)
        {
            // The server rolls back what it is not told to commit.
        }
    }

    private static async ValueTask<MapValue> AskAsync(Lease lease, CancellationToken cancellationToken)
    {
        try
        {
            await lease.Connection.SendAsync(cancellationToken).ConfigureAwait(false);
            return await lease.Connection.ReceiveSuccessAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CypherException failure)
        {
            lease.Note(failure);
            throw;
        }
    }

    private ValueTask CloseOpenAsync()
    {
        var open = _open;
        _open = null;
        return open?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}

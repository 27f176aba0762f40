using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Client;

/// <summary>A graph that a Neo4j keeps: 4.4, 5, or any other server that speaks Bolt. Safe to use from several threads; a transaction and a result are not.</summary>
/// <remarks>
/// What one caller has written, the next one sees, also on another server of a cluster: bookmarks are carried along. A statement that is cancelled is ended on the
/// server too. Rows come as they are read; a server never sends more than <see cref="Neo4jGraphOptions.FetchSize"/> ahead.
/// </remarks>
public sealed class Neo4jGraph : IGraph
{
    private readonly Neo4jGraphOptions _options;
    private readonly Router _router;
    private readonly TimeProvider _clock;
    private readonly Random _jitter;
    private readonly Lock _bookmarking = new();
    private IReadOnlyList<string> _bookmarks = [];

    /// <summary>Connects to nothing yet: that happens with the first statement.</summary>
    /// <param name="options">How the server is reached.</param>
    /// <param name="clock">Measures times; the system's clock where left out.</param>
    /// <param name="seed">Of the randomness in pauses between tries; another one for each graph where left out.</param>
    /// <exception cref="ArgumentException">The address is none, or an option is out of its range.</exception>
    public Neo4jGraph(Neo4jGraphOptions options, TimeProvider? clock = null, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _clock = clock ?? TimeProvider.System;
        _router = new(options, _clock, Bookmarks);
        _jitter = new(seed ?? System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue));
    }

    /// <summary>Connections in use at this moment.</summary>
    internal int BusyConnections => _router.BusyCount;

    /// <summary>Runs one statement in a transaction of its own. It is tried again where the server says that it failed for a passing reason before any row came.</summary>
    /// <exception cref="CypherException">The server refused or failed; nothing of the statement stays.</exception>
    /// <exception cref="GraphUnavailableException">The server was not reached, or lost: then what a writing statement did is not known.</exception>
    /// <inheritdoc cref="IGraph.RunAsync"/>
    public ValueTask<IGraphResult> RunAsync(string cypher, IReadOnlyDictionary<string, Value>? parameters = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cypher);
        return RetryAsync(() => RunOnceAsync(cypher, parameters, cancellationToken), lossIsPassing: false, writes: true, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="GraphUnavailableException">No server was reached.</exception>
    public async ValueTask<IGraphTransaction> BeginTransactionAsync(AccessMode mode, CancellationToken cancellationToken = default)
    {
        var lease = await LeaseAsync(mode, cancellationToken).ConfigureAwait(false);
        try
        {
            await Neo4jTransaction.BeginAsync(lease, cancellationToken).ConfigureAwait(false);
            return new Neo4jTransaction(lease);
        }
        catch
        {
            await lease.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Does work in a transaction and commits it. Where it fails for a passing reason, such as a deadlock or a server that went away, it is done again from the beginning.</summary>
    /// <param name="mode">Whether the work writes.</param>
    /// <param name="work">The work. It may run more than once, so it must not do anything else that cannot be done twice.</param>
    /// <param name="cancellationToken">Stops work and tries.</param>
    /// <exception cref="CypherException">It failed for a lasting reason, or for longer than <see cref="Neo4jGraphOptions.RetryTime"/>.</exception>
    /// <exception cref="GraphUnavailableException">No server was reached for so long; or one was lost while it committed what was written, which is not done again since it may have been done.</exception>
    public ValueTask<T> InTransactionAsync<T>(AccessMode mode, Func<IGraphTransaction, CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return RetryAsync(() => OnceAsync(mode, work, cancellationToken), lossIsPassing: true, mode == AccessMode.Write, cancellationToken);
    }

    /// <summary>Closes the connections that are not in use, and each other one when it is given back.</summary>
    public ValueTask DisposeAsync() => _router.DisposeAsync();

    private async ValueTask<T> OnceAsync<T>(AccessMode mode, Func<IGraphTransaction, CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        var transaction = await BeginTransactionAsync(mode, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var done = await work(transaction, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return done;
        }
    }

    private async ValueTask<IGraphResult> RunOnceAsync(string cypher, IReadOnlyDictionary<string, Value>? parameters, CancellationToken cancellationToken)
    {
        var lease = await LeaseAsync(AccessMode.Write, cancellationToken).ConfigureAwait(false);
        try
        {
            return await Neo4jResult.RunAsync(lease, cypher, parameters, lease.Extra(), ownsLease: true, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await lease.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<Lease> LeaseAsync(AccessMode mode, CancellationToken cancellationToken)
    {
        var (pool, connection) = await _router.AcquireAsync(mode, cancellationToken).ConfigureAwait(false);
        return new(pool, connection, _options, mode, Bookmarks(), Seen, _router);
    }

    private IReadOnlyList<string> Bookmarks()
    {
        lock (_bookmarking)
        {
            return _bookmarks;
        }
    }

    /// <summary>A transaction's bookmark stands for all that the transaction was told to wait for, and for itself.</summary>
    private void Seen(IReadOnlyList<string> told, string bookmark)
    {
        lock (_bookmarking)
        {
            _bookmarks = [.. _bookmarks.Where(known => known != bookmark && !told.Contains(known)), bookmark];
        }
    }

    private async ValueTask<T> RetryAsync<T>(Func<ValueTask<T>> attempt, bool lossIsPassing, bool writes, CancellationToken cancellationToken)
    {
        var began = _clock.GetTimestamp();
        var pause = _options.RetryPause;
        while (true)
        {
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (CypherException failure) when (ServerFailure.IsPassing(failure) && _clock.GetElapsedTime(began) + pause < _options.RetryTime)
            {
            }
            catch (GraphUnavailableException lost) when (lossIsPassing && !(writes && lost.IsOutcomeUnknown) && _clock.GetElapsedTime(began) + pause < _options.RetryTime)
            {
            }

            await Task.Delay(WithJitter(pause), _clock, cancellationToken).ConfigureAwait(false);
            pause *= 2;
        }
    }

    private TimeSpan WithJitter(TimeSpan pause)
    {
        lock (_jitter)
        {
            return pause * (0.8 + (0.4 * _jitter.NextDouble()));
        }
    }
}

using CoEvolve.Graph;
using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Candidates.Held;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Recommendations.Pricing;

namespace CoEvolve.Matching.Recommendations.Serving;

/// <summary>A held network, and the facts of its actors by their numbers.</summary>
internal sealed record HeldDay(HeldNetwork Network, ActorFacts[] Facts)
{
    private volatile Priced? _priced;

    /// <summary>The prices of all actors by their numbers, looked up once for each table.</summary>
    public double[] PricesOf(PriceTable table)
    {
        if (_priced is not { } priced || priced.Table != table)
        {
            _priced = priced = new(table, [.. Network.Actors.Select(actor => table[actor.Id])]);
        }

        return priced.Values;
    }

    private sealed record Priced(PriceTable Table, double[] Values);
}

/// <summary>
/// Holds the network of a day in memory while somebody makes many lists, and hands it out only as long as the graph has not changed since it was read: a list never knows less than the graph does. After a
/// change the graph itself is asked, until the network has been read again, at most once in <see cref="ReadAgainAfter"/>. Safe to use from several threads.
/// </summary>
internal sealed class NetworkHolder(IGraph graph, NetworkProfileReader profiles, CandidateOptions options, TimeProvider time)
{
    /// <summary>Reading takes about as long as some hundred lists: with edits all the time it must not come before each.</summary>
    public static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMinutes(1);

    private const int FactsAtOnce = 1000;

    private readonly Lock _gate = new();
    private readonly Dictionary<DateOnly, int> _wanted = [];
    private HeldDay? _held;
    private long? _readAt;
    private Task? _reading;

    /// <summary>Holds the network of a day until the result is disposed of. Only an embedded graph can tell whether it has changed; over another one nothing is held.</summary>
    public IDisposable Hold(DateOnly day)
    {
        lock (_gate)
        {
            _wanted[day] = _wanted.GetValueOrDefault(day) + 1;
        }

        return new Wish(this, day);
    }

    /// <summary>The network of a day as it stands; null where it is not held, and the graph has to be asked.</summary>
    /// <param name="day">The day.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async ValueTask<HeldDay?> OfAsync(DateOnly day, CancellationToken cancellationToken)
    {
        if (graph is not EmbeddedGraph embedded || !IsWanted(day))
        {
            return null;
        }

        if (Current(embedded, day) is { } held)
        {
            return held;
        }

        if (Reading(embedded, day) is not { } reading)
        {
            return null;
        }

        // Whoever waits goes on by itself: with the network held nothing is waited for any more, and the first to go on would keep the others from it to the end.
        await reading.WaitAsync(cancellationToken);
        await Task.Yield();
        return Current(embedded, day);
    }

    /// <summary>Until the network has been read once, everybody waits for it; when it is outdated, whoever finds that first reads it again, and the others do not wait.</summary>
    private Task? Reading(EmbeddedGraph embedded, DateOnly day)
    {
        lock (_gate)
        {
            if (_readAt is { } at && (_reading is not null || time.GetElapsedTime(at) < ReadAgainAfter))
            {
                return null;
            }

            // Not tied to the request that asked first: others wait for it as well.
            return _reading ??= Task.Run(() => ReadAsync(embedded, day), CancellationToken.None);
        }
    }

    private async Task ReadAsync(EmbeddedGraph embedded, DateOnly day)
    {
        HeldDay? read = null;
        try
        {
            var version = embedded.LastTransaction;
            await using var transaction = await graph.BeginTransactionAsync(AccessMode.Read);
            read = embedded.LastTransaction == version
                ? await ReadAsync(transaction, version, day)
                : null; // something was committed just now
        }
        finally
        {
            lock (_gate)
            {
                _reading = null;
                _held = _wanted.ContainsKey(day) ? read : null;
                _readAt = _wanted.ContainsKey(day) ? time.GetTimestamp() : null;
            }
        }
    }

    private async Task<HeldDay> ReadAsync(IGraphTransaction transaction, long version, DateOnly day)
    {
        var network = await HeldReader.ReadAsync(transaction, version, day, options, CancellationToken.None);
        var profile = await profiles.ReadAsync(transaction, day, CancellationToken.None);
        var facts = new List<ActorFacts>(network.Actors.Length);
        foreach (var chunk in network.Actors.Chunk(FactsAtOnce))
        {
            facts.AddRange((await PairReader.ReadActorsAsync(transaction, chunk.Select(actor => actor.Id), profile, CancellationToken.None)).OrderBy(actor => actor.Actor.Id.Value, StringComparer.Ordinal));
        }

        return new(network, [.. facts]);
    }

    private HeldDay? Current(EmbeddedGraph embedded, DateOnly day)
    {
        lock (_gate)
        {
            return _held is { } held && held.Network.AsOf == day && held.Network.Version == embedded.LastTransaction ? held : null;
        }
    }

    private bool IsWanted(DateOnly day)
    {
        lock (_gate)
        {
            return _wanted.ContainsKey(day);
        }
    }

    private void GiveUp(DateOnly day)
    {
        lock (_gate)
        {
            if (--_wanted[day] == 0)
            {
                _wanted.Remove(day);
                (_held, _readAt) = (null, null);
            }
        }
    }

    private sealed class Wish(NetworkHolder holder, DateOnly day) : IDisposable
    {
        private NetworkHolder? _holder = holder;

        public void Dispose() => Interlocked.Exchange(ref _holder, null)?.GiveUp(day);
    }
}

using System.Collections.Concurrent;
using CoEvolve.Graph;
using CoEvolve.Matching.Network;

namespace CoEvolve.Matching.Recommendations.Pricing;

/// <summary>What a run of prices found.</summary>
/// <param name="Askers">Actors whose candidates were looked at.</param>
/// <param name="Partners">Actors that somebody looks for.</param>
/// <param name="Cheaper">Of these, how many cost less than 1.</param>
/// <param name="LeastPrice">The lowest price.</param>
/// <param name="Ndcg10">NDCG@10 of the priced lists against the unpriced ones, p·q being the gain: what prices cost the readers.</param>
public sealed record PriceReport(int Askers, int Partners, int Cheaper, double LeastPrice, double Ndcg10);

/// <summary>
/// Prices from the candidates of everybody: for the night, before lists are made. A partner has room for as many requests as its capacity has places left, and for
/// <see cref="PriceOptions.UnknownCapacity"/> where it states none.
/// </summary>
internal sealed class PriceRun(IGraph graph, PairSource source)
{
    /// <summary>Candidates of one asker that can matter: many times a page, so that prices can lift some up to it.</summary>
    private const int Considered = 100;

    /// <summary>Finds the prices of a day.</summary>
    /// <param name="asOf">The day.</param>
    /// <param name="parallelism">Askers at once.</param>
    /// <param name="progress">Hears how many askers are done.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<(PriceTable Prices, PriceReport Report)> RunAsync(DateOnly asOf, int parallelism, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var ids = await graph.ReadNamedAsync("Recommendations/Queries/askers", new() { ["asOf"] = Graph.Values.Value.Of(asOf) }, row => new ActorId(row[0].AsString()), cancellationToken);
        using var held = source.Holder.Hold(asOf);
        var found = new Sought[ids.Count][];
        var rooms = new ConcurrentDictionary<ActorId, double>();
        var done = 0;
        await Parallel.ForAsync(0, ids.Count, new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken }, async (place, stop) =>
        {
            await using var transaction = await graph.BeginTransactionAsync(AccessMode.Read, stop);
            var candidates = await source.FindAsync(transaction, new(ids[place], asOf), stop);
            RankedPair[] considered = [.. (candidates?.Pairs ?? []).OrderByDescending(Unpriced).ThenBy(pair => pair.Candidate.Id.Value, StringComparer.Ordinal).Take(Considered)];
            foreach (var pair in considered)
            {
                rooms.TryAdd(pair.Candidate.Id, Room(pair, source.Options.Prices));
            }

            // No more than this is kept of a pair: there are a hundred times as many as actors.
            found[place] = [.. considered.Select(pair => new Sought(pair.Candidate.Id, (float)pair.Score.Forward.Value, (float)pair.Score.Backward.Value))];
            progress?.Report(Interlocked.Increment(ref done));
        });
        return Of(found, rooms, cancellationToken);
    }

    private (PriceTable Prices, PriceReport Report) Of(Sought[][] found, IReadOnlyDictionary<ActorId, double> rooms, CancellationToken cancellationToken)
    {
        var partners = rooms.Keys.OrderBy(partner => partner.Value, StringComparer.Ordinal).ToArray();
        var numbers = partners.Index().ToDictionary(partner => partner.Item, partner => partner.Index);
        var options = source.Options.Prices;
        var lists = new ScoredLists(
            [.. found.Select(row => row.Select(pair => new ScoredPartner(numbers[pair.Partner], pair.Forward, pair.Backward)).ToArray())],
            [.. partners.Select(partner => rooms[partner])]);
        var prices = CongestionPrices.Of(lists, options, cancellationToken);
        var table = new PriceTable(partners.Zip(prices, (partner, price) => KeyValuePair.Create(partner, price)));
        return (table, new(found.Length, partners.Length, table.Count, prices.DefaultIfEmpty(1).Min(), CongestionPrices.Ndcg(lists, prices, options.ListLength)));
    }

    private static double Unpriced(RankedPair pair) => pair.Score.Forward.Value * pair.Score.Backward.Value;

    // Whoever has no place left is no candidate unless capacity is not honoured: one place is the least.
    private static double Room(RankedPair pair, PriceOptions options) =>
        pair.Facts.To.Capacity is { } capacity ? Math.Max(1, capacity - pair.Facts.To.RunningPartnerships) : options.UnknownCapacity;

    private readonly record struct Sought(ActorId Partner, float Forward, float Backward);
}

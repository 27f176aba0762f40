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
        var found = new RankedPair[ids.Count][];
        var done = 0;
        await Parallel.ForAsync(0, ids.Count, new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken }, async (place, stop) =>
        {
            await using var transaction = await graph.BeginTransactionAsync(AccessMode.Read, stop);
            var candidates = await source.FindAsync(transaction, new(ids[place], asOf), stop);
            found[place] = [.. (candidates?.Pairs ?? []).OrderByDescending(Unpriced).ThenBy(pair => pair.Candidate.Id.Value, StringComparer.Ordinal).Take(Considered)];
            progress?.Report(Interlocked.Increment(ref done));
        });
        return Of(found, cancellationToken);
    }

    private (PriceTable Prices, PriceReport Report) Of(RankedPair[][] found, CancellationToken cancellationToken)
    {
        var partners = found.SelectMany(row => row).DistinctBy(pair => pair.Candidate.Id).OrderBy(pair => pair.Candidate.Id.Value, StringComparer.Ordinal).ToArray();
        var numbers = partners.Index().ToDictionary(partner => partner.Item.Candidate.Id, partner => partner.Index);
        var options = source.Options.Prices;
        var lists = new ScoredLists(
            [.. found.Select(row => row.Select(pair => new ScoredPartner(numbers[pair.Candidate.Id], (float)pair.Score.Forward.Value, (float)pair.Score.Backward.Value)).ToArray())],
            [.. partners.Select(pair => Room(pair, options))]);
        var prices = CongestionPrices.Of(lists, options, cancellationToken);
        var table = new PriceTable(partners.Zip(prices, (partner, price) => KeyValuePair.Create(partner.Candidate.Id, price)));
        return (table, new(found.Length, partners.Length, table.Count, prices.DefaultIfEmpty(1).Min(), CongestionPrices.Ndcg(lists, prices, options.ListLength)));
    }

    private static double Unpriced(RankedPair pair) => pair.Score.Forward.Value * pair.Score.Backward.Value;

    // Whoever has no place left is no candidate unless capacity is not honoured: one place is the least.
    private static double Room(RankedPair pair, PriceOptions options) =>
        pair.Facts.To.Capacity is { } capacity ? Math.Max(1, capacity - pair.Facts.To.RunningPartnerships) : options.UnknownCapacity;
}

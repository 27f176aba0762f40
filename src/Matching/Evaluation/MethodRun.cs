using CoEvolve.Matching.Candidates;
using CoEvolve.Matching.Network.Proximity;
using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Evaluation;

/// <summary>What a method did with every query: measures by query, its lists for coverage and exposure, and what it foretold of those in them.</summary>
internal sealed record MethodRun(QueryMetrics[] Metrics, int[][] Lists, Forecast[][] Forecasts);

/// <summary>How likely a method held a listed pair to be, and whether it came about.</summary>
internal readonly record struct Forecast(double Probability, bool CameTrue);

/// <summary>Lets fitted methods rank queries.</summary>
internal sealed class QueryRanker
{
    private readonly Eligibility _eligibility;
    private readonly EvaluationOptions _options;
    private readonly ulong[] _ties;
    private readonly double[] _novelty;

    public QueryRanker(TemporalSplit split, EvaluationOptions options)
    {
        var network = split.Network;
        (_eligibility, _options) = (split.Eligibility, options);
        _ties = [.. network.Actors.Select(actor => TieBreak.Of(actor.Id, options.Seed))];
        var most = Math.Log2(network.Partnerships.Count + 1);
        _novelty = [.. Enumerable.Range(0, network.Actors.Count).Select(actor => most - Math.Log2(network.PartnershipsOf.Degree(actor) + 1))];
    }

    /// <summary>Ranks all queries; one result a query, in their order.</summary>
    /// <param name="scorer">The fitted method.</param>
    /// <param name="queries">The queries.</param>
    /// <param name="done">Called after each query with how many there were so far; from several threads.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public MethodRun Run(Scorer scorer, IReadOnlyList<RankingQuery> queries, Action<int>? done, CancellationToken cancellationToken)
    {
        var metrics = new QueryMetrics[queries.Count];
        var lists = new int[queries.Count][];
        var forecasts = new Forecast[queries.Count][];
        var count = 0;
        var parallelism = new ParallelOptions { MaxDegreeOfParallelism = _options.Threads, CancellationToken = cancellationToken };
        Parallel.For(0, queries.Count, parallelism, () => (Scores: new double[_ties.Length], Eligible: new bool[_ties.Length]), (number, _, buffers) =>
        {
            var query = queries[number];
            var ranking = Rank(scorer, query, buffers.Scores, buffers.Eligible);
            metrics[number] = RankingMetrics.Of(ranking, query.Relevant, _novelty) with { Oracle10 = RankingMetrics.Oracle(query.Relevant.Count(candidate => buffers.Scores[candidate] > 0), query.Relevant.Length) };
            lists[number] = ranking.Top.Length > RankingMetrics.Listed ? ranking.Top[..RankingMetrics.Listed] : ranking.Top;
            forecasts[number] =
            [
                .. lists[number].Select(candidate => new Forecast(scorer.Probability(query, buffers.Scores[candidate]), Array.BinarySearch(query.Relevant, candidate) >= 0))
                    .Where(forecast => !double.IsNaN(forecast.Probability)),
            ];
            done?.Invoke(Interlocked.Increment(ref count));
            return buffers;
        }, _ => { });
        return new(metrics, lists, forecasts);
    }

    private RankedTop Rank(Scorer scorer, RankingQuery query, double[] scores, bool[] eligible)
    {
        scores.AsSpan().Clear();
        scorer.Score(query, scores);
        _eligibility.Mark(query, eligible);
        return FullRanking.Of(scores, eligible, query.Relevant, TieBreak.Of(query.Actor.Id, _options.Seed), _ties);
    }
}

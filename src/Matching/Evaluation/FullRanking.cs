using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Evaluation;

/// <summary>What is kept of one full ranking.</summary>
/// <param name="Top">The best candidates, first to last; at most <see cref="FullRanking.Depth"/>.</param>
/// <param name="FirstRelevant">The rank of the best relevant candidate among all eligible, from 1.</param>
internal readonly record struct RankedTop(int[] Top, int FirstRelevant);

/// <summary>
/// Ranks all eligible candidates by score, highest first, equals by <see cref="TieBreak"/>. Nothing is sampled: measures over sampled candidates
/// order methods differently from those over all (Krichene and Rendle, KDD 2020).
/// </summary>
internal static class FullRanking
{
    /// <summary>Ranks beyond this are not kept; no measure looks further, except the reciprocal rank, which has its own count.</summary>
    public const int Depth = 50;

    /// <summary>Ranks the candidates of one query.</summary>
    /// <param name="scores">By candidate. NaN is a programmer's error.</param>
    /// <param name="eligible">By candidate.</param>
    /// <param name="relevant">Numbers of the relevant candidates, all eligible, at least one.</param>
    /// <param name="query">The query's number for ties.</param>
    /// <param name="ties">The candidates' numbers for ties.</param>
    public static RankedTop Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> eligible, ReadOnlySpan<int> relevant, ulong query, ReadOnlySpan<ulong> ties)
    {
        var best = new Place(double.NegativeInfinity, ulong.MaxValue);
        foreach (var candidate in relevant)
        {
            var place = new Place(scores[candidate], TieBreak.Of(query, ties[candidate]));
            best = place.Before(best) ? place : best;
        }

        var queue = new PriorityQueue<int, Place>(Depth + 1, WorstFirst.Instance);
        var before = 0;
        var threshold = double.NegativeInfinity;
        for (var candidate = 0; candidate < scores.Length; candidate++)
        {
            var score = scores[candidate];
            if (!eligible[candidate] || (score < threshold && score < best.Score))
            {
                continue;
            }

            var place = new Place(score, TieBreak.Of(query, ties[candidate]));
            before += place.Before(best) ? 1 : 0;
            if (queue.Count < Depth)
            {
                queue.Enqueue(candidate, place);
            }
            else if (score >= threshold)
            {
                queue.EnqueueDequeue(candidate, place);
            }

            if (queue.Count == Depth && queue.TryPeek(out _, out var worst))
            {
                threshold = worst.Score;
            }
        }

        var top = new int[queue.Count];
        for (var rank = top.Length - 1; rank >= 0; rank--)
        {
            top[rank] = queue.Dequeue();
        }

        return new(top, before + 1);
    }

    private readonly record struct Place(double Score, ulong Tie)
    {
        public bool Before(Place other) => Score > other.Score || (Score == other.Score && Tie < other.Tie);
    }

    private sealed class WorstFirst : IComparer<Place>
    {
        public static readonly WorstFirst Instance = new();

        public int Compare(Place x, Place y) => x.Before(y) ? 1 : y.Before(x) ? -1 : 0;
    }
}

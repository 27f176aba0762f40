using CoEvolve.Matching.Features;
using CoEvolve.Matching.Features.Content;
using CoEvolve.Matching.Ranking.Trees;

namespace CoEvolve.Matching.Ranking;

/// <summary>Says whom to score for an actor.</summary>
/// <param name="actor">Its number.</param>
/// <returns>Numbers of its candidates.</returns>
internal delegate IReadOnlyList<int> CandidatesOf(int actor);

/// <summary>Takes the scores of one actor; called from several threads, once an actor, in no order. The spans are good until it returns.</summary>
internal delegate void ScoresOf(int actor, ReadOnlySpan<int> candidates, ReadOnlySpan<float> scores);

/// <summary>Features and scores of every actor's candidates, on all cores. Each thread fills one block of rows again and again, so that memory does not grow with the number of actors.</summary>
internal sealed class BatchScoring
{
    private readonly ContentNetwork _network;
    private readonly ContentBlock _block;
    private readonly TreeScorer _scorer;

    /// <param name="network">The network of the day.</param>
    /// <param name="scorer">A model over the columns of <see cref="ContentBlock"/>.</param>
    public BatchScoring(ContentNetwork network, TreeScorer scorer)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scorer.FeatureCount, ContentBlock.Columns.Count, nameof(scorer));
        (_network, _scorer) = (network, scorer);
        _block = new(network);
    }

    /// <summary>What each feature has cost so far.</summary>
    public IReadOnlyList<FeatureCost> Costs => _block.Costs();

    /// <summary>Scores all actors of the day.</summary>
    public void Run(CandidatesOf candidatesOf, ScoresOf take, ParallelOptions parallelism) => Parallel.For(
        0,
        _network.Projection.Actors.Count,
        parallelism,
        () => new Rows(),
        (actor, _, rows) =>
        {
            int[] candidates = [.. candidatesOf(actor)];
            rows.Reserve(candidates.Length, _scorer.FeatureCount);
            var block = rows.Features.AsSpan(0, candidates.Length * _scorer.FeatureCount);
            var scores = rows.Scores.AsSpan(0, candidates.Length);
            _block.Fill(_network[actor], candidates, block, _scorer.FeatureCount, 0);
            _scorer.Score(block, scores);
            take(actor, candidates, scores);
            return rows;
        },
        _ => { });

    private sealed class Rows
    {
        public float[] Features { get; private set; } = [];

        public float[] Scores { get; private set; } = [];

        public void Reserve(int rows, int width)
        {
            if (Scores.Length < rows)
            {
                (Features, Scores) = (new float[rows * width], new float[rows]);
            }
        }
    }
}

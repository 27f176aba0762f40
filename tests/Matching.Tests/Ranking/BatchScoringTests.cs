using System.Collections.Concurrent;
using CoEvolve.Matching.Features.Content;
using CoEvolve.Matching.Ranking;
using CoEvolve.Matching.Ranking.Trees;
using static CoEvolve.Matching.Tests.Features.Content.ContentWorld;

namespace CoEvolve.Matching.Tests.Ranking;

public sealed class BatchScoringTests
{
    [Fact]
    public void Everybody_is_scored_once_by_its_own_features_whatever_the_number_of_threads()
    {
        // 0.5 + (place.common-depth ≤ 3 ? 0 : 2): 2.5 in one district, 0.5 elsewhere.
        var network = World([Actor("a", seat: "d1"), Actor("b", seat: "d1"), Actor("c", seat: "d4"), Actor("d", seat: "d4")]);
        var trees = new TreeEnsemble(ContentBlock.Columns.Count, 0.5, [new([0], [3], [~0], [~1], [0, 2])]).Checked();
        foreach (var threads in (ReadOnlySpan<int>)[1, 4])
        {
            var found = new ConcurrentDictionary<int, (int[] Candidates, float[] Scores)>();
            var batch = new BatchScoring(network, new(trees));
            batch.Run(
                actor => actor == 3 ? [] : [.. Enumerable.Range(0, 4).Where(other => other != actor)],
                (actor, candidates, scores) => Assert.True(found.TryAdd(actor, (candidates.ToArray(), scores.ToArray()))),
                new() { MaxDegreeOfParallelism = threads, CancellationToken = TestContext.Current.CancellationToken });

            Assert.Equal(4, found.Count);
            Assert.Equal([1, 2, 3], found[0].Candidates);
            Assert.Equal([2.5f, 0.5f, 0.5f], found[0].Scores);
            Assert.Equal([0.5f, 0.5f, 2.5f], found[2].Scores);
            Assert.Empty(found[3].Scores);
            Assert.Equal(9, batch.Costs[0].Pairs);
        }
    }

    [Fact]
    public void A_model_of_other_columns_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchScoring(World([]), new(new TreeEnsemble(1, 0, []))));
}

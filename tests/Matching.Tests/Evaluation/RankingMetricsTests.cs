using CoEvolve.Matching.Evaluation;
using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Tests.Evaluation;

public sealed class RankingMetricsTests
{
    [Fact]
    public void Measures_of_one_ranking_are_those_worked_by_hand()
    {
        // Hits at ranks 1 and 3 of three relevant: DCG 1 + 1/2, best 1 + 1/log2(3) + 1/2.
        var metrics = RankingMetrics.Of(new([3, 5, 1], 1), [1, 3, 8], [0, 1, 0, 2, 0, 3, 0, 0, 0]);

        Assert.Equal(1.5 / (1 + 0.6309297536 + 0.5), metrics.Ndcg10, 9);
        Assert.Equal(2.0 / 3, metrics.Recall10, 9);
        Assert.Equal(2.0 / 3, metrics.Recall50, 9);
        Assert.Equal(1, metrics.ReciprocalRank);
        Assert.Equal(1, metrics.Hit10);
        Assert.Equal(2, metrics.Novelty); // (2 + 3 + 1) / 3
    }

    [Fact]
    public void A_hit_at_rank_eleven_counts_for_the_fifty_and_not_for_the_ten()
    {
        var metrics = RankingMetrics.Of(new([.. Enumerable.Range(0, 50)], 11), [10], new double[50]);

        Assert.Equal(0, metrics.Ndcg10);
        Assert.Equal(0, metrics.Recall10);
        Assert.Equal(0, metrics.Hit10);
        Assert.Equal(1, metrics.Recall50);
        Assert.Equal(1.0 / 11, metrics.ReciprocalRank, 12);
    }

    [Fact]
    public void With_more_relevant_than_ranks_a_list_of_ten_hits_is_perfect()
    {
        var metrics = RankingMetrics.Of(new([.. Enumerable.Range(0, 10)], 1), [.. Enumerable.Range(0, 20)], new double[20]);

        Assert.Equal(1, metrics.Ndcg10, 12);
        Assert.Equal(0.5, metrics.Recall10);
    }

    [Fact]
    public void The_oracle_sets_all_that_can_be_found_at_the_head()
    {
        Assert.Equal((1 + 0.6309297536) / (1 + 0.6309297536 + 0.5), RankingMetrics.Oracle(findable: 2, relevant: 3), 9);
        Assert.Equal(1, RankingMetrics.Oracle(findable: 10, relevant: 25));
        Assert.Equal(0, RankingMetrics.Oracle(findable: 0, relevant: 3));
    }

    [Fact]
    public void The_calibration_error_is_how_far_forecasts_are_off_in_bins_of_equal_numbers()
    {
        // Twenty forecasts of 0.5, of which half come true in each bin of two; then forecasts of 0.9 that never come true.
        var even = Enumerable.Range(0, 20).Select(number => new Forecast(0.5, number % 2 == 0)).ToArray();
        var wrong = Enumerable.Repeat(new Forecast(0.9, false), 10);

        Assert.Equal(0, RankingMetrics.CalibrationError(even), 9);
        Assert.Equal(0.9, RankingMetrics.CalibrationError(wrong), 9);
        Assert.Equal(0, RankingMetrics.CalibrationError([new(1, true), new(0, false), new(1, true)]), 9);
        Assert.True(double.IsNaN(RankingMetrics.CalibrationError([])));
    }

    [Fact]
    public void Gini_is_zero_for_equal_shares_and_near_one_when_one_has_all()
    {
        Assert.Equal(0, RankingMetrics.Gini([2, 2, 2, 2]));
        Assert.Equal(0.75, RankingMetrics.Gini([0, 0, 8, 0]), 12); // (n − 1) / n
        Assert.Equal(0.25, RankingMetrics.Gini([1, 3]), 12); // (−1·1 + 1·3) / (2·4)
        Assert.Equal(0, RankingMetrics.Gini([0, 0]));
    }

    [Fact]
    public void A_full_ranking_leaves_out_whoever_is_not_eligible_and_counts_the_rank_of_the_first_hit()
    {
        double[] scores = [0.1, 0.9, 0.5, 0.7, 0.3];
        bool[] eligible = [true, false, true, true, true];

        var ranking = FullRanking.Of(scores, eligible, [0, 4], query: 1, ties: [1, 2, 3, 4, 5]);

        Assert.Equal([3, 2, 4, 0], ranking.Top);
        Assert.Equal(3, ranking.FirstRelevant);
    }

    [Fact]
    public void A_full_ranking_agrees_with_sorting_where_scores_repeat()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var scores = Enumerable.Range(0, 120).Select(_ => (double)random.Next(4)).ToArray();
            var eligible = Enumerable.Range(0, 120).Select(_ => random.Next(5) > 0).ToArray();
            var ties = Enumerable.Range(0, 120).Select(_ => (ulong)random.NextInt64()).ToArray();
            eligible[60] = true;
            var sorted = Enumerable.Range(0, 120)
                .Where(candidate => eligible[candidate])
                .OrderByDescending(candidate => scores[candidate])
                .ThenBy(candidate => TieBreak.Of(5, ties[candidate]))
                .ToArray();

            var ranking = FullRanking.Of(scores, eligible, [60], query: 5, ties);

            Assert.Equal(sorted.Take(FullRanking.Depth), ranking.Top);
            Assert.Equal(Array.IndexOf(sorted, 60) + 1, ranking.FirstRelevant);
        }
    }

    [Fact]
    public void Equals_have_another_order_for_each_query()
    {
        var ties = Enumerable.Range(0, 40).Select(number => TieBreak.Of(new($"actor-{number}"), 1)).ToArray();
        var eligible = Enumerable.Repeat(true, 40).ToArray();

        var first = FullRanking.Of(new double[40], eligible, [0], query: 1, ties);
        var second = FullRanking.Of(new double[40], eligible, [0], query: 2, ties);

        Assert.NotEqual(first.Top, second.Top);
        Assert.Equal(first.Top.Order(), second.Top.Order());
    }
}

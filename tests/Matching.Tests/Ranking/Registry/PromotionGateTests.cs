using CoEvolve.Matching.Ranking.Registry;

namespace CoEvolve.Matching.Tests.Ranking.Registry;

public sealed class PromotionGateTests
{
    private static readonly PromotionOptions Options = new();

    [Fact]
    public void A_model_that_equals_its_references_is_no_worse()
    {
        var verdict = PromotionGate.Judge(Tried("now", number => (0.5, 0.5, 0.5)), "now", Options);
        Assert.True(verdict.Promoted);
        Assert.Equal(["prior", "now"], verdict.Comparisons.Select(comparison => comparison.Against));
        Assert.All(verdict.Comparisons, comparison => Assert.Equal((0.5, 0.5, 0, 0), (comparison.Model, comparison.Reference, comparison.Low, comparison.High)));
    }

    [Fact]
    public void A_model_better_than_the_serving_one_and_worse_than_the_prior_is_refused()
    {
        var verdict = PromotionGate.Judge(Tried("now", number => (0.5, 0.6, 0.4)), "now", Options);
        Assert.Equal(VerdictReason.Worse, verdict.Reason);
        Assert.Equal([false, true], verdict.Comparisons.Select(comparison => comparison.NoWorse));
    }

    [Fact]
    public void A_gain_that_hangs_on_few_groups_is_refused_however_many_queries_they_have()
    {
        // One group of fifty queries gains 0.5 each; fifty groups of one lose 0.1 each. The mean gains 0.2, but without that group the model loses: one draw in e of them misses it.
        var heldOut = new HeldOut(default, new(2026, 1, 1), "ndcg@10", null, [
            .. Enumerable.Range(0, 50).Select(_ => new HeldOutQuery("large", 0.8, 0.3, null)),
            .. Enumerable.Range(0, 50).Select(number => new HeldOutQuery($"small{number}", 0.3, 0.4, null)),
        ]);
        var verdict = PromotionGate.Judge(heldOut, null, Options);
        Assert.Equal(VerdictReason.Worse, verdict.Reason);
        Assert.Equal(0.2, verdict.Comparisons[0].Model - verdict.Comparisons[0].Reference, 12);
        Assert.Equal(-0.1, verdict.Comparisons[0].Low, 6);
    }

    [Fact]
    public void A_steady_gain_passes_where_queries_differ_widely()
    {
        // Every query gains 0.01 while the measure itself runs from 0 to 0.9: only a paired comparison sees it.
        var verdict = PromotionGate.Judge(Tried(null, number => ((number % 10 * 0.1) + 0.01, number % 10 * 0.1, null)), null, Options);
        Assert.True(verdict.Promoted);
        Assert.Equal(0.01, verdict.Comparisons[0].Low, 9);
    }

    [Fact]
    public void What_was_not_tried_or_hardly_is_refused()
    {
        Assert.Equal(VerdictReason.NotTried, PromotionGate.Judge(null, null, Options).Reason);
        Assert.Equal(VerdictReason.TooFewQueries, PromotionGate.Judge(Tried(null, _ => (1, 0, null), count: 29), null, Options).Reason);
        Assert.Equal(VerdictReason.ComparedWithAnother, PromotionGate.Judge(Tried("old", _ => (1, 0, 0)), "now", Options).Reason);
        Assert.Equal(VerdictReason.ComparedWithAnother, PromotionGate.Judge(Tried("old", _ => (1, 0, 0)), null, Options).Reason);
    }

    [Fact]
    public void Drift_is_the_population_stability_index()
    {
        // A hundred values 0 … 99 have their nine borders at 10, 20, … 90. Of 0 … 10, 11 rows fall in the first part, 10 in each next, 9 in the last.
        var then = Drift.SpreadOf([.. Enumerable.Range(0, 100).Select(number => (float)number)]);
        Assert.Equal([10, 20, 30, 40, 50, 60, 70, 80, 90], then.Borders);
        Assert.Equal(0.11, then.Shares[0], 12);
        Assert.Equal(0.09, then.Shares[^1], 12);
        Assert.Equal(0, Drift.Psi(then, [.. Enumerable.Range(0, 100).Select(number => (float)number)]), 12);

        // Two parts that held half each and now hold 0.8 and 0.2: 0.3·ln 1.6 − 0.3·ln 0.4 = 0.3·ln 4 = 0.415888.
        Assert.Equal(0.415888, Drift.Psi(new([1], [0.5, 0.5]), [0, 0, 0, 0, 0, 0, 0, 1, 2, 3]), 6);
        Assert.Equal(double.NaN, Drift.Psi(then, []));
    }

    [Fact]
    public void A_column_with_one_value_alarms_when_another_appears()
    {
        // Merged into no border at all it would never move; its part 0 … 0 and what lies above must stay apart.
        var then = Drift.SpreadOf([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        Assert.True(Drift.Psi(then, [1, 1, 0, 0]) > 0.25);
        Assert.Equal(0, Drift.Psi(then, [0, 0, 0]), 12);
    }

    [Fact]
    public void Inputs_and_scores_that_moved_are_named_the_largest_first()
    {
        var record = ModelRegistryTests.Record(1) with
        {
            Columns = ["still", "moved"],
            Spreads = new Dictionary<string, Spread> { ["still"] = new([1], [0.5, 0.5]), ["moved"] = new([1], [0.5, 0.5]), ["score"] = new([1], [0.4, 0.6]) },
        };

        // still: half in each part, as before. moved: all in one of two parts. score: halves, 0.1·ln(0.5/0.4) − 0.1·ln(0.5/0.6) = 0.040547.
        var drift = Drift.Of(record, [0, 5, 2, 5], [0, 2]);
        Assert.Equal(["moved", "score", "still"], drift.Select(column => column.Column));
        Assert.Equal([DriftLevel.Alarming, DriftLevel.None, DriftLevel.None], drift.Select(column => column.Level));
        Assert.Equal(0.040547, drift[1].Psi, 6);
    }

    private static HeldOut Tried(string? serving, Func<int, (double Model, double Prior, double? Serving)> values, int count = 60) => new(
        new(2025, 7, 1), new(2026, 1, 1), "ndcg@10", serving, [.. Enumerable.Range(0, count).Select(number => values(number)).Select((value, number) => new HeldOutQuery($"g{number}", value.Model, value.Prior, value.Serving))]);
}

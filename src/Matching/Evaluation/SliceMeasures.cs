namespace CoEvolve.Matching.Evaluation;

/// <summary>Sums the measures of single queries up to those of slices.</summary>
internal sealed class SliceMeasures(IReadOnlyList<QuerySlice> slices, PartnershipBootstrap bootstrap, int actors)
{
    /// <summary>One result a slice.</summary>
    public IReadOnlyList<SliceResult> Of(MethodRun run)
    {
        var ndcg = Values(run, query => query.Ndcg10);
        var recall10 = Values(run, query => query.Recall10);
        var recall50 = Values(run, query => query.Recall50);
        var reciprocal = Values(run, query => query.ReciprocalRank);
        var hit = Values(run, query => query.Hit10);
        var novelty = Values(run, query => query.Novelty);
        var oracle = Values(run, query => query.Oracle10);
        return [.. slices.Select(slice => (Slice: slice, Exposure: Exposure(run, slice))).Select(part => new SliceResult
        {
            Slice = part.Slice.Name,
            Queries = part.Slice.Queries.Length,
            Ndcg10 = Estimated(ndcg, part.Slice),
            Recall10 = Estimated(recall10, part.Slice),
            Recall50 = Estimated(recall50, part.Slice),
            Mrr = Estimated(reciprocal, part.Slice),
            Hit10 = Estimated(hit, part.Slice),
            Coverage = (double)part.Exposure.Count(times => times > 0) / actors,
            ExposureGini = RankingMetrics.Gini(part.Exposure),
            Novelty = Mean(novelty, part.Slice),
            Oracle10 = Mean(oracle, part.Slice),
            CalibrationError = RankingMetrics.CalibrationError(part.Slice.Queries.SelectMany(query => run.Forecasts[query])),
        })];
    }

    /// <summary>NDCG@10 of one run over that of another, on the first slice.</summary>
    public Estimate Ratio(MethodRun run, MethodRun reference)
    {
        var own = Values(run, query => query.Ndcg10);
        var other = Values(reference, query => query.Ndcg10);
        return new(Mean(own, slices[0]) / Mean(other, slices[0]), bootstrap.Ratio(own, other, slices[0].Queries));
    }

    /// <summary>The two-sided p of a difference in NDCG@10 of two runs, on the first slice.</summary>
    public double PValue(MethodRun run, MethodRun reference) => bootstrap.PValue(Values(run, query => query.Ndcg10), Values(reference, query => query.Ndcg10), slices[0].Queries);

    private static double[] Values(MethodRun run, Func<QueryMetrics, double> measure) => [.. run.Metrics.Select(measure)];

    private static double Mean(double[] values, QuerySlice slice) => slice.Queries.Average(query => values[query]);

    private Estimate Estimated(double[] values, QuerySlice slice) => new(Mean(values, slice), bootstrap.Mean(values, slice.Queries));

    private int[] Exposure(MethodRun run, QuerySlice slice)
    {
        var times = new int[actors];
        foreach (var query in slice.Queries)
        {
            foreach (var listed in run.Lists[query])
            {
                times[listed]++;
            }
        }

        return times;
    }
}

namespace CoEvolve.Graph.Algorithms.Community;

/// <summary>Label propagation (Raghavan, Albert, Kumara 2007): each node takes the label that weighs most among its neighbours; of equals the smallest.</summary>
/// <remarks>Nodes take turns in the order of their numbers and see what changed in the same round. The weight of a vote is the relationship's times the node's.</remarks>
internal static class LabelPropagation
{
    public static (long[] Labels, int Iterations, bool Converged) Compute(AlgorithmGraph graph, long[]? seeds, double[]? nodeWeights, int maximumIterations, Run run)
    {
        var labels = StartingLabels(graph, seeds);
        var votes = new Dictionary<long, double>();
        var iterations = 0;
        var converged = false;
        while (iterations < maximumIterations && !converged)
        {
            converged = true;
            for (var node = 0; node < labels.Length; node++)
            {
                run.Tick(graph.Degree(node));
                votes.Clear();
                for (var r = graph.Offsets[node]; r < graph.Offsets[node + 1]; r++)
                {
                    var voter = graph.Targets[r];
                    votes[labels[voter]] = votes.GetValueOrDefault(labels[voter]) + (graph.WeightAt(r) * (nodeWeights?[voter] ?? 1));
                }

                var best = Winner(votes, labels[node]);
                converged &= best == labels[node];
                labels[node] = best;
            }

            iterations++;
        }

        return (labels, iterations, converged);
    }

    private static long Winner(Dictionary<long, double> votes, long current)
    {
        var (best, most) = (current, double.NegativeInfinity);
        foreach (var (label, weight) in votes)
        {
            if (weight > most || (weight == most && label < best))
            {
                (best, most) = (label, weight);
            }
        }

        return best;
    }

    /// <summary>Seeds where there are any; the rest get ids of their own, above all seeds.</summary>
    private static long[] StartingLabels(AlgorithmGraph graph, long[]? seeds)
    {
        var labels = new long[graph.NodeCount];
        var next = seeds is null || seeds.Length == 0 ? 0 : Math.Max(-1, seeds.Max()) + 1;
        for (var node = 0; node < labels.Length; node++)
        {
            labels[node] = seeds is null ? graph.IdOf(node) : seeds[node] >= 0 ? seeds[node] : next++;
        }

        return labels;
    }
}

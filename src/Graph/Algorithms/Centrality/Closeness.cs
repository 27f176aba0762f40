namespace CoEvolve.Graph.Algorithms.Centrality;

/// <summary>How near a node is to those that reach it, by breadth-first search against the direction of the relationships.</summary>
/// <remarks>
/// With k other nodes that reach v, at distances d: closeness k/Σd (Bavelas 1950), with Wasserman and Faust's (1994) factor k/(n-1) for graphs of several components;
/// harmonic Σ(1/d)/(n-1) (Marchiori, Latora 2000).
/// </remarks>
internal static class Closeness
{
    public static double[] Compute(AlgorithmGraph graph, bool wassermanFaust, Run run) => Each(graph, run, (reached, sum, _) =>
        sum == 0 ? 0 : reached / sum * (wassermanFaust ? reached / (graph.NodeCount - 1) : 1));

    public static double[] Harmonic(AlgorithmGraph graph, Run run) => Each(graph, run, (_, _, inverse) => graph.NodeCount < 2 ? 0 : inverse / (graph.NodeCount - 1));

    private static double[] Each(AlgorithmGraph graph, Run run, Func<double, double, double, double> score)
    {
        var walked = graph.Reverse(run);
        var scores = new double[graph.NodeCount];
        var distances = new int[graph.NodeCount];
        var queue = new int[graph.NodeCount];
        for (var node = 0; node < scores.Length; node++)
        {
            Array.Fill(distances, -1);
            distances[node] = 0;
            queue[0] = node;
            var (read, written) = (0, 1);
            double sum = 0, inverse = 0;
            while (read < written)
            {
                var current = queue[read++];
                run.Tick(walked.Degree(current));
                sum += distances[current];
                inverse += distances[current] > 0 ? 1.0 / distances[current] : 0;
                foreach (var next in walked.Neighbours(current))
                {
                    if (distances[next] < 0)
                    {
                        distances[next] = distances[current] + 1;
                        queue[written++] = next;
                    }
                }
            }

            scores[node] = score(written - 1, sum, inverse);
        }

        return scores;
    }
}

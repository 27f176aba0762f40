namespace CoEvolve.Graph.Algorithms.Centrality;

/// <summary>The result of an iteration over all nodes.</summary>
internal sealed record Scores(double[] Values, int Iterations, bool Converged);

/// <summary>PageRank and ArticleRank: each node passes on what it gained in the last round, damped.</summary>
/// <remarks>
/// <para>PageRank (Page, Brin, Motwani, Winograd 1999), without division by the number of nodes: r(v) = (1-d) + d · Σ r(u)·w(u,v)/W(u) over the relationships (u,v),
/// where W(u) sums the weights that leave u. As increments: Δ⁰ = 1-d, Δᵏ(v) = d · Σ Δᵏ⁻¹(u)·w(u,v)/W(u), r = Σ Δᵏ. Where source nodes are given, only these start with 1-d.</para>
/// <para>ArticleRank (Li, Willett 2009) divides by W(u) plus the mean of W, so that nodes of low degree count less.</para>
/// <para>A node whose increment does not exceed the tolerance adds it, but does not pass it on. The first round counts as an iteration.</para>
/// </remarks>
internal static class PropagatedRank
{
    public static Scores Compute(AlgorithmGraph graph, double[] start, double damping, double tolerance, int maximumIterations, bool article, Run run)
    {
        var n = graph.NodeCount;
        var shares = Shares(graph, article);
        var ranks = start.ToArray();
        var increments = start.ToArray();
        var iterations = 1;
        var active = true;
        while (iterations < maximumIterations && active)
        {
            var gathered = new double[n];
            active = Spread(graph, increments, shares, iterations == 1 ? double.NegativeInfinity : tolerance, gathered, run);
            if (!active)
            {
                break;
            }

            for (var v = 0; v < n; v++)
            {
                increments[v] = damping * gathered[v];
                ranks[v] += increments[v];
            }

            iterations++;
        }

        return new(ranks, iterations, !active || Array.TrueForAll(increments, increment => increment <= tolerance));
    }

    private static bool Spread(AlgorithmGraph graph, double[] increments, double[] shares, double tolerance, double[] gathered, Run run)
    {
        var sent = false;
        for (var u = 0; u < graph.NodeCount; u++)
        {
            run.Tick(graph.Degree(u));
            if (increments[u] <= tolerance || shares[u] <= 0)
            {
                continue;
            }

            sent = true;
            var share = increments[u] / shares[u];
            for (var r = graph.Offsets[u]; r < graph.Offsets[u + 1]; r++)
            {
                gathered[graph.Targets[r]] += share * graph.WeightAt(r);
            }
        }

        return sent;
    }

    private static double[] Shares(AlgorithmGraph graph, bool article)
    {
        var shares = Degrees.Weighted(graph);
        if (article && shares.Length > 0)
        {
            var mean = shares.Average();
            for (var u = 0; u < shares.Length; u++)
            {
                shares[u] += mean;
            }
        }

        return shares;
    }
}

/// <summary>Degree centrality: how many relationships leave a node, or the sum of their weights, of which those that are not positive do not count.</summary>
internal static class Degrees
{
    public static double[] Weighted(AlgorithmGraph graph)
    {
        var degrees = new double[graph.NodeCount];
        for (var u = 0; u < degrees.Length; u++)
        {
            if (graph.Weights is null)
            {
                degrees[u] = graph.Degree(u);
                continue;
            }

            for (var r = graph.Offsets[u]; r < graph.Offsets[u + 1]; r++)
            {
                degrees[u] += graph.Weights[r] > 0 ? graph.Weights[r] : 0;
            }
        }

        return degrees;
    }
}

/// <summary>Eigenvector centrality by power iteration (Bonacich 1972).</summary>
/// <remarks>
/// x ← x + Aᵀx, scaled to length 1 after each round. Adding x itself leaves the principal eigenvector as it is and makes the iteration settle on bipartite graphs, too.
/// It ends when no component changes by more than the tolerance.
/// </remarks>
internal static class Eigenvector
{
    public static Scores Compute(AlgorithmGraph graph, double[] start, double tolerance, int maximumIterations, Run run)
    {
        var scores = start;
        var iterations = 0;
        var converged = graph.NodeCount == 0;
        while (iterations < maximumIterations && !converged)
        {
            var next = scores.ToArray();
            for (var u = 0; u < scores.Length; u++)
            {
                run.Tick(graph.Degree(u));
                for (var r = graph.Offsets[u]; r < graph.Offsets[u + 1]; r++)
                {
                    next[graph.Targets[r]] += scores[u] * graph.WeightAt(r);
                }
            }

            var length = Math.Sqrt(next.Sum(value => value * value));
            converged = true;
            for (var v = 0; v < next.Length; v++)
            {
                next[v] = length > 0 ? next[v] / length : 0;
                converged &= Math.Abs(next[v] - scores[v]) <= tolerance;
            }

            scores = next;
            iterations++;
        }

        return new(scores, iterations, converged);
    }
}

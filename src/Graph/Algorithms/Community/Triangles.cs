namespace CoEvolve.Graph.Algorithms.Community;

/// <summary>Triangles of an undirected graph, each counted at its three nodes; parallel relationships and loops count as if they were not there.</summary>
/// <remarks>For each relationship u&lt;v the common neighbours above v, in sorted rows (Schank, Wagner 2005). Nodes with more neighbours than the limit take no part.</remarks>
internal static class Triangles
{
    /// <summary>-1 for nodes that take no part.</summary>
    public static long[] Count(AlgorithmGraph graph, long maximumDegree, Run run)
    {
        var rows = graph.SimpleRows(run.Cancellation);
        var counts = new long[graph.NodeCount];
        bool TooMany(int node) => graph.Degree(node) > maximumDegree;
        for (var u = 0; u < rows.Length; u++)
        {
            if (TooMany(u))
            {
                counts[u] = -1;
                continue;
            }

            foreach (var v in rows[u])
            {
                if (v > u && !TooMany(v))
                {
                    Close(u, v, rows, counts, TooMany, run);
                }
            }
        }

        return counts;
    }

    /// <summary>2·T/(d·(d-1)): which share of the pairs of a node's neighbours are neighbours themselves (Watts, Strogatz 1998).</summary>
    public static double[] Coefficients(AlgorithmGraph graph, double[] triangles)
    {
        var coefficients = new double[graph.NodeCount];
        for (var node = 0; node < coefficients.Length; node++)
        {
            var degree = (double)graph.Degree(node);
            coefficients[node] = degree < 2 ? 0 : Math.Max(0, triangles[node]) * 2 / (degree * (degree - 1));
        }

        return coefficients;
    }

    private static void Close(int u, int v, int[][] rows, long[] counts, Func<int, bool> excluded, Run run)
    {
        var (i, j) = (0, 0);
        run.Tick(rows[u].Length + rows[v].Length);
        while (i < rows[u].Length && j < rows[v].Length)
        {
            var (a, b) = (rows[u][i], rows[v][j]);
            if (a == b && a > v && !excluded(a))
            {
                counts[u]++;
                counts[v]++;
                counts[a]++;
            }

            i += a <= b ? 1 : 0;
            j += b <= a ? 1 : 0;
        }
    }
}

/// <summary>The core value of a node: the greatest k such that it belongs to a part in which each node has at least k relationships (Seidman 1983). Parallel relationships count.</summary>
/// <remarks>By taking away the node of smallest degree again and again (Matula, Beck 1983).</remarks>
internal static class CoreDecomposition
{
    public static long[] Compute(AlgorithmGraph graph, Run run)
    {
        var degrees = Enumerable.Range(0, graph.NodeCount).Select(graph.Degree).ToArray();
        var cores = new long[graph.NodeCount];
        var done = new bool[graph.NodeCount];
        var queue = new PriorityQueue<int, int>(degrees.Select((degree, node) => (node, degree)));
        var core = 0;
        while (queue.TryDequeue(out var node, out var degree))
        {
            if (done[node] || degree != degrees[node])
            {
                continue;
            }

            run.Tick(graph.Degree(node));
            done[node] = true;
            core = Math.Max(core, degree);
            cores[node] = core;
            foreach (var neighbour in graph.Neighbours(node))
            {
                if (!done[neighbour])
                {
                    queue.Enqueue(neighbour, --degrees[neighbour]);
                }
            }
        }

        return cores;
    }
}

namespace CoEvolve.Graph.Algorithms.Paths;

/// <summary>A path by node, with the cost up to each of them.</summary>
internal sealed record CostedPath(int[] Nodes, double[] Costs);

/// <summary>Dijkstra's algorithm (1959): shortest paths from one node by the sum of weights, none of which may be negative; nearest targets first.</summary>
internal static class ShortestPaths
{
    /// <param name="graph">The graph.</param>
    /// <param name="source">Where paths begin.</param>
    /// <param name="targets">Where they may end; null for anywhere, the source itself included.</param>
    /// <param name="run">Says when to stop.</param>
    public static IEnumerable<CostedPath> From(AlgorithmGraph graph, int source, IReadOnlyCollection<int>? targets, Run run)
    {
        var costs = new double[graph.NodeCount];
        Array.Fill(costs, double.PositiveInfinity);
        var before = new int[graph.NodeCount];
        before[source] = -1;
        costs[source] = 0;
        var open = targets is null ? null : new HashSet<int>(targets);
        var done = new bool[graph.NodeCount];
        var queue = new PriorityQueue<int, (double Cost, int Order)>();
        var order = 0;
        queue.Enqueue(source, (0, 0));
        while (queue.TryDequeue(out var node, out _) && open is not { Count: 0 })
        {
            if (done[node])
            {
                continue;
            }

            done[node] = true;
            run.Tick(graph.Degree(node));
            if (open is null || open.Remove(node))
            {
                yield return Path(node, before, costs);
            }

            for (var r = graph.Offsets[node]; r < graph.Offsets[node + 1]; r++)
            {
                var cost = costs[node] + graph.WeightAt(r);
                if (cost < costs[graph.Targets[r]])
                {
                    costs[graph.Targets[r]] = cost;
                    before[graph.Targets[r]] = node;
                    queue.Enqueue(graph.Targets[r], (cost, ++order));
                }
            }
        }
    }

    private static CostedPath Path(int end, int[] before, double[] costs)
    {
        var nodes = new List<int>();
        for (var node = end; node >= 0; node = before[node])
        {
            nodes.Add(node);
        }

        nodes.Reverse();
        return new([.. nodes], [.. nodes.Select(node => costs[node])]);
    }
}

/// <summary>The order in which a breadth-first or a depth-first search comes to nodes.</summary>
internal static class Traversal
{
    /// <summary>Ends with the first target, which belongs to it, and does not go further than the depth.</summary>
    public static List<int> BreadthFirst(AlgorithmGraph graph, int source, IReadOnlySet<int> targets, int maximumDepth, Run run)
    {
        var visited = new List<int> { source };
        var depths = new int[graph.NodeCount];
        Array.Fill(depths, -1);
        depths[source] = 0;
        for (var next = 0; next < visited.Count; next++)
        {
            var node = visited[next];
            run.Tick(graph.Degree(node));
            if (targets.Contains(node))
            {
                return visited[..(next + 1)];
            }

            foreach (var neighbour in graph.Neighbours(node))
            {
                if (depths[neighbour] < 0 && depths[node] < maximumDepth)
                {
                    depths[neighbour] = depths[node] + 1;
                    visited.Add(neighbour);
                }
            }
        }

        return visited;
    }

    /// <inheritdoc cref="BreadthFirst"/>
    public static List<int> DepthFirst(AlgorithmGraph graph, int source, IReadOnlySet<int> targets, int maximumDepth, Run run)
    {
        var visited = new List<int>();
        var seen = new bool[graph.NodeCount];
        var pending = new Stack<(int Node, int Depth)>([(source, 0)]);
        while (pending.TryPop(out var step))
        {
            run.Tick(graph.Degree(step.Node));
            if (seen[step.Node])
            {
                continue;
            }

            seen[step.Node] = true;
            visited.Add(step.Node);
            if (targets.Contains(step.Node))
            {
                break;
            }

            for (var r = graph.Offsets[step.Node + 1] - 1; r >= graph.Offsets[step.Node] && step.Depth < maximumDepth; r--)
            {
                if (!seen[graph.Targets[r]])
                {
                    pending.Push((graph.Targets[r], step.Depth + 1));
                }
            }
        }

        return visited;
    }
}

namespace CoEvolve.Graph.Algorithms.Community;

/// <summary>Weakly connected components by disjoint sets with path halving; a component bears the number of its smallest node.</summary>
/// <remarks>Relationships whose weight does not exceed the threshold are passed over. Nodes that share a seed are one component from the start.</remarks>
internal static class WeakComponents
{
    public static int[] Compute(AlgorithmGraph graph, double threshold, long[]? seeds, Run run)
    {
        var parents = Enumerable.Range(0, graph.NodeCount).ToArray();
        if (seeds is not null)
        {
            var first = new Dictionary<long, int>();
            for (var node = 0; node < seeds.Length; node++)
            {
                if (seeds[node] >= 0 && !first.TryAdd(seeds[node], node))
                {
                    Join(parents, first[seeds[node]], node);
                }
            }
        }

        for (var node = 0; node < parents.Length; node++)
        {
            run.Tick(graph.Degree(node));
            for (var r = graph.Offsets[node]; r < graph.Offsets[node + 1]; r++)
            {
                if (graph.Weights is null || graph.Weights[r] > threshold)
                {
                    Join(parents, node, graph.Targets[r]);
                }
            }
        }

        for (var node = 0; node < parents.Length; node++)
        {
            parents[node] = Root(parents, node);
        }

        return parents;
    }

    private static void Join(int[] parents, int a, int b)
    {
        var (rootA, rootB) = (Root(parents, a), Root(parents, b));
        parents[Math.Max(rootA, rootB)] = Math.Min(rootA, rootB);
    }

    private static int Root(int[] parents, int node)
    {
        while (parents[node] != node)
        {
            parents[node] = parents[parents[node]];
            node = parents[node];
        }

        return node;
    }
}

/// <summary>Strongly connected components by Tarjan's algorithm (1972), with a stack of its own; a component bears the number of its smallest node.</summary>
internal static class StrongComponents
{
    public static int[] Compute(AlgorithmGraph graph, Run run)
    {
        var n = graph.NodeCount;
        var components = new int[n];
        var index = new int[n];
        var low = new int[n];
        var place = new int[n];
        var onPath = new bool[n];
        var path = new Stack<int>();
        var calls = new Stack<int>();
        var counter = 0;
        for (var start = 0; start < n; start++)
        {
            if (index[start] != 0)
            {
                continue;
            }

            calls.Push(start);
            while (calls.TryPeek(out var node))
            {
                run.Tick();
                if (index[node] == 0)
                {
                    index[node] = low[node] = ++counter;
                    place[node] = graph.Offsets[node];
                    path.Push(node);
                    onPath[node] = true;
                }

                if (place[node] < graph.Offsets[node + 1])
                {
                    var next = graph.Targets[place[node]++];
                    if (index[next] == 0)
                    {
                        calls.Push(next);
                    }
                    else if (onPath[next])
                    {
                        low[node] = Math.Min(low[node], index[next]);
                    }

                    continue;
                }

                calls.Pop();
                if (calls.TryPeek(out var caller))
                {
                    low[caller] = Math.Min(low[caller], low[node]);
                }

                if (low[node] == index[node])
                {
                    Close(node, path, onPath, components);
                }
            }
        }

        return components;
    }

    private static void Close(int root, Stack<int> path, bool[] onPath, int[] components)
    {
        var members = new List<int>();
        int member;
        do
        {
            member = path.Pop();
            onPath[member] = false;
            members.Add(member);
        }
        while (member != root);
        var name = members.Min();
        foreach (var node in members)
        {
            components[node] = name;
        }
    }
}

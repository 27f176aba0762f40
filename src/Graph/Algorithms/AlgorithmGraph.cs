using CoEvolve.Graph.Algorithms.Projection;
using CoEvolve.Graph.Execution;

namespace CoEvolve.Graph.Algorithms;

/// <summary>
/// What an algorithm walks: the nodes and relationships of a projection that its configuration selects, renumbered where labels leave nodes out. Of several
/// types each node's row holds them one type after the other. Immutable but for the lazily made reverse.
/// </summary>
internal sealed class AlgorithmGraph
{
    private AlgorithmGraph? _reverse;

    private AlgorithmGraph(ProjectedGraph origin, int[]? numbers, int[] offsets, int[] targets, double[]? weights, bool undirected)
    {
        Origin = origin;
        Numbers = numbers;
        Offsets = offsets;
        Targets = targets;
        Weights = weights;
        Undirected = undirected;
    }

    public ProjectedGraph Origin { get; }

    /// <summary>The nodes' numbers in the projection; null where they are the same.</summary>
    public int[]? Numbers { get; }

    public int[] Offsets { get; }

    public int[] Targets { get; }

    /// <summary>A number for each target; null where all count 1.</summary>
    public double[]? Weights { get; }

    /// <summary>Whether all selected types are undirected.</summary>
    public bool Undirected { get; }

    public int NodeCount => Offsets.Length - 1;

    public int RelationshipCount => Targets.Length;

    /// <summary>The same relationships, walked against their direction.</summary>
    public AlgorithmGraph Reverse(Run run) => Undirected ? this : _reverse ??= MakeReverse(run);

    public static AlgorithmGraph Select(ProjectedGraph graph, bool[]? members, IReadOnlyList<RelationshipSet> sets, string? weight, CancellationToken cancellation)
    {
        var undirected = sets.Count > 0 && sets.All(set => set.Undirected);
        if (members is null && sets.Count == 1)
        {
            return new(graph, null, sets[0].Offsets, sets[0].Targets, weight is null ? null : sets[0].Properties[weight], undirected);
        }

        var numbers = Enumerable.Range(0, graph.NodeCount).Where(node => members is null || members[node]).ToArray();
        var selected = new int[graph.NodeCount];
        Array.Fill(selected, -1);
        for (var i = 0; i < numbers.Length; i++)
        {
            selected[numbers[i]] = i;
        }

        var offsets = new int[numbers.Length + 1];
        var targets = new List<int>();
        var weights = weight is null ? null : new List<double>();
        for (var i = 0; i < numbers.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var set in sets)
            {
                for (var r = set.Offsets[numbers[i]]; r < set.Offsets[numbers[i] + 1]; r++)
                {
                    if (selected[set.Targets[r]] >= 0)
                    {
                        targets.Add(selected[set.Targets[r]]);
                        weights?.Add(set.Properties[weight!][r]);
                    }
                }
            }

            offsets[i + 1] = targets.Count;
        }

        return new(graph, members is null ? null : numbers, offsets, [.. targets], weights?.ToArray(), undirected);
    }

    public int Degree(int node) => Offsets[node + 1] - Offsets[node];

    public ReadOnlySpan<int> Neighbours(int node) => Targets.AsSpan(Offsets[node]..Offsets[node + 1]);

    public double WeightAt(int position) => Weights is null ? 1 : Weights[position];

    /// <summary>The id that a node has in the graph.</summary>
    public long IdOf(int node) => Origin.NodeIds[Numbers is null ? node : Numbers[node]];

    /// <summary>The number of a node by its id, or -1 where it is not selected.</summary>
    public int NumberOf(long id)
    {
        var number = Origin.NumberOf(id);
        return Numbers is null || number < 0 ? number : Math.Max(-1, Array.BinarySearch(Numbers, number));
    }

    public NodeColumn Column(string property)
    {
        var column = Origin.Properties[property];
        return Numbers is null ? column : column.Select(Numbers);
    }

    /// <summary>Each row without repeated targets and without the node itself: the simple graph that triangles and cores are counted in.</summary>
    public int[][] SimpleRows(CancellationToken cancellation)
    {
        var rows = new int[NodeCount][];
        for (var node = 0; node < rows.Length; node++)
        {
            cancellation.ThrowIfCancellationRequested();
            var sorted = Neighbours(node).ToArray();
            PatientSort.Ascending<int>(sorted, cancellation);
            rows[node] = [.. sorted.Where((target, i) => target != node && (i == 0 || target != sorted[i - 1]))];
        }

        return rows;
    }

    private AlgorithmGraph MakeReverse(Run run)
    {
        var offsets = new int[NodeCount + 1];
        foreach (var target in Targets)
        {
            run.Tick();
            offsets[target + 1]++;
        }

        for (var i = 0; i < NodeCount; i++)
        {
            offsets[i + 1] += offsets[i];
        }

        var next = offsets.AsSpan(0, NodeCount).ToArray();
        var sources = new int[Targets.Length];
        var weights = Weights is null ? null : new double[Targets.Length];
        for (var node = 0; node < NodeCount; node++)
        {
            for (var r = Offsets[node]; r < Offsets[node + 1]; r++)
            {
                run.Tick();
                var place = next[Targets[r]]++;
                sources[place] = node;
                if (weights is not null)
                {
                    weights[place] = Weights![r];
                }
            }
        }

        return new(Origin, Numbers, offsets, sources, weights, Undirected) { _reverse = this };
    }
}

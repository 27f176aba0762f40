using CoEvolve.Graph.Execution;

namespace CoEvolve.Graph.Algorithms.Community;

/// <summary>An undirected, weighted network whose nodes may stand for groups of nodes: what modularity is computed on. A relationship stands in both rows, a loop twice in its own.</summary>
internal sealed class WeightedNetwork
{
    private WeightedNetwork((int Target, double Weight)[][] rows, Run run)
    {
        Rows = rows;
        Strengths = Array.ConvertAll(rows, row =>
        {
            run.Tick(row.Length);
            return row.Sum(link => link.Weight);
        });
        Total = Strengths.Sum();
    }

    public (int Target, double Weight)[][] Rows { get; }

    /// <summary>The weight at each node.</summary>
    public double[] Strengths { get; }

    /// <summary>Twice the weight of all relationships.</summary>
    public double Total { get; }

    public int Count => Rows.Length;

    /// <summary>A directed graph counts as its undirected image.</summary>
    public static WeightedNetwork Of(AlgorithmGraph graph, Run run)
    {
        var rows = new (int, double)[graph.NodeCount][];
        var gathered = new Dictionary<int, double>();
        for (var node = 0; node < rows.Length; node++)
        {
            gathered.Clear();
            run.Tick(graph.Degree(node));
            Gather(graph, node, gathered);
            if (!graph.Undirected)
            {
                Gather(graph.Reverse(run), node, gathered);
            }

            rows[node] = Row(gathered, run);
        }

        return new(rows, run);
    }

    /// <summary>The network of the groups; <paramref name="groups"/> counts from 0 without gaps.</summary>
    public WeightedNetwork Aggregate(int[] groups, int count, Run run)
    {
        var gathered = new Dictionary<int, double>[count];
        for (var node = 0; node < Rows.Length; node++)
        {
            run.Tick(Rows[node].Length);
            var row = gathered[groups[node]] ??= [];
            foreach (var (target, weight) in Rows[node])
            {
                row[groups[target]] = row.GetValueOrDefault(groups[target]) + weight;
            }
        }

        var rows = Array.ConvertAll(gathered, row =>
        {
            run.Tick(row.Count);
            return Row(row, run);
        });
        return new(rows, run);
    }

    /// <summary>Q = Σ over communities of in/2m - γ·(tot/2m)² (Newman 2004; Reichardt, Bornholdt 2006 for γ).</summary>
    public double Modularity(int[] communities, double gamma, Run run)
    {
        if (Total <= 0)
        {
            return 0;
        }

        var inside = 0.0;
        var totals = new Dictionary<int, double>();
        for (var node = 0; node < Count; node++)
        {
            run.Tick(Rows[node].Length);
            totals[communities[node]] = totals.GetValueOrDefault(communities[node]) + Strengths[node];
            inside += Rows[node].Where(link => communities[link.Target] == communities[node]).Sum(link => link.Weight);
        }

        return (inside / Total) - (gamma * totals.Values.Sum(total => total / Total * (total / Total)));
    }

    /// <summary>By target, ascending.</summary>
    private static (int Target, double Weight)[] Row(Dictionary<int, double> gathered, Run run)
    {
        int[] targets = [.. gathered.Keys];
        PatientSort.Ascending<int>(targets, run.Cancellation);
        return run.ConvertAll(targets, target => (target, gathered[target]));
    }

    private static void Gather(AlgorithmGraph graph, int node, Dictionary<int, double> gathered)
    {
        for (var r = graph.Offsets[node]; r < graph.Offsets[node + 1]; r++)
        {
            gathered[graph.Targets[r]] = gathered.GetValueOrDefault(graph.Targets[r]) + graph.WeightAt(r);
        }
    }
}

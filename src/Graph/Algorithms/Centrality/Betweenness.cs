namespace CoEvolve.Graph.Algorithms.Centrality;

/// <summary>Betweenness: Σ over pairs s ≠ v ≠ t of the share of shortest paths from s to t that pass through v (Freeman 1977), by Brandes' accumulation (2001).</summary>
/// <remarks>δ(v) = Σ σ(v)/σ(w)·(1 + δ(w)) over the nodes w that v precedes on shortest paths from a source. Undirected pairs count once, so scores are halved. With weights, distances are sums of weights.</remarks>
internal sealed class Betweenness
{
    private readonly AlgorithmGraph _graph;
    private readonly Run _run;
    private readonly double[] _distances;
    private readonly double[] _pathCounts;
    private readonly double[] _dependencies;
    private readonly List<int>[] _predecessors;
    private readonly List<int> _settled = [];

    private Betweenness(AlgorithmGraph graph, Run run)
    {
        _graph = graph;
        _run = run;
        _distances = new double[graph.NodeCount];
        _pathCounts = new double[graph.NodeCount];
        _dependencies = new double[graph.NodeCount];
        _predecessors = [.. Enumerable.Range(0, graph.NodeCount).Select(_ => new List<int>())];
    }

    public static double[] Compute(AlgorithmGraph graph, IEnumerable<int> sources, Run run)
    {
        var walk = new Betweenness(graph, run);
        var scores = new double[graph.NodeCount];
        foreach (var source in sources)
        {
            walk.Settle(source);
            walk.Accumulate(source, scores, graph.Undirected ? 0.5 : 1);
        }

        return scores;
    }

    private void Settle(int source)
    {
        Array.Fill(_distances, double.PositiveInfinity);
        Array.Clear(_pathCounts);
        Array.Clear(_dependencies);
        foreach (var list in _predecessors)
        {
            list.Clear();
        }

        _settled.Clear();
        _distances[source] = 0;
        _pathCounts[source] = 1;
        var done = new bool[_graph.NodeCount];
        var queue = new PriorityQueue<int, double>();
        queue.Enqueue(source, 0);
        while (queue.TryDequeue(out var node, out _))
        {
            if (done[node])
            {
                continue;
            }

            done[node] = true;
            _settled.Add(node);
            _run.Tick(_graph.Degree(node));
            Relax(node, queue);
        }
    }

    private void Relax(int node, PriorityQueue<int, double> queue)
    {
        for (var r = _graph.Offsets[node]; r < _graph.Offsets[node + 1]; r++)
        {
            var target = _graph.Targets[r];
            var distance = _distances[node] + _graph.WeightAt(r);
            if (distance < _distances[target])
            {
                _distances[target] = distance;
                _pathCounts[target] = _pathCounts[node];
                _predecessors[target].Clear();
                _predecessors[target].Add(node);
                queue.Enqueue(target, distance);
            }
            else if (distance == _distances[target] && target != node)
            {
                _pathCounts[target] += _pathCounts[node];
                _predecessors[target].Add(node);
            }
        }
    }

    private void Accumulate(int source, double[] scores, double factor)
    {
        for (var i = _settled.Count - 1; i >= 0; i--)
        {
            var node = _settled[i];
            foreach (var before in _predecessors[node])
            {
                _dependencies[before] += _pathCounts[before] / _pathCounts[node] * (1 + _dependencies[node]);
            }

            if (node != source)
            {
                scores[node] += factor * _dependencies[node];
            }
        }
    }
}

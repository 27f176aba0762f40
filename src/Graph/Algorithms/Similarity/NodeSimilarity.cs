using CoEvolve.Graph.Execution;

namespace CoEvolve.Graph.Algorithms.Similarity;

/// <summary>How alike the neighbours of two nodes are.</summary>
internal readonly record struct SimilarPair(int First, int Second, double Similarity);

/// <summary>What is compared, and what is kept.</summary>
/// <param name="Metric">JACCARD, OVERLAP or COSINE.</param>
/// <param name="Cutoff">Pairs below it are dropped, as are those of similarity 0.</param>
/// <param name="MinimumDegree">Nodes with fewer relationships are not compared.</param>
/// <param name="MaximumDegree">Nor those with more.</param>
/// <param name="PerNode">How many pairs a node keeps: the most similar ones, or with a negative number the least similar.</param>
/// <param name="Overall">How many pairs are kept of all, likewise; 0 for all.</param>
internal sealed record NodeSimilarityOptions(string Metric, double Cutoff, int MinimumDegree, int MaximumDegree, int PerNode, int Overall);

/// <summary>Similarity of nodes by the nodes that they share (Neo4j's node similarity).</summary>
/// <remarks>
/// With A and B the targets of two nodes: Jaccard |A∩B|/|A∪B|, overlap |A∩B|/min(|A|,|B|), cosine |A∩B|/√(|A|·|B|); with weights Σmin/Σmax, Σmin/min(ΣA,ΣB) and
/// A·B/(‖A‖·‖B‖). Only nodes that share a target are ever compared, through the reverse rows. Of equal pairs <see cref="BoundedRanking{T}"/> says which stay.
/// </remarks>
internal sealed class NodeSimilarity
{
    private readonly NodeSimilarityOptions _options;
    private readonly NeighbourRows _rows;
    private readonly Run _run;
    private readonly int _nodeCount;
    private readonly BoundedRanking<SimilarPair> _ranking;

    /// <summary>With weights, each row's sum and sum of squares; else null.</summary>
    private readonly double[]? _sums;
    private readonly double[]? _squares;

    /// <summary>How many targets each node shares with the one at hand; all 0 between two nodes.</summary>
    private readonly int[] _shared;

    /// <summary>The nodes of which that is not 0.</summary>
    private readonly int[] _others;

    private NodeSimilarity(AlgorithmGraph graph, NodeSimilarityOptions options, Run run)
    {
        _options = options;
        _run = run;
        _nodeCount = graph.NodeCount;
        _rows = new(graph, degree => degree >= options.MinimumDegree && degree <= options.MaximumDegree, run);
        _ranking = new(Math.Abs(options.PerNode));
        _shared = new int[_nodeCount];
        _others = new int[_nodeCount];
        if (graph.Weights is not null)
        {
            _sums = Sums(weight => weight);
            _squares = Sums(weight => weight * weight);
        }
    }

    public static (GrowingList<SimilarPair> Pairs, int Compared) Compute(AlgorithmGraph graph, NodeSimilarityOptions options, Run run)
    {
        var similarity = new NodeSimilarity(graph, options, run);
        var pairs = new GrowingList<SimilarPair>();
        var compared = 0;
        for (var node = 0; node < graph.NodeCount; node++)
        {
            compared += similarity._rows.Targets(node).Length > 0 ? 1 : 0;
            similarity.OfNode(node, pairs);
        }

        return (options.Overall == 0 ? pairs : similarity.Best(pairs), compared);
    }

    private static double Cost(in SimilarPair pair, int count) => count > 0 ? -pair.Similarity : pair.Similarity;

    private GrowingList<SimilarPair> Best(GrowingList<SimilarPair> pairs)
    {
        var ranking = new BoundedRanking<SimilarPair>(Math.Abs(_options.Overall));
        for (var i = 0; i < pairs.Count; i++)
        {
            _run.Tick(ranking.Items.Count >> 8);
            ranking.Offer(pairs[i], Cost(pairs[i], _options.Overall));
        }

        var best = new GrowingList<SimilarPair>();
        Keep(ranking, best);
        return best;
    }

    private void Keep(BoundedRanking<SimilarPair> ranking, GrowingList<SimilarPair> pairs)
    {
        _run.Tick(ranking.Items.Count);
        foreach (var pair in ranking.Items)
        {
            pairs.Add(pair);
        }
    }

    private double[] Sums(Func<double, double> term)
    {
        var sums = new double[_nodeCount];
        for (var node = 0; node < sums.Length; node++)
        {
            _run.Tick(_rows.Weights(node).Length);
            foreach (var weight in _rows.Weights(node))
            {
                sums[node] += term(weight);
            }
        }

        return sums;
    }

    private void OfNode(int node, GrowingList<SimilarPair> pairs)
    {
        _ranking.Clear();
        foreach (var other in Others(node))
        {
            var value = Compare(node, other, _shared[other]);
            _shared[other] = 0;
            if (value > 0 && value >= _options.Cutoff)
            {
                _run.Tick(_ranking.Items.Count >> 8);
                var pair = new SimilarPair(node, other, value);
                _ranking.Offer(pair, Cost(pair, _options.PerNode));
            }
        }

        Keep(_ranking, pairs);
    }

    /// <summary>The nodes that share a target with a node, ascending. Where they are many, reading all numbers in order is quicker than sorting theirs.</summary>
    private ReadOnlySpan<int> Others(int node)
    {
        var count = 0;
        foreach (var target in _rows.Targets(node))
        {
            var sources = _rows.Sources(target);
            _run.Tick(sources.Length);
            foreach (var source in sources)
            {
                if (_shared[source]++ == 0)
                {
                    _others[count++] = source;
                }
            }
        }

        if (count > _nodeCount >> 4)
        {
            count = 0;
            for (var other = 0; other < _nodeCount; other++)
            {
                if (_shared[other] > 0)
                {
                    _others[count++] = other;
                }
            }
        }
        else
        {
            _others.AsSpan(0, count).Sort();
        }

        _run.Tick(count);
        return WithoutSelf(node, count);
    }

    /// <summary>A node shares all its targets with itself, so that it is always among them.</summary>
    private ReadOnlySpan<int> WithoutSelf(int node, int count)
    {
        var others = _others.AsSpan(0, count);
        if (count == 0)
        {
            return others;
        }

        _shared[node] = 0;
        var place = others.BinarySearch(node);
        others[(place + 1)..].CopyTo(others[place..]);
        return others[..^1];
    }

    private double Compare(int a, int b, int shared)
    {
        var (left, right) = (_rows.Targets(a).Length, _rows.Targets(b).Length);
        _run.Tick(_sums is null ? 0 : left + right);
        return (_options.Metric, _sums is not null) switch
        {
            ("JACCARD", false) => (double)shared / (left + right - shared),
            ("OVERLAP", false) => (double)shared / Math.Min(left, right),
            ("COSINE", false) => shared / Math.Sqrt((double)left * right),
            ("JACCARD", true) => LeastOverMost(a, b),
            ("OVERLAP", true) => Joined(a, b, Math.Min) / Math.Min(_sums![a], _sums[b]),
            _ => Joined(a, b, (x, y) => x * y) / Math.Sqrt(_squares![a] * _squares[b]),
        };
    }

    private double LeastOverMost(int a, int b) => Joined(a, b, Math.Min) / Joined(a, b, Math.Max);

    /// <summary>A sum over the targets of either node, ascending; where one has none its weight is 0.</summary>
    private double Joined(int a, int b, Func<double, double, double> term)
    {
        var targetsA = _rows.Targets(a);
        var targetsB = _rows.Targets(b);
        var weightsA = _rows.Weights(a);
        var weightsB = _rows.Weights(b);
        var sum = 0.0;
        for (var (i, j) = (0, 0); i < targetsA.Length || j < targetsB.Length;)
        {
            var order = i == targetsA.Length ? 1 : j == targetsB.Length ? -1 : targetsA[i].CompareTo(targetsB[j]);
            sum += term(order <= 0 ? weightsA[i++] : 0, order >= 0 ? weightsB[j++] : 0);
        }

        return sum;
    }
}

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
    private readonly (int Target, double Weight)[][] _rows;
    private readonly bool _weighted;

    private NodeSimilarity(AlgorithmGraph graph, NodeSimilarityOptions options, Run run)
    {
        _options = options;
        _weighted = graph.Weights is not null;
        _rows = new (int, double)[graph.NodeCount][];
        for (var node = 0; node < _rows.Length; node++)
        {
            var degree = graph.Degree(node);
            run.Tick(degree);
            _rows[node] = degree < options.MinimumDegree || degree > options.MaximumDegree ? [] : Row(graph, node);
        }
    }

    public static (List<SimilarPair> Pairs, int Compared) Compute(AlgorithmGraph graph, NodeSimilarityOptions options, Run run)
    {
        var similarity = new NodeSimilarity(graph, options, run);
        var byTarget = similarity.ByTarget(graph.NodeCount, run);
        var pairs = new List<SimilarPair>();
        for (var node = 0; node < graph.NodeCount; node++)
        {
            pairs.AddRange(similarity.OfNode(node, byTarget, run));
        }

        if (options.Overall != 0)
        {
            pairs = [.. Best(pairs, options.Overall)];
        }

        return (pairs, similarity._rows.Count(row => row.Length > 0));
    }

    private static IReadOnlyList<SimilarPair> Best(IEnumerable<SimilarPair> pairs, int count)
    {
        var ranking = new BoundedRanking<SimilarPair>(Math.Abs(count));
        foreach (var pair in pairs)
        {
            ranking.Offer(pair, count > 0 ? -pair.Similarity : pair.Similarity);
        }

        return ranking.Items;
    }

    /// <summary>Distinct targets, ascending; of parallel relationships the first one's weight.</summary>
    private static (int Target, double Weight)[] Row(AlgorithmGraph graph, int node) =>
        [.. Enumerable.Range(graph.Offsets[node], graph.Degree(node)).Select(r => (graph.Targets[r], graph.WeightAt(r))).DistinctBy(link => link.Item1).OrderBy(link => link.Item1)];

    private List<int>?[] ByTarget(int nodeCount, Run run)
    {
        var byTarget = new List<int>?[nodeCount];
        for (var node = 0; node < _rows.Length; node++)
        {
            run.Tick(_rows[node].Length);
            foreach (var (target, _) in _rows[node])
            {
                (byTarget[target] ??= []).Add(node);
            }
        }

        return byTarget;
    }

    private IEnumerable<SimilarPair> OfNode(int node, List<int>?[] byTarget, Run run)
    {
        var others = new SortedSet<int>();
        foreach (var (target, _) in _rows[node])
        {
            others.UnionWith(byTarget[target]!);
            run.Tick(byTarget[target]!.Count);
        }

        others.Remove(node);
        var pairs = new List<SimilarPair>();
        foreach (var other in others)
        {
            run.Tick(_rows[other].Length);
            var value = Compare(_rows[node], _rows[other]);
            if (value > 0 && value >= _options.Cutoff)
            {
                pairs.Add(new(node, other, value));
            }
        }

        return Best(pairs, _options.PerNode);
    }

    private double Compare((int Target, double Weight)[] a, (int Target, double Weight)[] b)
    {
        double shared = 0, least = 0, most = 0, product = 0;
        var (i, j) = (0, 0);
        while (i < a.Length || j < b.Length)
        {
            var order = i == a.Length ? 1 : j == b.Length ? -1 : a[i].Target.CompareTo(b[j].Target);
            var left = order <= 0 ? a[i++].Weight : 0;
            var right = order >= 0 ? b[j++].Weight : 0;
            shared += order == 0 ? 1 : 0;
            least += Math.Min(left, right);
            most += Math.Max(left, right);
            product += left * right;
        }

        return (_options.Metric, _weighted) switch
        {
            ("JACCARD", false) => shared / (a.Length + b.Length - shared),
            ("OVERLAP", false) => shared / Math.Min(a.Length, b.Length),
            ("COSINE", false) => shared / Math.Sqrt((double)a.Length * b.Length),
            ("JACCARD", true) => least / most,
            ("OVERLAP", true) => least / Math.Min(a.Sum(link => link.Weight), b.Sum(link => link.Weight)),
            _ => product / Math.Sqrt(a.Sum(link => link.Weight * link.Weight) * b.Sum(link => link.Weight * link.Weight)),
        };
    }
}

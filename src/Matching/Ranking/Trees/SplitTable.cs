namespace CoEvolve.Matching.Ranking.Trees;

/// <summary>
/// The inner nodes of an ensemble in the order in which QuickScorer looks at them (Lucchese et al., "QuickScorer: a fast algorithm to rank documents
/// with additive ensembles of regression trees", SIGIR 2015): by feature, and within a feature by rising threshold.
/// </summary>
/// <remarks>
/// Leaves are numbered from left to right, one bit each. A node whose test fails (x above the threshold) rules out the leaves of its left
/// subtree; <see cref="Ruled"/> has these bits set. Whatever the order of the nodes, the exit leaf of a tree is the lowest bit that none of its failing nodes ruled out:
/// a leaf to the left of the exit leaf parts from it at a node at which the row goes right, which rules the former out, and no failing node on the way has the exit leaf to its left.
/// Nodes of one feature stop failing at the first threshold that is not below x, so that the rest of the feature is never touched.
/// </remarks>
internal sealed class SplitTable
{
    /// <summary>Leaves that fit into a mask.</summary>
    public const int MostLeaves = 64;

    public SplitTable(TreeEnsemble ensemble)
    {
        LeafStride = Math.Max(1, ensemble.MostLeaves);
        Trees = ensemble.Trees.Count;
        Leaves = new double[Trees * LeafStride];
        var splits = new List<(int Feature, float Threshold, int Tree, ulong Ruled)>();
        for (var tree = 0; tree < Trees; tree++)
        {
            var next = 0;
            Number(ensemble.Trees[tree], tree, ensemble.Trees[tree].Features.Length == 0 ? ~0 : 0, ref next, splits);
        }

        // The tree breaks ties, so that the same model always has the same table.
        splits.Sort((a, b) => (a.Feature, a.Threshold, a.Tree).CompareTo((b.Feature, b.Threshold, b.Tree)));
        Thresholds = [.. splits.Select(split => split.Threshold)];
        TreeOf = [.. splits.Select(split => split.Tree)];
        Ruled = [.. splits.Select(split => split.Ruled)];
        RuledNarrow = [.. splits.Select(split => (uint)split.Ruled)];
        Offsets = new int[ensemble.FeatureCount + 1];
        foreach (var split in splits)
        {
            Offsets[split.Feature + 1]++;
        }

        for (var feature = 0; feature < ensemble.FeatureCount; feature++)
        {
            Offsets[feature + 1] += Offsets[feature];
        }
    }

    public int Trees { get; }

    /// <summary>Places that each tree has in <see cref="Leaves"/>.</summary>
    public int LeafStride { get; }

    /// <summary>The values of the leaves, from left to right, tree after tree.</summary>
    public double[] Leaves { get; }

    /// <summary>The nodes of feature f stand at <c>Offsets[f]..Offsets[f + 1]</c>.</summary>
    public int[] Offsets { get; }

    public float[] Thresholds { get; }

    public int[] TreeOf { get; }

    /// <summary>The leaves that a failing node rules out.</summary>
    public ulong[] Ruled { get; }

    /// <summary>The same in 32 bits; whole only where no tree has more than 32 leaves.</summary>
    public uint[] RuledNarrow { get; }

    /// <summary>Numbers the leaves below a child from left to right, and returns their bits.</summary>
    private ulong Number(RegressionTree tree, int number, int child, ref int next, List<(int Feature, float Threshold, int Tree, ulong Ruled)> splits)
    {
        if (child < 0)
        {
            Leaves[(number * LeafStride) + next] = tree.Leaves[~child];
            return 1UL << next++;
        }

        var left = Number(tree, number, tree.Left[child], ref next, splits);
        splits.Add((tree.Features[child], tree.Thresholds[child], number, left));
        return left | Number(tree, number, tree.Right[child], ref next, splits);
    }
}

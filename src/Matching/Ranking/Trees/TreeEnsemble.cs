namespace CoEvolve.Matching.Ranking.Trees;

/// <summary>
/// A binary tree of comparisons. Inner node n sends a row with <c>x[Features[n]] ≤ Thresholds[n]</c> to <c>Left[n]</c>, any other to <c>Right[n]</c>;
/// a negative child c is the leaf ~c. Node 0 is the root; a tree without inner nodes is its leaf 0.
/// </summary>
/// <param name="Features">Which feature each inner node looks at.</param>
/// <param name="Thresholds">With what it is compared; single precision, as the rows are.</param>
/// <param name="Left">Where a row goes that is not above the threshold.</param>
/// <param name="Right">Where it goes otherwise.</param>
/// <param name="Leaves">What each leaf adds to the score, the weight of the tree included.</param>
internal sealed record RegressionTree(int[] Features, float[] Thresholds, int[] Left, int[] Right, double[] Leaves)
{
    /// <summary>How many training rows each leaf had; empty where the model does not state it. Only contributions look at it.</summary>
    public IReadOnlyList<double> RowsOfLeaves { get; init; } = [];

    /// <summary>What the tree adds to the score of a row.</summary>
    public double Score(ReadOnlySpan<float> row)
    {
        var node = Features.Length == 0 ? ~0 : 0;
        while (node >= 0)
        {
            node = row[Features[node]] <= Thresholds[node] ? Left[node] : Right[node];
        }

        return Leaves[~node];
    }
}

/// <summary>A sum of trees over rows of <paramref name="FeatureCount"/> features: score = bias + Σ tree(row).</summary>
/// <param name="FeatureCount">How many numbers a row has.</param>
/// <param name="Bias">The score of a row before any tree.</param>
/// <param name="Trees">The trees, in the order in which they are added up.</param>
internal sealed record TreeEnsemble(int FeatureCount, double Bias, IReadOnlyList<RegressionTree> Trees)
{
    /// <summary>The leaves of the largest tree; 0 without trees.</summary>
    public int MostLeaves => Trees.Count == 0 ? 0 : Trees.Max(tree => tree.Leaves.Length);

    /// <summary>Checks what every reader of trees relies on: arrays of fitting lengths, features that exist, and a tree that reaches each node and leaf exactly once.</summary>
    /// <returns>The ensemble itself.</returns>
    /// <exception cref="InvalidDataException">A tree is not one.</exception>
    public TreeEnsemble Checked()
    {
        for (var tree = 0; tree < Trees.Count; tree++)
        {
            if (Fault(Trees[tree]) is { } fault)
            {
                throw new InvalidDataException(FormattableString.Invariant($"Tree {tree} of the model is broken: {fault}."));
            }
        }

        return this;
    }

    private string? Fault(RegressionTree tree)
    {
        var nodes = tree.Features.Length;
        if (tree.Thresholds.Length != nodes || tree.Left.Length != nodes || tree.Right.Length != nodes || tree.Leaves.Length != nodes + 1)
        {
            return FormattableString.Invariant($"{nodes} split features, {tree.Thresholds.Length} thresholds, {tree.Left.Length} and {tree.Right.Length} children, {tree.Leaves.Length} leaves");
        }

        if (tree.Features.Any(feature => feature < 0 || feature >= FeatureCount))
        {
            return FormattableString.Invariant($"it looks at a feature outside of 0 to {FeatureCount - 1}");
        }

        if (tree.Thresholds.Any(float.IsNaN) || !tree.Leaves.All(double.IsFinite))
        {
            return "a threshold or leaf is no number";
        }

        // n inner nodes have 2n children. Where these are distinct, in bounds and none of them the root, each node and leaf has one parent; only a ring
        // apart from the root could still be there, and a walk from the root misses it.
        var children = tree.Left.Concat(tree.Right).ToHashSet();
        return children.Count == 2 * nodes && children.All(child => child < nodes && child != 0 && ~child < tree.Leaves.Length) && ReachesAll(tree)
            ? null
            : "its children do not form a tree";
    }

    private static bool ReachesAll(RegressionTree tree)
    {
        if (tree.Features.Length == 0)
        {
            return true;
        }

        var reached = 0;
        var open = new Stack<int>([0]);
        while (open.TryPop(out var node))
        {
            reached++;
            foreach (var child in (ReadOnlySpan<int>)[tree.Left[node], tree.Right[node]])
            {
                if (child >= 0)
                {
                    open.Push(child);
                }
            }
        }

        return reached == tree.Features.Length;
    }
}

using Microsoft.ML.Trainers.FastTree;

namespace CoEvolve.Matching.Ranking.Trees;

/// <summary>Reads the trees that ML.NET trained or loaded.</summary>
internal static class MlNetTrees
{
    /// <summary>The trees of an ensemble, each leaf multiplied by the weight of its tree.</summary>
    /// <param name="ensemble">ML.NET's <c>TrainedTreeEnsemble</c>.</param>
    /// <param name="featureCount">How many features its rows have: an ensemble does not say.</param>
    /// <exception cref="InvalidDataException">A tree splits by categories, or looks at a feature that rows do not have.</exception>
    public static TreeEnsemble Read(RegressionTreeEnsemble ensemble, int featureCount) => new TreeEnsemble(
        featureCount,
        ensemble.Bias,
        [.. ensemble.Trees.Select((tree, number) => Tree(tree, ensemble.TreeWeights[number]))]).Checked();

    private static RegressionTree Tree(Microsoft.ML.Trainers.FastTree.RegressionTree tree, double weight) => tree.CategoricalSplitFlags.Any(flag => flag)
        ? throw new InvalidDataException("The ML.NET model has categorical splits; such models are not read.")
        : new(
            [.. tree.NumericalSplitFeatureIndexes.Take(tree.NumberOfNodes)],
            [.. tree.NumericalSplitThresholds.Take(tree.NumberOfNodes)],
            [.. tree.LeftChild.Take(tree.NumberOfNodes)],
            [.. tree.RightChild.Take(tree.NumberOfNodes)],
            [.. tree.LeafValues.Take(tree.NumberOfLeaves).Select(leaf => leaf * weight)]);
}

using CoEvolve.Matching.Ranking.Trees;

namespace CoEvolve.Matching.Tests.Ranking.Trees;

public sealed class TreeContributionsTests
{
    [Fact]
    public void One_split_shares_out_by_hand()
    {
        // Ten rows, eight of them at the left: expected 0.8·1 + 0.2·6 = 2. A row at the right scores 6, all of it due to the one feature.
        var contributions = new TreeContributions(new(2, 0, [new([1], [0.5f], [~0], [~1], [1, 6]) { RowsOfLeaves = [8, 2] }]));
        var row = new double[2];
        contributions.Add([0, 1], 1, row);
        Assert.Equal(2, contributions.Expected, 12);
        Assert.Equal([0, 4], row, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Both_of_two_that_only_count_together_get_half()
    {
        // x₀ ∧ x₁ over four equal quarters: expected ¼, the row scores 1, and each of the two adds ⅜.
        var contributions = new TreeContributions(new(2, 0, [new([0, 1], [0.5f, 0.5f], [~0, ~1], [1, ~2], [0, 0, 1]) { RowsOfLeaves = [2, 1, 1] }]));
        var row = new double[2];
        contributions.Add([1, 1], 1, row);
        Assert.Equal(0.25, contributions.Expected, 12);
        Assert.Equal([0.375, 0.375], row, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Theory]
    [InlineData(1, 3, true)]
    [InlineData(2, 7, true)]
    [InlineData(3, 12, true)]
    [InlineData(4, 20, false)]
    public void Contributions_are_those_of_trying_all_coalitions(int seed, int leaves, bool counted)
    {
        const int Features = 6;
        var random = new Random(seed);
        var ensemble = new TreeEnsemble(Features, 0.25, [.. Enumerable.Range(0, 4).Select(_ => Grown(random, leaves, Features, counted))]).Checked();
        var contributions = new TreeContributions(ensemble);
        for (var draw = 0; draw < 10; draw++)
        {
            float[] row = [.. Enumerable.Range(0, Features).Select(_ => random.NextSingle())];
            var found = new double[Features];
            contributions.Add(row, 1, found);
            for (var feature = 0; feature < Features; feature++)
            {
                Assert.Equal(Shapley(ensemble, row, feature), found[feature], 1e-9);
            }

            var score = ensemble.Bias + ensemble.Trees.Sum(tree => tree.Score(row));
            Assert.Equal(score, contributions.Expected + found.Sum(), 1e-9);
        }
    }

    [Fact]
    public void A_tree_of_one_leaf_contributes_nothing_but_its_value()
    {
        var contributions = new TreeContributions(new(1, 1, [new([], [], [], [], [2])]));
        var row = new double[1];
        contributions.Add([0.5f], 1, row);
        Assert.Equal(3, contributions.Expected);
        Assert.Equal(0, row[0]);
    }

    /// <summary>Σ over all coalitions without the feature, s!(n−1−s)!/n! each.</summary>
    private static double Shapley(TreeEnsemble ensemble, float[] row, int feature)
    {
        double sum = 0;
        var count = row.Length;
        for (var coalition = 0; coalition < 1 << count; coalition++)
        {
            if ((coalition & (1 << feature)) == 0)
            {
                var size = int.PopCount(coalition);
                var weight = Factorial(size) * Factorial(count - 1 - size) / Factorial(count);
                sum += weight * ensemble.Trees.Sum(tree => Known(tree, row, coalition | (1 << feature)) - Known(tree, row, coalition));
            }
        }

        return sum;
    }

    /// <summary>The tree's answer where only the features of a coalition are known.</summary>
    private static double Known(RegressionTree tree, float[] row, int coalition, int node = 0)
    {
        if (node < 0)
        {
            return tree.Leaves[~node];
        }

        if ((coalition & (1 << tree.Features[node])) != 0)
        {
            return Known(tree, row, coalition, row[tree.Features[node]] <= tree.Thresholds[node] ? tree.Left[node] : tree.Right[node]);
        }

        var (left, right) = (Rows(tree, tree.Left[node]), Rows(tree, tree.Right[node]));
        return ((left * Known(tree, row, coalition, tree.Left[node])) + (right * Known(tree, row, coalition, tree.Right[node]))) / (left + right);
    }

    private static double Rows(RegressionTree tree, int node) => node < 0
        ? tree.RowsOfLeaves.Count == 0 ? 1 : tree.RowsOfLeaves[~node]
        : Rows(tree, tree.Left[node]) + Rows(tree, tree.Right[node]);

    private static double Factorial(int number) => Enumerable.Range(1, number).Aggregate(1.0, (product, factor) => product * factor);

    /// <summary>A tree grown by splitting leaves drawn by chance, the same features again and again.</summary>
    private static RegressionTree Grown(Random random, int leaves, int features, bool counted)
    {
        List<int> left = [], right = [];
        List<(int Parent, bool IsLeft)> open = [(-1, false)];
        for (var node = 0; node < leaves - 1; node++)
        {
            var taken = random.Next(open.Count);
            var (parent, isLeft) = open[taken];
            open.RemoveAt(taken);
            if (parent >= 0)
            {
                (isLeft ? left : right)[parent] = node;
            }

            left.Add(0);
            right.Add(0);
            open.AddRange([(node, true), (node, false)]);
        }

        foreach (var (leaf, (parent, isLeft)) in open.Index())
        {
            (isLeft ? left : right)[parent] = ~leaf;
        }

        return new(
            [.. Enumerable.Range(0, leaves - 1).Select(_ => random.Next(features))],
            [.. Enumerable.Range(0, leaves - 1).Select(_ => random.NextSingle())],
            [.. left],
            [.. right],
            [.. Enumerable.Range(0, leaves).Select(_ => random.NextDouble() - 0.5)])
        {
            RowsOfLeaves = counted ? [.. Enumerable.Range(0, leaves).Select(_ => random.Next(1, 50))] : [],
        };
    }
}

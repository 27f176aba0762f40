using CoEvolve.Matching.Ranking.Trees;

namespace CoEvolve.Matching.Tests.Ranking.Trees;

public sealed class TreeScorerTests
{
    /// <summary>
    /// A tree of three nodes over two features: x₀ ≤ 1 ? (x₁ ≤ 5 ? 10 : 20) : (x₁ ≤ 7 ? 30 : 40), its leaves out of order on purpose; and a stump on x₁ ≤ 5.
    /// </summary>
    private static readonly TreeEnsemble Small = new TreeEnsemble(2, 0.5, [
        new([0, 1, 1], [1, 5, 7], [1, ~3, ~1], [2, ~0, ~2], [20, 30, 40, 10]),
        new([1], [5], [~0], [~1], [100, 200]),
    ]).Checked();

    public static TheoryData<string> Masks => [nameof(TreeKernel.Scalar), nameof(TreeKernel.Wide), nameof(TreeKernel.Narrow)];

    public static TheoryData<string> Kernels => [nameof(TreeKernel.Walk), nameof(TreeKernel.Scalar), nameof(TreeKernel.Wide), nameof(TreeKernel.Narrow)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_row_on_a_threshold_goes_left_and_one_above_it_right(string kernel)
    {
        float[] rows = [1, 5, 1, 5.5f, 1.5f, 7, 1.5f, 7.5f, float.NegativeInfinity, float.PositiveInfinity, -0f, 0];
        Assert.Equal([110.5f, 220.5f, 230.5f, 240.5f, 220.5f, 110.5f], Score(Small, kernel, rows));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_tree_without_a_split_adds_its_only_leaf(string kernel) =>
        Assert.Equal([4f, 4f], Score(new TreeEnsemble(1, 1, [new([], [], [], [], [3])]).Checked(), kernel, [0, 9]));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_number_that_is_none_is_refused(string kernel) =>
        Assert.Throws<ArgumentException>(() => Score(Small, kernel, [0, 0, 1, float.NaN]));

    [Theory]
    [MemberData(nameof(Masks))]
    public void Masks_give_the_bits_that_walking_gives_whatever_the_number_of_rows(string kernel)
    {
        var leaves = kernel == nameof(TreeKernel.Narrow) ? 32 : 64;
        var ensemble = Drawn(new(7), trees: 40, leaves, features: 9);
        foreach (var count in (ReadOnlySpan<int>)[0, 1, 7, 8, 9, 200])
        {
            var rows = Rows(new(count), ensemble, count);
            Assert.Equal(Score(ensemble, nameof(TreeKernel.Walk), rows), Score(ensemble, kernel, rows));
        }
    }

    [Fact]
    public void The_way_follows_the_largest_tree_and_trees_of_more_than_64_leaves_are_walked()
    {
        Assert.Equal(TreeKernel.Narrow, new TreeScorer(Drawn(new(1), 3, 32, 4)).Kernel);
        Assert.Equal(TreeKernel.Wide, new TreeScorer(Drawn(new(1), 3, 64, 4)).Kernel);
        var large = new TreeScorer(Drawn(new(1), 3, 65, 4));
        Assert.Equal(TreeKernel.Walk, large.Kernel);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TreeScorer(Drawn(new(1), 3, 65, 4), TreeKernel.Wide));

        // A chain of 66 leaves, x ≤ 0, x ≤ 1, … : the leaf is the least whole number that is not below x, and 65 above 64.
        var chain = new TreeEnsemble(1, 0, [new(
            new int[65],
            [.. Enumerable.Range(0, 65).Select(number => (float)number)],
            [.. Enumerable.Range(0, 65).Select(number => ~number)],
            [.. Enumerable.Range(1, 64), ~65],
            [.. Enumerable.Range(0, 66).Select(number => (double)number)])]).Checked();
        Assert.Equal([0f, 3f, 4f, 64f, 65f], Score(chain, null, [-1, 3, 3.5f, 64, 99]));
    }

    [Theory]
    [InlineData("outside of 0 to 1", 2, 1, ~0, ~1)]
    [InlineData("do not form a tree", 0, 0, ~0, ~1)]
    [InlineData("do not form a tree", 0, 1, ~1, ~1)]
    public void Broken_trees_are_refused(string reason, int feature, int left, int leafLeft, int leafRight)
    {
        var tree = new RegressionTree([feature, 1], [0, 0], [left, leafLeft], [~2, leafRight], [1, 2, 3]);
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => new TreeEnsemble(2, 0, [tree]).Checked()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ring_apart_from_the_root_is_no_tree()
    {
        // The root has two leaves; nodes 1 and 2 have each other.
        var tree = new RegressionTree([0, 0, 0], [0, 0, 0], [~0, 2, 1], [~1, ~2, ~3], [1, 2, 3, 4]);
        Assert.Throws<InvalidDataException>(() => new TreeEnsemble(1, 0, [tree]).Checked());
    }

    private static float[] Score(TreeEnsemble ensemble, string? kernel, float[] rows)
    {
        var scores = new float[rows.Length / ensemble.FeatureCount];
        new TreeScorer(ensemble, kernel is null ? null : Enum.Parse<TreeKernel>(kernel)).Score(rows, scores);
        return scores;
    }

    /// <summary>Trees that grow by splitting a leaf drawn by lot; thresholds are whole numbers, so that rows tie with them.</summary>
    private static TreeEnsemble Drawn(Random random, int trees, int leaves, int features)
    {
        return new TreeEnsemble(features, random.NextDouble(), [.. Enumerable.Range(0, trees).Select(_ => Tree())]).Checked();

        RegressionTree Tree()
        {
            var (left, right) = (new int[leaves - 1], new int[leaves - 1]);
            (left[0], right[0]) = (~0, ~1);
            for (var node = 1; node < leaves - 1; node++)
            {
                // The leaf that is split keeps its number on the left; the new leaf goes to the right.
                var split = random.Next(node + 1);
                var (side, place) = Array.IndexOf(left, ~split, 0, node) is >= 0 and var at ? (left, at) : (right, Array.IndexOf(right, ~split, 0, node));
                side[place] = node;
                (left[node], right[node]) = (~split, ~(node + 1));
            }

            return new(
                [.. left.Select(_ => random.Next(features))],
                [.. left.Select(_ => (float)random.Next(-4, 5))],
                left,
                right,
                [.. Enumerable.Range(0, leaves).Select(_ => random.NextDouble())]);
        }
    }

    private static float[] Rows(Random random, TreeEnsemble ensemble, int count) =>
        [.. Enumerable.Range(0, count * ensemble.FeatureCount).Select(_ => random.Next(2) == 0 ? random.Next(-5, 6) : (float)((10 * random.NextDouble()) - 5))];
}

namespace CoEvolve.Matching.Ranking.Trees;

/// <summary>
/// What each feature adds to the score of a row: the Shapley values of the game in which the features of a coalition are known and the tree takes, at every other split, both ways in
/// the shares of its training rows (path-dependent TreeSHAP: Lundberg, Erion and Lee, arXiv 1802.03888). They are exact, and with <see cref="Expected"/> they add up to the score.
/// </summary>
/// <remarks>
/// A leaf is a box: an interval for each feature on its way. Knowing a set S, its value counts with Π_{k∈S} o_k·Π_{k∉S} z_k, o_k being whether the row lies in the interval of k and z_k which share
/// of training rows stays on the way at the splits of k. Features off the way are dummies, so that a leaf is a game of its own, and the weights of coalitions are a Beta integral:
/// s!(m−1−s)!/m! = ∫₀¹ tˢ(1−t)^{m−1−s} dt. Hence φ_j = v·(o_j − z_j)·∫₀¹ Π_{k≠j} ((1−t)·z_k + t·o_k) dt, a polynomial of degree m − 1, which Gauss and Legendre's rule of ⌈m/2⌉ points integrates
/// exactly (cf. Yu et al., "Linear TreeSHAP", NeurIPS 2022). Where a model states no numbers of rows, all leaves count alike. Immutable; safe to use from several threads.
/// </remarks>
internal sealed class TreeContributions
{
    private readonly LeafBox[] _leaves;
    private readonly (double At, double Weight)[] _points;
    private readonly int _most;

    public TreeContributions(TreeEnsemble ensemble)
    {
        _leaves = [.. ensemble.Trees.SelectMany(Boxes)];
        _most = Math.Max(1, _leaves.Select(leaf => leaf.Features.Length).DefaultIfEmpty().Max());
        _points = LegendrePoints((_most + 1) / 2);
        Expected = ensemble.Bias + _leaves.Sum(leaf => leaf.Value * leaf.Shares.Aggregate(1.0, (product, share) => product * share));
    }

    /// <summary>The score of a row of which nothing is known.</summary>
    public double Expected { get; }

    /// <summary>Adds what each feature of a row contributes, times a factor.</summary>
    /// <param name="row">The row.</param>
    /// <param name="factor">By what the contributions are multiplied.</param>
    /// <param name="contributions">One place for each feature.</param>
    public void Add(ReadOnlySpan<float> row, double factor, Span<double> contributions)
    {
        Span<double> buffer = stackalloc double[3 * _most];
        foreach (var leaf in _leaves)
        {
            var count = leaf.Features.Length;
            var known = buffer[..count];
            var before = buffer.Slice(_most, count);
            var sums = buffer.Slice(2 * _most, count);
            for (var place = 0; place < count; place++)
            {
                known[place] = row[leaf.Features[place]] is var value && value > leaf.Above[place] && value <= leaf.UpTo[place] ? 1 : 0;
            }

            sums.Clear();
            foreach (var (at, weight) in _points)
            {
                Integrate(leaf.Shares, known, at, weight, before, sums);
            }

            for (var place = 0; place < count; place++)
            {
                contributions[leaf.Features[place]] += factor * leaf.Value * (known[place] - leaf.Shares[place]) * sums[place];
            }
        }
    }

    /// <summary>Adds weight · Π_{k≠j} ((1−t)·z_k + t·o_k) to each j: products of what stands before and behind it, since a factor can be 0.</summary>
    private static void Integrate(double[] shares, ReadOnlySpan<double> known, double at, double weight, Span<double> before, Span<double> sums)
    {
        var product = weight;
        for (var place = 0; place < shares.Length; place++)
        {
            before[place] = product;
            product *= ((1 - at) * shares[place]) + (at * known[place]);
        }

        product = 1;
        for (var place = shares.Length - 1; place >= 0; place--)
        {
            sums[place] += before[place] * product;
            product *= ((1 - at) * shares[place]) + (at * known[place]);
        }
    }

    private static IEnumerable<LeafBox> Boxes(RegressionTree tree)
    {
        var rows = new double[tree.Features.Length];
        var open = new Stack<(int Node, Dictionary<int, Interval> Way)>();
        open.Push((tree.Features.Length == 0 ? ~0 : 0, []));
        CountRows(tree, rows);
        while (open.TryPop(out var next))
        {
            if (next.Node < 0)
            {
                var way = next.Way.OrderBy(entry => entry.Key).ToArray();
                yield return new(
                    tree.Leaves[~next.Node], [.. way.Select(entry => entry.Key)], [.. way.Select(entry => entry.Value.Above)], [.. way.Select(entry => entry.Value.UpTo)], [.. way.Select(entry => entry.Value.Share)]);
                continue;
            }

            var (feature, threshold) = (tree.Features[next.Node], tree.Thresholds[next.Node]);
            var interval = next.Way.GetValueOrDefault(feature, new(float.NegativeInfinity, float.PositiveInfinity, 1));
            double Share(int child) => rows[next.Node] > 0 ? RowsOf(tree, rows, child) / rows[next.Node] : 0.5;
            var (left, right) = (tree.Left[next.Node], tree.Right[next.Node]);
            open.Push((right, new(next.Way) { [feature] = interval with { Above = Math.Max(interval.Above, threshold), Share = interval.Share * Share(right) } }));
            open.Push((left, new(next.Way) { [feature] = interval with { UpTo = Math.Min(interval.UpTo, threshold), Share = interval.Share * Share(left) } }));
        }
    }

    /// <summary>Training rows of each inner node: those of its leaves, of which each counts as one where the model states none.</summary>
    private static double CountRows(RegressionTree tree, double[] rows, int node = 0)
    {
        if (rows.Length == 0)
        {
            return 0;
        }

        double Of(int child) => child < 0 ? RowsOf(tree, rows, child) : CountRows(tree, rows, child);
        return rows[node] = Of(tree.Left[node]) + Of(tree.Right[node]);
    }

    private static double RowsOf(RegressionTree tree, double[] rows, int child) => child >= 0 ? rows[child] : tree.RowsOfLeaves.Count == 0 ? 1 : tree.RowsOfLeaves[~child];

    /// <summary>Points and weights of the Gauss–Legendre rule on [0, 1], by Newton's method on the Legendre polynomial from Tricomi's first guess.</summary>
    private static (double At, double Weight)[] LegendrePoints(int count)
    {
        const int Steps = 20;
        var points = new (double, double)[count];
        for (var number = 0; number < count; number++)
        {
            var x = Math.Cos(Math.PI * (number + 0.75) / (count + 0.5));
            double slope = 1;
            for (var step = 0; step < Steps; step++)
            {
                var (previous, current) = (1.0, x);
                for (var degree = 2; degree <= count; degree++)
                {
                    (previous, current) = (current, ((((2 * degree) - 1) * x * current) - ((degree - 1) * previous)) / degree);
                }

                slope = count * ((x * current) - previous) / ((x * x) - 1);
                x -= current / slope;
            }

            points[number] = ((1 - x) / 2, 1 / ((1 - (x * x)) * slope * slope));
        }

        return points;
    }

    private readonly record struct Interval(float Above, float UpTo, double Share);

    /// <summary>A leaf: its value, and for each feature on its way the interval (above, up to] and the share of rows that stays.</summary>
    private sealed record LeafBox(double Value, int[] Features, float[] Above, float[] UpTo, double[] Shares);
}

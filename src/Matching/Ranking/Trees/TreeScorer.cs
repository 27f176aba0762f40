using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CoEvolve.Matching.Ranking.Trees;

/// <summary>How a <see cref="TreeScorer"/> goes through its trees. All ways give the same bits.</summary>
internal enum TreeKernel
{
    /// <summary>Node by node: for trees of any size.</summary>
    Walk,

    /// <summary>Bit masks, one row at a time: for processors without vectors of 256 bits.</summary>
    Scalar,

    /// <summary>Bit masks of 64 bits, eight rows at a time.</summary>
    Wide,

    /// <summary>Bit masks of 32 bits, eight rows at a time: for trees of up to 32 leaves.</summary>
    Narrow,
}

/// <summary>Scores rows by an ensemble of trees; <see cref="SplitTable"/> says how and why it is right.</summary>
/// <remarks>
/// NaN is refused: a feature that is unknown carries a stand-in and an indicator, so that what a model does with it can be read off its trees. Infinities are numbers like others.
/// Immutable; any number of threads may score at once. Scores are summed in double precision, tree after tree, and then rounded to single.
/// </remarks>
internal sealed class TreeScorer
{
    private const int Lanes = 8;
    private const int NarrowLeaves = 32;

    private readonly TreeEnsemble _ensemble;
    private readonly SplitTable _table;

    /// <param name="ensemble">The trees, checked.</param>
    /// <param name="kernel">The way to go; null for the fastest that serves these trees on this processor.</param>
    public TreeScorer(TreeEnsemble ensemble, TreeKernel? kernel = null)
    {
        var leaves = ensemble.MostLeaves;
        Kernel = kernel ?? (leaves > SplitTable.MostLeaves ? TreeKernel.Walk
            : !Vector256.IsHardwareAccelerated ? TreeKernel.Scalar
            : leaves > NarrowLeaves ? TreeKernel.Wide : TreeKernel.Narrow);
        var most = Kernel switch { TreeKernel.Walk => int.MaxValue, TreeKernel.Narrow => NarrowLeaves, _ => SplitTable.MostLeaves };
        ArgumentOutOfRangeException.ThrowIfGreaterThan(leaves, most, nameof(ensemble));
        _ensemble = ensemble;
        _table = new(Kernel == TreeKernel.Walk ? ensemble with { Trees = [] } : ensemble);
    }

    /// <summary>The way taken.</summary>
    public TreeKernel Kernel { get; }

    /// <summary>How many numbers a row has.</summary>
    public int FeatureCount => _ensemble.FeatureCount;

    /// <summary>Scores rows.</summary>
    /// <param name="rows">Row after row, <see cref="FeatureCount"/> numbers each.</param>
    /// <param name="scores">One place for each row.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a number is NaN.</exception>
    public void Score(ReadOnlySpan<float> rows, Span<float> scores)
    {
        if (rows.Length != scores.Length * FeatureCount)
        {
            throw new ArgumentException(FormattableString.Invariant($"{scores.Length} rows of {FeatureCount} features are {scores.Length * FeatureCount} numbers, not {rows.Length}."), nameof(rows));
        }

        if (TensorPrimitives.IsNaNAny(rows))
        {
            throw new ArgumentException("A feature is NaN. Unknown features carry a stand-in and an indicator.", nameof(rows));
        }

        switch (Kernel)
        {
            case TreeKernel.Walk:
                Walk(rows, scores);
                break;
            case TreeKernel.Scalar:
                OneByOne(rows, scores);
                break;
            default:
                ByEights(rows, scores);
                break;
        }
    }

    private void Walk(ReadOnlySpan<float> rows, Span<float> scores)
    {
        for (var row = 0; row < scores.Length; row++)
        {
            var sum = _ensemble.Bias;
            foreach (var tree in _ensemble.Trees)
            {
                sum += tree.Score(rows.Slice(row * FeatureCount, FeatureCount));
            }

            scores[row] = (float)sum;
        }
    }

    private void OneByOne(ReadOnlySpan<float> rows, Span<float> scores)
    {
        var ruled = ArrayPool<ulong>.Shared.Rent(_table.Trees);
        for (var row = 0; row < scores.Length; row++)
        {
            Array.Clear(ruled, 0, _table.Trees);
            for (var feature = 0; feature < FeatureCount; feature++)
            {
                var value = rows[(row * FeatureCount) + feature];
                for (var split = _table.Offsets[feature]; split < _table.Offsets[feature + 1] && value > _table.Thresholds[split]; split++)
                {
                    ruled[_table.TreeOf[split]] |= _table.Ruled[split];
                }
            }

            var sum = _ensemble.Bias;
            for (var tree = 0; tree < _table.Trees; tree++)
            {
                sum += _table.Leaves[(tree * _table.LeafStride) + BitOperations.TrailingZeroCount(~ruled[tree])];
            }

            scores[row] = (float)sum;
        }

        ArrayPool<ulong>.Shared.Return(ruled);
    }

    private void ByEights(ReadOnlySpan<float> rows, Span<float> scores)
    {
        // Feature after feature, eight rows side by side; lanes without a row repeat the last one, so that they never keep a feature's nodes going for longer.
        var block = ArrayPool<float>.Shared.Rent(FeatureCount * Lanes);
        var ruled = ArrayPool<ulong>.Shared.Rent(_table.Trees * Lanes);
        for (var first = 0; first < scores.Length; first += Lanes)
        {
            var count = Math.Min(Lanes, scores.Length - first);
            for (var lane = 0; lane < Lanes; lane++)
            {
                var row = rows.Slice((first + Math.Min(lane, count - 1)) * FeatureCount, FeatureCount);
                for (var feature = 0; feature < row.Length; feature++)
                {
                    block[(feature * Lanes) + lane] = row[feature];
                }
            }

            if (Kernel == TreeKernel.Narrow)
            {
                var narrow = MemoryMarshal.Cast<ulong, uint>(ruled.AsSpan())[..(_table.Trees * Lanes)];
                narrow.Clear();
                RuleOutNarrow(block, narrow);
                Sum(narrow, scores.Slice(first, count));
            }
            else
            {
                Array.Clear(ruled, 0, _table.Trees * Lanes);
                RuleOutWide(block, ruled);
                Sum(ruled.AsSpan(0, _table.Trees * Lanes), scores.Slice(first, count));
            }
        }

        ArrayPool<float>.Shared.Return(block);
        ArrayPool<ulong>.Shared.Return(ruled);
    }

    // Bounds, here and below: block holds FeatureCount × 8 numbers; a split is below Offsets[FeatureCount], the length of the three arrays of nodes; TreeOf is below Trees,
    // and ruled holds Trees × 8 masks. All of it is set up by the constructor of SplitTable, so that the accesses need no checks.
    private void RuleOutNarrow(float[] block, Span<uint> ruled)
    {
        ref var values = ref MemoryMarshal.GetArrayDataReference(block);
        ref var thresholds = ref MemoryMarshal.GetArrayDataReference(_table.Thresholds);
        ref var treeOf = ref MemoryMarshal.GetArrayDataReference(_table.TreeOf);
        ref var nodeMasks = ref MemoryMarshal.GetArrayDataReference(_table.RuledNarrow);
        ref var masks = ref MemoryMarshal.GetReference(ruled);
        for (var feature = 0; feature < FeatureCount; feature++)
        {
            var value = Vector256.LoadUnsafe(ref values, (nuint)(feature * Lanes));
            var end = _table.Offsets[feature + 1];
            for (var split = _table.Offsets[feature]; split < end; split++)
            {
                var fails = Vector256.GreaterThan(value, Vector256.Create(Unsafe.Add(ref thresholds, split))).AsUInt32();
                if (fails == Vector256<uint>.Zero)
                {
                    break;
                }

                var place = (nuint)(Unsafe.Add(ref treeOf, split) * Lanes);
                (Vector256.LoadUnsafe(ref masks, place) | (fails & Vector256.Create(Unsafe.Add(ref nodeMasks, split)))).StoreUnsafe(ref masks, place);
            }
        }
    }

    private void RuleOutWide(float[] block, ulong[] ruled)
    {
        ref var values = ref MemoryMarshal.GetArrayDataReference(block);
        ref var thresholds = ref MemoryMarshal.GetArrayDataReference(_table.Thresholds);
        ref var treeOf = ref MemoryMarshal.GetArrayDataReference(_table.TreeOf);
        ref var nodeMasks = ref MemoryMarshal.GetArrayDataReference(_table.Ruled);
        ref var masks = ref MemoryMarshal.GetArrayDataReference(ruled);
        for (var feature = 0; feature < FeatureCount; feature++)
        {
            var value = Vector256.LoadUnsafe(ref values, (nuint)(feature * Lanes));
            var end = _table.Offsets[feature + 1];
            for (var split = _table.Offsets[feature]; split < end; split++)
            {
                var fails = Vector256.GreaterThan(value, Vector256.Create(Unsafe.Add(ref thresholds, split))).AsInt32();
                if (fails == Vector256<int>.Zero)
                {
                    break;
                }

                // Widening keeps the sign: a lane of ones stays a lane of ones.
                var (low, high) = Vector256.Widen(fails);
                var node = Vector256.Create(Unsafe.Add(ref nodeMasks, split));
                var place = (nuint)(Unsafe.Add(ref treeOf, split) * Lanes);
                (Vector256.LoadUnsafe(ref masks, place) | (low.AsUInt64() & node)).StoreUnsafe(ref masks, place);
                place += Lanes / 2;
                (Vector256.LoadUnsafe(ref masks, place) | (high.AsUInt64() & node)).StoreUnsafe(ref masks, place);
            }
        }
    }

    private void Sum<TMask>(ReadOnlySpan<TMask> ruled, Span<float> scores)
        where TMask : unmanaged, IBinaryInteger<TMask>
    {
        Span<double> sums = stackalloc double[Lanes];
        sums.Fill(_ensemble.Bias);
        var leaves = _table.Leaves.AsSpan();
        for (var tree = 0; tree < _table.Trees; tree++)
        {
            var ofTree = leaves.Slice(tree * _table.LeafStride, _table.LeafStride);
            var masks = ruled.Slice(tree * Lanes, Lanes);
            for (var lane = 0; lane < Lanes; lane++)
            {
                sums[lane] += ofTree[int.CreateTruncating(TMask.TrailingZeroCount(~masks[lane]))];
            }
        }

        for (var row = 0; row < scores.Length; row++)
        {
            scores[row] = (float)sums[row];
        }
    }
}

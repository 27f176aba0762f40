using System.Numerics;
using System.Runtime.InteropServices;

namespace CoEvolve.Matching.Network.Proximity;

/// <summary>
/// Inverts dense symmetric positive definite matrices in single precision, in place of a linear-algebra package. A = L·Lᵀ (Cholesky), then A·X = I for a few
/// columns at a time.
/// </summary>
/// <remarks>
/// Layout: row-major, order·order floats. Both passes work on <see cref="Block"/> columns: of the factor's rows, which do not fit the cache, each is read once for
/// the whole block. Threads take different rows, or different columns of the inverse, and never add to one sum: their number changes no bit.
/// </remarks>
internal static class DenseInverse
{
    // 64 columns of 4,000 floats are 1 MB, the second-level cache of one core.
    private const int Block = 64;

    /// <summary>Replaces the lower triangle of <paramref name="matrix"/> by its Cholesky factor and returns the whole inverse.</summary>
    /// <param name="matrix">Symmetric and positive definite; only its lower triangle is read.</param>
    /// <param name="order">Rows, and columns.</param>
    /// <param name="parallelism">Threads.</param>
    /// <exception cref="ArithmeticException">It is not positive definite.</exception>
    public static float[] Of(float[] matrix, int order, ParallelOptions parallelism)
    {
        for (var first = 0; first < order; first += Block)
        {
            Factor(matrix, order, first, Math.Min(first + Block, order), parallelism);
        }

        var inverse = new float[(long)order * order];
        Parallel.For(0, (order + Block - 1) / Block, parallelism, block => Solve(matrix, order, block * Block, inverse));
        return inverse;
    }

    /// <summary>The factor's columns from <paramref name="first"/> to before <paramref name="end"/>; those before are done.</summary>
    private static void Factor(float[] matrix, int order, int first, int end, ParallelOptions parallelism)
    {
        Parallel.For(first, order, parallelism, row =>
        {
            var done = matrix.AsSpan(row * order, first);
            for (var column = first; column < Math.Min(end, row + 1); column++)
            {
                matrix[(row * order) + column] -= Dot(done, matrix.AsSpan(column * order, first));
            }
        });
        for (var row = first; row < end; row++)
        {
            FinishRow(matrix, order, row, first, row + 1);
        }

        Parallel.For(end, order, parallelism, row => FinishRow(matrix, order, row, first, end));
    }

    private static void FinishRow(float[] matrix, int order, int row, int first, int end)
    {
        for (var column = first; column < end; column++)
        {
            var left = matrix.AsSpan((row * order) + first, column - first);
            var above = matrix.AsSpan((column * order) + first, column - first);
            var rest = matrix[(row * order) + column] - Dot(left, above);
            if (row != column)
            {
                matrix[(row * order) + column] = rest / matrix[(column * order) + column];
            }
            else
            {
                matrix[(row * order) + column] = rest > 0 ? MathF.Sqrt(rest) : throw new ArithmeticException("The matrix is not positive definite in single precision.");
            }
        }
    }

    /// <summary>Columns of the inverse from <paramref name="first"/> on: L·Y = I forwards, Lᵀ·X = Y backwards.</summary>
    private static void Solve(float[] factor, int order, int first, float[] inverse)
    {
        var columns = new float[order * Block];
        var width = Math.Min(Block, order - first);
        for (var row = first; row < order; row++)
        {
            var target = columns.AsSpan(row * Block, Block);
            if (row < first + width)
            {
                target[row - first] = 1;
            }

            // Rows before the first are 0 in these columns.
            for (var before = first; before < row; before++)
            {
                Subtract(target, factor[(row * order) + before], columns.AsSpan(before * Block, Block));
            }

            Scale(target, 1 / factor[(row * order) + row]);
        }

        for (var row = order - 1; row >= 0; row--)
        {
            var solved = columns.AsSpan(row * Block, Block);
            Scale(solved, 1 / factor[(row * order) + row]);
            for (var before = 0; before < row; before++)
            {
                Subtract(columns.AsSpan(before * Block, Block), factor[(row * order) + before], solved);
            }

            solved[..width].CopyTo(inverse.AsSpan((row * order) + first, width));
        }
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var left = MemoryMarshal.Cast<float, Vector<float>>(a);
        var right = MemoryMarshal.Cast<float, Vector<float>>(b);
        Vector<float> first = default, second = default;
        var place = 0;
        for (; place + 1 < left.Length; place += 2)
        {
            first += left[place] * right[place];
            second += left[place + 1] * right[place + 1];
        }

        for (; place < left.Length; place++)
        {
            first += left[place] * right[place];
        }

        var sum = Vector.Sum(first + second);
        for (var rest = left.Length * Vector<float>.Count; rest < a.Length; rest++)
        {
            sum += a[rest] * b[rest];
        }

        return sum;
    }

    private static void Subtract(Span<float> target, float factor, ReadOnlySpan<float> source)
    {
        var to = MemoryMarshal.Cast<float, Vector<float>>(target);
        var from = MemoryMarshal.Cast<float, Vector<float>>(source);
        var times = new Vector<float>(factor);
        for (var place = 0; place < to.Length; place++)
        {
            to[place] -= times * from[place];
        }
    }

    private static void Scale(Span<float> target, float factor)
    {
        foreach (ref var value in target)
        {
            value *= factor;
        }
    }
}

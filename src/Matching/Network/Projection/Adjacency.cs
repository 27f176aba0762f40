namespace CoEvolve.Matching.Network.Projection;

/// <summary>
/// A sparse matrix in compressed rows (CSR): row r holds the columns <c>Targets[Offsets[r]..Offsets[r + 1]]</c>, rising, each with a weight.
/// Immutable, so that any number of threads may read it.
/// </summary>
internal sealed class Adjacency
{
    private readonly int[] _offsets;
    private readonly int[] _targets;
    private readonly float[] _weights;

    private Adjacency(int[] offsets, int[] targets, float[] weights)
    {
        (_offsets, _targets, _weights) = (offsets, targets, weights);
    }

    /// <summary>Number of rows.</summary>
    public int Rows => _offsets.Length - 1;

    /// <summary>How many columns a row holds.</summary>
    public int Degree(int row) => _offsets[row + 1] - _offsets[row];

    /// <summary>The columns of a row, rising.</summary>
    public ReadOnlySpan<int> this[int row] => _targets.AsSpan(_offsets[row], Degree(row));

    /// <summary>The weights of a row, in the order of its columns.</summary>
    public ReadOnlySpan<float> Weights(int row) => _weights.AsSpan(_offsets[row], Degree(row));

    /// <summary>Whether a row holds a column.</summary>
    public bool Has(int row, int column) => this[row].BinarySearch(column) >= 0;

    /// <summary>Rows that say for each column how often it was named.</summary>
    public static Adjacency Count(IReadOnlyList<IReadOnlyList<int>> rows)
    {
        var offsets = new int[rows.Count + 1];
        var targets = new List<int>();
        var weights = new List<float>();
        for (var row = 0; row < rows.Count; row++)
        {
            foreach (var column in rows[row].Order())
            {
                if (targets.Count > offsets[row] && targets[^1] == column)
                {
                    weights[^1]++;
                }
                else
                {
                    targets.Add(column);
                    weights.Add(1);
                }
            }

            offsets[row + 1] = targets.Count;
        }

        return new(offsets, [.. targets], [.. weights]);
    }

    /// <summary>Rows and columns exchanged.</summary>
    /// <param name="columns">How many columns there are.</param>
    public Adjacency Transpose(int columns)
    {
        var offsets = new int[columns + 1];
        foreach (var column in _targets)
        {
            offsets[column + 1]++;
        }

        for (var column = 0; column < columns; column++)
        {
            offsets[column + 1] += offsets[column];
        }

        var next = offsets.AsSpan(0, columns).ToArray();
        var targets = new int[_targets.Length];
        var weights = new float[_targets.Length];
        for (var row = 0; row < Rows; row++)
        {
            for (var entry = _offsets[row]; entry < _offsets[row + 1]; entry++)
            {
                var place = next[_targets[entry]]++;
                (targets[place], weights[place]) = (row, _weights[entry]);
            }
        }

        return new(offsets, targets, weights);
    }
}

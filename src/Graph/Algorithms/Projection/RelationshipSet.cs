using CoEvolve.Graph.Execution;

namespace CoEvolve.Graph.Algorithms.Projection;

/// <summary>How the relationships of a type are read into a projection.</summary>
internal enum Orientation
{
    Natural = 0,
    Reverse = 1,
    Undirected = 2,
}

/// <summary>What becomes of several relationships between the same two nodes.</summary>
internal enum Aggregation
{
    None = 0,
    Single = 1,
    Min = 2,
    Max = 3,
    Sum = 4,
    Count = 5,
}

/// <summary>
/// The relationships of one projected type as compressed rows: those of node i go to <c>Targets[Offsets[i]..Offsets[i + 1]]</c>, ascending. An undirected
/// relationship stands in the rows of both its nodes. Immutable.
/// </summary>
internal sealed class RelationshipSet(bool undirected, int[] offsets, int[] targets, IReadOnlyDictionary<string, double[]> properties)
{
    public bool Undirected => undirected;

    public int[] Offsets => offsets;

    public int[] Targets => targets;

    /// <summary>By name, a number for each target.</summary>
    public IReadOnlyDictionary<string, double[]> Properties => properties;

    public int Count => targets.Length;

    /// <summary>What a relationship takes in memory while its set is made, beside the set itself.</summary>
    public static int BytesOf(int properties) => 12 + (16 * properties);

    public long Bytes => 4L * (offsets.Length + targets.Length) + (8L * targets.Length * properties.Count);
}

/// <summary>Collects relationships in any order and makes rows of them; <paramref name="merges"/> says that parallel ones become one, also where there are no properties.</summary>
internal sealed class RelationshipSetBuilder(Orientation orientation, string[] properties, Aggregation[] aggregations, bool merges = false)
{
    private readonly List<int> _sources = [];
    private readonly List<int> _targets = [];
    private readonly List<double>[] _values = [.. properties.Select(_ => new List<double>())];

    public void Add(int source, int target, ReadOnlySpan<double> values)
    {
        switch (orientation)
        {
            case Orientation.Reverse:
                AddDirected(target, source, values);
                break;
            case Orientation.Undirected:
                AddDirected(source, target, values);
                AddDirected(target, source, values);
                break;
            default:
                AddDirected(source, target, values);
                break;
        }
    }

    public RelationshipSet Build(int nodeCount, CancellationToken cancellation)
    {
        var run = new Run(cancellation);
        var order = ByRow(nodeCount, out var offsets, run);
        var keys = Array.Empty<long>();
        for (var node = 0; node < nodeCount; node++)
        {
            SortRow(order.AsSpan(offsets[node]..offsets[node + 1]), ref keys, run);
        }

        return !merges && aggregations.All(aggregation => aggregation == Aggregation.None) ? Copy(order, offsets, run) : Merge(order, offsets, run);
    }

    private void AddDirected(int source, int target, ReadOnlySpan<double> values)
    {
        _sources.Add(source);
        _targets.Add(target);
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i].Add(values[i]);
        }
    }

    /// <summary>By target, and of one target in the order in which they came.</summary>
    private void SortRow(Span<int> row, ref long[] keys, Run run)
    {
        run.Tick(row.Length);
        if (keys.Length < row.Length)
        {
            keys = new long[Math.Max(row.Length, 2 * keys.Length)];
        }

        for (var i = 0; i < row.Length; i++)
        {
            keys[i] = ((long)_targets[row[i]] << 32) | (uint)row[i];
        }

        PatientSort.Ascending(keys.AsSpan(0, row.Length), run.Cancellation);
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = (int)keys[i];
        }
    }

    private int[] ByRow(int nodeCount, out int[] offsets, Run run)
    {
        offsets = new int[nodeCount + 1];
        foreach (var source in _sources)
        {
            run.Tick();
            offsets[source + 1]++;
        }

        for (var i = 0; i < nodeCount; i++)
        {
            offsets[i + 1] += offsets[i];
        }

        var next = offsets.AsSpan(0, nodeCount).ToArray();
        var order = new int[_sources.Count];
        for (var i = 0; i < order.Length; i++)
        {
            run.Tick();
            order[next[_sources[i]]++] = i;
        }

        return order;
    }

    private RelationshipSet Copy(int[] order, int[] offsets, Run run)
    {
        var columns = new Dictionary<string, double[]>(StringComparer.Ordinal);
        for (var p = 0; p < properties.Length; p++)
        {
            var values = _values[p];
            columns[properties[p]] = run.ConvertAll(order, i => values[i]);
        }

        return new(orientation == Orientation.Undirected, offsets, run.ConvertAll(order, i => _targets[i]), columns);
    }

    /// <summary>One relationship for each pair of nodes; each property by its own aggregation.</summary>
    private RelationshipSet Merge(int[] order, int[] offsets, Run run)
    {
        var merged = new int[offsets.Length];
        var targets = new List<int>();
        var columns = properties.Select(_ => new List<double>()).ToArray();
        for (var node = 0; node + 1 < offsets.Length; node++)
        {
            for (var i = offsets[node]; i < offsets[node + 1]; i++)
            {
                run.Tick(columns.Length);
                var isNew = i == offsets[node] || _targets[order[i]] != _targets[order[i - 1]];
                if (isNew)
                {
                    targets.Add(_targets[order[i]]);
                }

                for (var p = 0; p < columns.Length; p++)
                {
                    Merge(columns[p], aggregations[p], _values[p][order[i]], isNew);
                }
            }

            merged[node + 1] = targets.Count;
        }

        return new(
            orientation == Orientation.Undirected,
            merged,
            [.. targets],
            properties.Zip(columns).ToDictionary(pair => pair.First, pair => pair.Second.ToArray(), StringComparer.Ordinal));
    }

    private static void Merge(List<double> column, Aggregation aggregation, double value, bool isNew)
    {
        if (isNew)
        {
            column.Add(aggregation == Aggregation.Count ? 1 : value);
            return;
        }

        column[^1] = aggregation switch
        {
            Aggregation.Min => Math.Min(column[^1], value),
            Aggregation.Max => Math.Max(column[^1], value),
            Aggregation.Sum => column[^1] + value,
            Aggregation.Count => column[^1] + 1,
            _ => column[^1],
        };
    }
}

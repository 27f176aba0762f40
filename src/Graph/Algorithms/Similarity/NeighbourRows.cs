using CoEvolve.Graph.Execution;

namespace CoEvolve.Graph.Algorithms.Similarity;

/// <summary>The distinct targets of each node, ascending, with the weight of the first relationship to each; and for each target the nodes that have it, ascending.</summary>
/// <remarks>
/// Layout: node n's targets lie in <c>_targets</c> from <c>_offsets[n]</c> on, up to <c>_offsets[n + 1]</c>, with their weights at the same places; the other way round likewise. Few large arrays
/// of plain numbers, so that the collector has nothing to follow in them.
/// </remarks>
internal sealed class NeighbourRows
{
    private readonly int[] _offsets;
    private readonly int[] _targets;
    private readonly double[]? _weights;
    private readonly int[] _sourceOffsets;
    private readonly int[] _sources;

    /// <param name="graph">The graph.</param>
    /// <param name="included">Whether a node of so many relationships has a row; that of another is empty.</param>
    /// <param name="run">The run.</param>
    public NeighbourRows(AlgorithmGraph graph, Func<int, bool> included, Run run)
    {
        _offsets = new int[graph.NodeCount + 1];
        _targets = new int[graph.RelationshipCount];
        _weights = graph.Weights is null ? null : new double[graph.RelationshipCount];
        var keys = Array.Empty<long>();
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var degree = graph.Degree(node);
            run.Tick(degree);
            _offsets[node + 1] = included(degree) ? Fill(graph, node, ref keys, run) : _offsets[node];
        }

        (_sourceOffsets, _sources) = BySource(run);
    }

    public ReadOnlySpan<int> Targets(int node) => _targets.AsSpan(_offsets[node].._offsets[node + 1]);

    public ReadOnlySpan<double> Weights(int node) => _weights.AsSpan(_offsets[node].._offsets[node + 1]);

    /// <summary>The nodes that have a target.</summary>
    public ReadOnlySpan<int> Sources(int target) => _sources.AsSpan(_sourceOffsets[target].._sourceOffsets[target + 1]);

    /// <summary>Writes a row, and gives where it ends. A key is a target and the place of its relationship, so that the first of parallel ones comes first.</summary>
    private int Fill(AlgorithmGraph graph, int node, ref long[] keys, Run run)
    {
        var degree = graph.Degree(node);
        if (keys.Length < degree)
        {
            keys = new long[Math.Max(degree, 2 * keys.Length)];
        }

        for (var i = 0; i < degree; i++)
        {
            keys[i] = ((long)graph.Targets[graph.Offsets[node] + i] << 32) | (uint)i;
        }

        var row = keys.AsSpan(0, degree);
        PatientSort.Ascending(row, run.Cancellation);
        var end = _offsets[node];
        foreach (var key in row)
        {
            var target = (int)(key >> 32);
            if (end > _offsets[node] && _targets[end - 1] == target)
            {
                continue;
            }

            _targets[end] = target;
            if (_weights is not null)
            {
                _weights[end] = graph.Weights![graph.Offsets[node] + (int)key];
            }

            end++;
        }

        return end;
    }

    private (int[] Offsets, int[] Sources) BySource(Run run)
    {
        var nodes = _offsets.Length - 1;
        var offsets = new int[nodes + 1];
        foreach (var target in _targets.AsSpan(0, _offsets[nodes]))
        {
            run.Tick();
            offsets[target + 1]++;
        }

        for (var i = 0; i < nodes; i++)
        {
            offsets[i + 1] += offsets[i];
        }

        var next = offsets.AsSpan(0, nodes).ToArray();
        var sources = new int[_offsets[nodes]];
        for (var node = 0; node < nodes; node++)
        {
            run.Tick(Targets(node).Length);
            foreach (var target in Targets(node))
            {
                sources[next[target]++] = node;
            }
        }

        return (offsets, sources);
    }
}

namespace CoEvolve.Graph.Values;

/// <summary>The ids along a path, node and relationship in turn: what makes two paths the same, materialised or not.</summary>
internal static class PathIds
{
    public static long[] Of(Value path)
    {
        if (path.Heap<PathReference>() is { } reference)
        {
            return Interleave(reference.Nodes.Length, i => reference.Nodes[i], i => reference.Relationships[i]);
        }

        var value = path.AsPath();
        return Interleave(value.Nodes.Count, i => value.Nodes[i].Id, i => value.Relationships[i].Id);
    }

    private static long[] Interleave(int nodes, Func<int, long> node, Func<int, long> relationship)
    {
        var ids = new long[(2 * nodes) - 1];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = i % 2 == 0 ? node(i / 2) : relationship(i / 2);
        }

        return ids;
    }
}

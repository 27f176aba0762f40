using CoEvolve.Graph.Storage;

namespace CoEvolve.Graph.Tests.Storage;

/// <summary>Cursors read to their end.</summary>
internal static class Walks
{
    public static long[] All(NodeCursor cursor)
    {
        var ids = new List<long>();
        while (cursor.MoveNext())
        {
            ids.Add(cursor.Current);
        }

        return [.. ids];
    }

    public static long[] All(RelationshipCursor cursor)
    {
        var ids = new List<long>();
        while (cursor.MoveNext())
        {
            ids.Add(cursor.Current);
        }

        return [.. ids];
    }

    public static (long Relationship, long Neighbour)[] All(AdjacencyCursor cursor)
    {
        var links = new List<(long, long)>();
        while (cursor.MoveNext())
        {
            links.Add((cursor.Relationship, cursor.Neighbour));
        }

        return [.. links];
    }
}

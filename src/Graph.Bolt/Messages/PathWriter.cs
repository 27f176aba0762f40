using CoEvolve.Graph.Bolt.PackStream;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Messages;

/// <summary>
/// Writes paths: each node and each relationship once, in the order of their first appearance, then the walk as pairs of numbers. A
/// relationship is numbered from 1, with a minus sign where it is walked against its direction; a node from 0, and the first node, from which the walk starts, is not told.
/// </summary>
internal static class PathWriter
{
    public static void Write(PackWriter writer, ValueFormat format, PathValue path)
    {
        var nodes = Distinct(path.Nodes, node => node.Id);
        var relationships = Distinct(path.Relationships, relationship => relationship.Id);
        writer.WriteStructureHeader(3, StructureTag.Path);
        writer.WriteListHeader(nodes.Count);
        foreach (var node in nodes.Keys)
        {
            ValueWriter.WriteNode(writer, format, path.Nodes.First(other => other.Id == node));
        }

        writer.WriteListHeader(relationships.Count);
        foreach (var relationship in relationships.Keys)
        {
            WriteUnbound(writer, format, path.Relationships.First(other => other.Id == relationship));
        }

        writer.WriteListHeader(path.Relationships.Count * 2);
        for (var i = 0; i < path.Relationships.Count; i++)
        {
            var relationship = path.Relationships[i];
            var number = relationships[relationship.Id] + 1;
            writer.Write((long)(relationship.StartId == path.Nodes[i].Id ? number : -number));
            writer.Write((long)nodes[path.Nodes[i + 1].Id]);
        }
    }

    private static void WriteUnbound(PackWriter writer, ValueFormat format, RelationshipValue relationship)
    {
        writer.WriteStructureHeader(format.Version.HasElementIds ? 4 : 3, StructureTag.UnboundRelationship);
        writer.Write(relationship.Id);
        writer.Write(relationship.Type);
        ValueWriter.WriteMap(writer, format, relationship.Properties);
        if (format.Version.HasElementIds)
        {
            ValueWriter.WriteElementId(writer, "5", relationship.Id);
        }
    }

    /// <summary>Ids by first appearance, each with its number; enumerated in that order, since nothing is removed.</summary>
    private static Dictionary<long, int> Distinct<T>(IReadOnlyList<T> items, Func<T, long> id)
    {
        var numbers = new Dictionary<long, int>();
        foreach (var item in items)
        {
            numbers.TryAdd(id(item), numbers.Count);
        }

        return numbers;
    }
}

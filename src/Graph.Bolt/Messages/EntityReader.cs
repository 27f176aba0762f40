using CoEvolve.Graph.Bolt.PackStream;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Bolt.Messages;

/// <summary>Reads nodes, relationships and paths, which only servers send.</summary>
internal static class EntityReader
{
    public static Value Read(ref PackReader reader, ValueFormat format, byte tag, int fields, int depth) => tag switch
    {
        StructureTag.Node => Value.Of(Node(ref reader, format, fields, depth)),
        StructureTag.Relationship => Value.Of(Relationship(ref reader, format, fields, depth)),
        _ => Value.Of(Path(ref reader, format, fields, depth)),
    };

    private static NodeValue Node(ref PackReader reader, ValueFormat format, int fields, int depth)
    {
        StructureReader.Require(fields, format.Version.HasElementIds ? 4 : 3);
        var id = reader.ReadInteger();
        var labels = new string[reader.ReadListHeader()];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = format.Texts.Get(reader.ReadUtf8());
        }

        var properties = ValueReader.ReadMap(ref reader, format, depth);
        SkipElementIds(ref reader, format, 1);
        return new(id, labels, properties);
    }

    private static RelationshipValue Relationship(ref PackReader reader, ValueFormat format, int fields, int depth)
    {
        StructureReader.Require(fields, format.Version.HasElementIds ? 8 : 5);
        var (id, start, end) = (reader.ReadInteger(), reader.ReadInteger(), reader.ReadInteger());
        var type = format.Texts.Get(reader.ReadUtf8());
        var properties = ValueReader.ReadMap(ref reader, format, depth);
        SkipElementIds(ref reader, format, 3);
        return new(id, type, start, end, properties);
    }

    private static PathValue Path(ref PackReader reader, ValueFormat format, int fields, int depth)
    {
        StructureReader.Require(fields, 3);
        var nodes = new NodeValue[reader.ReadListHeader()];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = Node(ref reader, format, Header(ref reader, StructureTag.Node), depth);
        }

        var unbound = new (long Id, string Type, MapValue Properties)[reader.ReadListHeader()];
        for (var i = 0; i < unbound.Length; i++)
        {
            StructureReader.Require(Header(ref reader, StructureTag.UnboundRelationship), format.Version.HasElementIds ? 4 : 3);
            unbound[i] = (reader.ReadInteger(), format.Texts.Get(reader.ReadUtf8()), ValueReader.ReadMap(ref reader, format, depth));
            SkipElementIds(ref reader, format, 1);
        }

        return Walk(ref reader, nodes, unbound);
    }

    private static PathValue Walk(ref PackReader reader, NodeValue[] nodes, (long Id, string Type, MapValue Properties)[] unbound)
    {
        var numbers = reader.ReadListHeader();
        if (nodes.Length == 0 || numbers % 2 != 0)
        {
            throw new PackFormatException("a path has a node at least, and a relationship and a node for each step");
        }

        var walked = new NodeValue[(numbers / 2) + 1];
        var relationships = new RelationshipValue[numbers / 2];
        walked[0] = nodes[0];
        for (var i = 0; i < relationships.Length; i++)
        {
            var (step, node) = (reader.ReadInteger(), reader.ReadInteger());
            if (step is 0 or long.MinValue || Math.Abs(step) > unbound.Length || node < 0 || node >= nodes.Length)
            {
                throw new PackFormatException("a step of a path leads to a relationship or a node that the path has not got");
            }

            walked[i + 1] = nodes[node];
            var (id, type, properties) = unbound[Math.Abs(step) - 1];
            var (start, end) = step > 0 ? (walked[i], walked[i + 1]) : (walked[i + 1], walked[i]);
            relationships[i] = new(id, type, start.Id, end.Id, properties);
        }

        return new(walked, relationships);
    }

    private static int Header(ref PackReader reader, byte wanted)
    {
        var (fields, tag) = reader.ReadStructureHeader();
        return tag == wanted ? fields : throw new PackFormatException($"Unexpected struct tag: 0x{tag:X2}");
    }

    private static void SkipElementIds(ref PackReader reader, ValueFormat format, int count)
    {
        for (var i = 0; format.Version.HasElementIds && i < count; i++)
        {
            reader.ReadUtf8();
        }
    }
}

using CoEvolve.Graph.Storage.Fields;

namespace CoEvolve.Graph.Storage.Indexes;

/// <summary>Definitions of indexes and constraints as bytes, the same in the snapshot and in the log.</summary>
internal static class DefinitionCodec
{
    public static void Write(FieldWriter writer, IndexDefinition definition)
    {
        writer.WriteString(definition.Name);
        writer.WriteVarint(definition.Label);
        writer.WriteByte(definition.Unique ? (byte)1 : (byte)0);
        writer.WriteVarint(definition.Keys.Length);
        foreach (var key in definition.Keys)
        {
            writer.WriteVarint(key);
        }
    }

    /// <summary>Reads a definition and builds the index over what the state holds.</summary>
    public static void Read(FieldReader reader, GraphState state)
    {
        var name = reader.ReadString();
        var label = reader.ReadBelow(state.Labels.Count);
        var unique = reader.ReadByte() != 0;
        var keys = new int[reader.ReadBelow(state.PropertyKeys.Count + 1L)];
        foreach (ref var key in keys.AsSpan())
        {
            key = reader.ReadBelow(state.PropertyKeys.Count);
        }

        if (keys.Length == 0)
        {
            throw reader.Damaged($"the index '{name}' has no keys");
        }

        try
        {
            state.CreateIndex(new IndexDefinition(name, label, keys, unique));
        }
        catch (CypherException refusal)
        {
            throw reader.Damaged(refusal.Message);
        }
    }
}

using CoEvolve.Graph.Storage.Fields;
using CoEvolve.Graph.Storage.Snapshots;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage.Indexes;

/// <summary>Definitions of indexes and constraints as bytes, the same in the snapshot and in the log.</summary>
internal static class DefinitionCodec
{
    public static void Write(FieldWriter writer, IndexDefinition definition)
    {
        writer.WriteString(definition.Name);
        writer.WriteVarint(definition.Id);
        writer.WriteByte((byte)definition.Kind);
        writer.WriteByte((byte)definition.Entity);
        writer.WriteByte(definition.Unique ? (byte)1 : (byte)0);
        WriteTokens(writer, definition.Labels);
        WriteTokens(writer, definition.Keys);
        writer.WriteVarint(definition.Configuration.Count);
        foreach (var (key, value) in definition.Configuration)
        {
            writer.WriteString(key);
            ValueCodec.Write(writer, value);
        }
    }

    /// <summary>Reads a definition and builds the index over what the state holds.</summary>
    public static void Read(FieldReader reader, GraphState state)
    {
        var name = reader.ReadString();
        var id = reader.ReadVarint();
        var kind = (IndexKind)reader.ReadByte();
        var entity = (EntityKind)reader.ReadByte();
        if (!Enum.IsDefined(kind) || !Enum.IsDefined(entity))
        {
            throw reader.Damaged($"the index '{name}' is of an unknown kind");
        }

        var unique = reader.ReadByte() != 0;
        var labels = ReadTokens(reader, entity == EntityKind.Node ? state.Labels : state.RelationshipTypes);
        var keys = ReadTokens(reader, state.PropertyKeys);
        var configuration = new List<KeyValuePair<string, Value>>();
        for (var count = reader.ReadBelow(byte.MaxValue); count > 0; count--)
        {
            configuration.Add(new(reader.ReadString(), ValueCodec.Read(reader)));
        }

        if ((keys.Length == 0 || labels.Length == 0) && kind != IndexKind.Lookup)
        {
            throw reader.Damaged($"the index '{name}' has no labels or no keys");
        }

        Create(reader, state, new(name, labels.Length == 0 ? -1 : labels[0], keys, unique)
        {
            Kind = kind,
            Entity = entity,
            Labels = labels,
            Configuration = MapValue.From(configuration),
            Id = id,
        });
    }

    /// <summary>Reads a definition as it was written when there were but range indexes on nodes.</summary>
    public static void ReadFirstForm(FieldReader reader, GraphState state)
    {
        var name = reader.ReadString();
        var label = reader.ReadBelow(state.Labels.Count);
        var unique = reader.ReadByte() != 0;
        var keys = ReadTokens(reader, state.PropertyKeys);
        if (keys.Length == 0)
        {
            throw reader.Damaged($"the index '{name}' has no keys");
        }

        Create(reader, state, new(name, label, keys, unique) { Id = state.NextSchemaId });
    }

    private static void Create(FieldReader reader, GraphState state, IndexDefinition definition)
    {
        try
        {
            state.CreateIndex(definition);
        }
        catch (CypherException refusal)
        {
            throw reader.Damaged(refusal.Message);
        }
    }

    private static void WriteTokens(FieldWriter writer, int[] tokens)
    {
        writer.WriteVarint(tokens.Length);
        foreach (var token in tokens)
        {
            writer.WriteVarint(token);
        }
    }

    private static int[] ReadTokens(FieldReader reader, TokenTable table)
    {
        var tokens = new int[reader.ReadBelow(table.Count + 1L)];
        foreach (ref var token in tokens.AsSpan())
        {
            token = reader.ReadBelow(table.Count);
        }

        return tokens;
    }
}

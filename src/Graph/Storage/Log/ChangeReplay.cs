using CoEvolve.Graph.Storage.Indexes;
using CoEvolve.Graph.Storage.Snapshots;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage.Log;

/// <summary>Does again to a state what a record of the log says.</summary>
/// <remarks>
/// Ids are not written for what is created: they follow from the first free ids, which stand at the record's beginning and must be those
/// of the state. So a record that is applied to the wrong state is refused.
/// </remarks>
internal sealed class ChangeReplay(LogRecordReader record, GraphState state)
{
    public void Run()
    {
        if (record.ReadVarint() != state.NextNode || record.ReadVarint() != state.NextRelationship)
        {
            throw record.Damaged("its first new ids are not those that are due");
        }

        ReadNames(state.Labels);
        ReadNames(state.RelationshipTypes);
        ReadNames(state.PropertyKeys);
        try
        {
            while (!record.IsAtEnd)
            {
                Apply((LogOperation)record.ReadByte());
            }
        }
        catch (CypherException refusal)
        {
            throw record.Damaged(refusal.Message);
        }
        catch (InvalidOperationException refusal)
        {
            throw record.Damaged(refusal.Message);
        }
    }

    /// <summary>Names that the snapshot has already are said again where it was written between their first use and this record.</summary>
    private void ReadNames(TokenTable table)
    {
        var token = record.ReadBelow(table.Count + 1L);
        for (var count = record.ReadBelow(int.MaxValue); count > 0; count--)
        {
            if (table.GetOrAdd(record.ReadString()) != token++)
            {
                throw record.Damaged("a name has another number than in the graph");
            }
        }
    }

    private void Apply(LogOperation operation)
    {
        switch (operation)
        {
            case LogOperation.CreateNode:
                var labels = ReadTokens(state.Labels);
                var (keys, values) = ReadProperties();
                state.CreateNode(labels, keys, values);
                break;
            case LogOperation.CreateRelationship:
                CreateRelationship();
                break;
            case LogOperation.DeleteNode:
                state.DeleteNode(record.ReadVarint());
                break;
            case LogOperation.DeleteRelationship:
                state.DeleteRelationship(record.ReadVarint());
                break;
            case LogOperation.AddLabel:
                state.AddLabel(record.ReadVarint(), ReadToken(state.Labels));
                break;
            case LogOperation.RemoveLabel:
                state.RemoveLabel(record.ReadVarint(), ReadToken(state.Labels));
                break;
            case LogOperation.CreateNodeIndex:
                DefinitionCodec.ReadFirstForm(record, state);
                break;
            case LogOperation.CreateIndex:
                DefinitionCodec.Read(record, state);
                break;
            case LogOperation.DropIndex:
                state.DropIndex(record.ReadString());
                break;
            default:
                ApplyToProperties(operation);
                break;
        }
    }

    private void ApplyToProperties(LogOperation operation)
    {
        switch (operation)
        {
            case LogOperation.SetNodeProperty:
                state.SetNodeProperty(record.ReadVarint(), ReadToken(state.PropertyKeys), ValueCodec.Read(record));
                break;
            case LogOperation.RemoveNodeProperty:
                state.SetNodeProperty(record.ReadVarint(), ReadToken(state.PropertyKeys), Value.Null);
                break;
            case LogOperation.SetRelationshipProperty:
                state.SetRelationshipProperty(record.ReadVarint(), ReadToken(state.PropertyKeys), ValueCodec.Read(record));
                break;
            case LogOperation.RemoveRelationshipProperty:
                state.SetRelationshipProperty(record.ReadVarint(), ReadToken(state.PropertyKeys), Value.Null);
                break;
            case LogOperation.ReplaceNodeProperties:
                var node = record.ReadVarint();
                var (keys, values) = ReadProperties();
                state.ReplaceNodeProperties(node, keys, values);
                break;
            default:
                throw record.Damaged($"it has the unknown operation {(int)operation}");
        }
    }

    private void CreateRelationship()
    {
        var start = record.ReadVarint();
        var type = ReadToken(state.RelationshipTypes);
        var end = record.ReadVarint();
        var (keys, values) = ReadProperties();
        state.CreateRelationship(start, type, end, keys, values);
    }

    private int ReadToken(TokenTable table) => record.ReadBelow(table.Count);

    private int[] ReadTokens(TokenTable table)
    {
        var count = record.ReadBelow(table.Count + 1L);
        var tokens = count == 0 ? [] : new int[count];
        foreach (ref var token in tokens.AsSpan())
        {
            token = ReadToken(table);
        }

        return tokens;
    }

    private (int[] Keys, Value[] Values) ReadProperties()
    {
        var count = record.ReadBelow(state.PropertyKeys.Count + 1L);
        if (count == 0)
        {
            return ([], []);
        }

        var (keys, values) = (new int[count], new Value[count]);
        for (var i = 0; i < count; i++)
        {
            keys[i] = ReadToken(state.PropertyKeys);
            values[i] = ValueCodec.Read(record);
        }

        return (keys, values);
    }
}

using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage;

internal sealed partial class GraphState
{
    private const int SmallCount = 64;

    /// <summary>Null removes. Returns whether anything changed: false where a property is removed that is missing, or set to the very value that it has.</summary>
    /// <exception cref="CypherException">A unique index has another node with the same keys; nothing was changed.</exception>
    public bool SetNodeProperty(long node, int key, Value value)
    {
        AssertWritable();
        RequireNode(node);
        ref readonly var old = ref NodeOf(node).Properties;
        if (!TryChange(in old, key, value, out var row))
        {
            return false;
        }

        ChangeIndexedKey((int)node, key, in old, in row);
        _nodes.Write((int)node, _owner).Properties = row;
        _changes?.NodePropertySet(node, key, value);
        return true;
    }

    /// <summary>Makes these the only properties of a node. Keys are distinct; null values are left out.</summary>
    public void ReplaceNodeProperties(long node, ReadOnlySpan<int> keys, ReadOnlySpan<Value> values)
    {
        AssertWritable();
        RequireNode(node);
        var set = LabelSetOf(node);
        var old = NodeOf(node).Properties;
        var row = RowFrom(keys, values);
        LeaveIndexes((int)node, set, in old);
        try
        {
            EnterIndexes((int)node, set, in row);
        }
        catch (CypherException)
        {
            EnterIndexes((int)node, set, in old);
            throw;
        }

        _nodes.Write((int)node, _owner).Properties = row;
        _changes?.NodePropertiesReplaced(node, keys, values);
    }

    /// <summary>Null removes. Returns whether anything changed, as for a node.</summary>
    public bool SetRelationshipProperty(long relationship, int key, Value value)
    {
        AssertWritable();
        RequireRelationship(relationship);
        ref readonly var old = ref RowOf(relationship);
        if (!TryChange(in old, key, value, out var row))
        {
            return false;
        }

        ChangeIndexedRelationshipKey((int)relationship, key, in old, in row);
        _relationshipProperties.Write((int)relationship, _owner) = row;
        _changes?.RelationshipPropertySet(relationship, key, value);
        return true;
    }

    private bool TryChange(in PropertyRow old, int key, Value value, out PropertyRow changed)
    {
        var shape = _vocabulary.Shapes[old.Shape];
        var position = shape.IndexOf(key);
        var values = old.Values.AsSpan();
        changed = old;
        if (position >= 0 ? IsVery(values[position], value) : value.IsNull)
        {
            return false;
        }

        if (value.IsNull)
        {
            var smaller = _vocabulary.Shapes.Without(shape, key);
            changed.Shape = smaller.Id;
            changed.Values = smaller.Count == 0 ? null : [.. values[..position], .. values[(position + 1)..]];
        }
        else if (position >= 0)
        {
            changed.Values = [.. values];
            changed.Values[position] = value;
        }
        else
        {
            var larger = _vocabulary.Shapes.With(shape, key);
            position = larger.IndexOf(key);
            changed.Shape = larger.Id;
            changed.Values = [.. values[..position], value, .. values[position..]];
        }

        return true;
    }

    private PropertyRow RowFrom(ReadOnlySpan<int> keys, ReadOnlySpan<Value> values)
    {
        if (keys.IsEmpty)
        {
            return default;
        }

        Span<int> kept = keys.Length <= SmallCount ? stackalloc int[keys.Length] : new int[keys.Length];
        var count = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            if (!values[i].IsNull)
            {
                kept[count++] = keys[i];
            }
        }

        var shape = _vocabulary.Shapes.Of(kept[..count]);
        var row = new PropertyRow { Shape = shape.Id, Values = shape.Count == 0 ? null : new Value[shape.Count] };
        for (var i = 0; i < keys.Length; i++)
        {
            if (!values[i].IsNull)
            {
                row.Values![shape.IndexOf(keys[i])] = values[i];
            }
        }

        return row;
    }

    /// <summary>The same object or bits, not only an equal value: 1 and 1.0 are two.</summary>
    private static bool IsVery(Value a, Value b) => a.Kind == b.Kind && (a.IsString
        ? string.Equals(a.AsString(), b.AsString(), StringComparison.Ordinal)
        : a.Bits == b.Bits && ReferenceEquals(a.Heap<HeapValue>(), b.Heap<HeapValue>()));
}

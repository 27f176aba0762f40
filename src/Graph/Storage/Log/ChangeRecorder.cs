using CoEvolve.Graph.Storage.Fields;
using CoEvolve.Graph.Storage.Indexes;
using CoEvolve.Graph.Storage.Snapshots;
using CoEvolve.Graph.Values;

namespace CoEvolve.Graph.Storage.Log;

/// <summary>The changes of one transaction as the bytes that go into the log, written as they happen.</summary>
/// <remarks>
/// A state that is forked while it is written (a savepoint) gives its fork a branch: both have the changes up to there in common and go on
/// independently, as the states do. Bytes once written are never changed, so a branch needs only their place.
/// </remarks>
internal sealed class ChangeRecorder : FieldWriter
{
    private const int FirstBuffer = 256;
    private const int LargestBuffer = 1 << 20;

    private readonly List<ReadOnlyMemory<byte>> _full = [];
    private readonly ChangeRecorder? _trunk;
    private readonly int _trunkFull;
    private readonly ReadOnlyMemory<byte> _trunkTail;

    public ChangeRecorder()
        : base(new byte[FirstBuffer], 0, FirstBuffer)
    {
    }

    private ChangeRecorder(ChangeRecorder trunk)
        : this()
    {
        _trunk = trunk;
        _trunkFull = trunk._full.Count;
        _trunkTail = trunk.Tail;
    }

    public bool IsEmpty => Position == 0 && _full.Count == 0 && (_trunk is null || (_trunkTail.IsEmpty && _trunkFull == 0 && _trunk.IsEmpty));

    private ReadOnlyMemory<byte> Tail => Buffer.AsMemory(0, Position);

    /// <summary>A recorder that has the changes made so far, and goes on by itself.</summary>
    public ChangeRecorder Branch() => new(this);

    /// <summary>All bytes, in order, behind those that are there.</summary>
    public void AppendTo(List<ReadOnlyMemory<byte>> parts)
    {
        var branches = new Stack<ChangeRecorder>();
        for (var branch = this; branch is not null; branch = branch._trunk)
        {
            branches.Push(branch);
        }

        while (branches.TryPop(out var branch))
        {
            var next = branches.TryPeek(out var above) ? above : null;
            parts.AddRange(branch._full.Take(next?._trunkFull ?? branch._full.Count));
            parts.Add(next?._trunkTail ?? branch.Tail);
        }
    }

    public void NodeCreated(ReadOnlySpan<int> labels, ReadOnlySpan<int> keys, ReadOnlySpan<Value> values)
    {
        Write(LogOperation.CreateNode);
        WriteVarint(labels.Length);
        foreach (var label in labels)
        {
            WriteVarint(label);
        }

        WriteProperties(keys, values);
    }

    public void RelationshipCreated(long start, int type, long end, ReadOnlySpan<int> keys, ReadOnlySpan<Value> values)
    {
        Write(LogOperation.CreateRelationship);
        WriteVarint(start);
        WriteVarint(type);
        WriteVarint(end);
        WriteProperties(keys, values);
    }

    public void NodeDeleted(long node) => Write(LogOperation.DeleteNode, node);

    public void RelationshipDeleted(long relationship) => Write(LogOperation.DeleteRelationship, relationship);

    public void NodePropertySet(long node, int key, Value value) =>
        WriteProperty(value.IsNull ? LogOperation.RemoveNodeProperty : LogOperation.SetNodeProperty, node, key, value);

    public void NodePropertiesReplaced(long node, ReadOnlySpan<int> keys, ReadOnlySpan<Value> values)
    {
        Write(LogOperation.ReplaceNodeProperties, node);
        WriteProperties(keys, values);
    }

    public void RelationshipPropertySet(long relationship, int key, Value value) =>
        WriteProperty(value.IsNull ? LogOperation.RemoveRelationshipProperty : LogOperation.SetRelationshipProperty, relationship, key, value);

    public void LabelAdded(long node, int label)
    {
        Write(LogOperation.AddLabel, node);
        WriteVarint(label);
    }

    public void LabelRemoved(long node, int label)
    {
        Write(LogOperation.RemoveLabel, node);
        WriteVarint(label);
    }

    public void IndexCreated(IndexDefinition definition)
    {
        Write(LogOperation.CreateIndex);
        DefinitionCodec.Write(this, definition);
    }

    public void IndexDropped(string name)
    {
        Write(LogOperation.DropIndex);
        WriteString(name);
    }

    protected override void TakeFullBuffer()
    {
        _full.Add(Tail);
        var buffer = new byte[Math.Min(Buffer.Length * 2, LargestBuffer)];
        Continue(buffer, 0, buffer.Length);
    }

    private void Write(LogOperation operation) => WriteByte((byte)operation);

    private void Write(LogOperation operation, long entity)
    {
        Write(operation);
        WriteVarint(entity);
    }

    private void WriteProperty(LogOperation operation, long entity, int key, Value value)
    {
        Write(operation, entity);
        WriteVarint(key);
        if (!value.IsNull)
        {
            ValueCodec.Write(this, value);
        }
    }

    private void WriteProperties(ReadOnlySpan<int> keys, ReadOnlySpan<Value> values)
    {
        var count = 0;
        foreach (var value in values)
        {
            count += value.IsNull ? 0 : 1;
        }

        WriteVarint(count);
        for (var i = 0; i < keys.Length; i++)
        {
            if (!values[i].IsNull)
            {
                WriteVarint(keys[i]);
                ValueCodec.Write(this, values[i]);
            }
        }
    }
}

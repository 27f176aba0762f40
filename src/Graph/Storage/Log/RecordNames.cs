using CoEvolve.Graph.Storage.Fields;

namespace CoEvolve.Graph.Storage.Log;

/// <summary>The beginning of a record's payload: the first free ids, and the names that no record before it has.</summary>
/// <remarks>
/// Names are shared by all states and stay when the transaction that brought them is rolled back. So each record says which
/// names are new since the last one, whoever brought them, and numbers mean the same when the log is read.
/// </remarks>
internal sealed class RecordNames(GraphVocabulary vocabulary) : FieldWriter(new byte[FirstBuffer], 0, FirstBuffer)
{
    private const int FirstBuffer = 256;

    private readonly List<ReadOnlyMemory<byte>> _full = [];
    private readonly TokenTable[] _tables = [vocabulary.Labels, vocabulary.RelationshipTypes, vocabulary.PropertyKeys];
    private readonly int[] _written = [vocabulary.Labels.Count, vocabulary.RelationshipTypes.Count, vocabulary.PropertyKeys.Count];
    private readonly int[] _writing = new int[3];

    /// <summary>Valid until the next call.</summary>
    public void AppendTo(List<ReadOnlyMemory<byte>> parts, GraphState before)
    {
        _full.Clear();
        Continue(Buffer, 0, Buffer.Length);
        WriteVarint(before.NextNode);
        WriteVarint(before.NextRelationship);
        for (var i = 0; i < _tables.Length; i++)
        {
            _writing[i] = _tables[i].Count;
            WriteVarint(_written[i]);
            WriteVarint(_writing[i] - _written[i]);
            for (var token = _written[i]; token < _writing[i]; token++)
            {
                WriteString(_tables[i][token]);
            }
        }

        parts.AddRange(_full);
        parts.Add(Buffer.AsMemory(0, Position));
    }

    /// <summary>The record is in the log.</summary>
    public void WereWritten() => _writing.CopyTo(_written, 0);

    protected override void TakeFullBuffer()
    {
        _full.Add(Buffer.AsMemory(0, Position));
        Continue(new byte[Buffer.Length * 2], 0, Buffer.Length * 2);
    }
}

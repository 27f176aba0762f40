namespace CoEvolve.Matching.Ingest.Reading;

/// <summary>The sound records of a source as one stream, each ended by a line feed, with a note of what was passed on and what was not.</summary>
internal sealed class SoundRecords(RecordSource source) : Stream
{
    private static readonly byte[] LineEnd = [(byte)'\n'];

    private readonly Queue<(int Line, RecordFault? Fault)> _notes = new();
    private ReadOnlyMemory<byte> _rest;
    private bool _betweenRecords = true;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The next record, sound or not, in the order of the file; false when none was read yet.</summary>
    public bool TryTakeNote(out (int Line, RecordFault? Fault) note) => _notes.TryDequeue(out note);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var written = 0;
        while (written < buffer.Length && (!_rest.IsEmpty || Advance()))
        {
            var length = Math.Min(_rest.Length, buffer.Length - written);
            _rest.Span[..length].CopyTo(buffer[written..]);
            _rest = _rest[length..];
            written += length;
        }

        return written;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private bool Advance()
    {
        if (!_betweenRecords)
        {
            _betweenRecords = true;
            _rest = LineEnd;
            return true;
        }

        while (source.Read())
        {
            _notes.Enqueue((source.Line, source.Fault));
            if (source.Fault is null)
            {
                _betweenRecords = false;
                _rest = source.Bytes;
                return true;
            }
        }

        return false;
    }
}

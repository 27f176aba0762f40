using System.Buffers.Binary;
using System.IO.Hashing;
using CoEvolve.Graph.Storage.Fields;
using CoEvolve.Graph.Storage.Log;

namespace CoEvolve.Graph.Storage.Snapshots;

/// <summary>Writes the bytes of sections as checksummed blocks.</summary>
internal sealed class SnapshotWriter : FieldWriter
{
    private const int First = SnapshotFormat.BlockHeaderSize;
    private const int End = First + SnapshotFormat.BlockLimit;

    private readonly Stream _stream;
    private readonly CancellationToken _cancellationToken;
    private SnapshotSection _section;
    private long _block;

    /// <summary>Writes the header of the file.</summary>
    public SnapshotWriter(Stream stream, LogPosition position, CancellationToken cancellationToken)
        : base(new byte[End + SnapshotFormat.ChecksumSize], First, End)
    {
        _stream = stream;
        _cancellationToken = cancellationToken;
        Span<byte> header = stackalloc byte[SnapshotFormat.HeaderSize];
        SnapshotFormat.Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], SnapshotFormat.Version);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], 0);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], position.Sequence);
        BinaryPrimitives.WriteUInt64LittleEndian(header[24..], position.Checksum);
        BinaryPrimitives.WriteUInt64LittleEndian(header[32..], XxHash3.HashToUInt64(header[..32]));
        stream.Write(header);
    }

    public void BeginSection(SnapshotSection section) => _section = section;

    /// <summary>Ends the section; a section without bytes has no block.</summary>
    public void EndSection()
    {
        if (Position > First)
        {
            TakeFullBuffer();
        }
    }

    protected override void TakeFullBuffer()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        BinaryPrimitives.WriteInt32LittleEndian(Buffer, (int)_section);
        BinaryPrimitives.WriteInt32LittleEndian(Buffer.AsSpan(4), Position - First);
        BinaryPrimitives.WriteUInt64LittleEndian(Buffer.AsSpan(Position), XxHash3.HashToUInt64(Buffer.AsSpan(0, Position), _block));
        _stream.Write(Buffer, 0, Position + SnapshotFormat.ChecksumSize);
        _block++;
        Continue(Buffer, First, End);
    }
}

using System.Buffers.Binary;
using System.IO.Hashing;

namespace CoEvolve.Graph.Storage.Log;

/// <summary>Numbers and headers of the log's format; FORMAT.md draws the layout.</summary>
internal static class LogFormat
{
    public const int Version = 2;

    /// <summary>The first format, which knows fewer operations: still read, and never gone on with.</summary>
    public const int FirstVersion = 1;

    public const int SegmentHeaderSize = 40;
    public const int RecordHeaderSize = 40;
    public const int ChecksumSize = 8;

    public static ReadOnlySpan<byte> Magic => "CoEvGLog"u8;

    /// <summary>What every record begins with.</summary>
    public static ReadOnlySpan<byte> Marker => "\x1ETx\x1E"u8;

    public static void WriteSegmentHeader(Span<byte> header, LogPosition before)
    {
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], 0);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], before.Sequence + 1);
        BinaryPrimitives.WriteUInt64LittleEndian(header[24..], before.Checksum);
        BinaryPrimitives.WriteUInt64LittleEndian(header[32..], XxHash3.HashToUInt64(header[..32]));
    }

    public static void WriteRecordHeader(Span<byte> header, in RecordHeader record, long offset)
    {
        Marker.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], 0);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], record.Length);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], record.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(header[24..], record.Durable);
        BinaryPrimitives.WriteUInt64LittleEndian(header[32..], XxHash3.HashToUInt64(header[..32], offset));
    }

    /// <summary>The header that stands at this place of the file, or null where these bytes are none, or one from another place.</summary>
    public static RecordHeader? ReadRecordHeader(ReadOnlySpan<byte> header, long offset)
    {
        if (!header.StartsWith(Marker) || BinaryPrimitives.ReadUInt64LittleEndian(header[32..]) != XxHash3.HashToUInt64(header[..32], offset))
        {
            return null;
        }

        return new(
            BinaryPrimitives.ReadInt64LittleEndian(header[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(header[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(header[24..]));
    }
}

/// <summary>What stands before a record's payload.</summary>
/// <param name="Length">Bytes of the payload.</param>
/// <param name="Sequence">The number of the transaction.</param>
/// <param name="Durable">The last transaction that was known to be on the disk when the record was written.</param>
internal readonly record struct RecordHeader(long Length, long Sequence, long Durable);

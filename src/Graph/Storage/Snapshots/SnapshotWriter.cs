using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace CoEvolve.Graph.Storage.Snapshots;

/// <summary>Writes the bytes of sections as checksummed blocks.</summary>
internal sealed class SnapshotWriter
{
    private const int MostBytesOfVarint = 10;

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Stream _stream;
    private readonly CancellationToken _cancellationToken;
    private readonly byte[] _buffer = new byte[SnapshotFormat.BlockHeaderSize + SnapshotFormat.BlockLimit + SnapshotFormat.ChecksumSize];
    private byte[] _text = new byte[256];
    private SnapshotSection _section;
    private int _length;
    private long _block;

    /// <summary>Writes the header of the file.</summary>
    public SnapshotWriter(Stream stream, CancellationToken cancellationToken)
    {
        _stream = stream;
        _cancellationToken = cancellationToken;
        Span<byte> header = stackalloc byte[SnapshotFormat.HeaderSize];
        SnapshotFormat.Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], SnapshotFormat.Version);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], 0);
        BinaryPrimitives.WriteUInt64LittleEndian(header[16..], XxHash3.HashToUInt64(header[..16]));
        stream.Write(header);
    }

    public void Begin(SnapshotSection section) => _section = section;

    /// <summary>Ends the section; a section without bytes has no block.</summary>
    public void End()
    {
        if (_length > 0)
        {
            WriteBlock();
        }
    }

    public void WriteByte(byte value)
    {
        Reserve(1);
        Payload[_length++] = value;
    }

    /// <summary>A number that is not negative, seven bits a byte, the lowest first.</summary>
    public void WriteVarint(long value)
    {
        Reserve(MostBytesOfVarint);
        var rest = (ulong)value;
        while (rest >= 0x80)
        {
            Payload[_length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        Payload[_length++] = (byte)rest;
    }

    /// <summary>Any number; small ones of either sign take few bytes.</summary>
    public void WriteSigned(long value) => WriteVarint((value << 1) ^ (value >> 63));

    public void WriteBits(long value)
    {
        Reserve(sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(Payload[_length..], value);
        _length += sizeof(long);
    }

    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            Reserve(1);
            var part = Math.Min(bytes.Length, SnapshotFormat.BlockLimit - _length);
            bytes[..part].CopyTo(Payload[_length..]);
            _length += part;
            bytes = bytes[part..];
        }
    }

    /// <summary>
    /// A string: its length in bytes times two as a varint, then UTF-8; or, where it holds half a surrogate pair and so has no UTF-8, one
    /// more than that and UTF-16.
    /// </summary>
    public void WriteString(string value)
    {
        if (value.Length * 3 > _text.Length)
        {
            _text = new byte[value.Length * 3];
        }

        if (TryEncode(value, out var length))
        {
            WriteVarint((long)length << 1);
            WriteBytes(_text.AsSpan(0, length));
            return;
        }

        WriteVarint(((long)value.Length * sizeof(char) << 1) | 1);
        foreach (var unit in value)
        {
            WriteByte((byte)unit);
            WriteByte((byte)(unit >> 8));
        }
    }

    private Span<byte> Payload => _buffer.AsSpan(SnapshotFormat.BlockHeaderSize, SnapshotFormat.BlockLimit);

    private bool TryEncode(string value, out int length)
    {
        try
        {
            length = s_strictUtf8.GetBytes(value, _text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            length = 0;
            return false;
        }
    }

    private void Reserve(int bytes)
    {
        if (_length + bytes > SnapshotFormat.BlockLimit)
        {
            WriteBlock();
        }
    }

    private void WriteBlock()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        BinaryPrimitives.WriteInt32LittleEndian(_buffer, (int)_section);
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(4), _length);
        var hashed = SnapshotFormat.BlockHeaderSize + _length;
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.AsSpan(hashed), XxHash3.HashToUInt64(_buffer.AsSpan(0, hashed), _block));
        _stream.Write(_buffer, 0, hashed + SnapshotFormat.ChecksumSize);
        _block++;
        _length = 0;
    }
}

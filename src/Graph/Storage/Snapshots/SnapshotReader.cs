using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace CoEvolve.Graph.Storage.Snapshots;

/// <summary>Reads the bytes of sections; a byte is seen only after the checksum of its block was found right.</summary>
internal sealed class SnapshotReader
{
    /// <summary>Longer strings are rarely repeated, and not looked for.</summary>
    private const int InternedLength = 48;
    private const int InternedSlots = 1 << 15;

    private readonly Stream _stream;
    private readonly string _path;
    private readonly byte[] _buffer = new byte[SnapshotFormat.BlockHeaderSize + SnapshotFormat.BlockLimit + SnapshotFormat.ChecksumSize];
    private readonly string?[] _interned = new string?[InternedSlots];
    private SnapshotSection _section;
    private int _position;
    private int _end;
    private long _block;

    /// <summary>Reads the header of the file.</summary>
    public SnapshotReader(Stream stream, string path)
    {
        _stream = stream;
        _path = path;
        var header = _buffer.AsSpan(0, SnapshotFormat.HeaderSize);
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.StartsWith(SnapshotFormat.Magic))
        {
            throw Damaged("header", "it does not begin like a snapshot");
        }

        if (BinaryPrimitives.ReadUInt64LittleEndian(header[16..]) != XxHash3.HashToUInt64(header[..16]))
        {
            throw Damaged("header", "the checksum is wrong");
        }

        var version = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        if (version != SnapshotFormat.Version)
        {
            throw new InvalidDataException(
                $"The snapshot file '{path}' has format {version} in its header, and this program reads format {SnapshotFormat.Version}. Open it with the program version that wrote it, or a later one.");
        }
    }

    public void Begin(SnapshotSection section) => _section = section;

    /// <summary>Requires that the section has been read to its end.</summary>
    public void End()
    {
        if (_position < _end)
        {
            throw Damaged("there is more in it than it says");
        }
    }

    public void RequireEndOfFile()
    {
        if (_stream.ReadByte() >= 0)
        {
            throw Damaged("bytes follow after the end");
        }
    }

    public byte ReadByte()
    {
        if (_position == _end)
        {
            ReadBlock();
        }

        return _buffer[_position++];
    }

    public long ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = ReadByte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return (long)value;
            }
        }

        throw Damaged("a number is too long");
    }

    public long ReadSigned()
    {
        var value = ReadVarint();
        return (long)((ulong)value >> 1) ^ -(value & 1);
    }

    /// <summary>A varint from 0 to a limit, which is not included.</summary>
    public int ReadBelow(long limit)
    {
        var value = ReadVarint();
        return value >= 0 && value < limit && value < int.MaxValue ? (int)value : throw Damaged($"the number {value} is out of range");
    }

    public long ReadBits()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        ReadBytes(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    public void ReadBytes(Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            if (_position == _end)
            {
                ReadBlock();
            }

            var part = Math.Min(target.Length, _end - _position);
            _buffer.AsSpan(_position, part).CopyTo(target);
            _position += part;
            target = target[part..];
        }
    }

    /// <summary>As many bytes as a count that was read says. Grows with what is really there, so that a wrong count cannot take the memory.</summary>
    public byte[] ReadBytes(long count)
    {
        if (count < 0 || count > Array.MaxLength)
        {
            throw Damaged($"a length of {count} bytes is out of range");
        }

        var bytes = new byte[Math.Min(count, SnapshotFormat.BlockLimit)];
        ReadBytes(bytes);
        while (bytes.Length < count)
        {
            var read = bytes.Length;
            Array.Resize(ref bytes, (int)Math.Min(count, 2L * read));
            ReadBytes(bytes.AsSpan(read));
        }

        return bytes;
    }

    public string ReadString()
    {
        var length = ReadVarint();
        var utf16 = (length & 1) != 0;
        length = (long)((ulong)length >> 1);
        if (!utf16 && length <= InternedLength && length <= _end - _position)
        {
            _position += (int)length;
            return Interned(_buffer.AsSpan(_position - (int)length, (int)length));
        }

        var bytes = ReadBytes(length);
        return utf16 ? new string(MemoryMarshal.Cast<byte, char>(bytes)) : Encoding.UTF8.GetString(bytes);
    }

    public InvalidDataException Damaged(string finding) => Damaged($"section '{_section}'", finding);

    private InvalidDataException Damaged(string place, string finding) => new(
        $"The snapshot file '{_path}' is damaged in its {place}: {finding}. Put back a good copy of the file, or move it away to start with an empty graph.");

    /// <summary>One string object for the same bytes, as long as no other bytes have taken their slot.</summary>
    private string Interned(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return "";
        }

        Span<char> text = stackalloc char[InternedLength];
        text = text[..Encoding.UTF8.GetChars(utf8, text)];
        ref var slot = ref _interned[(int)(XxHash3.HashToUInt64(utf8) % InternedSlots)];
        return slot is not null && text.SequenceEqual(slot) ? slot : slot = text.ToString();
    }

    private void ReadBlock()
    {
        var header = _buffer.AsSpan(0, SnapshotFormat.BlockHeaderSize);
        Require(header);
        var section = (SnapshotSection)BinaryPrimitives.ReadInt32LittleEndian(header);
        var length = BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        if (length is <= 0 or > SnapshotFormat.BlockLimit)
        {
            throw Damaged($"a block has the impossible length {length}");
        }

        Require(_buffer.AsSpan(header.Length, length + SnapshotFormat.ChecksumSize));
        var hashed = header.Length + length;
        if (BinaryPrimitives.ReadUInt64LittleEndian(_buffer.AsSpan(hashed)) != XxHash3.HashToUInt64(_buffer.AsSpan(0, hashed), _block))
        {
            throw Damaged("a checksum is wrong");
        }

        if (section != _section)
        {
            throw Damaged($"a block of section '{section}' stands where one of this section is due");
        }

        _block++;
        _position = header.Length;
        _end = hashed;
    }

    private void Require(Span<byte> target)
    {
        if (_stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) < target.Length)
        {
            throw Damaged("the file ends too early");
        }
    }
}

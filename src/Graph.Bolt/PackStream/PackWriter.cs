using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace CoEvolve.Graph.Bolt.PackStream;

/// <summary>Collects values as bytes, each with the smallest marker that holds it, in a buffer that grows and is used again.</summary>
internal sealed class PackWriter
{
    private const int InitialSize = 4096;

    /// <summary>Beyond this the buffer is given back after use, so that one large message does not hold its memory for the life of a connection.</summary>
    private const int KeptSize = 256 * 1024;

    private const int MaxUtf8BytesPerChar = 3;

    private byte[] _buffer = new byte[InitialSize];

    /// <summary>Number of bytes written.</summary>
    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    /// <summary>The bytes written so far, to be amended.</summary>
    public Span<byte> Span => _buffer.AsSpan(0, Length);

    public void Clear()
    {
        Length = 0;
        if (_buffer.Length > KeptSize)
        {
            _buffer = new byte[InitialSize];
        }
    }

    /// <summary>Takes back what was written behind a length.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Room for further bytes, which count as written.</summary>
    public Span<byte> Append(int count)
    {
        Ensure(count);
        var room = _buffer.AsSpan(Length, count);
        Length += count;
        return room;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value)
    {
        Ensure(1);
        _buffer[Length++] = value;
    }

    public void WriteNull() => WriteByte(PackMarker.Null);

    public void Write(bool value) => WriteByte(value ? PackMarker.True : PackMarker.False);

    public void Write(long value)
    {
        Ensure(1 + sizeof(long));
        var room = _buffer.AsSpan(Length);
        switch (value)
        {
            case >= -16 and <= sbyte.MaxValue:
                room[0] = (byte)value;
                Length += 1;
                break;
            case >= sbyte.MinValue and <= sbyte.MaxValue:
                room[0] = PackMarker.Int8;
                room[1] = (byte)value;
                Length += 2;
                break;
            case >= short.MinValue and <= short.MaxValue:
                room[0] = PackMarker.Int16;
                BinaryPrimitives.WriteInt16BigEndian(room[1..], (short)value);
                Length += 1 + sizeof(short);
                break;
            case >= int.MinValue and <= int.MaxValue:
                room[0] = PackMarker.Int32;
                BinaryPrimitives.WriteInt32BigEndian(room[1..], (int)value);
                Length += 1 + sizeof(int);
                break;
            default:
                room[0] = PackMarker.Int64;
                BinaryPrimitives.WriteInt64BigEndian(room[1..], value);
                Length += 1 + sizeof(long);
                break;
        }
    }

    public void Write(double value)
    {
        var room = Append(1 + sizeof(double));
        room[0] = PackMarker.Float;
        BinaryPrimitives.WriteDoubleBigEndian(room[1..], value);
    }

    public void Write(string value)
    {
        // Where the largest possible size and the real one take the same marker, the text is encoded in place; else it is counted first.
        var most = value.Length * MaxUtf8BytesPerChar;
        if (most <= 15)
        {
            Ensure(1 + most);
            var size = Encoding.UTF8.GetBytes(value, _buffer.AsSpan(Length + 1));
            _buffer[Length] = (byte)(PackMarker.TinyString + size);
            Length += 1 + size;
            return;
        }

        var exact = Encoding.UTF8.GetByteCount(value);
        WriteSize(exact, PackMarker.TinyString, PackMarker.String8, PackMarker.String16, PackMarker.String32);
        Encoding.UTF8.GetBytes(value, Append(exact));
    }

    public void Write(ReadOnlySpan<byte> value)
    {
        WriteSize(value.Length, null, PackMarker.Bytes8, PackMarker.Bytes16, PackMarker.Bytes32);
        value.CopyTo(Append(value.Length));
    }

    public void WriteListHeader(int items) => WriteSize(items, PackMarker.TinyList, PackMarker.List8, PackMarker.List16, PackMarker.List32);

    public void WriteMapHeader(int pairs) => WriteSize(pairs, PackMarker.TinyMap, PackMarker.Map8, PackMarker.Map16, PackMarker.Map32);

    public void WriteStructureHeader(int fields, byte tag)
    {
        var room = Append(2);
        room[0] = (byte)(PackMarker.TinyStructure + fields);
        room[1] = tag;
    }

    private void WriteSize(int size, byte? tiny, byte one, byte two, byte four)
    {
        if (tiny is { } marker && size < 16)
        {
            WriteByte((byte)(marker + size));
        }
        else if (size <= byte.MaxValue)
        {
            var room = Append(2);
            room[0] = one;
            room[1] = (byte)size;
        }
        else if (size <= ushort.MaxValue)
        {
            var room = Append(1 + sizeof(ushort));
            room[0] = two;
            BinaryPrimitives.WriteUInt16BigEndian(room[1..], (ushort)size);
        }
        else
        {
            var room = Append(1 + sizeof(int));
            room[0] = four;
            BinaryPrimitives.WriteInt32BigEndian(room[1..], size);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Ensure(int count)
    {
        if (_buffer.Length - Length < count)
        {
            Grow(count);
        }
    }

    private void Grow(int count)
    {
        var larger = new byte[checked((int)Math.Min(Array.MaxLength, Math.Max((long)_buffer.Length * 2, (long)Length + count)))];
        _buffer.AsSpan(0, Length).CopyTo(larger);
        _buffer = larger;
    }
}

using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace CoEvolve.Graph.Storage.Fields;

/// <summary>Reads the fields that the file formats are made of. Heirs bring the bytes, and only such whose checksum was found right.</summary>
internal abstract class FieldReader
{
    /// <summary>Longer strings are rarely repeated, and not looked for.</summary>
    private const int InternedLength = 48;
    private const int InternedSlots = 1 << 15;
    private const int FirstPart = 1 << 20;

    private string?[]? _interned;
    private byte[] _buffer = [];
    private int _position;
    private int _end;

    /// <summary>Whether all bytes brought so far have been read.</summary>
    protected bool IsDrained => _position == _end;

    public byte ReadByte()
    {
        if (_position == _end)
        {
            BringMore();
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
                BringMore();
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

        var bytes = new byte[Math.Min(count, FirstPart)];
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

    /// <summary>The exception that says which file is damaged, where, and what to do.</summary>
    public abstract InvalidDataException Damaged(string finding);

    /// <summary>Called when all bytes have been read and one more is asked for: ends in <see cref="Continue"/>, or throws.</summary>
    protected abstract void BringMore();

    /// <summary>Goes on with the bytes between two places of a buffer.</summary>
    protected void Continue(byte[] buffer, int position, int end)
    {
        _buffer = buffer;
        _position = position;
        _end = end;
    }

    /// <summary>One string object for the same bytes, as long as no other bytes have taken their slot.</summary>
    private string Interned(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return "";
        }

        Span<char> text = stackalloc char[InternedLength];
        text = text[..Encoding.UTF8.GetChars(utf8, text)];
        _interned ??= new string?[InternedSlots];
        ref var slot = ref _interned[(int)(XxHash3.HashToUInt64(utf8) % InternedSlots)];
        return slot is not null && text.SequenceEqual(slot) ? slot : slot = text.ToString();
    }
}

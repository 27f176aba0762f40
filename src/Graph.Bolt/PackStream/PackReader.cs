using System.Buffers.Binary;
using System.Text;

namespace CoEvolve.Graph.Bolt.PackStream;

/// <summary>Reads the values of one message, in order, without allocation except for strings and byte arrays.</summary>
/// <remarks>Announced sizes are held against the bytes that are left before anything is made of them: each item takes a byte at least.</remarks>
internal ref struct PackReader(ReadOnlySpan<byte> message)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private int _position;

    public readonly bool IsAtEnd => _position >= _message.Length;

    public readonly int Remaining => _message.Length - _position;

    /// <summary>The kind of the next value, which is not consumed.</summary>
    public readonly PackKind Peek()
    {
        var marker = PeekMarker();
        return marker switch
        {
            < PackMarker.TinyString or >= 0xF0 => PackKind.Integer,
            < PackMarker.TinyList => PackKind.String,
            < PackMarker.TinyMap => PackKind.List,
            < PackMarker.TinyStructure => PackKind.Map,
            < PackMarker.Null => PackKind.Structure,
            PackMarker.Null => PackKind.Null,
            PackMarker.Float => PackKind.Float,
            PackMarker.False or PackMarker.True => PackKind.Boolean,
            PackMarker.Int8 or PackMarker.Int16 or PackMarker.Int32 or PackMarker.Int64 => PackKind.Integer,
            PackMarker.Bytes8 or PackMarker.Bytes16 or PackMarker.Bytes32 => PackKind.Bytes,
            PackMarker.String8 or PackMarker.String16 or PackMarker.String32 => PackKind.String,
            PackMarker.List8 or PackMarker.List16 or PackMarker.List32 => PackKind.List,
            PackMarker.Map8 or PackMarker.Map16 or PackMarker.Map32 => PackKind.Map,
            PackMarker.Structure8 or PackMarker.Structure16 => PackKind.Structure,
            _ => throw new PackFormatException($"0x{marker:X2} begins no value"),
        };
    }

    public void ReadNull()
    {
        if (Take() != PackMarker.Null)
        {
            throw Unexpected("null");
        }
    }

    public bool ReadBoolean() => Take() switch
    {
        PackMarker.True => true,
        PackMarker.False => false,
        _ => throw Unexpected("a boolean"),
    };

    public long ReadInteger()
    {
        var marker = Take();
        return marker switch
        {
            < PackMarker.TinyString => marker,
            >= 0xF0 => (sbyte)marker,
            PackMarker.Int8 => (sbyte)Take(),
            PackMarker.Int16 => BinaryPrimitives.ReadInt16BigEndian(Take(sizeof(short))),
            PackMarker.Int32 => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int))),
            PackMarker.Int64 => BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long))),
            _ => throw Unexpected("an integer"),
        };
    }

    public double ReadFloat() => Take() == PackMarker.Float
        ? BinaryPrimitives.ReadDoubleBigEndian(Take(sizeof(double)))
        : throw Unexpected("a float");

    /// <summary>The bytes of a string as they are on the wire, which need not be right UTF-8.</summary>
    public ReadOnlySpan<byte> ReadUtf8()
    {
        var marker = Take();
        var size = marker switch
        {
            >= PackMarker.TinyString and < PackMarker.TinyList => marker - PackMarker.TinyString,
            PackMarker.String8 => Take(),
            PackMarker.String16 => TakeUInt16(),
            PackMarker.String32 => TakeSize(),
            _ => throw Unexpected("a string"),
        };
        return Take(size);
    }

    /// <summary>A string; each byte that is not UTF-8 becomes U+FFFD.</summary>
    public string ReadString() => Encoding.UTF8.GetString(ReadUtf8());

    public ReadOnlySpan<byte> ReadBytes()
    {
        var size = Take() switch
        {
            PackMarker.Bytes8 => Take(),
            PackMarker.Bytes16 => TakeUInt16(),
            PackMarker.Bytes32 => TakeSize(),
            _ => throw Unexpected("bytes"),
        };
        return Take(size);
    }

    /// <summary>The number of items that follow.</summary>
    public int ReadListHeader()
    {
        var marker = Take();
        return Announced(marker switch
        {
            >= PackMarker.TinyList and < PackMarker.TinyMap => marker - PackMarker.TinyList,
            PackMarker.List8 => Take(),
            PackMarker.List16 => TakeUInt16(),
            PackMarker.List32 => TakeSize(),
            _ => throw Unexpected("a list"),
        });
    }

    /// <summary>The number of pairs of key and value that follow.</summary>
    public int ReadMapHeader()
    {
        var marker = Take();
        return Announced(marker switch
        {
            >= PackMarker.TinyMap and < PackMarker.TinyStructure => marker - PackMarker.TinyMap,
            PackMarker.Map8 => Take(),
            PackMarker.Map16 => TakeUInt16(),
            PackMarker.Map32 => TakeSize(),
            _ => throw Unexpected("a map"),
        });
    }

    /// <summary>The number of fields that follow, and the tag that tells what they mean.</summary>
    public (int Fields, byte Tag) ReadStructureHeader()
    {
        var marker = Take();
        var fields = marker switch
        {
            >= PackMarker.TinyStructure and < PackMarker.Null => marker - PackMarker.TinyStructure,
            PackMarker.Structure8 => Take(),
            PackMarker.Structure16 => TakeUInt16(),
            _ => throw Unexpected("a structure"),
        };
        return (fields, Take());
    }

    private readonly byte PeekMarker() => _position < _message.Length ? _message[_position] : throw Truncated();

    private byte Take() => _position < _message.Length ? _message[_position++] : throw Truncated();

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Remaining)
        {
            throw Truncated();
        }

        var taken = _message.Slice(_position, count);
        _position += count;
        return taken;
    }

    private int TakeUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(sizeof(ushort)));

    private int TakeSize()
    {
        var size = BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint)));
        return size <= int.MaxValue ? (int)size : throw Truncated();
    }

    private readonly int Announced(int count) => count <= Remaining ? count : throw Truncated();

    private static PackFormatException Truncated() => new("the message ends inside a value", isTruncated: true);

    private static PackFormatException Unexpected(string wanted) => new($"{wanted} was expected");
}

using System.Buffers.Binary;
using System.Text;

namespace CoEvolve.Graph.Storage.Fields;

/// <summary>Writes the fields that the file formats are made of into a buffer; heirs say what becomes of a full one. FORMAT.md draws the fields.</summary>
internal abstract class FieldWriter
{
    private const int MostBytesOfVarint = 10;

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] _text = [];

    protected FieldWriter(byte[] buffer, int position, int limit)
    {
        Buffer = buffer;
        Position = position;
        Limit = limit;
    }

    protected byte[] Buffer { get; private set; }

    /// <summary>Where the next byte goes.</summary>
    protected int Position { get; private set; }

    /// <summary>The buffer counts as full here.</summary>
    protected int Limit { get; private set; }

    public void WriteByte(byte value)
    {
        Reserve(1);
        Buffer[Position++] = value;
    }

    /// <summary>A number that is not negative, seven bits a byte, the lowest first.</summary>
    public void WriteVarint(long value)
    {
        Reserve(MostBytesOfVarint);
        var buffer = Buffer;
        var position = Position;
        var rest = (ulong)value;
        while (rest >= 0x80)
        {
            buffer[position++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        buffer[position++] = (byte)rest;
        Position = position;
    }

    /// <summary>Any number; small ones of either sign take few bytes.</summary>
    public void WriteSigned(long value) => WriteVarint((value << 1) ^ (value >> 63));

    public void WriteBits(long value)
    {
        Reserve(sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(Buffer.AsSpan(Position), value);
        Position += sizeof(long);
    }

    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            Reserve(1);
            var part = Math.Min(bytes.Length, Limit - Position);
            bytes[..part].CopyTo(Buffer.AsSpan(Position));
            Position += part;
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
            _text = new byte[Math.Max(value.Length * 3, 64)];
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

    /// <summary>Called when the buffer has no room left for the next field: ends in <see cref="Continue"/>.</summary>
    protected abstract void TakeFullBuffer();

    /// <summary>Goes on in a buffer from a place on.</summary>
    protected void Continue(byte[] buffer, int position, int limit)
    {
        Buffer = buffer;
        Position = position;
        Limit = limit;
    }

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
        if (Position + bytes > Limit)
        {
            TakeFullBuffer();
        }
    }
}

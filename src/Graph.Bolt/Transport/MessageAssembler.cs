using System.Buffers;

namespace CoEvolve.Graph.Bolt.Transport;

/// <summary>Makes messages of the chunks in which they come, whatever the pieces that the network gives. Not thread-safe.</summary>
internal sealed class MessageAssembler
{
    private const int InitialSize = 256;

    private byte[] _message = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int _length;
    private int _chunk;
    private int _headerBytes;
    private int _header;

    /// <summary>The largest message that is taken.</summary>
    public required int Limit { get; set; }

    /// <summary>Whether a message has begun that is not whole yet.</summary>
    public bool IsInside => _length > 0 || _chunk > 0 || _headerBytes > 0;

    /// <summary>Takes bytes up to the end of the next message.</summary>
    /// <param name="bytes">What came; what is consumed is cut off.</param>
    /// <param name="message">The message, which the caller gives back to the pool. Empty chunks between messages are passed over.</param>
    /// <exception cref="MessageTooLargeException">It is larger than the limit.</exception>
    public bool TryTake(ref ReadOnlySpan<byte> bytes, out Message message)
    {
        while (!bytes.IsEmpty)
        {
            if (_chunk > 0)
            {
                TakeContent(ref bytes);
                continue;
            }

            _header = (_header << 8) | bytes[0];
            bytes = bytes[1..];
            if (++_headerBytes < 2)
            {
                continue;
            }

            (_chunk, _header, _headerBytes) = (_header, 0, 0);
            if (_chunk == 0 && _length > 0)
            {
                message = new(_message, _length);
                (_message, _length) = (ArrayPool<byte>.Shared.Rent(InitialSize), 0);
                return true;
            }

            if (_chunk > Limit - _length)
            {
                throw new MessageTooLargeException(_length + _chunk, Limit);
            }
        }

        message = default;
        return false;
    }

    private void TakeContent(ref ReadOnlySpan<byte> bytes)
    {
        var taken = bytes[..Math.Min(_chunk, bytes.Length)];
        if (_message.Length - _length < taken.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_message.Length * 2, _length + taken.Length));
            _message.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_message);
            _message = larger;
        }

        taken.CopyTo(_message.AsSpan(_length));
        _length += taken.Length;
        _chunk -= taken.Length;
        bytes = bytes[taken.Length..];
    }
}

/// <summary>The bytes of one message, in an array of the shared pool.</summary>
internal readonly record struct Message(byte[] Buffer, int Length)
{
    public ReadOnlySpan<byte> Span => Buffer.AsSpan(0, Length);

    /// <summary>The tag of a structure with less than 16 fields, which all messages are; -1 for anything else.</summary>
    public int Tag => Length >= 2 && (Buffer[0] & 0xF0) == PackStream.PackMarker.TinyStructure ? Buffer[1] : -1;

    public void Return() => ArrayPool<byte>.Shared.Return(Buffer);
}

/// <summary>A message beyond the limit.</summary>
internal sealed class MessageTooLargeException(long size, int limit) : Exception($"Value of size {size} exceeded limit of {limit}");

using Microsoft.Win32.SafeHandles;

namespace CoEvolve.Graph.Storage.Log;

/// <summary>A part of a log file in memory, moved to where it is looked at.</summary>
internal sealed class LogWindow(SafeFileHandle file, long length)
{
    public const int Size = 1 << 20;

    private readonly byte[] _bytes = new byte[Math.Min(Size, length)];
    private long _start;
    private int _count;

    /// <summary>Bytes of the file when it was opened.</summary>
    public long Length => length;

    /// <summary>The bytes of the window's buffer, to go with <see cref="Place"/>.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>Where in <see cref="Bytes"/> these bytes stand, which must be within the file and no more than the window's size. Valid until the next call.</summary>
    public int Place(long offset, int count)
    {
        if (offset < _start || offset + count > _start + _count)
        {
            Move(offset);
            if (count > _count)
            {
                throw new EndOfStreamException($"The file has become shorter than {offset + count} bytes.");
            }
        }

        return (int)(offset - _start);
    }

    public ReadOnlySpan<byte> View(long offset, int count) => _bytes.AsSpan(Place(offset, count), count);

    private void Move(long offset)
    {
        _start = offset;
        _count = 0;
        var wanted = (int)Math.Min(Size, length - offset);
        while (_count < wanted)
        {
            var read = RandomAccess.Read(file, _bytes.AsSpan(_count, wanted - _count), offset + _count);
            if (read == 0)
            {
                return;
            }

            _count += read;
        }
    }
}

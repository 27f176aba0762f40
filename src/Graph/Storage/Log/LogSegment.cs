using System.Buffers.Binary;
using System.IO.Hashing;
using CoEvolve.Graph.Storage.Snapshots;
using Microsoft.Win32.SafeHandles;

namespace CoEvolve.Graph.Storage.Log;

/// <summary>One file of the log. A new one is begun for every snapshot, so that what the snapshot has can be removed as whole files.</summary>
internal sealed class LogSegment : IDisposable
{
    // A graph can be checked and copied while it is open.
    private const FileShare Sharing = FileShare.ReadWrite | FileShare.Delete;

    private LogSegment(string path, SafeFileHandle file, long firstSequence, long end)
    {
        Path = path;
        File = file;
        FirstSequence = firstSequence;
        End = end;
    }

    public string Path { get; }

    public SafeFileHandle File { get; }

    public long FirstSequence { get; }

    /// <summary>Where the next record goes.</summary>
    public long End { get; private set; }

    /// <summary>A new file without records, on the disk.</summary>
    public static LogSegment Create(string path, LogPosition before, Action<SafeFileHandle> bringToDisk)
    {
        var file = System.IO.File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, Sharing);
        var complete = false;
        try
        {
            Span<byte> header = stackalloc byte[LogFormat.SegmentHeaderSize];
            LogFormat.WriteSegmentHeader(header, before);
            RandomAccess.Write(file, header, 0);
            bringToDisk(file);
            DurableFolder.Flush(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
            complete = true;
            return new(path, file, before.Sequence + 1, LogFormat.SegmentHeaderSize);
        }
        finally
        {
            if (!complete)
            {
                file.Dispose();
            }
        }
    }

    /// <summary>Goes on in a file behind its last whole record; what stands there is cut off.</summary>
    public static LogSegment Continue(string path, long firstSequence, long end, Action<SafeFileHandle> bringToDisk)
    {
        var file = System.IO.File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, Sharing);
        if (RandomAccess.GetLength(file) > end)
        {
            RandomAccess.SetLength(file, end);
        }

        // What was read may not have been on the disk yet, and from here on it counts as if it were.
        bringToDisk(file);
        return new(path, file, firstSequence, end);
    }

    public static SafeFileHandle OpenForReading(string path) => System.IO.File.OpenHandle(path, FileMode.Open, FileAccess.Read, Sharing, FileOptions.SequentialScan);

    /// <summary>The place in history before the first record; null where the making of the file was cut off, so that it has no records.</summary>
    /// <exception cref="InvalidDataException">The header is damaged, or of a format that this program does not know.</exception>
    public static LogPosition? ReadHeader(string path, LogWindow window, out int version)
    {
        version = LogFormat.Version;
        var header = window.View(0, (int)Math.Min(window.Length, LogFormat.SegmentHeaderSize));
        if (header.Length < LogFormat.SegmentHeaderSize || !header.ContainsAnyExcept((byte)0))
        {
            return null;
        }

        if (!header.StartsWith(LogFormat.Magic) || BinaryPrimitives.ReadUInt64LittleEndian(header[32..]) != XxHash3.HashToUInt64(header[..32]))
        {
            throw LogDamage.WrongPlace(path, "its header is damaged");
        }

        version = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        return version is LogFormat.Version or LogFormat.FirstVersion
            ? new(BinaryPrimitives.ReadInt64LittleEndian(header[16..]) - 1, BinaryPrimitives.ReadUInt64LittleEndian(header[24..]))
            : throw LogDamage.UnknownVersion(path, version);
    }

    /// <summary>Puts bytes behind the last record.</summary>
    /// <exception cref="IOException">Not all could be written: <see cref="CutToEnd"/> is due.</exception>
    public void Append(IReadOnlyList<ReadOnlyMemory<byte>> parts, long count)
    {
        RandomAccess.Write(File, parts, End);
        End += count;
    }

    /// <summary>Takes back a record that was written in part.</summary>
    public void CutToEnd() => RandomAccess.SetLength(File, End);

    public void Dispose() => File.Dispose();
}

using System.Buffers.Binary;
using System.IO.Hashing;
using CoEvolve.Graph.Storage.Fields;
using CoEvolve.Graph.Storage.Log;

namespace CoEvolve.Graph.Storage.Snapshots;

/// <summary>Reads the bytes of sections; a byte is seen only after the checksum of its block was found right.</summary>
internal sealed class SnapshotReader : FieldReader
{
    private readonly Stream _stream;
    private readonly string _path;
    private readonly byte[] _block = new byte[SnapshotFormat.BlockHeaderSize + SnapshotFormat.BlockLimit + SnapshotFormat.ChecksumSize];
    private SnapshotSection _section;
    private long _number;

    /// <summary>Reads the header of the file.</summary>
    public SnapshotReader(Stream stream, string path)
    {
        _stream = stream;
        _path = path;
        var header = _block.AsSpan(0, SnapshotFormat.HeaderSize);
        var first = header[..SnapshotFormat.HeaderSizeWithoutLog];
        if (!TryFill(first) || !first.StartsWith(SnapshotFormat.Magic))
        {
            throw Damaged("header", "it does not begin like a snapshot");
        }

        var version = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        header = version == SnapshotFormat.VersionWithoutLog ? first : header;
        if (!TryFill(header[first.Length..]))
        {
            throw Damaged("header", "the file ends too early");
        }

        var summed = header[..^SnapshotFormat.ChecksumSize];
        if (BinaryPrimitives.ReadUInt64LittleEndian(header[summed.Length..]) != XxHash3.HashToUInt64(summed))
        {
            throw Damaged("header", "the checksum is wrong");
        }

        if (version is < SnapshotFormat.VersionWithoutLog or > SnapshotFormat.Version)
        {
            throw new InvalidDataException(
                $"The snapshot file '{path}' has format {version} in its header, and this program reads up to format {SnapshotFormat.Version}. Open it with the program version that wrote it, or a later one.");
        }

        Version = version;
        LogPosition = version == SnapshotFormat.VersionWithoutLog ? default
            : new(BinaryPrimitives.ReadInt64LittleEndian(header[16..]), BinaryPrimitives.ReadUInt64LittleEndian(header[24..]));
    }

    /// <summary>The format of the file.</summary>
    public int Version { get; }

    /// <summary>The last transaction that the snapshot has.</summary>
    public LogPosition LogPosition { get; }

    public void BeginSection(SnapshotSection section) => _section = section;

    /// <summary>Requires that the section has been read to its end.</summary>
    public void EndSection()
    {
        if (!IsDrained)
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

    public override InvalidDataException Damaged(string finding) => Damaged($"section '{_section}'", finding);

    protected override void BringMore()
    {
        var header = _block.AsSpan(0, SnapshotFormat.BlockHeaderSize);
        Require(header);
        var section = (SnapshotSection)BinaryPrimitives.ReadInt32LittleEndian(header);
        var length = BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        if (length is <= 0 or > SnapshotFormat.BlockLimit)
        {
            throw Damaged($"a block has the impossible length {length}");
        }

        Require(_block.AsSpan(header.Length, length + SnapshotFormat.ChecksumSize));
        var hashed = header.Length + length;
        if (BinaryPrimitives.ReadUInt64LittleEndian(_block.AsSpan(hashed)) != XxHash3.HashToUInt64(_block.AsSpan(0, hashed), _number))
        {
            throw Damaged("a checksum is wrong");
        }

        if (section != _section)
        {
            throw Damaged($"a block of section '{section}' stands where one of this section is due");
        }

        _number++;
        Continue(_block, header.Length, hashed);
    }

    private InvalidDataException Damaged(string place, string finding) => new(
        $"The snapshot file '{_path}' is damaged in its {place}: {finding}. Put back a good copy of the graph's folder, or move the folder away to start with an empty graph.");

    private void Require(Span<byte> target)
    {
        if (!TryFill(target))
        {
            throw Damaged("the file ends too early");
        }
    }

    private bool TryFill(Span<byte> target) => _stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) == target.Length;
}

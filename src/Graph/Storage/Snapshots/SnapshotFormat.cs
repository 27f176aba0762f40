namespace CoEvolve.Graph.Storage.Snapshots;

/// <summary>Numbers of the file format; FORMAT.md draws the layout.</summary>
internal static class SnapshotFormat
{
    public const int Version = 3;
    public const int HeaderSize = 40;

    /// <summary>The first format, without a place in the log: still read.</summary>
    public const int VersionWithoutLog = 1;
    public const int HeaderSizeWithoutLog = 24;

    /// <summary>The last format with the first form of definitions: still read.</summary>
    public const int VersionWithNodeIndexes = 2;

    public const int BlockHeaderSize = 8;
    public const int ChecksumSize = 8;
    public const int BlockLimit = 1 << 20;

    public static ReadOnlySpan<byte> Magic => "CoEvGrph"u8;
}

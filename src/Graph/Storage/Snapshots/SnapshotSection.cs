namespace CoEvolve.Graph.Storage.Snapshots;

/// <summary>The parts of a snapshot file, in the order in which they stand. Numbers are written to disk: append-only.</summary>
internal enum SnapshotSection
{
    Names = 1,
    Sets = 2,
    Nodes = 3,
    Relationships = 4,
    Indexes = 5,
    End = 6,
}

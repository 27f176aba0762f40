using CoEvolve.Graph.Storage.Snapshots;

namespace CoEvolve.Graph.Transactions;

/// <summary>Copies a committed state into a folder of its own.</summary>
internal static class Backup
{
    public static void Write(Committed committed, GraphFiles target, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(target.Folder);
        if (File.Exists(target.Snapshot) || target.Segments().Count > 0)
        {
            throw new IOException($"The folder '{target.Folder}' holds a graph already: name another one for the copy.");
        }

        SnapshotFile.Write(committed.State, committed.Position, target.Snapshot, cancellationToken);
    }
}

using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Storage.Snapshots;

namespace CoEvolve.Graph.Transactions;

/// <summary>Copies a state into a folder of its own, as a snapshot.</summary>
internal static class Backup
{
    public static void Write(Committed committed, GraphFiles target, CancellationToken cancellationToken)
    {
        RequireFree(target);
        SnapshotFile.Write(committed.State, committed.Position, target.Snapshot, cancellationToken);
    }

    public static void Restore(GraphFiles source, GraphFiles target, CancellationToken cancellationToken)
    {
        var found = Recovery.Read(source);
        if (StateCheck.Run(found.State, cancellationToken) is [var finding, ..])
        {
            throw new InvalidDataException($"The copy in '{source.Folder}' is damaged: {finding.Place}: {finding.Message}.");
        }

        Write(new Committed(found.State, 0, found.Position), target, cancellationToken);
    }

    private static void RequireFree(GraphFiles target)
    {
        Directory.CreateDirectory(target.Folder);
        if (File.Exists(target.Snapshot) || target.Segments().Count > 0)
        {
            throw new IOException($"The folder '{target.Folder}' holds a graph already: name another one for the copy.");
        }
    }
}

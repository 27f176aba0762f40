using CoEvolve.Graph.Storage;
using CoEvolve.Graph.Storage.Snapshots;

namespace CoEvolve.Graph.Transactions;

/// <summary>Copies a state into a folder of its own, as a snapshot.</summary>
internal static class Backup
{
    public static void Write(Committed committed, GraphFiles target, CancellationToken cancellationToken)
    {
        RequireFree(target);
        Directory.CreateDirectory(target.Folder);
        SnapshotFile.Write(committed.State, committed.Position, target.Snapshot, cancellationToken);
    }

    /// <summary>Copies what is in a folder, which another process may have open and go on writing to, once it proves to be sound.</summary>
    public static void Copy(GraphFiles source, GraphFiles target, CancellationToken cancellationToken)
    {
        if (!File.Exists(source.Snapshot) && source.Segments().Count == 0)
        {
            throw new InvalidDataException($"There is no graph in '{source.Folder}'.");
        }

        RequireFree(target);
        var found = Recovery.ReadWhileInUse(source);
        if (StateCheck.Run(found.State, cancellationToken) is [var finding, ..])
        {
            throw new InvalidDataException($"The graph in '{source.Folder}' is damaged: {finding.Place}: {finding.Message}.");
        }

        Write(new Committed(found.State, 0, found.Position), target, cancellationToken);
    }

    private static void RequireFree(GraphFiles target)
    {
        if (Directory.Exists(target.Folder) && (File.Exists(target.Snapshot) || target.Segments().Count > 0))
        {
            throw new IOException($"The folder '{target.Folder}' holds a graph already: name another one for the copy.");
        }
    }
}

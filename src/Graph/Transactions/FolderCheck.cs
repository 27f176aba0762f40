using CoEvolve.Graph.Storage;

namespace CoEvolve.Graph.Transactions;

/// <summary>Checks a folder: that snapshot and log can be read whole, and that the state they give agrees with itself.</summary>
internal static class FolderCheck
{
    public static GraphVerification Run(GraphFiles files, CancellationToken cancellationToken)
    {
        Recovery found;
        try
        {
            found = Recovery.ReadWhileInUse(files);
        }
        catch (InvalidDataException damage)
        {
            return new([new(files.Folder, damage.Message)], 0, 0, 0, null);
        }

        var findings = StateCheck.Run(found.State, cancellationToken);
        return new(findings, found.Position.Sequence, found.State.NodeCount, found.State.RelationshipCount,
            found.Torn is var (path, offset, bytes) ? new(path, offset, bytes) : null);
    }
}

using CoEvolve.Graph.Storage;

namespace CoEvolve.Graph.Transactions;

/// <summary>Checks a folder: that snapshot and log can be read whole, and that the state they give agrees with itself.</summary>
internal static class FolderCheck
{
    /// <summary>How often a check begins anew when the process that has the graph open removes a file under it.</summary>
    private const int Attempts = 5;

    public static GraphVerification Run(GraphFiles files, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Read(files, cancellationToken);
            }
            catch (FileNotFoundException) when (attempt < Attempts)
            {
                // A snapshot has taken the place of the log file.
            }
        }
    }

    private static GraphVerification Read(GraphFiles files, CancellationToken cancellationToken)
    {
        Recovery found;
        try
        {
            found = Recovery.Read(files);
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

namespace CoEvolve.Matching.Ingest;

/// <summary>What an export wrote.</summary>
/// <param name="Files">Each file and its rows.</param>
/// <param name="LeftOut">Properties that were not written because their name cannot be a column, as <c>file: name</c>. An import never makes such ones.</param>
public sealed record ExportReport(IReadOnlyList<ExportedFile> Files, IReadOnlyList<string> LeftOut)
{
    /// <summary>Rows of all files.</summary>
    public long Rows => Files.Sum(file => file.Rows);
}

/// <summary>One file of an export.</summary>
/// <param name="File">Its name.</param>
/// <param name="Rows">Its rows, without the header.</param>
public sealed record ExportedFile(string File, long Rows);

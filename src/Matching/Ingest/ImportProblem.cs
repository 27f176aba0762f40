namespace CoEvolve.Matching.Ingest;

/// <summary>One thing that is wrong with a network package, where it is, and how to mend it.</summary>
/// <param name="File">Name of the file in the package, such as <c>actors.csv</c>.</param>
/// <param name="Line">Physical line (1-based) where the record begins; 0 when the file as a whole is meant.</param>
/// <param name="Column">1-based number of the column; 0 when the whole row is meant.</param>
/// <param name="ColumnName">Name of the column, or null when the whole row is meant.</param>
/// <param name="Reason">What is wrong, as a sentence.</param>
/// <param name="Remedy">How to mend it, as a sentence.</param>
public sealed record ImportProblem(string File, int Line, int Column, string? ColumnName, string Reason, string Remedy)
{
    /// <summary>The problem in one line: <c>actors.csv, line 3, column 4 (kind): reason remedy</c>.</summary>
    public override string ToString()
    {
        var line = Line > 0 ? $", line {Line}" : "";
        var column = Column > 0 ? $", column {Column}" + (ColumnName is null ? "" : $" ({ColumnName})") : "";
        return $"{File}{line}{column}: {Reason} {Remedy}";
    }
}

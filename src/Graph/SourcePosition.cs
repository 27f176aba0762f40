namespace CoEvolve.Graph;

/// <summary>A place in a query's text.</summary>
/// <param name="Offset">Characters before it, from 0.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in the line, from 1.</param>
public readonly record struct SourcePosition(int Offset, int Line, int Column)
{
    /// <summary>Line and column as an error message shows them.</summary>
    public override string ToString() => $"line {Line}, column {Column}";
}

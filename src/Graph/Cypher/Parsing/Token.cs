namespace CoEvolve.Graph.Cypher.Parsing;

/// <summary>One word, number or sign of the query's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Offset of its first character.</param>
/// <param name="Length">Characters in it.</param>
/// <param name="Line">Line of its first character, from 1.</param>
/// <param name="Column">Column of its first character, from 1.</param>
/// <param name="Partner">
/// Of a bracket: the index of the token that closes or opens it. Of a bar: the index of the innermost bracket open around
/// it. -1 where there is none.
/// </param>
internal readonly record struct Token(TokenKind Kind, int Start, int Length, int Line, int Column, int Partner)
{
    public int End => Start + Length;

    public SourcePosition Position => new(Start, Line, Column);

    /// <summary>Whether it may stand where the grammar wants a name.</summary>
    public bool IsName => Kind >= TokenKind.Name;
}

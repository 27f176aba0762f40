namespace CoEvolve.Graph.Cypher.Ast;

/// <summary>
/// A part of a parsed query and where it begins. Two nodes are equal when they say the same, wherever they stand:
/// the position takes no part in equality, which is how a grouping key is found again inside an ORDER BY.
/// </summary>
internal abstract record SyntaxNode(SourcePosition Position)
{
    public virtual bool Equals(SyntaxNode? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();
}

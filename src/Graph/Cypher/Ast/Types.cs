namespace CoEvolve.Graph.Cypher.Ast;

/// <summary>A type as <c>IS ::</c> names it: <c>INTEGER</c>, <c>LIST&lt;STRING NOT NULL&gt;</c>, or several joined by '|'.</summary>
internal sealed record TypeExpression(SyntaxList<TypeAlternative> Alternatives, SourcePosition Position) : SyntaxNode(Position);

/// <summary>One member of a union of types.</summary>
/// <param name="Types">The kinds of values that belong to it; none for NULL and NOTHING.</param>
/// <param name="Items">What every item of a list must be; null where a list is not looked into.</param>
/// <param name="Storable">PROPERTY VALUE: what a property can hold, which excludes mixed lists.</param>
/// <param name="NotNull">Whether null does not belong to it.</param>
/// <param name="Position">Where its name begins.</param>
internal sealed record TypeAlternative(CypherTypes Types, TypeExpression? Items, bool Storable, bool NotNull, SourcePosition Position) : SyntaxNode(Position);

/// <summary><c>operand IS [NOT] :: type</c></summary>
internal sealed record TypeCheckExpression(Expression Operand, TypeExpression Type, bool Negated, SourcePosition Position) : Expression(Position);

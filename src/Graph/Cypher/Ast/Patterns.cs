namespace CoEvolve.Graph.Cypher.Ast;

/// <summary>Comma-separated paths.</summary>
internal sealed record Pattern(SyntaxList<PathPattern> Paths, SourcePosition Position) : SyntaxNode(Position);

/// <summary>How a path pattern selects among its matches.</summary>
internal enum PathSelector
{
    /// <summary>All matches.</summary>
    All,

    /// <summary><c>shortestPath((a)-[*]-(b))</c></summary>
    ShortestPath,

    /// <summary><c>allShortestPaths((a)-[*]-(b))</c></summary>
    AllShortestPaths,

    /// <summary><c>SHORTEST k</c>, <c>ANY SHORTEST</c> and <c>ANY k</c>: for each pair of ends as many of the shortest matches.</summary>
    Shortest,

    /// <summary><c>SHORTEST k GROUPS</c> and <c>ALL SHORTEST</c>: for each pair of ends all matches of as many of the least lengths.</summary>
    ShortestGroups,
}

/// <summary>
/// <c>variable = (node)-[relationship]-(node)…</c>: n+1 nodes and n relationships in the order of the text. A quantified part counts as a
/// relationship; where no node is written beside it, an anonymous one stands there.
/// </summary>
internal sealed record PathPattern(
    VariableExpression? Variable,
    PathSelector Selector,
    SyntaxList<NodePattern> Nodes,
    SyntaxList<RelationshipPattern> Relationships,
    SourcePosition Position) : SyntaxNode(Position)
{
    /// <summary>The predicate inside the parentheses around the path: it holds before a selector selects.</summary>
    public Expression? Where { get; init; }

    /// <summary>The k of <c>SHORTEST k</c>.</summary>
    public long Count { get; init; } = 1;

    /// <summary>Whether a selector stands before it.</summary>
    public bool IsSelective => Selector is PathSelector.Shortest or PathSelector.ShortestGroups;
}

/// <summary><c>(variable:Labels {properties} WHERE predicate)</c>; properties are a map literal or a parameter.</summary>
internal sealed record NodePattern(
    VariableExpression? Variable,
    LabelExpression? Labels,
    Expression? Properties,
    Expression? Where,
    SourcePosition Position) : SyntaxNode(Position);

/// <summary>Which way a relationship pattern may be walked, read from left to right.</summary>
internal enum PatternDirection
{
    /// <summary><c>--&gt;</c></summary>
    Outgoing,

    /// <summary><c>&lt;--</c></summary>
    Incoming,

    /// <summary><c>--</c> and <c>&lt;--&gt;</c></summary>
    Both,
}

/// <summary><c>-[variable:Types*1..3 {properties} WHERE predicate]-&gt;</c></summary>
internal sealed record RelationshipPattern(
    VariableExpression? Variable,
    LabelExpression? Types,
    HopRange? Length,
    Expression? Properties,
    Expression? Where,
    PatternDirection Direction,
    SourcePosition Position) : SyntaxNode(Position)
{
    /// <summary>What is repeated, where this is a quantified part; all else is then empty.</summary>
    public PathGroup? Group { get; init; }
}

/// <summary>
/// <c>((a)-[r]->(b) WHERE predicate){1,3}</c>, or <c>-[r]->+</c>, which is the same with anonymous nodes. No upper bound is null.
/// </summary>
internal sealed record PathGroup(PathPattern Inner, int Minimum, int? Maximum, SourcePosition Position) : SyntaxNode(Position);

/// <summary><c>*</c>, <c>*2</c>, <c>*1..</c>, <c>*..3</c>: null bounds are those left out (least 1, most unlimited).</summary>
internal sealed record HopRange(int? Minimum, int? Maximum, SourcePosition Position) : SyntaxNode(Position);

/// <summary>A condition on labels or on a relationship's type.</summary>
internal abstract record LabelExpression(SourcePosition Position) : SyntaxNode(Position);

/// <summary><c>:Name</c></summary>
internal sealed record LabelName(string Name, SourcePosition Position) : LabelExpression(Position);

/// <summary><c>%</c>: at least one label.</summary>
internal sealed record LabelWildcard(SourcePosition Position) : LabelExpression(Position);

/// <summary><c>$(expression)</c>, <c>$all(…)</c> or <c>$any(…)</c>: the labels that a string or a list of strings names, all of them or at least one.</summary>
internal sealed record LabelDynamic(Expression Names, bool Any, SourcePosition Position) : LabelExpression(Position);

/// <summary><c>!a</c></summary>
internal sealed record LabelNot(LabelExpression Operand, SourcePosition Position) : LabelExpression(Position);

/// <summary><c>a&amp;b</c>, and the old <c>:A:B</c>.</summary>
internal sealed record LabelAnd(LabelExpression Left, LabelExpression Right, bool ColonForm, SourcePosition Position) : LabelExpression(Position);

/// <summary><c>a|b</c>, and the old <c>:A|:B</c> of relationship types.</summary>
internal sealed record LabelOr(LabelExpression Left, LabelExpression Right, SourcePosition Position) : LabelExpression(Position)
{
    /// <summary>The colon of <c>A|:B</c>, an older way to write <c>A|B</c>; null where there is none.</summary>
    public SourcePosition? OldColon { get; init; }

    /// <summary>The colon takes no part, as no place does.</summary>
    public bool Equals(LabelOr? other) => other is not null && Left.Equals(other.Left) && Right.Equals(other.Right);

    public override int GetHashCode() => HashCode.Combine(Left, Right);
}

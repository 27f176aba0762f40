namespace CoEvolve.Graph.Cypher.Ast;

/// <summary>A whole statement.</summary>
internal abstract record Statement(SourcePosition Position) : SyntaxNode(Position);

/// <summary>What is asked of the planner besides the answer.</summary>
internal enum QueryMode
{
    Run,
    Explain,
    Profile,
}

/// <summary>A statement that reads or writes the graph.</summary>
internal sealed record QueryStatement(QueryMode Mode, Query Query, SourcePosition Position) : Statement(Position)
{
    /// <summary>Whether it asked for a runtime that Neo4j's Community edition does not have either.</summary>
    public bool UnsupportedRuntime { get; init; }
}

/// <summary>One single query, or several joined by UNION.</summary>
internal sealed record Query(SyntaxList<SingleQuery> Parts, SyntaxList<UnionKind> Unions, SourcePosition Position) : SyntaxNode(Position);

/// <summary>Whether UNION keeps duplicates.</summary>
internal enum UnionKind
{
    Distinct,
    All,
}

/// <summary>Clauses in the order of the text. The position is that of the UNION before it, or of the first clause.</summary>
internal sealed record SingleQuery(SyntaxList<Clause> Clauses, SourcePosition Position) : SyntaxNode(Position);

/// <summary>One clause.</summary>
internal abstract record Clause(SourcePosition Position) : SyntaxNode(Position);

/// <summary><c>[OPTIONAL] MATCH pattern [USING …] [WHERE predicate]</c></summary>
internal sealed record MatchClause(bool Optional, Pattern Pattern, Expression? Where, SourcePosition Position) : Clause(Position)
{
    public SyntaxList<PlannerHint> Hints { get; init; } = [];
}

/// <summary><c>USING INDEX variable:Label(key)</c> and its kin. It changes how an answer is found, never the answer.</summary>
/// <param name="Variables">The variables that it speaks of.</param>
/// <param name="Label">The label or type; null for a join.</param>
/// <param name="Keys">The keys of the index; empty for a scan.</param>
/// <param name="Position">Its place.</param>
internal sealed record PlannerHint(SyntaxList<VariableExpression> Variables, string? Label, SyntaxList<string> Keys, SourcePosition Position) : SyntaxNode(Position);

/// <summary><c>LOAD CSV [WITH HEADERS] FROM address AS row [FIELDTERMINATOR text]</c></summary>
internal sealed record LoadCsvClause(bool Headers, Expression Address, VariableExpression Row, char Separator, SourcePosition Position) : Clause(Position);

/// <summary><c>UNWIND list AS variable</c></summary>
internal sealed record UnwindClause(Expression List, VariableExpression Variable, SourcePosition Position) : Clause(Position);

/// <summary><c>WITH …</c></summary>
internal sealed record WithClause(Projection Projection, Expression? Where, SourcePosition Position) : Clause(Position);

/// <summary><c>RETURN …</c></summary>
internal sealed record ReturnClause(Projection Projection, SourcePosition Position) : Clause(Position);

/// <summary><c>FINISH</c>: runs the query without returning rows.</summary>
internal sealed record FinishClause(SourcePosition Position) : Clause(Position);

/// <summary>What WITH and RETURN share. <c>IncludeExisting</c> is the asterisk. The position is that of the first item. ORDER BY, SKIP or LIMIT alone is a WITH * with that ending.</summary>
internal sealed record Projection(
    bool Distinct,
    bool IncludeExisting,
    SyntaxList<ProjectionItem> Items,
    SyntaxList<SortItem> OrderBy,
    Expression? Skip,
    Expression? Limit,
    SourcePosition Position) : SyntaxNode(Position);

/// <summary>One column: <c>expression AS alias</c>. <c>Text</c> is the expression as written, the column's name where there is no alias.</summary>
internal sealed record ProjectionItem(Expression Expression, VariableExpression? Alias, string Text, SourcePosition Position) : SyntaxNode(Position);

/// <summary><c>expression [DESC]</c></summary>
internal sealed record SortItem(Expression Expression, bool Descending, SourcePosition Position) : SyntaxNode(Position);

/// <summary><c>CREATE pattern</c></summary>
internal sealed record CreateClause(Pattern Pattern, SourcePosition Position) : Clause(Position);

/// <summary><c>MERGE path [ON CREATE SET …] [ON MATCH SET …]</c></summary>
internal sealed record MergeClause(PathPattern Path, SyntaxList<SetItem> OnCreate, SyntaxList<SetItem> OnMatch, SourcePosition Position) : Clause(Position);

/// <summary><c>SET items</c></summary>
internal sealed record SetClause(SyntaxList<SetItem> Items, SourcePosition Position) : Clause(Position);

/// <summary>One assignment of SET.</summary>
internal abstract record SetItem(SourcePosition Position) : SyntaxNode(Position);

/// <summary><c>subject.key = value</c></summary>
internal sealed record SetPropertyItem(PropertyExpression Property, Expression Value, SourcePosition Position) : SetItem(Position);

/// <summary><c>variable = map</c>, or <c>variable += map</c> where <c>Merge</c> is true.</summary>
internal sealed record SetPropertiesItem(VariableExpression Variable, Expression Value, bool Merge, SourcePosition Position) : SetItem(Position);

/// <summary><c>variable:A:B</c>, each label a name or computed.</summary>
internal sealed record SetLabelsItem(VariableExpression Variable, SyntaxList<LabelExpression> Labels, SourcePosition Position) : SetItem(Position);

/// <summary><c>subject[key] = value</c></summary>
internal sealed record SetIndexedItem(IndexExpression Target, Expression Value, SourcePosition Position) : SetItem(Position);

/// <summary><c>REMOVE items</c></summary>
internal sealed record RemoveClause(SyntaxList<RemoveItem> Items, SourcePosition Position) : Clause(Position);

/// <summary>One item of REMOVE.</summary>
internal abstract record RemoveItem(SourcePosition Position) : SyntaxNode(Position);

/// <summary><c>subject.key</c></summary>
internal sealed record RemovePropertyItem(PropertyExpression Property, SourcePosition Position) : RemoveItem(Position);

/// <summary><c>variable:A:B</c>, each label a name or computed.</summary>
internal sealed record RemoveLabelsItem(VariableExpression Variable, SyntaxList<LabelExpression> Labels, SourcePosition Position) : RemoveItem(Position);

/// <summary><c>subject[key]</c></summary>
internal sealed record RemoveIndexedItem(IndexExpression Target, SourcePosition Position) : RemoveItem(Position);

/// <summary><c>[DETACH] DELETE expressions</c></summary>
internal sealed record DeleteClause(bool Detach, SyntaxList<Expression> Expressions, SourcePosition Position) : Clause(Position);

/// <summary><c>FOREACH (variable IN list | updating clauses)</c></summary>
internal sealed record ForeachClause(VariableExpression Variable, Expression List, SyntaxList<Clause> Updates, SourcePosition Position) : Clause(Position);

/// <summary>
/// <c>CALL { … }</c> or <c>CALL (x, y) { … }</c>. <c>Imports</c> is null for the first form, where a leading <c>WITH x</c> inside
/// imports; <c>ImportAll</c> is <c>CALL (*)</c>.
/// </summary>
internal sealed record CallSubqueryClause(
    bool Optional,
    bool ImportAll,
    SyntaxList<VariableExpression>? Imports,
    Query Query,
    SourcePosition Position) : Clause(Position)
{
    /// <summary><c>IN TRANSACTIONS …</c>; null where it is left out.</summary>
    public TransactionBatches? Batches { get; init; }
}

/// <summary>What becomes of the rest when a batch fails.</summary>
internal enum BatchFailure
{
    Fail,
    Continue,
    Break,
}

/// <summary><c>IN TRANSACTIONS OF rows ROWS ON ERROR … REPORT STATUS AS status</c></summary>
internal sealed record TransactionBatches(Expression? Rows, BatchFailure OnError, VariableExpression? Status, SourcePosition Position) : SyntaxNode(Position);

/// <summary>
/// <c>CALL procedure.name(arguments) YIELD column AS variable WHERE predicate</c>. <c>Arguments</c> is null where the parentheses are
/// left out (standalone: arguments come from parameters); <c>Yield</c> is null where YIELD is left out; <c>YieldAll</c> is <c>YIELD *</c>.
/// </summary>
internal sealed record CallProcedureClause(
    bool Optional,
    string Name,
    SyntaxList<Expression>? Arguments,
    bool YieldAll,
    SyntaxList<YieldItem>? Yield,
    Expression? Where,
    SourcePosition Position) : Clause(Position);

/// <summary><c>column AS variable</c></summary>
internal sealed record YieldItem(string Column, VariableExpression Variable, SourcePosition Position) : SyntaxNode(Position);

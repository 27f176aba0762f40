using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Execution.Functions;
using CoEvolve.Graph.Execution.Procedures;

namespace CoEvolve.Graph.Cypher.Binding;

/// <summary>A result column.</summary>
internal sealed record BoundColumn(string Name, int Slot, StaticType Type);

/// <summary>A query whose names are slots. Columns are empty where it returns nothing.</summary>
/// <param name="Branches">The single queries that UNION joins; one is the common case.</param>
/// <param name="Distinct">Whether UNION drops duplicates.</param>
/// <param name="Columns">What it returns; with UNION these slots are filled from the branches' own.</param>
/// <param name="Imports">Slots of the surrounding query that it reads.</param>
internal sealed record BoundQuery(BoundBranch[] Branches, bool Distinct, BoundColumn[] Columns, HashSet<int> Imports)
{
    /// <summary>Whether any clause of it writes.</summary>
    public bool Writes => Branches.Any(branch => branch.Clauses.Any(clause => clause.Writes));

    /// <summary>Whether it asks of the server rather than of the graph.</summary>
    public bool CallsServer => Branches.Any(branch => branch.Clauses.Any(clause => clause is BoundCallProcedure { Procedure.Mode: ProcedureMode.Dbms }));

    /// <summary>Whether a part of it runs in transactions of its own.</summary>
    public bool HasBatches => Branches.Any(branch => branch.Clauses.Any(clause => clause is BoundCallSubquery { Batches: not null }));

    public bool ReturnsRows => Columns.Length > 0;
}

/// <summary>One single query and the slots of its columns, in the order of the whole query's columns.</summary>
internal sealed record BoundBranch(BoundClause[] Clauses, int[] ColumnSlots);

/// <summary>A clause. <c>Live</c> are the slots of all variables that are in scope before it: what a barrier in front of it must keep.</summary>
internal abstract record BoundClause(int[] Live)
{
    public virtual bool Writes => false;
}

internal sealed record BoundMatch(bool Optional, BoundPattern Pattern, CompiledExpression[] Predicates, int[] Introduced, int[] Live) : BoundClause(Live);

internal sealed record BoundUnwind(CompiledExpression List, int Slot, int[] Live) : BoundClause(Live);

/// <summary>WITH or RETURN. Order of work: aggregation, items, DISTINCT, ORDER BY, SKIP, LIMIT, WHERE.</summary>
internal sealed record BoundProjection(
    BoundAggregation? Aggregation,
    (CompiledExpression Expression, int Slot)[] Items,
    bool Distinct,
    int[] Outputs,
    (CompiledExpression Expression, bool Descending)[] OrderBy,
    CompiledExpression? Skip,
    CompiledExpression? Limit,
    CompiledExpression? Where,
    int[] Live) : BoundClause(Live);

internal sealed record BoundAggregation((CompiledExpression Expression, int Slot)[] Keys, BoundAggregate[] Aggregates);

internal sealed record BoundAggregate(AggregateDefinition Definition, bool Distinct, CompiledExpression? Argument, CompiledExpression? Parameter, int Slot);

internal sealed record BoundCallSubquery(BoundQuery Query, bool Optional, int[] Live) : BoundClause(Live)
{
    /// <summary>Where the subquery runs in transactions of its own, how.</summary>
    public BoundBatches? Batches { get; init; }

    public override bool Writes => Query.Writes;
}

/// <summary>How a subquery is run in transactions of its own.</summary>
/// <param name="Rows">How many outer rows make a batch; a thousand where null.</param>
/// <param name="OnError">What becomes of the rest when a batch fails.</param>
/// <param name="Status">The slot for what became of a row's batch, or -1.</param>
internal sealed record BoundBatches(CompiledExpression? Rows, BatchFailure OnError, int Status);

/// <summary>The lines of a file.</summary>
internal sealed record BoundLoadCsv(bool Headers, CompiledExpression Address, int Slot, char Separator, int[] Live) : BoundClause(Live);

internal sealed record BoundCallProcedure(
    ProcedureDefinition Procedure,
    CompiledExpression[] Arguments,
    (int Output, int Slot)[] Yields,
    CompiledExpression? Where,
    bool Optional,
    int[] Live) : BoundClause(Live)
{
    public override bool Writes => Procedure.Mode == ProcedureMode.Write;
}

internal sealed record BoundCreate(CreateAction[] Actions, int[] Live) : BoundClause(Live)
{
    public override bool Writes => true;
}

internal sealed record BoundMerge(BoundMatch Match, CreateAction[] Actions, SetAction[] OnCreate, SetAction[] OnMatch, int[] Live) : BoundClause(Live)
{
    public override bool Writes => true;
}

internal sealed record BoundSet(SetAction[] Actions, int[] Live) : BoundClause(Live)
{
    public override bool Writes => true;
}

internal sealed record BoundDelete(CompiledExpression[] Expressions, bool Detach, int[] Live) : BoundClause(Live)
{
    public override bool Writes => true;
}

internal sealed record BoundForeach(int Slot, CompiledExpression List, BoundClause[] Updates, int[] Live) : BoundClause(Live)
{
    public override bool Writes => true;
}

/// <summary>A pattern as a graph of slots. Labels and properties are predicates of the clause, not of the pattern.</summary>
internal sealed record BoundPattern(BoundNode[] Nodes, BoundRelationship[] Relationships, BoundPath[] Paths);

/// <summary>A node of a pattern. <c>Bound</c> when the slot has its value before the clause.</summary>
internal sealed record BoundNode(int Slot, bool Bound);

/// <summary>A relationship of a pattern, read from <c>From</c> to <c>To</c>.</summary>
/// <param name="Slot">Takes the relationship, or the list of them where the length varies.</param>
/// <param name="From">Slot of the node on the left.</param>
/// <param name="To">Slot of the node on the right.</param>
/// <param name="Types">Alternatives by name; empty is any.</param>
/// <param name="TypePredicate">A type condition that a list of names cannot say; else null.</param>
/// <param name="Direction">As written, from left to right.</param>
/// <param name="Hops">Bounds of a variable length; null for exactly one relationship that is not a list.</param>
/// <param name="HopProperties">What each relationship of a variable length must have: key and value.</param>
/// <param name="Bound">Whether the slot has its value before the clause.</param>
internal sealed record BoundRelationship(
    int Slot,
    int From,
    int To,
    string[] Types,
    LabelPredicate? TypePredicate,
    PatternDirection Direction,
    (int Minimum, int Maximum)? Hops,
    (string Key, CompiledExpression Value)[] HopProperties,
    bool Bound)
{
    /// <summary>What is repeated, where this is a quantified part: <c>Slot</c> then takes the list of all its relationships.</summary>
    public BoundGroup? Group { get; init; }
}

/// <summary>The inside of a quantified part: a chain of single relationships, walked again and again.</summary>
/// <param name="Nodes">Slots of the chain's nodes; they and the relationships' slots hold one round at a time.</param>
/// <param name="Relationships">The chain, one fewer than its nodes.</param>
/// <param name="Predicates">What each round must satisfy.</param>
/// <param name="Lists">For each named slot of a round, the slot of the list that gathers it over all rounds.</param>
internal sealed record BoundGroup(int[] Nodes, BoundRelationship[] Relationships, CompiledExpression[] Predicates, (int Single, int List)[] Lists);

/// <summary>A named path: slots of nodes and relationships in walking order.</summary>
internal sealed record BoundPath(int Slot, int[] Nodes, int[] Relationships, PathSelector Selector)
{
    /// <summary>The k of <c>SHORTEST k</c>.</summary>
    public long Count { get; init; } = 1;

    /// <summary>What a match must satisfy before the selector selects.</summary>
    public CompiledExpression[] Predicates { get; init; } = [];

    public bool IsSelective => Selector is PathSelector.Shortest or PathSelector.ShortestGroups;
}

/// <summary>One creation of CREATE or MERGE, in order.</summary>
internal abstract record CreateAction(int Slot, CompiledExpression? Properties);

internal sealed record CreateNodeAction(int Slot, WrittenLabels Labels, CompiledExpression? Properties) : CreateAction(Slot, Properties);

internal sealed record CreateRelationshipAction(int Slot, int Start, int End, WrittenLabels Type, CompiledExpression? Properties) : CreateAction(Slot, Properties);

/// <summary>Puts together a named path from slots that earlier actions filled.</summary>
internal sealed record BuildPathAction(BoundPath Path) : CreateAction(Path.Slot, null);

/// <summary>One assignment of SET, REMOVE, ON CREATE or ON MATCH.</summary>
internal abstract record SetAction;

internal sealed record SetPropertyAction(CompiledExpression Subject, string Key, CompiledExpression Value) : SetAction;

/// <summary><c>Merge</c> adds to what is there; else other properties go.</summary>
internal sealed record SetPropertiesAction(CompiledExpression Subject, CompiledExpression Value, bool Merge) : SetAction;

internal sealed record SetLabelsAction(CompiledExpression Subject, WrittenLabels Labels, bool Remove) : SetAction;

/// <summary>Sets a property whose name is computed.</summary>
internal sealed record SetIndexedAction(CompiledExpression Subject, CompiledExpression Key, CompiledExpression Value) : SetAction;

/// <summary>Labels that are written, or a type: names, and expressions that give a name or a list of names.</summary>
internal sealed record WrittenLabels(string[] Names, CompiledExpression[] Computed);

/// <summary>A statement that is ready for planning.</summary>
internal sealed record BoundStatement(
    BoundQuery Query,
    IReadOnlyList<string> Parameters,
    int SlotCount,
    IReadOnlyList<SubqueryExpression> Subqueries)
{
    /// <summary>Names of the slots that hold variables.</summary>
    public IReadOnlyDictionary<int, string> SlotNames { get; init; } = new Dictionary<int, string>();
}

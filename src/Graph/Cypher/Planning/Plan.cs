using CoEvolve.Graph.Cypher.Ast;
using CoEvolve.Graph.Cypher.Binding;
using CoEvolve.Graph.Execution.Expressions;
using CoEvolve.Graph.Execution.Procedures;

namespace CoEvolve.Graph.Cypher.Planning;

/// <summary>
/// One step of the way to a query's rows. A plan is a tree: each step draws its rows from <c>Source</c>, and every tree ends in an
/// <see cref="ArgumentPlan"/>, the row that is there already. Immutable and shared by all runs; <c>CursorFactory</c> makes it run.
/// </summary>
internal abstract record Plan;

/// <summary>The one row that the slots hold when the plan is opened: nothing yet for a statement, the outer row for a subquery.</summary>
internal sealed record ArgumentPlan : Plan;

internal sealed record AllNodesPlan(Plan Source, int Slot) : Plan;

internal sealed record LabelScanPlan(Plan Source, int Slot, string Label) : Plan;

/// <summary>Nodes whose indexed property equals one value, or one of a list's values where <c>In</c> is true.</summary>
internal sealed record IndexSeekPlan(Plan Source, int Slot, string IndexName, CompiledExpression Value, bool In) : Plan;

/// <summary>Nodes whose indexed property lies between two bounds, each of which may be missing.</summary>
internal sealed record IndexRangePlan(Plan Source, int Slot, string IndexName, RangeBound? From, RangeBound? To) : Plan;

internal sealed record RangeBound(CompiledExpression Value, bool Inclusive);

internal sealed record IndexPrefixPlan(Plan Source, int Slot, string IndexName, CompiledExpression Prefix) : Plan;

/// <summary>Nodes that any other search in an index finds.</summary>
internal sealed record IndexSearchPlan(Plan Source, int Slot, IndexSearch Search) : Plan;

/// <summary>Relationships that a search in an index finds. A <see cref="KnownRelationshipPlan"/> above it gives their ends.</summary>
internal sealed record RelationshipSearchPlan(Plan Source, int Slot, IndexSearch Search) : Plan;

/// <summary>Nodes that one branch at least finds, each once. Branches begin with an <see cref="ArgumentPlan"/>.</summary>
internal sealed record NodeUnionPlan(Plan Source, int Slot, Plan[] Branches) : Plan;

/// <summary>The node with an id, or those with a list's ids.</summary>
internal sealed record NodeByIdPlan(Plan Source, int Slot, CompiledExpression Id, bool In) : Plan;

/// <summary>Drops rows whose slot is null; another value than a node is a TypeError.</summary>
internal sealed record RequireNodePlan(Plan Source, int Slot) : Plan;

/// <summary>One relationship from a node. <c>Into</c>: the far node is known and must be met. <c>DistinctFrom</c>: slots of relationships that must not be walked again.</summary>
internal sealed record ExpandPlan(Plan Source, ExpandStep Step, bool Into) : Plan;

/// <summary>Relationships of variable length, as a list.</summary>
internal sealed record VariableExpandPlan(
    Plan Source,
    ExpandStep Step,
    bool Into,
    int Minimum,
    int Maximum,
    (string Key, CompiledExpression Value)[] HopProperties,
    bool ListBound) : Plan;

/// <summary>A chain of relationships that is walked round after round.</summary>
internal sealed record QuantifiedExpandPlan(Plan Source, ExpandStep Step, bool Into, int Minimum, int Maximum, RoundPlan Round) : Plan;

/// <summary>What every expansion has in common, as walked (not as written).</summary>
/// <param name="From">Slot of the node that is known.</param>
/// <param name="Relationship">Slot of the relationship, or of the list.</param>
/// <param name="To">Slot of the node that is met.</param>
/// <param name="Types">Names; empty is any.</param>
/// <param name="TypePredicate">What a list of names cannot say.</param>
/// <param name="Direction">Seen from <c>From</c>.</param>
/// <param name="DistinctFrom">Slots of the clause's other relationships.</param>
/// <param name="Reversed">Whether the pattern is walked against its text, so that a list must be turned round.</param>
internal sealed record ExpandStep(
    int From,
    int Relationship,
    int To,
    string[] Types,
    LabelPredicate? TypePredicate,
    PatternDirection Direction,
    int[] DistinctFrom,
    bool Reversed);

/// <summary>A relationship that is known already: gives its end nodes, or checks them where they are known.</summary>
internal sealed record KnownRelationshipPlan(Plan Source, ExpandStep Step, bool FromKnown, bool ToKnown) : Plan;

/// <summary>The shortest path or paths between two known nodes.</summary>
internal sealed record ShortestPathPlan(Plan Source, ExpandStep Step, int Minimum, int Maximum, (string Key, CompiledExpression Value)[] HopProperties, bool All) : Plan;

/// <summary>The shortest matches of a path whose first node in walking order is known.</summary>
/// <param name="Source">Where rows come from.</param>
/// <param name="Program">How the path is walked.</param>
/// <param name="Path">The path, which takes its slot.</param>
/// <param name="Into">Whether the last node is known, too.</param>
/// <param name="Count">How many matches, or lengths, for each pair of ends.</param>
/// <param name="Groups">Whether all matches of a length are taken.</param>
/// <param name="RefuseSameEnds">Whether it is an error that both ends are one node, as for <c>shortestPath()</c>.</param>
internal sealed record ShortestWalkPlan(Plan Source, WalkProgram Program, BoundPath Path, bool Into, long Count, bool Groups, bool RefuseSameEnds) : Plan;

internal sealed record BuildPathPlan(Plan Source, BoundPath Path) : Plan;

internal sealed record FilterPlan(Plan Source, CompiledExpression[] Predicates) : Plan;

/// <summary>Rows for which the inner plan gives a row, or, where <c>Anti</c> is true, gives none.</summary>
internal sealed record SemiApplyPlan(Plan Source, Plan Inner, bool Anti) : Plan;

/// <summary>For each row the inner rows, or the row itself with nulls where there is none.</summary>
internal sealed record OptionalPlan(Plan Source, Plan Inner, int[] Introduced) : Plan;

/// <summary>For each row the inner rows.</summary>
internal sealed record ApplyPlan(Plan Source, Plan Inner) : Plan;

/// <summary>Runs the inner plan to its end for each row, and keeps the row.</summary>
internal sealed record RunForEachRowPlan(Plan Source, Plan Inner) : Plan;

/// <summary>As <see cref="ApplyPlan"/> or, without columns, <see cref="RunForEachRowPlan"/>, batch by batch, each in a transaction of its own.</summary>
internal sealed record BatchesPlan(Plan Source, Plan Inner, BoundCallSubquery Call) : Plan;

/// <summary>The lines of a file, as lists or maps.</summary>
internal sealed record LoadCsvPlan(Plan Source, BoundLoadCsv Load) : Plan;

internal sealed record UnwindPlan(Plan Source, CompiledExpression List, int Slot) : Plan;

internal sealed record ProjectPlan(Plan Source, (CompiledExpression Expression, int Slot)[] Items) : Plan;

internal sealed record AggregatePlan(Plan Source, BoundAggregation Aggregation) : Plan;

internal sealed record DistinctPlan(Plan Source, int[] Slots) : Plan;

/// <summary>Sorts all rows; keeps the slots named in <c>Saved</c>.</summary>
internal sealed record SortPlan(Plan Source, (CompiledExpression Expression, bool Descending)[] Keys, int[] Saved) : Plan;

/// <summary>The first rows of a sorted list. SKIP and LIMIT still stand above.</summary>
internal sealed record TopPlan(Plan Source, (CompiledExpression Expression, bool Descending)[] Keys, int[] Saved, CompiledExpression Limit, CompiledExpression? Skip) : Plan;

internal sealed record SkipPlan(Plan Source, CompiledExpression Count) : Plan;

/// <summary>The first rows. <c>Exhaust</c>: what comes after is still run, because it writes.</summary>
internal sealed record LimitPlan(Plan Source, CompiledExpression Count, bool Exhaust) : Plan;

/// <summary>Takes in all rows before it gives out the first, so that what comes after cannot disturb what comes before.</summary>
internal sealed record EagerPlan(Plan Source, int[] Saved) : Plan;

/// <summary>The rows of each branch in turn, its columns moved to common slots.</summary>
internal sealed record UnionPlan((Plan Plan, int[] Slots)[] Branches, int[] Slots) : Plan;

internal sealed record ProcedureCallPlan(Plan Source, ProcedureDefinition Procedure, CompiledExpression[] Arguments, (int Output, int Slot)[] Yields) : Plan;

internal sealed record CreatePlan(Plan Source, CreateAction[] Actions) : Plan;

internal sealed record MergePlan(Plan Source, Plan Match, CreateAction[] Actions, SetAction[] OnCreate, SetAction[] OnMatch) : Plan;

internal sealed record SetPlan(Plan Source, SetAction[] Actions) : Plan;

internal sealed record DeletePlan(Plan Source, CompiledExpression[] Expressions, bool Detach, int[] Saved) : Plan;

internal sealed record ForeachPlan(Plan Source, CompiledExpression List, int Slot, Plan Updates) : Plan;

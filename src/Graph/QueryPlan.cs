using CoEvolve.Graph.Cypher.Planning;

namespace CoEvolve.Graph;

/// <summary>One step of the way to a statement's rows, in Neo4j's terms, with the steps from which its rows come. EXPLAIN tells of it without running the statement, PROFILE after running it.</summary>
public sealed record QueryPlan
{
    /// <summary>The operator, as Neo4j calls it: <c>NodeIndexSeek</c>, <c>Expand(All)</c>, <c>Filter</c>, …</summary>
    public required string Operator { get; init; }

    /// <summary>What it works on, in words near to Cypher; empty where there is nothing to say.</summary>
    public string Details { get; init; } = "";

    /// <summary>How many rows it is expected to give in all, by what the graph counts.</summary>
    public double EstimatedRows { get; init; }

    /// <summary>The variables that have a value behind this step.</summary>
    public IReadOnlyList<string> Identifiers { get; init; } = [];

    /// <summary>Where its rows come from: the source first, then what is run for each row of the source.</summary>
    public IReadOnlyList<QueryPlan> Children { get; init; } = [];

    /// <summary>How many rows it gave; null where the statement was only explained.</summary>
    public long? Rows { get; init; }

    /// <summary>
    /// How often it touched the graph; null where the statement was only explained. Counted are nodes and relationships that a step was given by the storage, look-ups that found nothing
    /// more, properties and labels that expressions asked for by name, and everything written; not what functions such as <c>properties()</c> and procedures read.
    /// </summary>
    public long? DbHits { get; init; }

    /// <summary>The plan and all below it as a table of lines, as Neo4j's shell prints it.</summary>
    public string ToTable() => PlanTable.Write(this);
}
